//! A tag that pulls fail for: no host runs the image, whatever Windows is in it.

use winfit_compat::Isolation;
use winfit_compat::remedy::{Remedy, retag};
use winfit_compat::verdict::{Question, Verdict};
use winfit_lint::Severity;

use super::remedies::remedy;
use super::subject::Subject;
use crate::context::Context;
use crate::wire::Caution;
use crate::wire::fits::{Evidence, Fits};

/// The rule of `check` that says the same; see `winfit explain`.
const RULE: &str = "withdrawn-tag";

/// What is wrong with the tag: it is gone.
#[derive(Debug)]
pub(super) struct Withdrawn {
    reason: String,
    caution: Option<Caution>,
}

impl Withdrawn {
    /// `None` if the tag is not known to be gone.
    pub(super) fn of(subject: &Subject<'_>) -> Option<Self> {
        let (reference, claim) = subject.named.as_ref()?;
        let row = claim.moving?;
        let removed = row.removed?;
        let unwritten = if reference.tag.is_none() { ", meant where none is written," } else { "" };
        let reason = format!("the tag {}{unwritten} is gone since {removed}: pulling it fails", row.tag);
        let caution =
            (!row.note.is_empty()).then(|| Caution { id: RULE.to_owned(), text: row.note.to_string() });
        Some(Self { reason, caution })
    }

    /// The verdict on the tag in place of that on the versions, which stays in the evidence.
    pub(super) fn outweigh(
        self,
        fits: &mut Fits,
        question: &Question<'_>,
        verdict: &Verdict,
        subject: &Subject<'_>,
        context: &Context,
    ) -> Severity {
        // A tag for the isolation that was judged; if that has none, for Hyper-V isolation.
        let means = subject.means(context);
        let isolations = [verdict.isolation, Isolation::HyperV];
        let retag = isolations.into_iter().find_map(|isolation| {
            let question = Question { isolation: Some(isolation), ..*question };
            retag(context.catalog(), &question, &means).map(Remedy::Retag)
        });
        fits.verdict = "blocked";
        fits.rule = RULE;
        fits.fact = None;
        fits.otherwise = None;
        fits.remedies = retag.iter().map(|it| remedy(it, question.host, subject.text.as_deref())).collect();
        fits.evidence.insert(0, Evidence { rule: RULE, outcome: "blocked", reason: self.reason.clone() });
        fits.cautions.splice(..0, self.caution);
        fits.reason = self.reason;
        Severity::Error
    }
}
