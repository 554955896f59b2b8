//! The values of a row's fields: each is checked on its own, so that a row reports all that is wrong with it.

mod lists;

use crate::{Date, Kb, KubernetesVersion, Text, Versions};

use super::problem::Fault;
use super::report::{Place, Report};

/// How much of a value a problem quotes.
const VALUE_CHARS: usize = 80;

/// How much of a parser's message a problem repeats: enough for all fields of a row.
const MESSAGE_CHARS: usize = 400;

/// A value as problems quote it: escaped, and shortened if it is long.
pub(super) fn quoted(value: &str) -> String {
    escaped(value, VALUE_CHARS)
}

/// The first line of what a parser says, which may quote the text that it read.
pub(super) fn message(message: &str) -> String {
    escaped(message.lines().next().unwrap_or_default(), MESSAGE_CHARS)
}

fn escaped(text: &str, limit: usize) -> String {
    let mut short: String = text.chars().take(limit).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\"")
}

/// Whether a text is a release of a container runtime: numbers parted by dots, at least two.
pub(super) fn is_release(text: &str) -> bool {
    text.contains('.') && text.split('.').all(|number| number.parse::<u16>().is_ok())
}

/// Reads the fields of one row. A method that returns `None` has noted why.
pub(super) struct Fields<'a> {
    /// Where the row stands.
    pub(super) place: &'a Place,
    /// Where problems go.
    pub(super) report: &'a mut Report,
}

