//! Makes the fixes of findings, in rounds: what one fix changes, others may stand on.
//!
//! A round makes all fixes that do not collide, reads the files anew, and asks again. It ends when there is nothing left to
//! make. A file is never left in a state in which it reads worse than before: where several fixes together break it, fewer
//! are made at once, and one that breaks it alone is left out.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::document::read_source;
use crate::fix::compose;
use crate::judge::{Check, judge};
use crate::report::Report;
use crate::{Document, DocumentKind, Edit, Finding, Fix, ProblemKind, Safety, SourceText, Span, apply, link};

/// Most rounds. What needs more goes in circles.
const ROUNDS: usize = 20;

/// What came of fixing a set of documents.
#[derive(Debug)]
pub struct Repaired {
    /// What is left to find, with the documents as they are then.
    pub report: Report,
    /// The fixes that were made, in the order in which they were.
    pub fixed: Vec<Fixed>,
    /// The files that are others now, by index.
    pub changed: Vec<Changed>,
}

/// A file that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Index of the file.
    pub file: usize,
    /// Its text before the first fix.
    pub before: SourceText,
    /// What all fixes together do to that text; sorted by place, and apart from each other.
    pub edits: Vec<Edit>,
}

/// A fix that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Index of the file.
    pub file: usize,
    /// The rule whose finding is cured.
    pub rule: &'static str,
    /// What was done.
    pub title: String,
}

/// Makes all fixes that promise at least `least`.
#[must_use]
pub fn repair(check: &Check<'_>, documents: Vec<Document>, least: Safety) -> Repaired {
    let mut report = judge(check, documents);
    let mut fixed = Vec::new();
    let mut changes = Changes::default();
    // What has been seen to break a file, or to come back, is not tried again. What removes comes to an end by itself, and
    // the next line may be one like it.
    let mut spent: HashSet<(usize, &'static str, Vec<Edit>)> = HashSet::new();
    for _ in 0..ROUNDS {
        let (mut has_changed, mut has_more) = (false, false);
        for file in 0..report.documents.len() {
            let open = open_fixes(&report.findings, file, least, &spent);
            let Some(document) = report.documents.get_mut(file) else { continue };
            let outcomes = make(document, &open, |before, edits| changes.note(file, before, edits));
            has_changed |= outcomes.contains(&Outcome::Made);
            has_more |= outcomes.contains(&Outcome::Postponed);
            for (it, outcome) in open.into_iter().zip(outcomes) {
                if outcome == Outcome::LeftOut || (outcome == Outcome::Made && !it.only_removes()) {
                    spent.insert(it.key(file));
                }
                if outcome == Outcome::Made {
                    fixed.push(it.fixed(file));
                }
            }
        }
        if has_changed {
            link(&mut report.documents);
            report = judge(check, report.documents);
        } else if !has_more {
            break;
        }
    }
    Repaired { report, fixed, changed: changes.0.into_values().collect() }
}

/// What became of each file, from round to round.
#[derive(Debug, Default)]
struct Changes(BTreeMap<usize, Changed>);

impl Changes {
    fn note(&mut self, file: usize, before: SourceText, edits: &[Edit]) {
        let changed = self.0.entry(file).or_insert_with(|| Changed { file, before, edits: Vec::new() });
        changed.edits = compose(changed.before.text().len(), &changed.edits, edits);
    }
}

/// A fix and the rule that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    rule: &'static str,
    fix: Fix,
}

impl Open {
    fn key(&self, file: usize) -> (usize, &'static str, Vec<Edit>) {
        (file, self.rule, self.fix.edits.clone())
    }

    fn only_removes(&self) -> bool {
        self.fix.edits.iter().all(|edit| edit.text.is_empty())
    }

    fn fixed(self, file: usize) -> Fixed {
        Fixed { file, rule: self.rule, title: self.fix.title }
    }
}

fn open_fixes(
    findings: &[Finding],
    file: usize,
    least: Safety,
    spent: &HashSet<(usize, &'static str, Vec<Edit>)>,
) -> Vec<Open> {
    // They are sorted by file.
    let start = findings.partition_point(|finding| finding.file < file);
    let of_file = findings.iter().skip(start).take_while(|finding| finding.file == file);
    let open = of_file.filter_map(|finding| {
        let fix = finding.fix.clone().filter(|fix| fix.safety >= least && fix.safety != Safety::Offered)?;
        Some(Open { rule: finding.rule, fix })
    });
    open.filter(|it| !spent.contains(&it.key(file))).collect()
}

/// What became of a fix in one round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Made,
    /// It breaks the file.
    LeftOut,
    /// It has to wait for the next round: its place is taken, or it was not tried.
    Postponed,
}

/// Most times that a file is read in one round. Each fix that breaks it takes about the logarithm of how many fixes there are.
const TRIES: usize = 64;

