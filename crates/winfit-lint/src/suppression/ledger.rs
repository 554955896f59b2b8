//! What became of each suppression of a file: which of its names a finding needed.

use std::collections::{BTreeMap, HashMap};

use super::{Scope, Suppression};
use crate::{Document, Finding, Selector, Span};

/// The suppressions of a file that are any, and what they were good for.
#[derive(Debug)]
pub(crate) struct Ledger<'d> {
    document: &'d Document,
    /// Lines and instructions that some are about: no two overlap.
    lines: BTreeMap<usize, Span>,
    /// Who comes first for a rule, in such lines or in the file: the number of the suppression, and that of its name.
    first: HashMap<(Scope, &'static str), (usize, usize)>,
    names: Vec<Vec<Named>>,
}

/// A name in the brackets of a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) span: Span,
    /// The rule that is called so.
    pub(crate) rule: Option<&'static str>,
    /// Whether a finding of that rule was there.
    pub(crate) is_used: bool,
}

impl<'d> Ledger<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let suppressions = &document.suppressions;
        let names = suppressions.iter().map(|it| names(document, it)).collect();
        let mut ledger = Self { document, lines: BTreeMap::new(), first: HashMap::new(), names };
        for (index, suppression) in suppressions.iter().enumerate() {
            if let Scope::Lines(span) = suppression.scope {
                ledger.lines.insert(span.start, span);
            }
            for (place, named) in ledger.names.get(index).into_iter().flatten().enumerate() {
                if let Some(rule) = named.rule {
                    ledger.first.entry((suppression.scope, rule)).or_insert((index, place));
                }
            }
        }
        ledger
    }

    /// Why a finding is accepted, if it is; by the narrower suppression, where several do.
    pub(crate) fn accept(&mut self, finding: &Finding) -> Option<&'d str> {
        let line = finding.place.as_ref().and_then(|place| self.line(place.span.start));
        let scopes = line.map(Scope::Lines).into_iter().chain([Scope::File]);
        let (index, place) = scopes.filter_map(|scope| self.first.get(&(scope, finding.rule))).next()?;
        if let Some(named) = self.names.get_mut(*index).and_then(|names| names.get_mut(*place)) {
            named.is_used = true;
        }
        Some(self.document.source.slice(self.document.suppressions.get(*index)?.reason))
    }

    /// All of them, those too that only look like one, with their names.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'d Suppression, &[Named])> {
        self.document.suppressions.iter().zip(self.names.iter().map(Vec::as_slice))
    }

    fn line(&self, offset: usize) -> Option<Span> {
        let (_, span) = self.lines.range(..=offset).next_back()?;
        (offset <= span.end).then_some(*span)
    }
}

fn names(document: &Document, suppression: &Suppression) -> Vec<Named> {
    let spans = suppression.names.as_deref().unwrap_or_default();
    let named = |span: &Span| {
        let rule = match document.source.slice(*span).parse() {
            Ok(Selector::Rule(rule)) => Some(rule),
            _ => None,
        };
        Named { span: *span, rule, is_used: false }
    };
    spans.iter().map(named).collect()
}
