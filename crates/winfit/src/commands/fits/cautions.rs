//! What to beware of: cautions about the verdict, and what the catalogue knows about the name of the image.

use winfit_compat::catalog::{Catalog, RetiredName};
use winfit_compat::reference::Reference;
use winfit_compat::verdict::{Answer, Question, Verdict};
use winfit_compat::{Os, caution};
use winfit_lint::facts::Contents;
use winfit_lint::misleads;

use super::subject::Subject;
use crate::wire::Caution;

/// The caution about a host whose build is none of the catalogue's.
const UNKNOWN_BUILD: &str = "unknown-host-build";

/// The caution about an image that was read in part; `check` has a notice of this kind.
const UNREAD_PLATFORMS: &str = "unread-platforms";

/// The cautions about a verdict on an image, the name of the image first.
pub(super) fn cautions(
    catalog: &Catalog,
    question: &Question<'_>,
    verdict: &Verdict,
    subject: &Subject<'_>,
) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if let Some((reference, claim)) = &subject.named {
        cautions.extend(claim.retired.map(|row| retired(reference, row)));
        let misleads = subject.is_read().then(|| misleads(reference, claim, &subject.image)).flatten();
        cautions.extend(misleads.map(|text| Caution { id: "misleading-tag".to_owned(), text }));
    }
    let incomplete = subject.contents().and_then(Contents::incomplete);
    cautions.extend(incomplete.map(|text| Caution { id: UNREAD_PLATFORMS.to_owned(), text }));
    cautions.extend(unknown_build(catalog, question, verdict));
    // What no release is known of, no table names.
    let is_known = cautions.iter().all(|it| it.id != UNKNOWN_BUILD);
    let of_verdict = caution::cautions(catalog, question, verdict)
        .into_iter()
        .filter(|it| is_known || !matches!(it, caution::Caution::NamedByNoTable(_)));
    cautions.extend(of_verdict.map(|it| Caution { id: it.id().to_owned(), text: it.to_string() }));
    cautions
}

/// A build that is none of the catalogue's: rules that compare numbers answer all the same.
fn unknown_build(catalog: &Catalog, question: &Question<'_>, verdict: &Verdict) -> Option<Caution> {
    let build = question.host.os_version.filter(|_| question.host.os == Os::Windows)?.build;
    let is_told = matches!(verdict.answer, Answer::Unknown(..));
    if is_told || catalog.releases_of_build(build).next().is_some() {
        return None;
    }
    let text = format!(
        "no release of build {build} is known: the answer follows from the number alone, right or mistyped"
    );
    Some(Caution { id: UNKNOWN_BUILD.to_owned(), text })
}

/// A name that is no longer served.
fn retired(reference: &Reference, row: &RetiredName) -> Caution {
    let until = row.until.map(|day| format!(" since {day}")).unwrap_or_default();
    let text = format!(
        "{} gets no new tags{until}: its name today is {}. {}",
        reference.familiar_name(),
        row.replaced_by,
        row.note
    );
    Caution { id: "retired-image-name".to_owned(), text: text.trim_end().to_owned() }
}
