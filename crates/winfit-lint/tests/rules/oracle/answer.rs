//! What the API server says of one object.

use serde_json::Value;
use winfit_lint::yaml::{Node, NodeKind, Tree};
use winfit_testkit::{ControlPlane, Refusal, Status};

/// What it says.
pub(super) enum Answer {
    /// It takes the object.
    Accepted {
        /// The fields that it does not keep, since it does not know them.
        dropped: Vec<String>,
    },
    /// It does not.
    Refused(Status),
    /// It has no opinion, for this reason.
    None(String),
}

/// Asks the server about the object in this text, which reads as this tree.
pub(super) fn answer(server: &ControlPlane, text: &str, tree: Option<Tree<'_>>) -> Answer {
    let root = tree.as_ref().map(Tree::root);
    if tree.as_ref().is_some_and(|tree| tree.template().is_some()) {
        return Answer::None("a template".to_owned());
    }
    if let Some(class) = root.and_then(|root| root.at(&["spec", "runtimeClassName"])).and_then(Node::text) {
        make_runtime_class(server, class);
    }
    match server.dry_run(text) {
        Ok(kept) => Answer::Accepted { dropped: root.map(|root| dropped(root, &kept)).unwrap_or_default() },
        // Of a runtime class that a pod before it has needed. The server looks at everything else before.
        Err(Refusal::Status(status)) if status.reason == "AlreadyExists" => {
            Answer::Accepted { dropped: Vec::new() }
        }
        Err(Refusal::Status(status)) => Answer::Refused(status),
        Err(Refusal::UnknownKind { api_version, kind }) => Answer::None(format!("{api_version} {kind}")),
        Err(Refusal::NoObject(problem)) => Answer::None(problem),
    }
}

/// The server refuses pods whose class it does not have; that a cluster has it is taken for granted.
fn make_runtime_class(server: &ControlPlane, name: &str) {
    let class = format!(
        "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {{name: {name}}}\nhandler: runhcs-wcow-process\n"
    );
    // It may be there. Where it cannot be made, the server says so when it refuses the pod.
    let _ = server.create(&class);
}

/// The fields of what was sent that are not in what was kept. Nothing and its like are not kept anyway.
fn dropped(sent: Node<'_, '_>, kept: &Value) -> Vec<String> {
    let mut dropped = Vec::new();
    collect_dropped(sent, kept, kept["kind"].as_str().unwrap_or_default(), &mut dropped);
    dropped
}

fn collect_dropped(sent: Node<'_, '_>, kept: &Value, path: &str, dropped: &mut Vec<String>) {
    for (key, value) in sent.entries() {
        let key = key.text().unwrap_or_default();
        let path = format!("{path}.{key}");
        match kept.get(key) {
            Some(kept) => collect_dropped(value, kept, &path, dropped),
            None if is_empty(value) => {}
            None => dropped.push(path),
        }
    }
    for (at, item) in sent.items().enumerate() {
        collect_dropped(item, kept.get(at).unwrap_or(&Value::Null), &format!("{path}[]"), dropped);
    }
}

fn is_empty(node: Node<'_, '_>) -> bool {
    match node.kind() {
        NodeKind::Null => true,
        NodeKind::Scalar => matches!(node.text(), Some("" | "0" | "false")),
        NodeKind::Sequence => node.items().len() == 0,
        NodeKind::Mapping => node.entries().next().is_none(),
    }
}
