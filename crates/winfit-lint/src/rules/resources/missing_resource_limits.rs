//! Containers on Windows that may take all memory of their node.

use crate::lint::{ContainerNode, Pod};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "missing-resource-limits",
    title: "a container may take all memory of its Windows node",
    statement: "Windows has no killer of processes that run out of memory: a container without a memory limit takes what there \
                is, the node pages until it is slow to the point of being lost, and with it go the kubelet and every other pod. \
                A request alone counts for scheduling, and holds nobody back. Set a memory limit on every container, with a \
                request that equals it or none. Where a LimitRange sets one for the namespace, ignore this rule.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-resources", "k8s-windows-intro"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    // Ephemeral containers have no resources of their own.
    let is_counted = |container: &ContainerNode<'_, '_>| container.list != "ephemeralContainers";
    let mut unlimited = pod.nodes.containers().filter(is_counted).filter(|container| !has_limit(container));
    let Some(first) = unlimited.next() else { return };
    let place =
        |container: ContainerNode<'_, '_>| container.node.get("name").unwrap_or(container.node).span();
    let mut finding =
        pod.subject.finding(&RULE, place(first), "no memory limit: it may take all memory of the node").help(
            Help::new("edit", "set a limit on every container")
                .paste("resources:\n  limits:\n    memory: 1Gi"),
        );
    for container in unlimited {
        finding = finding.related(place(container), "");
    }
    findings.push(finding);
}

fn has_limit(container: &ContainerNode<'_, '_>) -> bool {
    container.node.at(&["resources", "limits", "memory"]).is_some_and(|limit| !Node::is_null(limit))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a request and no limit",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
#           ^^^ info: Pod web: no memory limit: it may take all memory of the node
      image: registry.example/web:1
      resources:
        requests: {memory: 1Gi}
        limits: {cpu: 1}
",
    ),
    Example::new(
        "a limit",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      resources:
        limits: {memory: 1Gi}
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
