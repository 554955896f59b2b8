//! The files that were left alone, and why, in a line for each reason.

use winfit_lint::report::Report;
use winfit_lint::{Document, DocumentKind};

use crate::render::Page;
use crate::render::words::list;

/// As many file names as a line takes before the rest is counted.
const NAMES: usize = 8;

/// Why a file was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    NotForWindows,
    Built,
    DaemonConfig,
    NoWorkload,
    Kustomization,
    Template,
}

impl Reason {
    const ALL: [Self; 6] = [
        Self::NotForWindows,
        Self::Built,
        Self::DaemonConfig,
        Self::NoWorkload,
        Self::Kustomization,
        Self::Template,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::NotForWindows => "nothing says Windows, left alone",
            Self::Built => "services that are built here (check their Dockerfiles)",
            Self::DaemonConfig => "configurations of dockerd in which nothing is wrong for Windows",
            Self::NoWorkload => "no workloads in",
            Self::Kustomization => {
                "kustomizations, not applied (render them first: kubectl kustomize FOLDER | winfit check -)"
            }
            Self::Template => {
                "templates, not checked (render them first: helm template CHART | winfit check -)"
            }
        }
    }

    fn of(document: &Document, is_reported: bool) -> Option<Self> {
        match () {
            () if !document.skipped.is_empty() => Some(Self::Template),
            () if is_kustomization(document.source.name()) => Some(Self::Kustomization),
            () if is_reported => None,
            () if document.workloads.iter().any(is_built_for_windows) => Some(Self::Built),
            () if document.kind == DocumentKind::DaemonConfig => Some(Self::DaemonConfig),
            () if document.kind == DocumentKind::Other || document.workloads.is_empty() => {
                Some(Self::NoWorkload)
            }
            () => Some(Self::NotForWindows),
        }
    }
}

fn is_kustomization(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    matches!(name, "kustomization.yaml" | "kustomization.yml")
}

fn is_built_for_windows(found: &winfit_lint::Found) -> bool {
    found.build.is_some() && found.workload.containers.is_empty() && !found.windows_hints.is_empty()
}

pub(super) fn print(page: &mut Page, report: &Report) {
    let mut is_reported = vec![false; report.documents.len()];
    let files = report.workloads.iter().map(|it| it.file).chain(report.findings.iter().map(|it| it.file));
    for file in files {
        if let Some(reported) = is_reported.get_mut(file) {
            *reported = true;
        }
    }
    let reasons: Vec<_> =
        report.documents.iter().zip(is_reported).map(|(document, it)| Reason::of(document, it)).collect();
    for reason in Reason::ALL {
        let files = report.documents.iter().zip(&reasons).filter(|(_, it)| **it == Some(reason));
        let names: Vec<_> = files.map(|(document, _)| document.source.name().to_owned()).collect();
        if !names.is_empty() {
            page.gap();
            page.paragraph(&format!("{}: {}", reason.words(), list(&names, NAMES)));
        }
    }
}
