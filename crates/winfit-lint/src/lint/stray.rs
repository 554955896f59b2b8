//! A workload that nothing says to be for Windows, as rules see it.

use winfit_compat::Image;

use super::PodNodes;
use crate::compose::Layers;
use crate::judge::{Check, images};
use crate::rule::Rule;
use crate::{Finding, Found, SourceText, Span};

/// A workload that nothing says to be for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Stray<'a, 't> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// The workload with its places.
    pub(crate) found: &'a Found,
    /// Its pod, if it is one of Kubernetes.
    pub(crate) pod: Option<PodNodes<'a, 't>>,
    /// The services that its text is made of, if it is one of Compose.
    pub(crate) layers: Option<&'a Layers<'a, 't>>,
}

impl Stray<'_, '_> {
    /// The images of its containers, as they were read, else as their names claim.
    pub(crate) fn images(&self) -> Vec<Image> {
        images(self.check, self.found)
    }

    /// A finding of a rule about a place: the message begins with the workload's name.
    pub(crate) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl std::fmt::Display,
    ) -> Finding {
        Finding::new(rule.id, rule.severity, self.file, format!("{}: {message}", self.found.workload))
            .sure(rule.confidence)
            .at(span, "")
    }
}