/// Makes those fixes that do not collide; says what became of each, and notes which edits changed which text.
fn make(document: &mut Document, open: &[Open], note: impl FnOnce(SourceText, &[Edit])) -> Vec<Outcome> {
    let (first, twins) = apart(document, open);
    let mut outcomes = vec![Outcome::Postponed; open.len()];
    let mut set = |them: &[usize], outcome| {
        for index in them.iter().flat_map(|it| twins.get(it).into_iter().flatten()) {
            if let Some(it) = outcomes.get_mut(*index) {
                *it = outcome;
            }
        }
    };
    let mut candidates = first.as_slice();
    let mut count = candidates.len();
    for _ in 0..TRIES {
        let Some((tried, rest)) = candidates.split_at_checked(count).filter(|(tried, _)| !tried.is_empty())
        else {
            break;
        };
        let edits = edits_of(open, tried);
        if let Some(edited) = edited(document, &edits) {
            note(std::mem::replace(document, edited).source, &edits);
            set(tried, Outcome::Made);
            break;
        }
        if count > 1 {
            count = count.div_ceil(2);
        } else {
            set(tried, Outcome::LeftOut);
            (candidates, count) = (rest, rest.len());
        }
    }
    outcomes
}

/// The fixes that do not collide with each other, and for each of them all that are made with it: two findings with one cure
/// are cured at once.
fn apart(document: &Document, open: &[Open]) -> (Vec<usize>, HashMap<usize, Vec<usize>>) {
    let mut taken = Taken { document, edits: BTreeMap::new() };
    let mut known: HashMap<&[Edit], usize> = HashMap::new();
    let mut first = Vec::new();
    let mut twins: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, it) in open.iter().enumerate() {
        let edits = it.fix.edits.as_slice();
        if let Some(twin) = known.get(edits) {
            twins.entry(*twin).or_default().push(index);
        } else if taken.take(edits) {
            known.insert(edits, index);
            first.push(index);
            twins.entry(index).or_default().push(index);
        }
    }
    (first, twins)
}

fn edits_of(open: &[Open], indexes: &[usize]) -> Vec<Edit> {
    let fixes = indexes.iter().filter_map(|index| open.get(*index));
    let mut edits: Vec<Edit> = fixes.flat_map(|it| it.fix.edits.iter().cloned()).collect();
    edits.sort();
    edits
}

/// Edits of a document of which no two collide, by where they start.
struct Taken<'a> {
    document: &'a Document,
    edits: BTreeMap<usize, &'a Edit>,
}

impl<'a> Taken<'a> {
    /// Takes all of these, or none.
    fn take(&mut self, edits: &'a [Edit]) -> bool {
        let is_free = edits.iter().all(|edit| !self.collides(edit));
        if is_free {
            self.edits.extend(edits.iter().map(|edit| (edit.span.start, edit)));
        }
        is_free
    }

    fn collides(&self, edit: &Edit) -> bool {
        let before = self.edits.range(..=edit.span.start).next_back();
        let behind = self.edits.range(edit.span.start..).next();
        let mut around = before.into_iter().chain(behind).map(|(_, other)| *other);
        around.any(|other| edit.collides_with(other) || self.are_neighbours(edit, other))
    }

    /// Whether both are of whole lines with nothing but comments between them: what neither leaves empty, both may. The
    /// second is asked for again when the first is made, and knows then that it is the last.
    fn are_neighbours(&self, one: &Edit, other: &Edit) -> bool {
        if self.document.kind == DocumentKind::Dockerfile {
            return false;
        }
        let text = self.document.source.text();
        let (first, second) = if one.span <= other.span { (one, other) } else { (other, one) };
        let starts_line = |at: usize| text.get(..at).is_some_and(|before| before.ends_with(['\n', '\r']));
        let is_of_lines = |edit: &Edit| {
            let Span { start, end } = edit.span;
            start < end && starts_line(start) && (starts_line(end) || end == text.len())
        };
        let between = text.get(first.span.end..second.span.start).unwrap_or_default();
        let is_idle = |line: &str| line.trim_start().is_empty() || line.trim_start().starts_with('#');
        is_of_lines(first) && is_of_lines(second) && between.split(['\n', '\r']).all(is_idle)
    }
}

/// The document after the edits, unless it reads worse than before; `None` as well if nothing is edited.
fn edited(document: &Document, edits: &[Edit]) -> Option<Document> {
    if edits.is_empty() {
        return None;
    }
    let text = apply(document.source.text(), edits)?;
    let edited = read_source(document.source.with_text(text));
    (broken_parts(&edited) <= broken_parts(document) && edited.kind == document.kind).then_some(edited)
}

fn broken_parts(document: &Document) -> usize {
    let is_broken = |kind: &ProblemKind| {
        matches!(
            kind,
            ProblemKind::Syntax(_)
                | ProblemKind::DockerfileSyntax { .. }
                | ProblemKind::DuplicateKey { .. }
                | ProblemKind::WrongType { .. }
        )
    };
    document.problems.iter().filter(|problem| is_broken(&problem.kind)).count()
}

#[cfg(test)]
mod tests;
