//! How a suppression is written, and what only looks like one.
//!
//! ```text
//! # winfit: ignore[RULE, RULE] reason
//! # winfit: ignore-file[RULE] reason
//! ```
//!
//! It may follow other words in the same comment, if it has a sign of its own: `# why # winfit: ignore[RULE]`. Whatever is
//! nearly written so is told to the user, since somebody believes that it works; prose about winfit is not.

use std::fmt;

use crate::Span;

/// A part of a comment that is meant for winfit, by its place in the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) says: Result<Directive, Malformed>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) is_for_file: bool,
    /// The names in brackets.
    pub(super) names: Vec<Span>,
    /// Empty where there is none.
    pub(super) reason: Span,
}

/// Why something that is meant as a suppression is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// There are no brackets.
    NoRule,
    /// There is no name in the brackets, or none between two commas.
    EmptyName,
    /// The bracket is not closed.
    Open,
    /// Blanks are missing or too many, or there is a capital letter.
    Spelling,
    /// There is no such word.
    Word,
    /// `ignore-file` stands behind the first content.
    NotOnTop,
    /// Nobody accepts that many rules in one place.
    TooMany,
}

/// Most names in one pair of brackets.
const NAMES: usize = 100;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRule => "it names no rule in brackets",
            Self::EmptyName => "the name of a rule is missing in its brackets",
            Self::Open => "its bracket is not closed",
            Self::Spelling => "it is written otherwise",
            Self::Word => "there is only ignore and ignore-file",
            Self::NotOnTop => "ignore-file belongs above all else in the file",
            Self::TooMany => "it names more than 100 rules",
        })
    }
}

/// The parts of a comment, which begins with its sign.
pub(super) fn parts(comment: &str) -> impl Iterator<Item = Part> {
    let starts = comment.match_indices('#').map(|(at, _)| at).filter(|at| {
        let before = comment.get(..*at).and_then(|text| text.chars().next_back());
        before.is_none_or(|it| it == ' ' || it == '\t')
    });
    let mut starts = starts.peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let end = starts.peek().copied().unwrap_or(comment.len());
        let text = comment.get(start..end)?.trim_end();
        Some((start, text))
    })
    .filter_map(|(start, text)| {
        let says = read(text)?;
        let shifted = says.map(|it| it.shifted(start));
        Some(Part { span: Span::new(start, start + text.len()), says: shifted })
    })
}

impl Directive {
    fn shifted(self, offset: usize) -> Self {
        Self {
            names: self.names.iter().map(|name| name.shifted(offset)).collect(),
            reason: self.reason.shifted(offset),
            ..self
        }
    }
}

/// What a part says, which begins with its sign; `None` if it is not for winfit.
fn read(text: &str) -> Option<Result<Directive, Malformed>> {
    let behind_sign = text.strip_prefix('#')?;
    let rest = strip_word(blanks(behind_sign), "winfit")?;
    let rest = strip_word(blanks(blanks(rest).strip_prefix(':')?), "ignore")?;
    if rest.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '_') {
        // Another word: ignored, ignores.
        return None;
    }
    Some(match well_formed(text) {
        Some(names_at) => directive(text, names_at),
        None => Err(why(rest)),
    })
}

/// The rest of a suppression, from its names on.
fn directive(text: &str, names_at: usize) -> Result<Directive, Malformed> {
    let (before, behind) = text.split_at_checked(names_at).unwrap_or((text, ""));
    let (list, rest) = behind.split_once(']').ok_or(Malformed::Open)?;
    let names = names(names_at, list)?;
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return Err(Malformed::Spelling);
    }
    let reason = Span::new(text.len() - blanks(rest).len(), text.len());
    Ok(Directive { is_for_file: before.ends_with("-file["), names, reason })
}

/// Where the names begin, if everything before them is written as it should be.
fn well_formed(text: &str) -> Option<usize> {
    let rest =
        text.strip_prefix('#').and_then(strip_blanks)?.strip_prefix("winfit:").and_then(strip_blanks)?;
    let rest = rest.strip_prefix("ignore")?;
    let rest = rest.strip_prefix("-file").unwrap_or(rest).strip_prefix('[')?;
    Some(text.len() - rest.len())
}

/// Why what follows `ignore` is no suppression.
fn why(rest: &str) -> Malformed {
    match strip_word(rest, "-file").unwrap_or(rest) {
        rest if rest.starts_with('-') => Malformed::Word,
        rest if rest.contains('[') => Malformed::Spelling,
        _ => Malformed::NoRule,
    }
}

