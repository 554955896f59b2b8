//! What looks like an OS version and is none: addresses, article numbers, versions of packages and programs, releases.
//!
//! Used to tell the user what was seen where no OS version was found.

use std::fmt;
use std::ops::Range;

use super::number::{Number, numbers};
use super::os_build::is_release;
use super::plain::belongs_to_something_else;
use super::site::{Site, is_build};

/// How many look-alikes are reported.
const MOST: usize = 8;

/// Something in a text that is not an OS version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// What it is.
    pub kind: LookAlikeKind,
    /// As it stands in the text.
    pub text: String,
    /// Byte range in the text.
    pub span: Range<usize>,
}

/// Kinds of look-alikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LookAlikeKind {
    /// `10.240.0.6`.
    IpAddress,
    /// `10.240.0.0/16`.
    AddressRange,
    /// `KB4493509`: Microsoft's article about an update.
    Article,
    /// `10.0.17763.132` of an SDK, a file or another component.
    Component,
    /// `10.0.100`, `v1.23.3`, `18.09.2`: .NET, Kubernetes, Docker and other programs.
    Program,
    /// `6.3.9600`: a Windows before Windows 10 and Server 2016.
    OlderWindows,
    /// `17763` or `17763.437`: perhaps a build, but nothing says so.
    PerhapsBuild,
    /// `1809`, `ltsc2019`: names a release, not a version.
    Release,
    /// `0xc0370101`: eight digits, as Windows prints them.
    ErrorCode,
    /// `0x924` behind `UBR`: the registry's revision, which says nothing without its build.
    Revision,
    /// `sha256:…`.
    Digest,
    /// `2019-04-09`.
    Date,
}

/// Up to eight different look-alikes of a text, in text order.
#[must_use]
pub fn look_alikes(text: &str) -> Vec<LookAlike> {
    let mut found: Vec<LookAlike> = Vec::new();
    let mut end = 0;
    let mut before = Before::Other;
    for word in words(text) {
        if found.len() >= MOST {
            break;
        }
        let Some(written) = text.get(word.clone()) else { continue };
        let place = before;
        before = place.then(written);
        let kind = match place {
            Before::Other => whole_word(written),
            Before::Ubr if is_value(written) => Some(LookAlikeKind::Revision),
            // Any other value of the registry.
            Before::Dword if is_value(written) => continue,
            Before::Ubr | Before::Dword => whole_word(written),
        };
        let whole = kind.map(|kind| (kind, word.clone())).or_else(|| {
            release(written)
                .map(|label| (LookAlikeKind::Release, word.start + label.start..word.start + label.end))
        });
        let part = || {
            numbers(written).find_map(|number| {
                let number = number.shifted(word.start);
                let kind = of_number(text, number)?;
                Some((kind, number.start..number_end(text, number, kind)))
            })
        };
        if let Some((kind, span)) = whole.or_else(part) {
            let written = text.get(span.clone()).unwrap_or_default();
            let is_new = !found.iter().any(|known| known.text == written);
            if span.start >= end && is_new {
                end = span.end;
                found.push(LookAlike { kind, text: shorten(written), span });
            }
        }
    }
    found
}

/// What stands before a word, in the registry's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The value named `UBR`, with its type or without.
    Ubr,
    /// The type of another value.
    Dword,
    Other,
}

impl Before {
    /// What stands before the word behind this one.
    fn then(self, word: &str) -> Self {
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        match self {
            _ if is("ubr") => Self::Ubr,
            Self::Ubr if is("reg_dword") || is(":") || word.is_empty() => Self::Ubr,
            _ if is("reg_dword") => Self::Dword,
            _ => Self::Other,
        }
    }
}

/// `0x924`, `dword:00000924` or `2340`.
fn is_value(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let hexadecimal = lower.strip_prefix("0x").or_else(|| lower.strip_prefix("dword:"));
    match hexadecimal {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit()),
        None => !lower.is_empty() && lower.bytes().all(|b| b.is_ascii_digit()),
    }
}

/// Words between white space, quotes and brackets.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(|c: char| c.is_whitespace() || "\"'`()[]{}<>,;=|".contains(c)).filter_map(move |word| {
        let start = at + (word.len() - word.trim_start_matches(['.', '-', ':']).len());
        let end = at + word.trim_end_matches(['.', '!', '?', ':', '。']).len();
        at += word.len();
        // The delimiter may be any character.
        while !text.is_char_boundary(at + 1) && at < text.len() {
            at += 1;
        }
        at += 1;
        (start < end).then_some(start..end)
    })
}

