//! `winfit diagnose --format json`. What might be a secret in the texts is blacked out here, for all formats.

mod facts;

use serde::Serialize;
use winfit_compat::catalog::Catalog;
use winfit_diagnose::cause::{Evidence, Found, Remedy as CauseRemedy, Step};
use winfit_diagnose::facts::{Facts, HostFact, ImageFact};
use winfit_diagnose::redact;
use winfit_diagnose::text::{Pasted, Place};

use super::{ImageError, Remedy, RemedyKind, SCHEMA, Source};
use crate::remedies::{self, Named};
pub(crate) use facts::{FactsWire, HostWire, ImageWire};

/// What is wrong, most likely first, and what was read.
#[derive(Debug, Serialize)]
pub(crate) struct Body {
    pub(crate) schema: &'static str,
    /// The answer in one line.
    pub(crate) summary: String,
    /// Whether an OS version of host and image that do not fit, or isolation that is not there, is among the causes.
    pub(crate) os_mismatch: bool,
    pub(crate) causes: Vec<CauseWire>,
    pub(crate) facts: FactsWire,
    /// Images that could not be looked up.
    pub(crate) unread: Vec<UnreadWire>,
    pub(crate) inputs: Vec<InputWire>,
}

/// A cause.
#[derive(Debug, Serialize)]
pub(crate) struct CauseWire {
    pub(crate) cause: &'static str,
    /// `certain`, `likely`, `possible`.
    pub(crate) confidence: &'static str,
    pub(crate) title: &'static str,
    /// What is wrong, with the values at hand.
    pub(crate) summary: String,
    pub(crate) statement: &'static str,
    /// `futile` if something must change first, `may-help` if not.
    pub(crate) retry: &'static str,
    pub(crate) host: Option<HostWire>,
    pub(crate) image: Option<ImageWire>,
    pub(crate) evidence: Vec<EvidenceWire>,
    pub(crate) against: Vec<EvidenceWire>,
    pub(crate) remedies: Vec<RemedyWire>,
    /// What would make it surer.
    pub(crate) settle: Vec<StepWire>,
    pub(crate) sources: Vec<Source>,
}

/// Something that speaks for a cause or against it.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceWire {
    pub(crate) says: String,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

/// A place in an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct WhereWire {
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) column: usize,
}

/// A remedy: one of those that every command offers, or a step.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum RemedyWire {
    /// What the decision offers for host and image.
    Verdict(Remedy),
    /// Anything else.
    Step {
        kind: &'static str,
        #[serde(flatten)]
        step: StepWire,
    },
}

/// A step to take.
#[derive(Debug, Serialize)]
pub(crate) struct StepWire {
    pub(crate) text: String,
    /// Lines to paste.
    pub(crate) paste: Option<String>,
}

/// An image that could not be looked up.
#[derive(Debug, Serialize)]
pub(crate) struct UnreadWire {
    pub(crate) reference: String,
    pub(crate) error: ImageError,
}

/// What was read.
#[derive(Debug, Serialize)]
pub(crate) struct InputWire {
    pub(crate) file: String,
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
    /// Messages were left out because there were too many of them.
    pub(crate) partial: bool,
}

impl Body {
    pub(crate) fn new(
        found: &[Found],
        facts: &Facts<'_>,
        inputs: &[Pasted],
        unread: Vec<(String, ImageError)>,
        catalog: &Catalog,
    ) -> Self {
        let places = Places(inputs);
        let causes: Vec<_> = found.iter().map(|found| CauseWire::new(found, places, catalog)).collect();
        Self {
            schema: SCHEMA,
            summary: summary(&causes),
            os_mismatch: found.iter().any(|it| it.cause.class.is_os_mismatch()),
            causes,
            facts: FactsWire::new(facts, places),
            unread: unread.into_iter().map(|(reference, error)| UnreadWire { reference, error }).collect(),
            inputs: inputs.iter().map(InputWire::new).collect(),
        }
    }
}

