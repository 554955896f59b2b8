//! Architectures that are told with their system: `windows/arm64`, `linux/amd64`, `windows(10.0.26100)/amd64`; and `GOARCH`.

use winfit_compat::Architecture;

use super::Facts;
use super::plain::Plain;
use super::scan::{char_before, from, values, word};
use super::told::Said;

/// Adds the architectures of a text.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    let mut said = Said::nothing();
    for os in ["windows", "linux"] {
        for (at, _) in plain.lower().match_indices(os) {
            // A folder in an address is no platform.
            if char_before(plain.text(), at).is_some_and(|c| c.is_alphanumeric() || "/.-_\\".contains(c)) {
                continue;
            }
            let behind = from(plain.lower(), at + os.len(), 80);
            let behind = match behind.strip_prefix('(') {
                Some(version) => version.split_once(')').map(|(_, rest)| rest),
                None => Some(behind),
            };
            let name = behind.and_then(|it| it.strip_prefix('/')).map(platform).unwrap_or_default();
            if let Ok(architecture) = name.parse::<Architecture>() {
                said.add(at, architecture);
            }
        }
    }
    for value in values(plain, "goarch") {
        if let Ok(architecture) = word(value.text).parse::<Architecture>() {
            said.add(value.key_at, architecture);
        }
    }
    said.tell(plain, &mut facts.architectures);
}

/// The architecture of `amd64`, `arm/v7`, `amd64:`; nothing of `amd64/kubectl`.
fn platform(text: &str) -> &str {
    let word = word(text).trim_end_matches([':', '.']);
    match word.split_once('/') {
        Some((architecture, variant)) if variant.starts_with('v') => architecture,
        Some(_) => "",
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn architectures(text: &str) -> Vec<Architecture> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.architectures.into_iter().map(|it| it.value).collect()
    }

    #[test]
    fn an_architecture_is_told_behind_its_system() {
        for text in [
            "no matching manifest for windows/arm64 10.0.26100 in the manifest list entries",
            "no matching manifest for windows(10.0.26100)/arm64 in the manifest list entries",
            "#3 [windows/arm64 internal] load metadata for x",
            "the image's platform (windows/arm64) does not match",
            "OS/Arch: windows/arm64",
            "--platform=linux/arm64/v8",
            "GOARCH=arm64",
            "$env:GOARCH = 'arm64'",
        ] {
            assert_eq!(architectures(text), [Architecture::Arm64], "{text}");
        }
        assert_eq!(architectures("windows/amd64, linux/amd64, linux/arm64").len(), 2);
    }

    #[test]
    fn folders_are_no_platforms() {
        for text in [
            "https://x/linux/amd64/kubectl",
            "bin/linux/amd64",
            "windows/servercore",
            "linux/amd64/kubectl",
            "Windows",
        ] {
            assert_eq!(architectures(text), [], "{text}");
        }
    }
}
