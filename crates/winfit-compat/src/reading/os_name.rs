//! Names of Windows products: do they mean a server or a client?

use super::site::Site;
use crate::HostKind;

/// What a product name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OsName {
    /// Server or client.
    pub(super) kind: HostKind,
    /// It says Windows 10, which Windows 11 does too in many places.
    pub(super) says_ten: bool,
}

/// The last product name of a text: `Windows Server …`, `Windows 10 …`, `Windows 11 …`.
///
/// `Windows-10-10.0.17763` is none: Python says so on servers as well.
pub(super) fn last_in(text: &str) -> Option<OsName> {
    let lower = text.to_ascii_lowercase();
    lower.rmatch_indices("windows").find_map(|(at, word)| {
        let attached = lower.get(..at)?.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        let rest = lower.get(at + word.len()..)?;
        let name = rest.trim_start_matches([' ', '\u{a0}', '\u{ae}', '\u{2122}']);
        let is_spaced = name.len() < rest.len();
        (!attached && is_spaced).then(|| classify(name)).flatten()
    })
}

/// The product named before a number, in its line and its object.
pub(super) fn before(site: &Site) -> Option<OsName> {
    last_in(site.line_before().rsplit(['{', '}']).next()?)
}

fn classify(name: &str) -> Option<OsName> {
    let is_word = |word: &str| {
        name.strip_prefix(word).is_some_and(|rest| {
            let mut rest = rest.chars();
            let (first, second) = (rest.next(), rest.next());
            let goes_on = first == Some('.') && second.is_some_and(|c| c.is_ascii_digit());
            !goes_on && !first.is_some_and(|c| c.is_ascii_alphanumeric())
        })
    };
    if is_word("server") || is_word("datacenter") {
        Some(OsName { kind: HostKind::Server, says_ten: false })
    } else if is_word("10") {
        Some(OsName { kind: HostKind::Client, says_ten: true })
    } else if is_word("11") {
        Some(OsName { kind: HostKind::Client, says_ten: false })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    #[test]
    fn a_product_name_tells_server_from_client() {
        let kind = |text| last_in(text).map(|name| name.kind);
        for text in [
            "Microsoft Windows Server 2019 Datacenter",
            "WINDOWS SERVER",
            "Windows Datacenter",
            "Windows Server, version 1709",
        ] {
            assert_eq!(kind(text), Some(HostKind::Server), "{text}");
        }
        for text in [
            "Windows 10 Pro",
            "Microsoft Windows 11 Enterprise",
            "Windows\u{a0}10",
            "Windows Server or Windows 11",
        ] {
            assert_eq!(kind(text), Some(HostKind::Client), "{text}");
        }
        for text in [
            "Windows",
            "Windows 10.0.17763",
            "Windows NT 10.0",
            "Windows 101",
            "Windows 8.1",
            "windows/amd64",
            "Windows-10-10.0.17763-SP0",
            "Windows Serverless",
            "",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn the_product_of_another_object_is_not_taken() {
        let text = "{\"os\":\"Windows 10 Pro\"},{\"v\":\"10.0.20348.1\"}";
        assert_eq!(before(&site(text, "10.0.20348.1")), None);
        assert!(before(&site(&text.replace("},{", ","), "10.0.20348.1")).is_some());
    }

    #[test]
    fn only_windows_10_says_ten() {
        assert!(last_in("Windows 10 Enterprise").is_some_and(|name| name.says_ten));
        assert!(last_in("Windows 11 Enterprise").is_some_and(|name| !name.says_ten));
    }
}
