//! A pod with host-process containers that the API server refuses.

mod examples;

use crate::lint::{ContainerNode, FieldRule, FieldUse, HOST_PROCESS, Pod};
use crate::rule::{Asks, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Value;
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "invalid-host-process",
    title: "pods with host-process containers are refused unless they are so throughout",
    statement: "Host-process containers share the network of their node, and a pod has one network. So the API \
                server asks for hostNetwork: true, and wants all containers of the pod to be host-process, init \
                containers included; and the pod and its containers must not say different things. It refuses the \
                pod when it is made; behind a Deployment or DaemonSet that shows as no pods at all, with the reason \
                in the events of the ReplicaSet or DaemonSet. The unsafe fix sets hostNetwork: true.",
    since: "Kubernetes 1.22",
    sources: &["k8s-validation", "k8s-host-process"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: examples::EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let Some(pod) = field.pod() else { return false };
    match field.qualifier() {
        "without-host-network" => {
            let has_network = pod.nodes.spec.get("hostNetwork").and_then(Node::truth) == Some(true);
            speaks(field, pod) && !has_network
        }
        "mixed-containers" => speaks(field, pod) && pod.nodes.host_process.first_other.is_some(),
        "contradicting-values" => contradicting(field, pod).next().is_some(),
        _ => true,
    }
}

/// Whether this is the place to say what is wrong with the pod as a whole: the pod's own switch, else that of the first
/// container which has one.
fn speaks(field: &FieldUse<'_, '_>, pod: &Pod<'_, '_>) -> bool {
    let used = pod.nodes.host_process;
    let Some(own) = field.place.container else { return used.is_used() };
    truth(pod.nodes.spec) != Some(true) && used.first_switched.is_some_and(|first| first.is(own))
}

/// The containers that say something else than the pod, of which this is the switch.
fn contradicting<'a, 't>(
    field: &FieldUse<'a, 't>,
    pod: &Pod<'a, 't>,
) -> impl Iterator<Item = ContainerNode<'a, 't>> {
    let of_pod = field.value().truth();
    pod.nodes.containers().filter(move |container| {
        let own = truth(container.node);
        of_pod.is_some() && own.is_some() && own != of_pod
    })
}

/// What the switch of a pod's `spec` or of a container says.
fn truth(node: Node<'_, '_>) -> Option<bool> {
    node.at(&HOST_PROCESS).and_then(Node::truth)
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    let pod = field.pod()?;
    let why = match field.qualifier() {
        "without-host-network" => "the pod has no hostNetwork: true".to_owned(),
        "mixed-containers" => {
            format!("container {} is not host-process", pod.nodes.host_process.first_other?.name())
        }
        _ => format!("container {} says otherwise", contradicting(field, pod).next()?.name()),
    };
    Some(format!("the API server refuses it: {why}"))
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let (pod, editor) = (field.pod()?, field.editor());
    match field.qualifier() {
        "without-host-network" => {
            let edits = editor.ensure(pod.nodes.spec, &["hostNetwork"], &Value::plain(true))?;
            Fix::new("set hostNetwork: true", Safety::Unsafe, edits)
        }
        "contradicting-values" => {
            let mut changes = editor.changes();
            for container in contradicting(field, pod) {
                changes.remove_path(container.node, &HOST_PROCESS)?;
            }
            let edits = changes.edits()?;
            // Which of the two is meant decides who gets the rights of the node.
            Fix::new("leave it out of the containers", Safety::Offered, edits)
        }
        _ => None,
    }
}
