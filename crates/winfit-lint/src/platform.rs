//! Platforms as Compose files and Dockerfiles write them.

use winfit_compat::Os;

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
}
