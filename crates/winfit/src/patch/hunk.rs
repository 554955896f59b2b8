//! Lines that change, with those around them.

use std::ops::Range;

use winfit_lint::{Edit, Span};

use super::change::{Change, Lines, changes};

/// Lines shown before and after those that change.
const CONTEXT: usize = 3;

/// Lines that change close to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// The first line before, counted from 0, and how many there are.
    old: (usize, usize),
    /// The same after.
    new: (usize, usize),
    /// The lines, in order.
    pub(crate) lines: Vec<Line>,
}

/// A line with its line break; only the last of a file may have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// It stays.
    Kept(String),
    /// It goes.
    Removed(String),
    /// It comes.
    Added(String),
}

impl Line {
    /// In front of it.
    pub(crate) const fn sign(&self) -> char {
        match self {
            Self::Kept(_) => ' ',
            Self::Removed(_) => '-',
            Self::Added(_) => '+',
        }
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Kept(text) | Self::Removed(text) | Self::Added(text) => text,
        }
    }
}

impl Hunk {
    /// The line above it.
    pub(crate) fn header(&self) -> String {
        format!("@@ -{} +{} @@", range(self.old), range(self.new))
    }
}

/// An empty range names the line before it.
fn range((start, count): (usize, usize)) -> String {
    match count {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        _ => format!("{},{count}", start + 1),
    }
}

/// The hunks of a text whose edits are sorted by place and apart from each other.
pub(super) fn hunks(text: &str, edits: &[Edit]) -> Vec<Hunk> {
    let lines = LineFeeds::new(text);
    let changes = changes(&lines, edits, usize::MAX).unwrap_or_default();
    let mut hunks = Vec::new();
    let mut shift = 0_isize;
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        let close = |pair: &[Change]| match pair {
            [one, other] => other.first - one.end() <= 2 * CONTEXT,
            _ => false,
        };
        let count = 1 + rest.windows(2).take_while(|pair| close(pair)).count();
        let (together, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        hunks.push(hunk(&lines, first, together, &mut shift));
        rest = others;
    }
    hunks
}

fn hunk(lines: &LineFeeds<'_>, first: &Change, changes: &[Change], shift: &mut isize) -> Hunk {
    let start = first.first.saturating_sub(CONTEXT);
    let mut at = start;
    let mut all = Vec::new();
    let kept = |from: usize, to: usize| lines.range(from, to).map(|line| Line::Kept(line.to_owned()));
    let before = *shift;
    for change in changes {
        all.extend(kept(at, change.first));
        all.extend(change.removed.iter().cloned().map(Line::Removed));
        all.extend(change.added.iter().cloned().map(Line::Added));
        at = change.end();
        *shift += change.shift();
    }
    let end = (at + CONTEXT).min(lines.len());
    all.extend(kept(at, end));
    let old = (start, end - start);
    let new_count = all.iter().filter(|line| !matches!(line, Line::Removed(_))).count();
    Hunk { old, new: (start.saturating_add_signed(before), new_count), lines: all }
}

/// The lines of a text: they end with a line feed, as the programs that apply patches have it.
struct LineFeeds<'t> {
    text: &'t str,
    /// Where each starts.
    starts: Vec<usize>,
}

impl<'t> LineFeeds<'t> {
    fn new(text: &'t str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len());
        let starts = (!text.is_empty()).then_some(0).into_iter().chain(behind).collect();
        Self { text, starts }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    fn range(&self, from: usize, to: usize) -> impl Iterator<Item = &'t str> {
        (from..to).filter_map(|line| self.text.get(self.start(line)..self.start(line + 1)))
    }
}

impl Lines for LineFeeds<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    /// Those in it, and that behind it.
    fn touched(&self, span: Span) -> Range<usize> {
        let line_of = |offset: usize| self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let is_behind = span.start == self.text.len() && (self.text.is_empty() || self.text.ends_with('\n'));
        let first = if is_behind { self.len() } else { line_of(span.start) };
        first..(line_of(span.end) + 1).clamp(first, self.len())
    }

    /// With their line breaks.
    fn split(&self, lines: &str) -> Vec<String> {
        lines.split_inclusive('\n').map(str::to_owned).collect()
    }
}
