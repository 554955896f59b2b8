//! A number and its surroundings: what stands before and after it, within a fixed distance.
//!
//! Forms see a text only through a site. As a site shows at most [`WINDOW`] bytes on either side, reading stays linear
//! in the length of the text, whatever a form does with what it sees.

use super::key::Key;
use super::number::Number;
use crate::OsVersion;

/// How many bytes on either side of a number a form can see.
pub(super) const WINDOW: usize = 160;

/// A number in its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'t> {
    text: &'t str,
    /// The number.
    pub(super) number: Number,
    before: &'t str,
    after: &'t str,
    /// The key that the number is the value of, if the line says so.
    pub(super) key: Option<Key<'t>>,
}

impl<'t> Site<'t> {
    pub(super) fn new(text: &'t str, number: Number) -> Self {
        let before = text.get(boundary(text, number.start.saturating_sub(WINDOW))..number.start);
        let after = text.get(number.end..boundary(text, number.end.saturating_add(WINDOW)));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        #[cfg(test)]
        work::add(before.len() + after.len());
        Self { text, number, before, after, key: Key::before(last_line(before)) }
    }

    /// The text before the number, line ends included.
    pub(super) fn before(&self) -> &'t str {
        self.before
    }

    /// The text after the number, line ends included.
    pub(super) fn after(&self) -> &'t str {
        self.after
    }

    /// The number, and the text after it.
    pub(super) fn with_number(&self) -> &'t str {
        self.text.get(self.number.start..self.number.end + self.after.len()).unwrap_or_default()
    }

    /// The text before the number in its own line.
    pub(super) fn line_before(&self) -> &'t str {
        last_line(self.before)
    }

    /// The text after the number in its own line.
    pub(super) fn line_after(&self) -> &'t str {
        self.after.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// `10.0.build` or `10.0.build.revision` with a build of Windows 10 or later, cut off cleanly on both sides.
    pub(super) fn version(&self) -> Option<OsVersion> {
        let version = match *self.number.parts() {
            [10, 0, build] if is_build(build) => OsVersion::of_build(build),
            [10, 0, build, revision] if is_build(build) => OsVersion::new(build, revision),
            _ => return None,
        };
        (self.is_open_before() && self.is_open_after()).then_some(version)
    }

    /// `build` or `build.revision`, which is a version only where the surroundings say so.
    pub(super) fn build(&self) -> Option<OsVersion> {
        let version = match *self.number.parts() {
            [build] if is_build(build) => OsVersion::of_build(build),
            [build, revision] if is_build(build) => OsVersion::new(build, revision),
            _ => return None,
        };
        (self.is_open_before() && self.is_open_after()).then_some(version)
    }

    /// Nothing stands right before the number that makes it a part of something longer: a word, a path, a package
    /// name. `v10.0.17763` is fine, and so is a number after an escaped line end such as `\n`.
    fn is_open_before(&self) -> bool {
        let mut before = self.before.chars().rev();
        let (last, second) = (before.next(), before.next());
        match last {
            None => true,
            Some('v' | 'V') => !second.is_some_and(|c| c.is_ascii_alphanumeric() || "._-/@\\".contains(c)),
            Some('n' | 'r' | 't') => second == Some('\\'),
            Some('/') => {
                let word =
                    self.before.trim_end_matches('/').rsplit(|c: char| !c.is_ascii_alphabetic()).next();
                word.is_some_and(|word| ["kernel", "windows"].iter().any(|w| word.eq_ignore_ascii_case(w)))
            }
            Some(c) => !(c.is_ascii_alphanumeric() || "._~@\\+".contains(c)),
        }
    }

    /// Nothing stands right after the number that makes it a part of something longer: a fifth part, an address
    /// range, a port, a file name, a pre-release.
    fn is_open_after(&self) -> bool {
        let mut after = self.after.chars();
        let (first, second, third) = (after.next(), after.next(), after.next());
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        match first {
            None => true,
            Some('.') => !is_word(second) || (matches!(second, Some('x' | 'X')) && !is_word(third)),
            Some('/' | ':') => !second.is_some_and(|c| c.is_ascii_digit()),
            Some('\\') => !is_word(second) || matches!(second, Some('n' | 'r' | 't')),
            Some('+') => self.before.ends_with("windows("),
            Some('-') => !is_prerelease(self.after),
            Some('_') => ["_amd64", "_arm64", "_KB"].iter().any(|suffix| self.after.starts_with(suffix)),
            Some(c) => !(c.is_ascii_alphanumeric() || "~\u{b0}".contains(c)),
        }
    }

    /// The site of a number found in what follows this one, `from` bytes into the text.
    pub(super) fn moved(&self, from: usize, number: Number) -> Self {
        Self::new(self.text, number.shifted(from))
    }

    /// Offsets of the number with `more` bytes of what follows.
    pub(super) fn span_with(&self, more: usize) -> std::ops::Range<usize> {
        self.number.start..(self.number.end + more).min(self.text.len())
    }
}

