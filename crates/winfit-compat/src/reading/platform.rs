//! The platform of an image: `"os.version": "10.0.17763.437"` in manifests and image configurations, `"OsVersion"` in
//! `docker inspect`, `windows/amd64 10.0.17763` and `windows(10.0.26100)/amd64` in messages of Docker and containerd.

use super::key::Mark;
use super::site::Site;
use super::{Form, Reading};
use crate::{Architecture, OsVersion};

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version()?;
    key(site, version).or_else(|| after_slash(site, version)).or_else(|| in_parentheses(site, version))
}

fn key(site: &Site, version: OsVersion) -> Option<Reading> {
    let flag = site.before().trim_end_matches([' ', '"', '\'', '=']).ends_with("--os-version");
    let named = site.key.is_some_and(|key| {
        key.is("osversion")
            && (key.name.contains('.') || key.name.contains('_') || key.quoted)
            && key.mark != Mark::Registry
            // In upper case it is the daemon's own, in `docker info`.
            && !key.name.ends_with("OSVersion")
    });
    let mut reading = Reading::new(version, Form::Platform, site.span_with(0));
    reading.architecture = sibling_architecture(site);
    (flag || named).then_some(reading)
}

/// `windows/amd64 10.0.17763`, perhaps wrapped after the architecture.
fn after_slash(site: &Site, version: OsVersion) -> Option<Reading> {
    let before = site.before();
    let words = before.trim_end();
    if words.len() == before.len() {
        return None;
    }
    let (os, architecture) = words.rsplit(is_gap).next()?.split_once('/')?;
    let mut reading = Reading::new(version, Form::Platform, site.span_with(0));
    reading.architecture = Some(architecture.parse::<Architecture>().ok()?);
    os.eq_ignore_ascii_case("windows").then_some(reading)
}

/// `windows(10.0.26100)/amd64`, with features `windows(10.0.26100+win32k)/amd64`.
fn in_parentheses(site: &Site, version: OsVersion) -> Option<Reading> {
    let os = site.before().strip_suffix('(')?.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let (features, rest) = site.after().split_once(')')?;
    let is_features =
        features.is_empty() || (features.starts_with('+') && !features.contains(char::is_whitespace));
    if !os.eq_ignore_ascii_case("windows") || !is_features {
        return None;
    }
    let architecture = rest.strip_prefix('/').map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    });
    let mut reading = Reading::new(version, Form::Platform, site.span_with(0));
    reading.architecture = architecture.and_then(|name| name.parse().ok());
    Some(reading)
}

/// `"architecture"` in the same object.
fn sibling_architecture(site: &Site) -> Option<Architecture> {
    let before = site.before().rsplit(['{', '}']).next().unwrap_or_default();
    let after = site.after().split(['{', '}']).next().unwrap_or_default();
    [before, after].into_iter().find_map(|fields| {
        let at = fields.to_ascii_lowercase().rfind("architecture")?;
        let value = fields.get(at + "architecture".len()..)?;
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || "\"'\\:=".contains(c));
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(value.len());
        value.get(..end)?.parse().ok()
    })
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '[' | ',')
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn check(text: &str) -> Option<Option<Architecture>> {
        read(&site(text, "10.0.17763.437")).map(|reading| reading.architecture)
    }

    #[test]
    fn manifests_inspections_and_messages_are_read_with_their_architecture() {
        for text in [
            "{\"architecture\": \"amd64\", \"os\": \"windows\", \"os.version\": \"10.0.17763.437\"}",
            "\"os.version\": \"10.0.17763.437\",\n\"os.features\": [\"win32k\"],\n\"architecture\": \"amd64\"",
            "\"Architecture\": \"amd64\",\r\n\"Os\": \"windows\",\r\n\"OsVersion\": \"10.0.17763.437\",",
            "{\\\"architecture\\\":\\\"amd64\\\",\\\"os.version\\\":\\\"10.0.17763.437\\\"}",
            "no matching manifest for windows/amd64 10.0.17763.437 in the manifest list entries",
            "no matching manifest for windows/amd64\r\n10.0.17763.437",
            "windows(10.0.17763.437)/amd64",
            "\"windows(10.0.17763.437+win32k)/amd64\"",
        ] {
            assert_eq!(check(text), Some(Some(Architecture::Amd64)), "{text}");
        }
        assert_eq!(check("Windows/ARM64 10.0.17763.437"), Some(Some(Architecture::Arm64)));
        assert_eq!(check("windows(10.0.17763.437)"), Some(None));
        assert_eq!(check("os_version: \"10.0.17763.437\""), Some(None));
        assert_eq!(check("docker manifest annotate --os-version 10.0.17763.437 a b"), Some(None));
    }

    #[test]
    fn an_architecture_of_another_object_is_not_taken() {
        let text = "{\"platform\": {\"architecture\": \"arm64\"}}, {\"os.version\": \"10.0.17763.437\"}";
        assert_eq!(check(text), Some(None));
    }

    #[test]
    fn other_places_are_no_platform() {
        for text in [
            "linux/amd64 10.0.17763.437",
            "windows/amd64, 10.0.17763.437",
            "windows/kernel 10.0.17763.437",
            "msys(10.0.17763.437)/amd64",
            "windows(10.0.17763.437 beta)",
            "OsVersion : 10.0.17763.437",
            "\"OSVersion\": \"10.0.17763.437\"",
            "\"version\": \"10.0.17763.437\"",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
