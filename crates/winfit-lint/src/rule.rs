//! What a rule of `check` is: what it says, where that comes from, how it looks, and examples of it.
//!
//! A rule is a file under `rules/`, in the folder of its area, and a line in that area's list. Everything about it stands
//! there: the page that people read, the function that finds, the fix, and examples, which tests, `winfit explain` and the
//! reference all read.

use std::fmt;

use crate::lint::{
    Compose, ComposeFile, DaemonConfig, Dockerfile, FieldRule, Object, Pod, Stray, Subject, Suppressions,
};
use crate::{Confidence, Finding, Safety, Severity};

/// A rule of `check`.
pub struct Rule {
    /// Kebab-case name of the problem; keeps its meaning once released.
    pub id: &'static str,
    /// The problem in a few words.
    pub title: &'static str,
    /// What it finds, why that hurts, what to do.
    pub statement: &'static str,
    /// Since when it holds: a version of Kubernetes, a date, or `always`.
    pub since: &'static str,
    /// Ids of the catalogue's sources.
    pub sources: &'static [&'static str],
    /// How bad its findings are, where they do not say otherwise.
    pub severity: Severity,
    /// How sure its findings are, where they do not say otherwise.
    pub confidence: Confidence,
    /// What its fix promises, if it has one; some findings may have none all the same, or promise less.
    pub fix: Option<Safety>,
    /// Whether it is asked unless somebody says so.
    pub preset: Preset,
    /// What it looks at.
    pub(crate) asks: Asks,
    /// Texts that it flags, near misses that it leaves alone, and what becomes of them.
    pub examples: &'static [Example],
}

/// Whether a rule is asked where nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// It is.
    On,
    /// It is not: it is a matter of taste, or concerns nearly every file. `--select` asks it.
    Off,
}

/// What a rule looks at, and its function.
pub(crate) enum Asks {
    /// Nothing of its own: it is found where documents are read, or where verdicts are asked for.
    Elsewhere,
    /// Fields of Kubernetes objects, by the catalogue's rows with this rule's id.
    Fields(FieldRule),
    /// Pods for Windows, one by one.
    Pod(fn(&Pod<'_, '_>, &mut Vec<Finding>)),
    /// Kubernetes objects without pods, such as services, where they concern pods for Windows.
    Object(fn(&Object<'_, '_>, &mut Vec<Finding>)),
    /// Workloads for Windows, whatever the kind of document.
    Workload(fn(&Subject<'_>, &mut Vec<Finding>)),
    /// Workloads that nothing says to be for Windows.
    Stray(fn(&Stray<'_, '_>, &mut Vec<Finding>)),
    /// Services of Compose files that are for Windows.
    Compose(fn(&Compose<'_, '_>, &mut Vec<Finding>)),
    /// Compose files that have services for Windows.
    ComposeFile(fn(&ComposeFile<'_, '_>, &mut Vec<Finding>)),
    /// Dockerfiles of which a stage is for Windows.
    Dockerfile(fn(&Dockerfile<'_>, &mut Vec<Finding>)),
    /// The configuration of a Docker daemon.
    Daemon(fn(&DaemonConfig<'_, '_>, &mut Vec<Finding>)),
    /// The comments of a file that accept findings of other rules.
    Suppressions(fn(&Suppressions<'_>, &mut Vec<Finding>)),
}

impl Rule {
    /// Whether it goes by the catalogue's rows about fields of Kubernetes objects.
    #[must_use]
    pub const fn goes_by_fields(&self) -> bool {
        matches!(self.asks, Asks::Fields(_))
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A text with the answer drawn on it.
///
/// Below a line that a finding of the rule points at stands a comment with carets under its place and the message behind
/// them:
///
/// ```text
///         privileged: true
/// #       ^^^^^^^^^^ warning: Pod web: Windows ignores privileged
/// ```
///
/// A text without such lines is a near miss: the rule has nothing to say about it. The lines are taken out before the text is
/// read. Where a place starts in the first column, so do the carets: `#^^^` is four columns wide. Of a place of several
/// lines, the first is marked.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it shows, e.g. `a container that asks for all rights`.
    pub says: &'static str,
    /// Name of the file.
    pub file: &'static str,
    /// Its text, with what is found.
    pub text: &'static str,
    /// The text after the rule's fixes, safe and unsafe, where it has any; never of a near miss.
    pub fixed: Option<&'static str>,
    /// Whether it stays as it is unless somebody allows unsafe fixes; so it does in any case where the rule has no safe ones.
    pub needs_unsafe: bool,
    /// The text after the fixes that are only offered, where there are any.
    pub offered: Option<&'static str>,
    /// What else is asked with.
    pub given: Given,
}

/// What an example is checked with, besides its text.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// The version of Kubernetes, e.g. `1.23`; `None`: the newest.
    pub kubernetes: Option<&'static str>,
    /// The hosts, as a fleet file.
    pub fleet: Option<&'static str>,
    /// What registries say of images: reference, then the OS versions of its Windows platforms, or `linux`.
    pub images: &'static [(&'static str, &'static [&'static str])],
    /// The day, e.g. `2027-06-01`; `None`: that on which the catalogue was read.
    pub today: Option<&'static str>,
}

impl Given {
    /// Nothing else.
    pub const NOTHING: Self = Self { kubernetes: None, fleet: None, images: &[], today: None };
}

impl Example {
    /// A text that the rule flags, or leaves alone, with nothing else given.
    pub(crate) const fn new(says: &'static str, file: &'static str, text: &'static str) -> Self {
        Self { says, file, text, fixed: None, needs_unsafe: false, offered: None, given: Given::NOTHING }
    }

    /// The same, with what becomes of it.
    pub(crate) const fn fixed(self, text: &'static str) -> Self {
        Self { fixed: Some(text), ..self }
    }

    /// The same, with what becomes of it where unsafe fixes are allowed, in a rule that has safe ones as well.
    pub(crate) const fn fixed_unsafely(self, text: &'static str) -> Self {
        Self { fixed: Some(text), needs_unsafe: true, ..self }
    }

    /// The same, with what becomes of it where somebody takes what is offered.
    pub(crate) const fn offered(self, text: &'static str) -> Self {
        Self { offered: Some(text), ..self }
    }

    /// The same, for a version of Kubernetes.
    pub(crate) const fn kubernetes(self, version: &'static str) -> Self {
        Self { given: Given { kubernetes: Some(version), ..self.given }, ..self }
    }

    /// The same, on a fleet.
    pub(crate) const fn fleet(self, fleet: &'static str) -> Self {
        Self { given: Given { fleet: Some(fleet), ..self.given }, ..self }
    }

    /// The same, on a day.
    pub(crate) const fn on(self, day: &'static str) -> Self {
        Self { given: Given { today: Some(day), ..self.given }, ..self }
    }

    /// The same, with images that were looked up.
    pub(crate) const fn images(self, images: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { given: Given { images, ..self.given }, ..self }
    }

    /// Whether the text shows something that the rule flags.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.text.lines().any(is_annotation)
    }

    /// The text as it would stand in a file: without what is found.
    #[must_use]
    pub fn plain_text(&self) -> String {
        self.text.split_inclusive('\n').filter(|line| !is_annotation(line)).collect()
    }
}

/// Whether a line of an example is not of the text, but about the line above.
pub fn is_annotation(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix('#').map(str::trim_start);
    rest.is_some_and(|rest| {
        let words = rest.trim_start_matches('^');
        words.len() < rest.len()
            && [" error: ", " warning: ", " info: "].iter().any(|it| words.starts_with(it))
    })
}
