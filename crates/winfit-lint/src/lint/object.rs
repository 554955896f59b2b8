//! A Kubernetes object without a pod, as rules see it: a service, a claim, a network policy, a node.

use crate::judge::{Check, Judged};
use crate::kubernetes::{Visited, is_windows_node, plain_labels};
use crate::rule::Rule;
use crate::yaml::Node;
use crate::{Finding, SourceText, Span};

/// An object without a pod.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a, 't> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// All workloads that were judged, of all files.
    pub(crate) judged: &'a [Judged<'a>],
    /// The object.
    pub(crate) visited: Visited<'a, 't>,
}

impl<'a, 't> Object<'a, 't> {
    /// Its mapping.
    pub(crate) const fn node(&self) -> Node<'a, 't> {
        self.visited.node
    }

    /// Its kind.
    pub(crate) const fn kind(&self) -> &'a str {
        self.visited.kind
    }

    /// `metadata.name`; may be empty.
    pub(crate) fn name(&self) -> &'a str {
        self.node().at(&["metadata", "name"]).and_then(Node::text).unwrap_or_default()
    }

    /// `metadata.namespace`.
    pub(crate) fn namespace(&self) -> Option<&'a str> {
        self.node().at(&["metadata", "namespace"]).and_then(Node::text)
    }

    /// Whether it is for pods that are for Windows: it selects one, one uses it, or it is a Windows node.
    pub(crate) fn concerns_windows(&self) -> bool {
        let labels = |path: &[&str]| self.node().at(path).map(plain_labels).unwrap_or_default();
        match self.kind() {
            "Service" => {
                let selector = labels(&["spec", "selector"]);
                !selector.is_empty() && self.windows_pods_with(&selector).next().is_some()
            }
            "NetworkPolicy" => {
                self.windows_pods_with(&labels(&["spec", "podSelector", "matchLabels"])).next().is_some()
            }
            "PersistentVolumeClaim" => {
                let claims = |judged: &Judged<'_>| judged.found.claims.iter().any(|it| it == self.name());
                self.windows_pods_with(&[]).any(claims)
            }
            "Node" => is_windows_node(self.node()),
            _ => false,
        }
    }

    /// A finding of a rule about a place: the message begins with the object's kind and name.
    pub(crate) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl std::fmt::Display,
    ) -> Finding {
        let blank = if self.name().is_empty() { "" } else { " " };
        let message = format!("{}{blank}{}: {message}", self.kind(), self.name());
        Finding::new(rule.id, rule.severity, self.file, message).sure(rule.confidence).at(span, "")
    }

    /// The workloads for Windows in the object's namespace whose pods have all these labels.
    pub(crate) fn windows_pods_with(
        &self,
        labels: &[(String, String)],
    ) -> impl Iterator<Item = &'a Judged<'a>> {
        let namespace = self.namespace().unwrap_or("default");
        self.judged.iter().filter(move |judged| {
            let found = judged.found;
            judged.is_for_windows
                && found.workload.namespace.as_deref().unwrap_or("default") == namespace
                && labels.iter().all(|label| found.labels.contains(label))
        })
    }
}
