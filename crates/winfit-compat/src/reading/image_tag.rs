//! Versions in image tags: `mcr.microsoft.com/windows/nanoserver:10.0.17763.437-amd64`,
//! `microsoft/iis:windowsservercore-10.0.14393.1715`.
//!
//! What a tag claims is read as it stands; what the image really holds is another question.

use super::site::Site;
use super::{Form, Reading};
use crate::Architecture;

/// Words in front of a version that only images have.
const FAMILIES: [&str; 4] = ["nanoserver", "servercore", "windowsservercore", "windows/server"];

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version()?;
    let before = site.before();
    let start = before.rfind(|c: char| !is_reference(c)).map_or(0, |at| at + 1);
    let word = before.get(start..).unwrap_or_default();
    let is_tag = match word.rsplit_once(':') {
        Some((repository, tag)) => {
            !tag.contains('/')
                && repository.contains(|c: char| c.is_ascii_alphabetic())
                && (repository.contains('/') || is_family(word) || follows_from(before, start))
        }
        None => word.ends_with('-') && is_family(word),
    };
    if !is_tag {
        return None;
    }
    let mut reading = Reading::new(version, Form::ImageTag, site.span_with(0));
    let suffix = |names: [&str; 2]| names.iter().any(|name| site.after().starts_with(name));
    if suffix(["-amd64", "_amd64"]) {
        reading.architecture = Some(Architecture::Amd64);
    } else if suffix(["-arm64", "_arm64"]) {
        reading.architecture = Some(Architecture::Arm64);
    }
    Some(reading)
}

/// ASCII only, so that the byte after the last other character starts one.
fn is_reference(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._/:-".contains(c) || !c.is_ascii()
}

fn is_family(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    FAMILIES.iter().any(|family| word.contains(family))
}

fn follows_from(before: &str, word: usize) -> bool {
    let line = before.get(..word).unwrap_or_default().trim_end();
    ["FROM", "from", "image:", "pull", "run"].iter().any(|keyword| line.ends_with(keyword))
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn check(text: &str, number: &str) -> Option<Option<Architecture>> {
        read(&site(text, number)).map(|reading| reading.architecture)
    }

    #[test]
    fn tags_are_read_with_their_architecture() {
        for text in [
            "FROM mcr.microsoft.com/windows/nanoserver:10.0.17763.437",
            "nanoserver:10.0.17763.437",
            "FROM windows:10.0.17763.437",
            "microsoft/iis:windowsservercore-10.0.17763.437@sha256:868bca7e",
            "localhost:5000/app:1.2-nanoserver-10.0.17763.437",
            "mcr.microsoft.com/dynamicsnav:10.0.17763.437-generic",
            "windowsservercore-10.0.17763.437",
        ] {
            assert_eq!(check(text, "10.0.17763.437"), Some(None), "{text}");
        }
        assert_eq!(
            check("x/nanoserver:10.0.17763.437-amd64", "10.0.17763.437"),
            Some(Some(Architecture::Amd64))
        );
        assert_eq!(check("x/nanoserver:10.0.26100.1-arm64", "10.0.26100.1"), Some(Some(Architecture::Arm64)));
    }

    #[test]
    fn other_colons_are_no_tags() {
        for text in [
            "version:10.0.17763.437",
            "Windows-10-10.0.17763.437",
            "at 12:10.0.17763.437",
            "a/b 10.0.17763.437",
            "a/b:c/10.0.17763.437",
        ] {
            assert_eq!(check(text, "10.0.17763.437"), None, "{text}");
        }
    }
}
