//! For which values of a key a fact holds.

use std::fmt;
use std::str::FromStr;

use crate::{List, Text};

/// A question about the text of a value. Letters count the same whatever their case.
///
/// ```
/// use winfit_catalog::ValueTest;
/// let test: ValueTest = "not all|cap_*".parse()?;
/// assert!(test.holds("NET_ADMIN") && !test.holds("ALL") && !test.holds("CAP_CHOWN"));
/// # Ok::<(), winfit_catalog::ParseValueTestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ValueTest {
    /// `set`: any value but an empty one, `0` or `false`.
    Set,
    /// `any`: any value; that the key is there is enough.
    Any,
    /// `is a|b`: one of these. A `*` stands for any text.
    OneOf(List<Text>),
    /// `not a|b`: none of these.
    NoneOf(List<Text>),
    /// `unix-account`: a number, or two with a colon between them, or `root`, as Linux names accounts.
    UnixAccount,
}

impl ValueTest {
    /// Whether the fact holds for a value that is there.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        let is_among = |patterns: &[Text]| patterns.iter().any(|pattern| matches(pattern, value));
        match self {
            Self::Set => !matches!(value, "" | "0" | "false"),
            Self::Any => true,
            Self::OneOf(patterns) => is_among(patterns),
            Self::NoneOf(patterns) => !is_among(patterns),
            Self::UnixAccount => is_unix_account(value),
        }
    }
}

/// Whether a value is like a pattern, in which `*` stands for any text: the parts between follow each other.
fn matches(pattern: &str, value: &str) -> bool {
    let (pattern, value) = (pattern.to_ascii_lowercase(), value.to_ascii_lowercase());
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == value };
    let Some(value) = value.strip_prefix(start) else { return false };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut value) = value.strip_suffix(end) else { return false };
    for part in middle.split('*') {
        let Some((_, behind)) = value.split_once(part) else { return false };
        value = behind;
    }
    true
}

fn is_unix_account(value: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |text: &str| is_number(text) || text.eq_ignore_ascii_case("root");
    match value.split_once(':') {
        Some((user, group)) => is_name(user) && is_name(group),
        None => is_name(value),
    }
}

impl FromStr for ValueTest {
    type Err = ParseValueTestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || ParseValueTestError { text: text.to_owned() };
        let patterns = |list: &str| {
            let patterns: Vec<Text> = list.split('|').map(|it| it.to_owned().into()).collect();
            let is_sound = patterns.iter().all(|it| !it.is_empty() && it.trim() == it);
            is_sound.then(|| List::from(patterns)).ok_or_else(refused)
        };
        match text.split_once(' ') {
            None if text == "set" => Ok(Self::Set),
            None if text == "any" => Ok(Self::Any),
            None if text == "unix-account" => Ok(Self::UnixAccount),
            Some(("is", list)) => patterns(list).map(Self::OneOf),
            Some(("not", list)) => patterns(list).map(Self::NoneOf),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for ValueTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set => f.write_str("set"),
            Self::Any => f.write_str("any"),
            Self::OneOf(patterns) => write!(f, "is {}", patterns.join("|")),
            Self::NoneOf(patterns) => write!(f, "not {}", patterns.join("|")),
            Self::UnixAccount => f.write_str("unix-account"),
        }
    }
}

/// The text is no question about a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseValueTestError {
    pub(crate) text: String,
}

impl fmt::Display for ParseValueTestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not set, any, unix-account, is A|B or not A|B", self.text.escape_debug())
    }
}

impl std::error::Error for ParseValueTestError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(text: &str) -> ValueTest {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn test_holds_for_the_values_that_it_names() {
        for (text, yes, no) in [
            ("set", &["x", "1", "true", "00"][..], &["", "0", "false"][..]),
            ("any", &["x", "", "0", "false"], &[]),
            ("is true", &["true", "TRUE"], &["", "false", "truex"]),
            ("is host|bridge", &["host", "bridge"], &["hosts", "nat"]),
            ("not all", &["net_admin", "alls"], &["ALL", "all"]),
            ("is native.*=*", &["native.cgroupdriver=systemd"], &["native.cgroupdriver", "isolation=hyperv"]),
            ("is *.*.*.*:*:*", &["127.0.0.1:80:80"], &["80:80", "8080:80/tcp"]),
            ("is a*a", &["aa", "aba"], &["a", "ab"]),
            ("is *", &["", "x"], &[]),
            ("not class/*|*://*", &["/dev/sda", "class"], &["class/5B45", "vpci-location-path://PCI"]),
            (
                "unix-account",
                &["0", "1000:1000", "root", "Root:0"],
                &["", ":", "1000:", "ContainerUser", "10x"],
            ),
        ] {
            let test = test(text);
            for value in yes {
                assert!(test.holds(value), "{text}: {value:?}");
            }
            for value in no {
                assert!(!test.holds(value), "{text}: {value:?}");
            }
        }
    }

    #[test]
    fn test_is_printed_as_it_was_read() {
        for text in ["set", "any", "is true", "is a|b*", "not *://*", "unix-account"] {
            assert_eq!(test(text).to_string(), text);
        }
    }

    #[test]
    fn almost_tests_are_refused() {
        for text in ["", "Set", "is", "is ", "is a||b", "is  a", "is a |b", "has a", "unix-account x"] {
            assert!(text.parse::<ValueTest>().is_err(), "{text:?}");
        }
    }
}