fn whole_word(word: &str) -> Option<LookAlikeKind> {
    let all =
        |text: &str, min: usize, test: fn(&u8) -> bool| text.len() >= min && text.bytes().all(|b| test(&b));
    let lower_start = |prefix: &str| {
        word.get(..prefix.len())
            .filter(|start| start.eq_ignore_ascii_case(prefix))
            .and(word.get(prefix.len()..))
    };
    if lower_start("kb").is_some_and(|digits| all(digits, 6, u8::is_ascii_digit)) {
        return Some(LookAlikeKind::Article);
    }
    if lower_start("0x").is_some_and(|digits| digits.len() == 8 && all(digits, 8, u8::is_ascii_hexdigit)) {
        return Some(LookAlikeKind::ErrorCode);
    }
    if word
        .find("sha256:")
        .is_some_and(|at| word.get(at + 7..).is_some_and(|hex| all(hex, 6, u8::is_ascii_hexdigit)))
    {
        return Some(LookAlikeKind::Digest);
    }
    let mut date = word.split(['-', '/']).map(|part| all(part, 1, u8::is_ascii_digit).then_some(part.len()));
    if (date.next(), date.next(), date.next(), date.next())
        == (Some(Some(4)), Some(Some(2)), Some(Some(2)), None)
    {
        return Some(LookAlikeKind::Date);
    }
    None
}

/// The label of a release in a word: `ltsc2019`, `nanoserver:1809`, `4.8-windowsservercore-ltsc2019`.
fn release(word: &str) -> Option<Range<usize>> {
    let is_label = |label: &str| {
        let lower = label.to_ascii_lowercase();
        let year = lower.strip_prefix("ltsc").or_else(|| lower.strip_prefix("sac"));
        year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
            || is_release(label)
    };
    let mut at = 0;
    word.split(['-', '_', ':']).find_map(|label| {
        let start = at;
        at += label.len() + 1;
        is_label(label).then_some(start..start + label.len())
    })
}

fn of_number(text: &str, number: Number) -> Option<LookAlikeKind> {
    let after = text.get(number.end..).unwrap_or_default();
    let is_octets = |parts: &[u32]| parts.len() == 4 && parts.iter().all(|&part| part <= 255);
    let range = after.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match *number.parts() {
        ref parts if is_octets(parts) && range => Some(LookAlikeKind::AddressRange),
        ref parts if is_octets(parts) => Some(LookAlikeKind::IpAddress),
        [10, 0, build] | [10, 0, build, _] if is_build(build) => {
            let site = Site::new(text, number);
            // Anything but a whole version is a part of something that has parts: a package, a path, a file.
            (belongs_to_something_else(&site) || site.version().is_none()).then_some(LookAlikeKind::Component)
        }
        [6, 0..=3, 6000..=9999] | [6, 0..=3, 6000..=9999, _] => Some(LookAlikeKind::OlderWindows),
        [build] | [build, _] if is_build(build) => Some(LookAlikeKind::PerhapsBuild),
        [_] => None,
        _ => text.get(number.start..number.end)?.contains('.').then_some(LookAlikeKind::Program),
    }
}

/// An address range goes on after its number.
fn number_end(text: &str, number: Number, kind: LookAlikeKind) -> usize {
    if kind != LookAlikeKind::AddressRange {
        return number.end;
    }
    let rest = text.get(number.end + 1..).unwrap_or_default();
    number.end + 1 + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
}

/// Long words are cut for messages.
fn shorten(word: &str) -> String {
    match word.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", word.get(..at).unwrap_or_default()),
        None => word.to_owned(),
    }
}

