//! The comments of a file that accept findings, as rules see them.

use winfit_compat::catalog::RuntimeCondition;

use crate::judge::Check;
use crate::rule::{Asks, Rule};
use crate::rules::{self, rule};
use crate::suppression::{Ledger, Named};
use crate::{Document, Finding, Span, Suppression};

/// The suppressions of a file that has something to do with Windows, after all else was found in it.
#[derive(Clone, Copy)]
pub(crate) struct Suppressions<'a> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) document: &'a Document,
    /// What became of them.
    pub(crate) ledger: &'a Ledger<'a>,
    /// Whether all is known that rules go by: the hosts, and what is in the images of the file.
    pub(crate) is_all_known: bool,
}

impl<'a> Suppressions<'a> {
    /// Those that are any, with their names.
    pub(crate) fn made(&self) -> impl Iterator<Item = (&'a Suppression, &'a [Named])> {
        self.ledger.entries().filter(|(suppression, _)| suppression.names.is_ok())
    }

    /// Whether a rule that is found nowhere in this run is not found at all. What depends on hosts or on what is in images
    /// may be found when those are known.
    pub(crate) fn would_be_found(&self, id: &str) -> bool {
        if !self.check.selection.asks(id) || is_of(rules::suppression::AREA.name, id) {
            return false;
        }
        let goes_by_the_text = match rule(id).map(|rule| &rule.asks) {
            Some(Asks::Elsewhere) => is_of(rules::document::AREA.name, id),
            Some(Asks::Fields(_)) => self.holds_with_any_runtime(id),
            Some(Asks::Workload(_) | Asks::Stray(_) | Asks::ComposeFile(_)) | None => false,
            Some(_) => !is_of(rules::placement::AREA.name, id),
        };
        goes_by_the_text || self.is_all_known
    }

    /// Whether no row about fields with this rule needs to know what runs the containers.
    fn holds_with_any_runtime(&self, id: &str) -> bool {
        let rows = self.check.catalog.kubernetes_fields.iter();
        rows.filter(|row| row.rule.as_deref() == Some(id)).all(|row| row.runtime == RuntimeCondition::Any)
    }

    /// A finding of a rule about a comment or a part of it.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(rule.id, rule.severity, self.file, message).sure(rule.confidence).at(span, "")
    }
}

fn is_of(area: &str, id: &str) -> bool {
    crate::selection::area_of(id) == Some(area)
}
