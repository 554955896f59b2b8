//! What to beware of: cautions about the verdict, and what the catalogue knows about the name of the image.

use winfit_compat::catalog::{Catalog, MovingTag, RetiredName};
use winfit_compat::caution;
use winfit_compat::reference::Reference;
use winfit_compat::verdict::{Question, Verdict};

use super::subject::Subject;
use crate::wire::Caution;

/// The cautions about a verdict on an image, the name of the image first.
pub(super) fn cautions(
    catalog: &Catalog,
    question: &Question<'_>,
    verdict: &Verdict,
    subject: &Subject<'_>,
) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if let Some((reference, claim)) = &subject.named {
        cautions.extend(claim.moving.and_then(|row| withdrawn(reference, row)));
        cautions.extend(claim.retired.map(|row| retired(reference, row)));
    }
    let of_verdict = caution::cautions(catalog, question, verdict);
    cautions.extend(of_verdict.iter().map(|it| Caution { id: it.id().to_owned(), text: it.to_string() }));
    cautions
}

/// A tag that pulls fail for.
fn withdrawn(reference: &Reference, row: &MovingTag) -> Option<Caution> {
    let removed = row.removed?;
    let lead = if reference.tag.is_none() { "no tag is written, which means latest; " } else { "" };
    let name = reference.familiar_name();
    let text = format!("{lead}{name}:{} was removed on {removed}: pulling it fails. {}", row.tag, row.note);
    Some(Caution { id: "withdrawn-tag".to_owned(), text: text.trim_end().to_owned() })
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
