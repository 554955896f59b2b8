//! Findings that somebody accepts: by a comment in the file, by a setting for the file, or by a baseline. They are not
//! reported, not fixed, and counted.

use std::collections::BTreeMap;

use crate::judge::{Check, Judged};
use crate::lint::{Subjects, Suppressions};
use crate::rule::Asks;
use crate::rules::rules;
use crate::suppression::Ledger;
use crate::{Baseline, Document, Finding, Selector};

/// What is accepted from outside of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accepted {
    /// By the names of files: rules whose findings in them are accepted.
    pub by_file: BTreeMap<String, Vec<Selector>>,
    /// Findings that were there before.
    pub baseline: Option<Baseline>,
}

impl Accepted {
    /// Nothing.
    pub const NOTHING: &'static Self = &Self { by_file: BTreeMap::new(), baseline: None };
}

/// A finding that somebody accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Who does.
    pub by: SuppressedBy,
}

/// Who accepts a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuppressedBy {
    /// A comment in the file, for this reason, which may be empty.
    Comment {
        /// The reason.
        reason: String,
    },
    /// A setting for the file.
    File,
    /// The baseline.
    Baseline,
}

impl SuppressedBy {
    /// The word in output.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Comment { .. } => "comment",
            Self::File => "file",
            Self::Baseline => "baseline",
        }
    }
}

/// Findings, and those of them that are accepted; each in the order of files and places.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    pub(crate) findings: Vec<Finding>,
    pub(crate) suppressed: Vec<Suppressed>,
}

/// Takes out what is accepted, and adds what is wrong with the comments that do.
pub(crate) fn sort(
    check: &Check<'_>,
    documents: &[Document],
    subjects: &Subjects<'_>,
    mut findings: Vec<Finding>,
) -> Sorted {
    let mut sorted = Sorted::default();
    in_order(&mut findings);
    let mut ledgers = ledgers(documents);
    for finding in findings {
        sorted.by_comment(&mut ledgers, finding);
    }
    let mut about_comments = Vec::new();
    for (file, ledger) in &ledgers {
        let own = || of_file(subjects.judged, *file).chain(of_file(subjects.unnamed, *file));
        let concerns_windows = |document: &&Document| document.has_windows_nodes || own().next().is_some();
        let Some(document) = documents.get(*file).filter(concerns_windows) else { continue };
        let is_all_known = check.fleet.is_some() && own().all(Judged::is_known);
        let view = Suppressions { check, file: *file, document, ledger, is_all_known };
        for rule in rules().filter(|rule| check.asks(rule)) {
            if let Asks::Suppressions(find) = rule.asks {
                find(&view, &mut about_comments);
            }
        }
    }
    for finding in about_comments {
        sorted.by_comment(&mut ledgers, finding);
    }
    in_order(&mut sorted.findings);
    sorted.by_setting(check.accepted, documents);
    sorted.suppressed.sort_by_key(|it| (it.finding.file, it.finding.place.as_ref().map(|place| place.span)));
    sorted
}

/// Workloads for Windows of a file, out of those of all files in their order.
fn of_file<'a>(judged: &'a [Judged<'a>], file: usize) -> impl Iterator<Item = &'a Judged<'a>> {
    let start = judged.partition_point(|it| it.file < file);
    judged.iter().skip(start).take_while(move |it| it.file == file).filter(|it| it.is_for_windows)
}

fn in_order(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.file, finding.place.as_ref().map(|place| place.span)));
}

fn ledgers(documents: &[Document]) -> BTreeMap<usize, Ledger<'_>> {
    let with_any = documents.iter().enumerate().filter(|(_, document)| !document.suppressions.is_empty());
    with_any.map(|(file, document)| (file, Ledger::new(document))).collect()
}

impl Sorted {
    fn by_comment(&mut self, ledgers: &mut BTreeMap<usize, Ledger<'_>>, finding: Finding) {
        match ledgers.get_mut(&finding.file).and_then(|ledger| ledger.accept(&finding)) {
            Some(reason) => {
                let by = SuppressedBy::Comment { reason: reason.to_owned() };
                self.suppressed.push(Suppressed { finding, by });
            }
            None => self.findings.push(finding),
        }
    }

    fn by_setting(&mut self, accepted: &Accepted, documents: &[Document]) {
        let mut left = accepted.baseline.clone();
        for finding in std::mem::take(&mut self.findings) {
            let Some(document) = documents.get(finding.file) else { continue };
            let of_file = accepted.by_file.get(document.source.name()).into_iter().flatten();
            if of_file.into_iter().any(|selector| selector.means(finding.rule)) {
                self.suppressed.push(Suppressed { finding, by: SuppressedBy::File });
            } else if left.as_mut().is_some_and(|left| left.take(document, &finding)) {
                self.suppressed.push(Suppressed { finding, by: SuppressedBy::Baseline });
            } else {
                self.findings.push(finding);
            }
        }
    }
}
