//! Makes the fixes of findings, in rounds: what one fix changes, others may stand on.
//!
//! A round makes all fixes that do not collide, reads the files anew, and asks again. It ends when there is nothing left to
//! make. A file is never left in a state in which it reads worse than before: where several fixes together break it, they are
//! made one by one, and one that breaks it alone is left out.

use std::collections::{BTreeMap, HashSet};

use crate::document::read_source;
use crate::judge::{Check, judge};
use crate::report::Report;
use crate::{Document, Edit, Finding, Fix, ProblemKind, Safety, SourceText, apply, link};

/// Most rounds. Each makes at least one fix; what needs more goes in circles.
const ROUNDS: usize = 20;

/// What came of fixing a set of documents.
#[derive(Debug)]
pub struct Repaired {
    /// What is left to find, with the documents as they are then.
    pub report: Report,
    /// The fixes that were made, in the order in which they were.
    pub fixed: Vec<Fixed>,
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
    // What has been seen to break a file, or to come back, is not tried again.
    let mut spent: HashSet<(usize, &'static str, Vec<Edit>)> = HashSet::new();
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for file in 0..report.documents.len() {
            let open = open_fixes(&report.findings, file, least, &spent);
            let Some(document) = report.documents.get_mut(file) else { continue };
            let made = make(document, &open);
            spent.extend(open.iter().filter(|it| !made.is_postponed(it)).map(|it| it.key(file)));
            has_changed |= !made.made.is_empty();
            fixed.extend(made.made.into_iter().map(|it| it.fixed(file)));
        }
        if !has_changed {
            break;
        }
        link(&mut report.documents);
        report = judge(check, report.documents);
    }
    Repaired { report, fixed }
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
    let of_file = findings.iter().filter(|finding| finding.file == file);
    let open = of_file.filter_map(|finding| {
        let fix = finding.fix.clone().filter(|fix| fix.safety >= least && fix.safety != Safety::Offered)?;
        Some(Open { rule: finding.rule, fix })
    });
    open.filter(|it| !spent.contains(&it.key(file))).collect()
}

/// What became of the fixes of a file in one round.
#[derive(Default)]
struct Made {
    made: Vec<Open>,
    postponed: Vec<Open>,
}

impl Made {
    fn is_postponed(&self, open: &Open) -> bool {
        self.postponed.contains(open)
    }
}

/// Makes those fixes that do not collide; the others have to wait for the next round.
fn make(document: &mut Document, open: &[Open]) -> Made {
    let mut made = Made::default();
    let mut taken = Taken::default();
    let mut known: HashSet<&[Edit]> = HashSet::new();
    for it in open {
        // Two findings with one cure are cured at once.
        if known.contains(it.fix.edits.as_slice()) {
            made.made.push(it.clone());
        } else if taken.take(&it.fix.edits) {
            known.insert(&it.fix.edits);
            made.made.push(it.clone());
        } else {
            made.postponed.push(it.clone());
        }
    }
    let together: Vec<Edit> = taken.0.into_values().cloned().collect();
    if let Some(edited) = edited(document, &together) {
        *document = edited;
        return made;
    }
    // One of them breaks the file: the first that does not is made, and the places of the others have moved.
    let mut candidates = std::mem::take(&mut made.made).into_iter();
    for it in candidates.by_ref() {
        if let Some(edited) = edited(document, &it.fix.edits) {
            *document = edited;
            made.made.push(it);
            break;
        }
    }
    made.postponed.extend(candidates);
    made
}

/// Edits of which no two collide, by where they start.
#[derive(Default)]
struct Taken<'a>(BTreeMap<usize, &'a Edit>);

impl<'a> Taken<'a> {
    /// Takes all of these, or none.
    fn take(&mut self, edits: &'a [Edit]) -> bool {
        let is_free = edits.iter().all(|edit| !self.collides(edit));
        if is_free {
            self.0.extend(edits.iter().map(|edit| (edit.span.start, edit)));
        }
        is_free
    }

    fn collides(&self, edit: &Edit) -> bool {
        let before = self.0.range(..=edit.span.start).next_back();
        let behind = self.0.range(edit.span.start..).next();
        before.into_iter().chain(behind).any(|(_, other)| edit.collides_with(other))
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
