//! An image that cannot be pulled: no host runs it, whatever Windows its tag names.

use winfit_compat::Isolation;
use winfit_compat::remedy::{Remedy, retag};
use winfit_compat::verdict::{Question, Verdict};
use winfit_lint::Severity;
use winfit_lint::facts::Cause;

use super::subject::Subject;
use crate::context::Context;
use crate::remedies::remedy;
use crate::wire::Caution;
use crate::wire::fits::{Evidence, Fits};

/// The rules of `check` that say the same; see `winfit explain`.
const WITHDRAWN: &str = "withdrawn-tag";
const NOT_FOUND: &str = "image-not-found";

/// Why it cannot be pulled.
#[derive(Debug)]
pub(super) struct Unpullable {
    rule: &'static str,
    reason: String,
    caution: Option<Caution>,
}

impl Unpullable {
    /// `None` if nothing tells that it is gone.
    pub(super) fn of(subject: &Subject<'_>) -> Option<Self> {
        // What was read is there, whatever happened to its tag in the meantime.
        if subject.is_read() {
            return None;
        }
        Self::withdrawn(subject).or_else(|| Self::not_found(subject))
    }

    fn not_found(subject: &Subject<'_>) -> Option<Self> {
        let unread = subject.unread().filter(|it| it.cause == Cause::NotFound)?;
        let reason = format!("there is no such image, and pulling it fails: {}", unread.message);
        Some(Self { rule: NOT_FOUND, reason, caution: None })
    }

    fn withdrawn(subject: &Subject<'_>) -> Option<Self> {
        let (reference, claim) = subject.named.as_ref()?;
        let row = claim.moving?;
        let removed = row.removed?;
        let unwritten = if reference.tag.is_none() { ", meant where none is written," } else { "" };
        let reason = format!("the tag {}{unwritten} is gone since {removed}: pulling it fails", row.tag);
        let caution =
            (!row.note.is_empty()).then(|| Caution { id: WITHDRAWN.to_owned(), text: row.note.to_string() });
        Some(Self { rule: WITHDRAWN, reason, caution })
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
        fits.rule = self.rule;
        fits.fact = None;
        fits.otherwise = None;
        fits.remedies = retag.iter().map(|it| remedy(it, question.host, subject.for_remedies())).collect();
        fits.evidence
            .insert(0, Evidence { rule: self.rule, outcome: "blocked", reason: self.reason.clone() });
        fits.cautions.splice(..0, self.caution);
        fits.reason = self.reason;
        Severity::Error
    }
}