impl fmt::Display for LookAlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.escape_debug();
        match self.kind {
            LookAlikeKind::IpAddress => write!(f, "\"{text}\" looks like an IP address"),
            LookAlikeKind::AddressRange => write!(f, "\"{text}\" looks like a range of IP addresses"),
            LookAlikeKind::Article => {
                write!(
                    f,
                    "\"{text}\" is an article number: try `winfit updates {}`",
                    text.to_string().to_uppercase()
                )
            }
            LookAlikeKind::Component => {
                write!(f, "\"{text}\" looks like the version of a package, file or other component")
            }
            LookAlikeKind::Program => write!(f, "\"{text}\" looks like the version of a program"),
            LookAlikeKind::OlderWindows => {
                write!(
                    f,
                    "\"{text}\" is a Windows before Windows 10 and Server 2016, which runs no containers"
                )
            }
            LookAlikeKind::PerhapsBuild => {
                write!(f, "\"{text}\" may be a build: if it is, write \"10.0.{text}\"")
            }
            LookAlikeKind::Release => {
                write!(f, "\"{text}\" names a release, not a version: see `winfit releases`")
            }
            LookAlikeKind::ErrorCode => write!(f, "\"{text}\" is an error code"),
            LookAlikeKind::Revision => {
                write!(f, "\"{text}\" is a revision without its build: add the value CurrentBuild")
            }
            LookAlikeKind::Digest => write!(f, "\"{text}\" is a digest"),
            LookAlikeKind::Date => write!(f, "\"{text}\" is a date"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(LookAlikeKind, String)> {
        look_alikes(text)
            .into_iter()
            .inspect(|found| assert_eq!(text.get(found.span.clone()), Some(found.text.as_str())))
            .map(|found| (found.kind, found.text))
            .collect()
    }

    #[test]
    fn each_kind_is_known() {
        use LookAlikeKind as Kind;
        for (text, kind, written) in [
            ("node 10.240.0.6.", Kind::IpAddress, "10.240.0.6"),
            ("10.0.100.5:8080", Kind::IpAddress, "10.0.100.5"),
            ("pods in 10.240.0.0/16, please", Kind::AddressRange, "10.240.0.0/16"),
            ("(kb4493509)", Kind::Article, "kb4493509"),
            ("Microsoft.Windows.SDK 10.0.17763.132", Kind::Component, "10.0.17763.132"),
            ("net6.0-windows10.0.17763.0", Kind::Program, "6.0"),
            (".NET 10.0.100", Kind::Program, "10.0.100"),
            ("v1.23.3-rc.0", Kind::Program, "1.23.3"),
            ("[Version 6.3.9600]", Kind::OlderWindows, "6.3.9600"),
            ("port 17763", Kind::PerhapsBuild, "17763"),
            ("17763.437 ms", Kind::PerhapsBuild, "17763.437"),
            ("nanoserver:1809", Kind::Release, "1809"),
            ("sdk:4.8-windowsservercore-ltsc2019", Kind::Release, "ltsc2019"),
            ("22H2", Kind::Release, "22H2"),
            ("0xC0370101", Kind::ErrorCode, "0xC0370101"),
            ("    UBR    REG_DWORD    0x924\r\n", Kind::Revision, "0x924"),
            ("UBR REG_DWORD 0x00000924 (2340)", Kind::Revision, "0x00000924"),
            ("\"UBR\"=dword:00000924", Kind::Revision, "dword:00000924"),
            ("UBR          : 2340", Kind::Revision, "2340"),
            ("UBR 0xC0370101 failed with 0xC0370102", Kind::Revision, "0xC0370101"),
            ("sha256:13a96890deaa", Kind::Digest, "sha256:13a96890deaa"),
            ("since 2019-04-09", Kind::Date, "2019-04-09"),
        ] {
            assert_eq!(check(text).first(), Some(&(kind, written.to_owned())), "{text}");
        }
    }

    #[test]
    fn words_and_versions_are_no_look_alikes() {
        for text in [
            "",
            "Windows Server",
            "10.0.17763.437",
            "port 80",
            "KB",
            "0x",
            "0x924",
            "InstallDate REG_DWORD 0x5d2c5e0f",
            "版本。",
            "—…—",
        ] {
            assert_eq!(check(text), [], "{text}");
        }
    }

    #[test]
    fn each_is_told_once_and_not_too_many() {
        assert_eq!(check("10.0.0.1 10.0.0.1 10.0.0.2").len(), 2);
        let many: String = (0..100).map(|last| format!("10.0.0.{last} ")).collect();
        assert_eq!(look_alikes(&many).len(), MOST);
    }

    #[test]
    fn a_long_word_is_cut_in_messages() {
        let found = look_alikes(&format!("sha256:{}", "ab".repeat(32)));
        assert_eq!(found.first().map(|found| found.text.chars().count()), Some(41));
    }
}
