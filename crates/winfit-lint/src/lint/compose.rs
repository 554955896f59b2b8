//! Compose files and their services, as rules see them.

use winfit_compat::catalog::{FieldPath, PathStep};
use winfit_fleet::Orchestrator;

use super::Subject;
use super::met::{Met, met};
use crate::compose::{Layer, Layers};
use crate::judge::Check;
use crate::rule::Rule;
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Document, Finding, Span};

/// A Compose service for Windows.
#[derive(Clone)]
pub(crate) struct Compose<'a, 't> {
    /// The workload.
    pub(crate) subject: Subject<'a>,
    /// Its text.
    pub(crate) service: Service<'a, 't>,
}

/// A service in the tree of its document.
#[derive(Clone)]
pub(crate) struct Service<'a, 't> {
    /// The service, and those of the same file that it extends.
    pub(crate) layers: Layers<'a, 't>,
    /// Of these, those whose text it answers for: itself, and others that are not for Windows by themselves.
    pub(super) answers_for: Vec<Layer<'a, 't>>,
}

/// A Compose file of which at least one service is for Windows.
#[derive(Clone, Copy)]
pub(crate) struct ComposeFile<'a, 't> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) document: &'a Document,
    /// All files that are checked.
    pub(crate) documents: &'a [Document],
    /// The whole document.
    pub(crate) root: Node<'a, 't>,
    /// Its services for Windows.
    pub(crate) services: &'a [Compose<'a, 't>],
}

/// Who starts the containers of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// Compose, by asking an engine.
    Engine,
    /// A Swarm.
    Swarm,
}

/// A value that counts for a service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a, 't> {
    /// Where it stands.
    pub(crate) met: Met<'a, 't>,
    /// The service that has it; another one if it is inherited.
    pub(crate) layer: Layer<'a, 't>,
    /// Whether it stands in the service itself.
    pub(crate) is_own: bool,
}

/// Keys of `deploy` that only a Swarm heeds.
const OF_SWARM: [&str; 5] = ["endpoint_mode", "mode", "placement", "rollback_config", "update_config"];

impl<'a, 't> Service<'a, 't> {
    /// The values that a path leads to, where they count for this service and nobody else reports them.
    ///
    /// Of several services that have it, the first counts; lists are joined.
    pub(crate) fn written(&self, path: &FieldPath) -> Vec<Written<'a, 't>> {
        let mut written: Vec<Written<'a, 't>> = Vec::new();
        let own = self.layers.own();
        for layer in self.layers.iter() {
            let found = met(layer.node, path);
            let is_last = found.iter().any(|met| !met.is_in_list && !met.value.is_null());
            if self.answers_for.iter().any(|it| it.name.span() == layer.name.span()) {
                let is_own = layer.name.span() == own.name.span();
                written.extend(found.into_iter().map(|met| Written { met, layer, is_own }));
            }
            if is_last {
                break;
            }
        }
        written
    }

    /// As [`Self::written`], for the items of a list.
    pub(crate) fn listed(&self, key: &str) -> Vec<Written<'a, 't>> {
        let steps = vec![PathStep::Key(key.to_owned().into()), PathStep::AnyItem];
        self.written(&FieldPath { steps: steps.into() })
    }

    /// As [`Self::written`], for a key; the value that counts.
    pub(crate) fn value(&self, key: &str) -> Option<Written<'a, 't>> {
        let own = self.layers.own();
        let mut layers =
            self.layers.iter().filter(|layer| layer.node.get(key).is_some_and(|it| !it.is_null()));
        let layer = layers.next()?;
        let is_answered = self.answers_for.iter().any(|it| it.name.span() == layer.name.span());
        let met = Met::entry(layer.node, key).filter(|_| is_answered)?;
        Some(Written { met, layer, is_own: layer.name.span() == own.name.span() })
    }

    /// Whether `deploy` has what only a Swarm heeds.
    fn is_for_swarm(&self) -> bool {
        self.layers.all(&["deploy"]).any(|deploy| OF_SWARM.iter().any(|key| deploy.get(key).is_some()))
    }
}

impl Compose<'_, '_> {
    /// Who starts its containers, and whether the fleet tells so; else it is inferred from the file.
    pub(crate) fn runner(&self) -> (Runner, bool) {
        match self.subject.check.fleet.map(|fleet| fleet.orchestrator) {
            Some(Orchestrator::Swarm) => (Runner::Swarm, true),
            Some(Orchestrator::None) => (Runner::Engine, true),
            Some(Orchestrator::Kubernetes) | None if self.service.is_for_swarm() => (Runner::Swarm, false),
            Some(Orchestrator::Kubernetes) | None => (Runner::Engine, false),
        }
    }

    /// A finding about something that is written, with where the service has it from, if it has it from another.
    pub(crate) fn told_of_origin(&self, finding: Finding, written: &Written<'_, '_>) -> Finding {
        if written.is_own {
            return finding;
        }
        let name = written.layer.name.text().unwrap_or_default();
        match self.service.layers.own().node.get("extends") {
            Some(extends) => finding.related(extends.span(), format!("extends {name}")),
            None => finding,
        }
    }

    /// Edits its file.
    pub(crate) fn editor(&self) -> Editor<'_> {
        Editor::new(self.subject.source.text())
    }
}

impl ComposeFile<'_, '_> {
    /// A finding of a rule about a place.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(rule.id, rule.severity, self.file, message).sure(rule.confidence).at(span, "")
    }

    /// Edits the file.
    pub(crate) fn editor(&self) -> Editor<'_> {
        Editor::new(self.document.source.text())
    }
}
