//! A Windows node that keeps too little memory for itself.

use crate::kubernetes::bytes;
use crate::lint::Object;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "node-reservation",
    title: "a Windows node keeps less than 2 GiB for itself",
    statement: "Windows, the runtime and the kubelet need memory as well, and nothing holds pods back from it but what the \
                kubelet subtracts before it tells the scheduler what there is. The documents ask for at least 2 GiB. A node \
                that reserves less is filled with pods until it pages, is NotReady, and takes its pods with it. Set \
                kubeReserved and systemReserved in the kubelet's configuration to 2 GiB together or more.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-resources", "k8s-windows-intro"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Object(find),
    examples: EXAMPLES,
};

/// What the documents ask for.
const LEAST: u64 = 2 << 30;

fn find(object: &Object<'_, '_>, findings: &mut Vec<Finding>) {
    if object.kind() != "Node" {
        return;
    }
    let status = |list: &str| object.node().at(&["status", list, "memory"]);
    let (Some(capacity), Some(allocatable)) = (status("capacity"), status("allocatable")) else { return };
    let read = |node: Node<'_, '_>| node.text().and_then(bytes);
    let (Some(all), Some(offered)) = (read(capacity), read(allocatable)) else { return };
    let reserved = all.saturating_sub(offered);
    if reserved < LEAST {
        let message = format!("it keeps {} MiB for itself: at least 2048 are needed", reserved >> 20);
        findings.push(
            object.finding(&RULE, allocatable.span(), message).related(capacity.span(), "").help(
                Help::new("edit", "reserve memory in the kubelet's configuration")
                    .paste("kubeReserved: {memory: 1Gi}\nsystemReserved: {memory: 1Gi}"),
            ),
        );
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a node without reservations",
        "node.yaml",
        "\
apiVersion: v1
kind: Node
metadata:
  name: win-1
  labels: {kubernetes.io/os: windows}
status:
  capacity: {cpu: 4, memory: 16776756Ki, pods: 110}
  allocatable: {cpu: 4, memory: 16674356Ki, pods: 110}
#                               ^^^^^^^^^^ warning: Node win-1: it keeps 100 MiB for itself: at least 2048 are needed
",
    ),
    Example::new(
        "a node that reserves enough",
        "node.yaml",
        "\
apiVersion: v1
kind: Node
metadata:
  name: win-1
  labels: {kubernetes.io/os: windows}
status:
  capacity: {cpu: 4, memory: 16Gi, pods: 110}
  allocatable: {cpu: 4, memory: 13Gi, pods: 110}
",
    ),
    Example::new(
        "a Linux node",
        "node.yaml",
        "\
apiVersion: v1
kind: Node
metadata:
  name: linux-1
  labels: {kubernetes.io/os: linux}
status:
  capacity: {cpu: 4, memory: 16Gi, pods: 110}
  allocatable: {cpu: 4, memory: 15900Mi, pods: 110}
",
    ),
];
