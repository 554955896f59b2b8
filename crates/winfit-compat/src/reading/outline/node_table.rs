//! `kubectl get nodes`: a row per node, with `-o wide` its kernel version, with `--show-labels` its labels, with
//! `-o custom-columns` whatever was asked for.
//!
//! Terminals wrap long rows, and pasting tears columns apart. So the columns are not measured: a row begins where the
//! second word is a status, its first word is the node, and what follows up to the next row belongs to it.

use super::super::number::numbers;
use super::super::os_name::last_in;
use super::super::site::is_build;
use super::Outline;
use super::fact::{Fact, What};
use crate::Architecture;

/// The table that is being read.
#[derive(Debug)]
pub(super) struct NodeTable<'t> {
    text: &'t str,
    columns: Columns,
    row: Option<Row<'t>>,
}

/// Whether a table is open, and of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    Closed,
    /// Those of kubectl, with the status second.
    Usual,
    /// Those that the user chose: each line is a row.
    Custom,
}

/// A row that may go on.
#[derive(Debug, Clone, Copy)]
struct Row<'t> {
    start: usize,
    name: &'t str,
    is_complete: bool,
}

impl<'t> NodeTable<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, columns: Columns::Closed, row: None }
    }

    /// Looks at the next line; says whether it belongs to a table.
    pub(super) fn line(
        &mut self,
        at: usize,
        line: &'t str,
        is_prompt: bool,
        outline: &mut Outline<'t>,
    ) -> bool {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if first == "NAME" {
            self.end(at, outline);
            self.columns = Columns::of(second, line);
            return self.columns != Columns::Closed;
        }
        if self.columns == Columns::Closed {
            return false;
        }
        if is_status(second) || (self.columns == Columns::Custom && !second.is_empty() && !is_prompt) {
            self.end_row(at, outline);
            self.row = Some(Row { start: at, name: first, is_complete: line.contains("://") });
            return true;
        }
        let goes_on = match &mut self.row {
            // Column titles may be wrapped, too.
            None => line.trim().chars().all(|c| c.is_ascii_uppercase() || "- ".contains(c)),
            // A list of labels holds no spaces.
            Some(row) if row.is_complete => second.is_empty() && first.contains('='),
            Some(row) => {
                row.is_complete = line.contains("://");
                true
            }
        };
        if !goes_on || first.is_empty() || is_prompt {
            self.end(at, outline);
            return false;
        }
        true
    }

    /// Ends the table.
    pub(super) fn end(&mut self, at: usize, outline: &mut Outline<'t>) {
        self.end_row(at, outline);
        self.columns = Columns::Closed;
    }

    fn end_row(&mut self, at: usize, outline: &mut Outline<'t>) {
        let Some(row) = self.row.take() else { return };
        let Some(text) = self.text.get(row.start..at) else { return };
        outline.record(row.start..at, row.name, true);
        let mut tell = |what| outline.facts.push(Fact { at: row.start, what });
        if is_linux(text) {
            let start = row.start + text.find(row.name).unwrap_or_default();
            tell(What::Linux(start..start + row.name.len()));
        } else if let Some(name) = last_in(text) {
            tell(What::Name(name));
        }
        if let Some(architecture) = architecture(text) {
            tell(What::Architecture(architecture));
        }
    }
}

impl Columns {
    /// What the column titles after `NAME` announce.
    fn of(second: &str, line: &str) -> Self {
        let is_title = |word: &str| word.chars().all(|c| c.is_ascii_uppercase() || "-_()".contains(c));
        if matches!(second, "STATUS" | "LABELS") {
            Self::Usual
        } else if line.split_whitespace().all(is_title)
            && ["KERNEL", "OS", "BUILD"].iter().any(|t| line.contains(t))
        {
            Self::Custom
        } else {
            Self::Closed
        }
    }
}

/// `Ready`, `NotReady,SchedulingDisabled`, `Unknown`.
fn is_status(word: &str) -> bool {
    word.split(',').next().is_some_and(|status| matches!(status, "Ready" | "NotReady" | "Unknown"))
}

/// Says Linux in its labels, or shows a runtime and nothing of Windows.
fn is_linux(row: &str) -> bool {
    if row.contains("kubernetes.io/os=linux") || row.split_whitespace().skip(1).any(|word| word == "linux") {
        return true;
    }
    let of_windows = row.to_ascii_lowercase().contains("windows")
        || numbers(row)
            .any(|number| matches!(*number.parts(), [10, 0, build] | [10, 0, build, _] if is_build(build)));
    row.contains("://") && !of_windows
}

fn architecture(row: &str) -> Option<Architecture> {
    let (_, value) = row.split_once("kubernetes.io/arch=")?;
    value.split(|c: char| !c.is_ascii_alphanumeric()).next()?.parse().ok()
}
