//! A Kubernetes object without a pod that concerns Windows, as rules see it: a service, a claim, a network policy, a node.

use super::WindowsPods;
use crate::judge::Check;
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
    /// The pods for Windows of all files.
    pub(crate) pods: &'a WindowsPods<'a>,
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
    pub(super) fn concerns_windows(&self) -> bool {
        let labels = |path: &[&str]| self.node().at(path).map(plain_labels).unwrap_or_default();
        match self.kind() {
            "Service" => {
                let selector = labels(&["spec", "selector"]);
                !selector.is_empty() && self.pods.has_labels(self.namespace(), &selector)
            }
            "NetworkPolicy" => {
                self.pods.has_labels(self.namespace(), &labels(&["spec", "podSelector", "matchLabels"]))
            }
            "PersistentVolumeClaim" => self.pods.claims(self.namespace(), self.name()),
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
}