impl Fields<'_> {
    /// Notes what is wrong.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.report.row(self.place, fault);
    }

    /// Text that may be empty.
    pub(super) fn note(&mut self, field: &'static str, value: String) -> Option<Text> {
        if value.chars().any(char::is_control) {
            self.fault(Fault::Control { field, value: quoted(&value) });
            return None;
        }
        Some(value.into())
    }

    /// Text that says something.
    pub(super) fn text(&mut self, field: &'static str, value: String) -> Option<Text> {
        if value.trim().is_empty() {
            self.fault(Fault::Empty { field });
            return None;
        }
        self.note(field, value)
    }

    /// A cell that may be empty, read by `read` if it is not. The outer `None` means that the value is wrong.
    pub(super) fn maybe<T>(
        &mut self,
        field: &'static str,
        value: &str,
        read: impl Fn(&mut Self, &'static str, String) -> Option<T>,
    ) -> Option<Option<T>> {
        if value.is_empty() { Some(None) } else { read(self, field, value.to_owned()).map(Some) }
    }

    /// Words that stand behind others in a message: on one line, without a final period.
    pub(super) fn fragment(&mut self, field: &'static str, value: String) -> Option<Text> {
        let value = self.text(field, value)?;
        if value.ends_with('.') || value.trim() != value {
            let expected = "a fragment without a final period or blanks around it";
            self.fault(Fault::Form { field, value: quoted(&value), expected });
            return None;
        }
        Some(value)
    }

    /// A sentence, with its final period.
    pub(super) fn sentence(&mut self, field: &'static str, value: String) -> Option<Text> {
        let value = self.text(field, value)?;
        if !value.ends_with('.') || value.trim() != value {
            let expected = "a sentence with a final period and no blanks around it";
            self.fault(Fault::Form { field, value: quoted(&value), expected });
            return None;
        }
        Some(value)
    }

    /// A name in kebab case: small letters and digits in words that are parted by `-`.
    pub(super) fn kebab(&mut self, field: &'static str, value: String) -> Option<Text> {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let well_formed = value.split('-').all(is_word);
        self.form(field, value, "a name in kebab case", |_| well_formed)
    }

    /// Text in which every byte is allowed by `allowed`.
    pub(super) fn form(
        &mut self,
        field: &'static str,
        value: String,
        expected: &'static str,
        allowed: impl Fn(u8) -> bool,
    ) -> Option<Text> {
        let value = self.text(field, value)?;
        if value.len() > 255 || !value.bytes().all(allowed) {
            self.fault(Fault::Form { field, value: quoted(&value), expected });
            return None;
        }
        Some(value)
    }

    /// A short name: small letters, digits, `-`, `.` and `+`.
    pub(super) fn id(&mut self, field: &'static str, value: String) -> Option<Text> {
        self.form(field, value, "a short name of small letters, digits, \"-\", \".\" and \"+\"", |byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.+".contains(&byte)
        })
    }

    /// A tag, or a word of one.
    pub(super) fn tag(&mut self, field: &'static str, value: String) -> Option<Text> {
        let short = value.len() <= 128;
        let starts_well =
            value.bytes().next().is_none_or(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        self.form(field, value, "an image tag", |byte| {
            short && starts_well && (byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
        })
    }

    /// Registry and repository, e.g. `mcr.microsoft.com/windows`.
    pub(super) fn repository(&mut self, field: &'static str, value: String) -> Option<Text> {
        let has_registry = value.split_once('/').is_some_and(|(registry, _)| registry.contains('.'));
        self.form(field, value, "a registry and a repository name", |byte| {
            has_registry && (byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._/*".contains(&byte))
        })
    }

    /// A release of a container runtime, e.g. `1.7`.
    pub(super) fn release(&mut self, field: &'static str, value: String) -> Option<Text> {
        let well_formed = is_release(&value);
        self.form(field, value, "a release such as 1.7", |_| well_formed)
    }

    /// A SHA-256 digest, e.g. `sha256:0f1e…`.
    pub(super) fn digest(&mut self, field: &'static str, value: String) -> Option<Text> {
        let hex = value.strip_prefix("sha256:").unwrap_or_default();
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if hex.len() != 64 || !hex.bytes().all(is_hex) {
            let expected = "sha256: and 64 lower-case hexadecimal digits";
            self.fault(Fault::Form { field, value: quoted(&value), expected });
            return None;
        }
        Some(value.into())
    }

    /// A day.
    pub(super) fn date(&mut self, field: &'static str, value: &str) -> Option<Date> {
        quoted(value).parse().map_err(|error| self.fault(Fault::Date { field, error })).ok()
    }

    /// A day that may be unknown. The outer `None` means that the value is wrong.
    pub(super) fn maybe_date(&mut self, field: &'static str, value: Option<&str>) -> Option<Option<Date>> {
        value.map_or(Some(None), |value| self.date(field, value).map(Some))
    }

    /// An article number.
    pub(super) fn kb(&mut self, field: &'static str, value: &str) -> Option<Kb> {
        quoted(value).parse().map_err(|error| self.fault(Fault::Kb { field, error })).ok()
    }

    /// An article number that may be unknown. The outer `None` means that the value is wrong.
    pub(super) fn maybe_kb(&mut self, field: &'static str, value: Option<&str>) -> Option<Option<Kb>> {
        value.map_or(Some(None), |value| self.kb(field, value).map(Some))
    }

    /// A minor version of Kubernetes, written as it is printed.
    pub(super) fn kubernetes_version(
        &mut self,
        field: &'static str,
        value: &str,
    ) -> Option<KubernetesVersion> {
        let version: KubernetesVersion = quoted(value)
            .parse()
            .map_err(|error| self.fault(Fault::KubernetesVersion { field, error }))
            .ok()?;
        if version.to_string() != value {
            let expected = "a minor version without anything around it";
            self.fault(Fault::Form { field, value: quoted(value), expected });
            return None;
        }
        Some(version)
    }

    /// The first and the last version of a range, each of which may be left out.
    pub(super) fn versions(&mut self, since: &str, until: &str) -> Option<Versions> {
        let version = |fields: &mut Self, field, value: String| fields.kubernetes_version(field, &value);
        let (since, until) = (self.maybe("since", since, version), self.maybe("until", until, version));
        let (since, until) = (since?, until?);
        if let (Some(since), Some(until)) = (since, until)
            && since > until
        {
            self.fault(Fault::Backwards { since, until });
            return None;
        }
        Some(Versions { since, until })
    }

    /// A number without sign, leading zeros or blanks.
    pub(super) fn number(&mut self, field: &'static str, value: &str) -> Option<u32> {
        let canonical = |number: &u32| number.to_string() == value;
        let number = value.parse().ok().filter(canonical);
        if number.is_none() {
            self.fault(Fault::Form { field, value: quoted(value), expected: "a number" });
        }
        number
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(
        &mut self,
        field: &'static str,
        value: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let meaning = words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| *meaning);
        if meaning.is_none() {
            let known = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.fault(Fault::Word { field, value: quoted(value), known });
        }
        meaning
    }
}