fn names(at: usize, list: &str) -> Result<Vec<Span>, Malformed> {
    let mut names = Vec::new();
    let mut start = at;
    for name in list.split(',') {
        let indent = name.len() - blanks(name).len();
        let length = name.trim_matches([' ', '\t']).len();
        if length == 0 {
            return Err(Malformed::EmptyName);
        }
        if names.len() == NAMES {
            return Err(Malformed::TooMany);
        }
        names.push(Span::new(start + indent, start + indent + length));
        start += name.len() + 1;
    }
    Ok(names)
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// What follows blanks, of which there is at least one.
fn strip_blanks(text: &str) -> Option<&str> {
    Some(blanks(text)).filter(|rest| rest.len() < text.len())
}

/// What follows a word, which may begin with a capital letter.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let is_same = start
        .bytes()
        .zip(word.bytes())
        .enumerate()
        .all(|(index, (one, other))| one == other || (index == 0 && one.eq_ignore_ascii_case(&other)));
    is_same.then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The names of the only suppression in a comment, whether it is for the file, and its reason.
    fn suppression(comment: &str) -> Option<(Vec<&str>, bool, &str)> {
        let mut parts = parts(comment).map(|part| part.says);
        let Directive { is_for_file, names, reason } = parts.next()?.ok()?;
        assert_eq!(parts.next(), None, "{comment}");
        Some((names.iter().map(|name| name.of(comment)).collect(), is_for_file, reason.of(comment)))
    }

    #[test]
    fn suppressions_name_rules_and_may_give_a_reason() {
        for (comment, names, reason) in [
            ("# winfit: ignore[no-host] no such node yet", &["no-host"][..], "no such node yet"),
            ("# winfit: ignore[no-host]", &["no-host"], ""),
            ("# winfit: ignore[no-host]  ", &["no-host"], ""),
            ("#  winfit:  ignore[ a ,b,\tc ]\tbecause", &["a", "b", "c"], "because"),
            ("# winfit: ignore[a] see [b], really", &["a"], "see [b], really"),
            ("# winfit: ignore[a b] x", &["a b"], "x"),
            ("# pinned on purpose # winfit: ignore[a] x", &["a"], "x"),
            ("# winfit: ignore[a] x # zizmor: ignore[b] y", &["a"], "x"),
            ("# winfit: ignore[a] issue#12", &["a"], "issue#12"),
        ] {
            assert_eq!(suppression(comment), Some((names.to_vec(), false, reason)), "{comment}");
        }
        assert_eq!(suppression("# winfit: ignore-file[a] x"), Some((vec!["a"], true, "x")));
    }

    #[test]
    fn two_suppressions_in_one_comment_are_two() {
        let comment = "# winfit: ignore[a] x # winfit: ignore[b]";
        let spans: Vec<_> = parts(comment).map(|part| part.span.of(comment)).collect();
        assert_eq!(spans, ["# winfit: ignore[a] x", "# winfit: ignore[b]"]);
    }

    #[test]
    fn what_is_nearly_a_suppression_is_none_and_is_told_why() {
        for (comment, why) in [
            ("# winfit: ignore", Malformed::NoRule),
            ("# winfit: ignore no-host", Malformed::NoRule),
            ("# winfit: ignore: no-host", Malformed::NoRule),
            ("# winfit: ignore=no-host", Malformed::NoRule),
            ("# winfit: ignore(no-host)", Malformed::NoRule),
            ("# winfit: ignore-file", Malformed::NoRule),
            ("# winfit: ignore[]", Malformed::EmptyName),
            ("# winfit: ignore[ ]", Malformed::EmptyName),
            ("# winfit: ignore[a,]", Malformed::EmptyName),
            ("# winfit: ignore[,a]", Malformed::EmptyName),
            ("# winfit: ignore[a", Malformed::Open),
            ("# winfit: ignore-file[a, b", Malformed::Open),
            ("#winfit: ignore[a]", Malformed::Spelling),
            ("# winfit:ignore[a]", Malformed::Spelling),
            ("# winfit : ignore[a]", Malformed::Spelling),
            ("# winfit: ignore [a]", Malformed::Spelling),
            ("# winfit: ignore[a]because", Malformed::Spelling),
            ("# winfit: ignore[a]]", Malformed::Spelling),
            ("# Winfit: ignore[a]", Malformed::Spelling),
            ("# winfit: Ignore[a]", Malformed::Spelling),
            ("# winfit: ignore-line[a]", Malformed::Word),
            ("# winfit: ignore-next-line[a]", Malformed::Word),
        ] {
            let found: Vec<_> = parts(comment).map(|part| part.says).collect();
            assert_eq!(found, [Err(why)], "{comment}");
        }
    }

    #[test]
    fn what_others_write_and_prose_about_winfit_is_nothing() {
        for comment in [
            "#",
            "# ",
            "# winfit",
            "# winfit:",
            "# winfit: see docs/suppressing.md",
            "# winfit: ignored since 2020",
            "# winfit: ignores_this",
            "# winfit ignore[a]",
            "# ignore[a]",
            "# see winfit: ignore[a]",
            "#see # winfits: ignore[a]",
            "# WINFIT: IGNORE[a]",
            "# zizmor: ignore[a]",
            "# hadolint ignore=DL3007",
            "# noqa: E501",
            "# kics-scan ignore-line",
            "# trivy:ignore:AVD-DS-0002",
            "# yamllint disable-line rule:line-length",
            "# checkov:skip=CKV_K8S_20",
            "// winfit: ignore[a]",
            "winfit: ignore[a]",
            "#a#winfit: ignore[a]",
        ] {
            assert_eq!(parts(comment).next(), None, "{comment}");
        }
    }

    proptest! {
        #[test]
        fn no_comment_makes_the_reader_panic_and_its_places_are_in_the_comment(
            comment in "#(#| |\t|winfit|:|ignore|-file|\\[|\\]|,|a|é|no-host|\u{a0}){0,24}"
        ) {
            for part in parts(&comment) {
                prop_assert!(comment.get(part.span.range()).is_some_and(|it| it.starts_with('#')));
                let Ok(Directive { names, reason, .. }) = part.says else { continue };
                prop_assert!(!names.is_empty());
                for name in names {
                    let name = comment.get(name.range()).unwrap();
                    prop_assert!(!name.is_empty() && !name.contains([',', ']']) && name == name.trim_matches([' ', '\t']));
                }
                prop_assert!(comment.get(reason.range()).is_some());
            }
        }
    }
}
