//! Fixes, from the report into the files.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use winfit_images::replace::{ReplaceError, replace_unchanged};
use winfit_lint::repair::{Changed, Fixed, Repaired};
use winfit_lint::report::Report;
use winfit_lint::{Document, Safety, read_source};

use super::run::Run;
use crate::error::Error;
use crate::patch::Patch;

/// The fixes that were made, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fixes {
    /// In the order in which they were made.
    pub(crate) fixed: Vec<Fixed>,
    /// How many findings there were, those that fixes uncovered included.
    pub(crate) findings: usize,
}

impl Fixes {
    fn new(fixed: Vec<Fixed>, left: &Report) -> Self {
        Self { findings: fixed.len() + left.findings.len(), fixed }
    }

    /// In how many files.
    pub(crate) fn files(&self) -> usize {
        self.fixed.iter().map(|it| it.file).collect::<BTreeSet<_>>().len()
    }
}

/// A file whose fixes could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot fix {file}: {error}")]
pub(crate) struct Unwritten {
    /// Name as the user knows it.
    pub(crate) file: String,
    /// Why.
    pub(crate) error: ReplaceError,
}

impl Unwritten {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        vec![match &self.error {
            ReplaceError::Changed => {
                "somebody else writes it at the same time: run this once more".to_owned()
            }
            ReplaceError::ReadOnly => "make it writable, or see with --diff what would be changed".to_owned(),
            ReplaceError::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                "check who may write to it and to its folder, or see with --diff what would be changed"
                    .to_owned()
            }
            ReplaceError::Io(_) => "it is as it was; --diff shows what would be changed".to_owned(),
        }]
    }
}

/// What became of fixes.
#[derive(Debug)]
pub(crate) enum Done {
    /// They are told.
    Told,
    /// They are to be shown.
    Shown(Vec<Patch>),
    /// They are in the files; this is what standard input has become, if it was one.
    Made(Option<Vec<u8>>),
}

/// What is left to find, which fixes cured the rest, what became of them, and what could not be written.
type Outcome = (Report, Option<Fixes>, Done, Vec<Error>);

/// As if the fixes were made.
pub(super) fn shown(run: &mut Run<'_>, documents: Vec<Document>, least: Safety) -> Result<Outcome, Error> {
    let Repaired { mut report, fixed, changed } = run.repair(documents, least);
    // Fixes may write names of images that nobody knows yet.
    if run.look_up_more(&report.documents)? {
        report = run.judge(report.documents);
    }
    let patches = changed.iter().map(Patch::of).filter(|patch| !patch.hunks.is_empty()).collect();
    let fixes = Fixes::new(fixed, &report);
    Ok((report, Some(fixes), Done::Shown(patches), Vec::new()))
}

/// With the fixes in the files. One that cannot be written keeps no other from it, and is reported as it was.
pub(super) fn made(
    run: &mut Run<'_>,
    documents: Vec<Document>,
    paths: &[Option<PathBuf>],
    least: Safety,
) -> Result<Outcome, Error> {
    let Repaired { mut report, mut fixed, changed } = run.repair(documents, least);
    let failed = write(&changed, &report.documents, paths);
    let piped = report.documents.iter().zip(paths).find(|(_, path)| path.is_none());
    let filtered = piped.map(|(document, _)| document.source.to_bytes());
    restore(&mut report.documents, &changed, &failed);
    fixed.retain(|it| !failed.contains_key(&it.file));
    if run.look_up_more(&report.documents)? || !failed.is_empty() {
        report = run.judge(report.documents);
    }
    let fixes = Fixes::new(fixed, &report);
    let failures = failed.into_values().map(Error::from).collect();
    Ok((report, Some(fixes), Done::Made(filtered), failures))
}

/// Writes the files that were changed; those that could not be, by index.
fn write(
    changed: &[Changed],
    documents: &[Document],
    paths: &[Option<PathBuf>],
) -> BTreeMap<usize, Unwritten> {
    let mut failed = BTreeMap::new();
    for Changed { file, before, edits } in changed {
        let path = paths.get(*file).and_then(Option::as_ref);
        let (Some(path), Some(after)) = (path.filter(|_| !edits.is_empty()), documents.get(*file)) else {
            continue;
        };
        if let Err(error) = replace_unchanged(path, &before.to_bytes(), &after.source.to_bytes()) {
            failed.insert(*file, Unwritten { file: before.name().to_owned(), error });
        }
    }
    failed
}

/// Puts the texts back of which nothing was written.
fn restore(documents: &mut [Document], changed: &[Changed], failed: &BTreeMap<usize, Unwritten>) {
    for it in changed.iter().filter(|it| failed.contains_key(&it.file)) {
        if let Some(document) = documents.get_mut(it.file) {
            *document = read_source(it.before.clone());
        }
    }
}
