//! Edits that cure a finding, and what they promise.
//!
//! An edit knows bytes and nothing else: which bytes it must be is for the layers that know YAML or Dockerfiles.

mod compose;

pub(crate) use compose::compose;

use crate::Span;

/// A set of edits that belong together: all of them are made, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words, e.g. `remove privileged`.
    pub title: String,
    /// What it promises.
    pub safety: Safety,
    /// The edits, by place; no two overlap.
    pub edits: Vec<Edit>,
}

/// What a fix promises of the workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Something is for the user to decide or to fill in: it is shown, and never applied.
    Offered,
    /// It does what the finding asks for, and may move the workload to other hosts, or change what it does there.
    Unsafe,
    /// The workload is placed as before and does as before, only without what is wrong.
    Safe,
}

/// A piece of text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there then; empty to remove.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of `span`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text` before the byte at `at`.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(at), text)
    }

    /// Takes `span` out.
    #[must_use]
    pub fn remove(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Whether both change the same place. Two that start at one place do: their order would be a matter of chance.
    #[must_use]
    pub const fn collides_with(&self, other: &Self) -> bool {
        let (one, other) = (self.span, other.span);
        one.start == other.start || (one.start < other.end && other.start < one.end)
    }
}

impl Safety {
    /// The word in output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

impl Fix {
    /// A fix, its edits sorted by place; `None` without edits, or if two of them overlap.
    #[must_use]
    pub fn new(title: impl Into<String>, safety: Safety, mut edits: Vec<Edit>) -> Option<Self> {
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        let is_apart = edits.windows(2).all(|pair| match pair {
            [first, second] => !first.collides_with(second),
            _ => true,
        });
        (is_apart && !edits.is_empty()).then(|| Self { title: title.into(), safety, edits })
    }

    /// Both at once, with what the weaker of them promises; `None` if they cannot be made together.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        let edits = self.edits.into_iter().chain(other.edits).collect();
        Self::new(self.title, self.safety.min(other.safety), edits)
    }

    /// Whether both change the same place, so that only one of them can be made at a time.
    #[must_use]
    pub fn collides_with(&self, other: &Self) -> bool {
        self.edits.iter().any(|edit| other.edits.iter().any(|it| edit.collides_with(it)))
    }
}

/// The text after the edits, which are sorted by place and do not overlap; `None` if an edit lies outside of the text or
/// inside of a character.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        edited.push_str(text.get(done..edit.span.start)?);
        edited.push_str(&edit.text);
        done = edit.span.end;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_one_pass_and_nothing_else_changes() {
        let fix = Fix::new(
            "x",
            Safety::Safe,
            vec![
                Edit::insert(11, "!"),
                Edit::replace(Span::new(0, 5), "Howdy"),
                Edit::remove(Span::new(5, 6)),
            ],
        );
        assert_eq!(apply("hello world", &fix.unwrap().edits).unwrap(), "Howdyworld!");
    }

    #[test]
    fn edits_that_overlap_are_no_fix() {
        let edit = |start, end| Edit::replace(Span::new(start, end), "x");
        assert_eq!(Fix::new("x", Safety::Safe, vec![edit(0, 4), edit(3, 5)]), None);
        assert_eq!(Fix::new("x", Safety::Safe, vec![edit(3, 3), Edit::insert(3, "y")]), None);
        assert!(Fix::new("x", Safety::Safe, vec![edit(0, 3), edit(3, 5)]).is_some());
        assert_eq!(Fix::new("x", Safety::Safe, Vec::new()), None);
    }

    #[test]
    fn an_edit_outside_of_the_text_or_inside_of_a_character_is_refused() {
        assert_eq!(apply("é", &[Edit::insert(1, "x")]), None);
        assert_eq!(apply("abc", &[Edit::remove(Span::new(2, 4))]), None);
    }
}
