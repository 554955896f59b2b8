//! Platforms as Compose files and Dockerfiles write them.

use winfit_compat::{Architecture, Os};

/// The operating system of a platform such as `windows/amd64` or `windows(10.0.17763)/amd64`.
pub(crate) fn platform_os(platform: &str) -> Option<Os> {
    let os = platform.split(['/', '(']).next()?.trim();
    if os.eq_ignore_ascii_case("windows") {
        Some(Os::Windows)
    } else if os.eq_ignore_ascii_case("linux") {
        Some(Os::Linux)
    } else {
        None
    }
}

/// The architecture of a platform such as `windows/amd64`, if it has one that winfit knows.
pub(crate) fn platform_architecture(platform: &str) -> Option<Architecture> {
    let architecture = platform.split('/').nth(1)?.trim().parse().ok()?;
    Some(architecture).filter(|it| *it != Architecture::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_is_the_operating_system_whatever_follows() {
        for text in ["windows", "windows/amd64", "Windows(10.0.17763.1)/amd64", " windows /arm64"] {
            assert_eq!(platform_os(text), Some(Os::Windows), "{text}");
        }
        assert_eq!(platform_os("linux/arm64/v8"), Some(Os::Linux));
        for text in ["", "amd64", "$TARGETPLATFORM", "windowsservercore", "/windows"] {
            assert_eq!(platform_os(text), None, "{text}");
        }
    }
    #[test]
    fn the_second_part_is_the_architecture_whatever_follows() {
        for text in ["windows/amd64", "windows(10.0.17763.1)/x86_64", "linux/AMD64/v2"] {
            assert_eq!(platform_architecture(text), Some(Architecture::Amd64), "{text}");
        }
        assert_eq!(platform_architecture("linux/arm64/v8"), Some(Architecture::Arm64));
        for text in ["", "windows", "linux/", "linux/riscv64"] {
            assert_eq!(platform_architecture(text), None, "{text}");
        }
    }
}
