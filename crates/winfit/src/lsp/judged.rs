//! The open documents, judged together, so that what one of them says counts for the others.

use winfit_compat::reference::Reference;
use winfit_lint::judge::{judge, wanted};
use winfit_lint::repair::repair;
use winfit_lint::report::{Report, WorkloadReport};
use winfit_lint::{Accepted, Document, Edit, Finding, Safety, SourceText, link, read_source};

use super::lookups::LookUps;
use super::uri;
use super::workspace::Workspace;
use crate::error::Error;

/// The documents, read.
#[derive(Debug)]
pub(super) struct Read {
    uris: Vec<String>,
    documents: Vec<Document>,
}

/// What comes of them.
#[derive(Debug)]
pub(super) struct Judged {
    /// Of each file its document.
    uris: Vec<String>,
    report: Report,
}

impl Read {
    /// Reads documents, each with its URI.
    pub(super) fn new(sources: impl IntoIterator<Item = (String, SourceText)>) -> Self {
        let (uris, mut documents): (_, Vec<_>) =
            sources.into_iter().map(|(uri, source)| (uri, read_source(source))).unzip();
        link(&mut documents);
        Self { uris, documents }
    }

    /// The images that are to be looked up.
    pub(super) fn wanted(&self, workspace: &Workspace) -> Vec<Reference> {
        wanted(workspace.context.catalog(), &self.documents, workspace.fleet.as_ref())
    }

    pub(super) fn judge(self, workspace: &Workspace, look_ups: &LookUps) -> Result<Judged, Error> {
        let accepted = self.accepted(workspace);
        let Self { uris, documents } = self;
        let report = workspace.with_check(look_ups.facts(), &accepted, |check| judge(check, documents))?;
        Ok(Judged { uris, report })
    }

    /// What all safe fixes together do to a document; sorted, and apart from each other.
    pub(super) fn safe_edits(
        self,
        uri: &str,
        workspace: &Workspace,
        look_ups: &LookUps,
    ) -> Result<Vec<Edit>, Error> {
        let Some(file) = self.uris.iter().position(|it| it == uri) else { return Ok(Vec::new()) };
        let accepted = self.accepted(workspace);
        let repaired = workspace
            .with_check(look_ups.facts(), &accepted, |check| repair(check, self.documents, Safety::Safe))?;
        let changed = repaired.changed.into_iter().find(|changed| changed.file == file);
        Ok(changed.map(|changed| changed.edits).unwrap_or_default())
    }

    fn accepted(&self, workspace: &Workspace) -> Accepted {
        let paths: Vec<_> = self.uris.iter().map(|uri| uri::file(uri)).collect();
        let names = self.documents.iter().map(|document| document.source.name());
        workspace.accepted(names.zip(paths.iter().map(Option::as_ref)))
    }
}

impl Judged {
    /// The number of a document among the files.
    pub(super) fn file(&self, uri: &str) -> Option<usize> {
        self.uris.iter().position(|it| it == uri)
    }

    /// A file as it was read.
    pub(super) fn document(&self, file: usize) -> Option<&Document> {
        self.report.documents.get(file)
    }

    /// The findings in a file, by place.
    pub(super) fn findings(&self, file: usize) -> &[Finding] {
        let findings = &self.report.findings;
        let start = findings.partition_point(|finding| finding.file < file);
        let end = findings.partition_point(|finding| finding.file <= file);
        findings.get(start..end).unwrap_or_default()
    }

    /// Whether some finding in a file has a safe fix.
    pub(super) fn has_safe_fix(&self, file: usize) -> bool {
        self.findings(file).iter().any(|it| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe))
    }

    /// The workloads in a file.
    pub(super) fn workloads(&self, file: usize) -> impl Iterator<Item = &WorkloadReport> {
        self.report.workloads.iter().filter(move |workload| workload.file == file)
    }
}