/// Windows 10 began with build 10240; builds have had five digits ever since.
pub(super) const fn is_build(number: u32) -> bool {
    matches!(number, 10240..=99999)
}

/// `-preview.2`, `-rc.1`, or the stamp of a component's build as in `-240331-1435.ge-release`.
fn is_prerelease(after: &str) -> bool {
    let suffix = after.trim_start_matches('-');
    let word_end = suffix.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(suffix.len());
    let word = suffix.get(..word_end).unwrap_or_default();
    ["alpha", "beta", "dev", "experimental", "pre", "preview", "rc"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
        || stamp_length(suffix).is_some()
}

/// Length of a build stamp such as `161004-2338` at the start of a text.
pub(super) fn stamp_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
    };
    (digits(0..6) && bytes.get(6) == Some(&b'-') && digits(7..11)).then_some(11)
}

/// What stands after the last line end.
fn last_line(text: &str) -> &str {
    text.rsplit(['\n', '\r']).next().unwrap_or_default()
}

/// The next character boundary at or after an offset, or the end.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).take(4).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// How many bytes the windows showed, so that a test can see them grow with the text and not faster.
#[cfg(test)]
pub(super) mod work {
    use std::cell::Cell;

    thread_local! {
        static SEEN: Cell<usize> = const { Cell::new(0) };
    }

    pub(in super::super) fn add(bytes: usize) {
        SEEN.set(SEEN.get() + bytes);
    }

    pub(in super::super) fn count(read: impl FnOnce()) -> usize {
        SEEN.set(0);
        read();
        SEEN.get()
    }
}

/// The first site whose number has this text, for tests of forms.
#[cfg(test)]
pub(super) fn site<'t>(text: &'t str, number: &str) -> Site<'t> {
    super::number::numbers(text)
        .find(|found| text.get(found.start..found.end) == Some(number))
        .map(|found| Site::new(text, found))
        .unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Option<String> {
        let number = super::super::number::numbers(text).next()?;
        Site::new(text, number).version().map(|version| version.to_string())
    }

    #[test]
    fn a_version_may_touch_punctuation_on_either_side() {
        for text in [
            "10.0.17763.437",
            "v10.0.17763.437",
            "(10.0.17763.437)",
            ":10.0.17763.437-amd64",
            "\"10.0.17763.437\",",
            "10.0.17763.437.",
            "10.0.17763.437.\n",
            "版本10.0.17763.437。",
            "версия10.0.17763.437",
            "\\n10.0.17763.437\\r\\n",
            "kernel/10.0.17763.437",
            "windows(10.0.17763.437+win32k)/amd64",
            "10.0.17763.437_amd64",
            "10.0.17763.437/amd64",
        ] {
            assert_eq!(version(text).as_deref(), Some("10.0.17763.437"), "{text}");
        }
        assert_eq!(version("10.0.14393.*").as_deref(), Some("10.0.14393"));
        assert_eq!(version("10.0.14393.x ").as_deref(), Some("10.0.14393"));
    }

    #[test]
    fn a_part_of_something_longer_is_not_a_version() {
        for text in [
            "10.0.17763.437.1",
            "1.10.0.17763",
            "10.0.17763.dll",
            "10.0.17763.nupkg",
            "10.0.17763a",
            "windows10.0.17763.0",
            "rev10.0.17763",
            "app_10.0.17763.0_x64",
            "~10.0.17763.1",
            "name@10.0.17763",
            "Contracts/10.0.17763.1000",
            "\\10.0.17763.0\\x64",
            "10.0.17763.0\\x64",
            "10.0.17763.437/24",
            "10.0.17763.437:8080",
            "10.0.17763-preview.3",
            "10.0.26100.1-240331-1435.ge-release",
            "10.0.17763+build",
            "lib.v10.0.17763",
        ] {
            assert_eq!(version(text), None, "{text}");
        }
    }

    #[test]
    fn only_builds_of_windows_10_and_later_are_versions() {
        for text in ["10.0.0.1", "10.0.10239", "10.0.100000", "10.1.17763", "6.3.9600", "10.0"] {
            assert_eq!(version(text), None, "{text}");
        }
        assert_eq!(version("10.0.10240").as_deref(), Some("10.0.10240"));
        assert_eq!(version("10.0.99999").as_deref(), Some("10.0.99999"));
    }

    #[test]
    fn a_window_never_cuts_a_character() {
        for pad in 0..4 {
            let text = format!("{}{}10.0.17763{}", "x".repeat(pad), "版".repeat(100), "版".repeat(100));
            let number = super::super::number::numbers(&text).next().unwrap();
            let site = Site::new(&text, number);
            assert!(site.before().len() <= WINDOW && site.before().len() > WINDOW - 4);
            assert!(site.after().len() <= WINDOW + 3 && site.after().len() >= WINDOW - 3);
        }
    }
}