/// The answer in one line: what is wrong, and what to do next.
fn summary(causes: &[CauseWire]) -> String {
    let Some(first) = causes.first() else { return "no known cause in the text".to_owned() };
    let next = first.remedies.iter().find_map(RemedyWire::next);
    let next = next.or_else(|| first.settle.iter().find_map(|it| one_line(it.paste.as_deref())));
    let next = next.map(|it| format!("; next: {it}")).unwrap_or_default();
    format!("{}{next}", first.summary)
}

fn one_line(paste: Option<&str>) -> Option<String> {
    paste.filter(|it| !it.contains('\n')).map(str::to_owned)
}

impl CauseWire {
    fn new(found: &Found, places: Places<'_>, catalog: &Catalog) -> Self {
        let evidence = |all: &[Evidence]| {
            all.iter().map(|it| EvidenceWire { says: redact(&it.says), place: places.of(it.place) }).collect()
        };
        let remedy = |it: &CauseRemedy| RemedyWire::new(it, found.host.as_ref(), found.image.as_ref());
        Self {
            cause: found.cause.id,
            confidence: found.confidence.as_str(),
            title: found.cause.title,
            summary: found.summary.clone(),
            statement: found.cause.statement,
            retry: if found.cause.retry_may_help { "may-help" } else { "futile" },
            host: found.host.as_ref().map(|it| HostWire::new(it, places)),
            image: found.image.as_ref().map(|it| ImageWire::new(it, places)),
            evidence: evidence(&found.evidence),
            against: evidence(&found.against),
            remedies: found.remedies.iter().map(remedy).collect(),
            settle: found.settle.iter().map(StepWire::new).collect(),
            sources: Source::of(catalog, found.cause.sources.iter().copied()),
        }
    }
}

impl RemedyWire {
    fn new(remedy: &CauseRemedy, host: Option<&HostFact>, image: Option<&ImageFact>) -> Self {
        match remedy {
            CauseRemedy::Verdict(remedy) => {
                let text = image.and_then(|it| it.reference.as_deref());
                let named = Named { text, docker: text, contents: None };
                let host = host.map_or_else(winfit_compat::Host::linux, |it| it.host);
                Self::Verdict(remedies::remedy(remedy, &host, named))
            }
            CauseRemedy::Do(step) => Self::Step { kind: "step", step: StepWire::new(step) },
        }
    }

    /// The remedy in a few words of one line: a command, or what to write.
    fn next(&self) -> Option<String> {
        match self {
            Self::Verdict(Remedy { kind: RemedyKind::Retag { reference, .. }, .. }) => {
                Some(format!("use {reference}"))
            }
            _ => one_line(self.paste()),
        }
    }

    /// What it does.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Verdict(remedy) => &remedy.text,
            Self::Step { step, .. } => &step.text,
        }
    }

    /// What to paste.
    pub(crate) fn paste(&self) -> Option<&str> {
        match self {
            Self::Verdict(remedy) => remedy.paste.as_deref(),
            Self::Step { step, .. } => step.paste.as_deref(),
        }
    }
}

impl StepWire {
    fn new(step: &Step) -> Self {
        let paste = Some(step.paste.clone()).filter(|it| !it.is_empty());
        Self { text: step.text.clone(), paste }
    }
}

impl InputWire {
    fn new(pasted: &Pasted) -> Self {
        Self {
            file: pasted.name.clone(),
            bytes: pasted.bytes,
            lines: pasted.lines,
            partial: pasted.is_partial,
        }
    }
}

/// The inputs, by whose names places are told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a>(&'a [Pasted]);

impl Places<'_> {
    fn of(self, place: Option<Place>) -> Option<WhereWire> {
        let place = place?;
        let file = self.0.get(place.input)?.name.clone();
        Some(WhereWire { file, line: place.line, column: place.column })
    }
}
