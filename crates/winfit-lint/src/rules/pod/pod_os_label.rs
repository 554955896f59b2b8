//! A label that says for which system a pod is.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Fix, Safety, Severity};

const LABEL: &str = "kubernetes.io/os";

pub(crate) static RULE: Rule = Rule {
    id: "pod-os-label",
    title: "the label kubernetes.io/os of a pod must be that of its node",
    statement: "kubernetes.io/os is a label of nodes. A pod that has it, too, is refused by the kubelet unless the \
                value is that of the node (PodOSSelectorNodeLabelDoesNotMatch): it ends as Failed, and its \
                Deployment makes the next one, thousands in a night. Take the label from the pod, and select nodes \
                by it. The unsafe fix writes windows, unless the selector of the workload goes by the label: that \
                cannot be changed without making the workload anew.",
    since: "Kubernetes 1.23",
    sources: &["k8s-kubelet-admission", "k8s-pr-104613"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.value().text().is_some_and(|value| value != "windows")
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    let value = field.value().text()?.escape_debug();
    Some(format!("the kubelet on Windows refuses a pod with the value \"{value}\""))
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let selector = field.pod()?.nodes.object.at(&["spec", "selector"]);
    if selector.is_some_and(goes_by_label) {
        return None;
    }
    Fix::new("write windows", Safety::Unsafe, field.editor().set(field.value(), "windows")?)
}

/// Whether a workload finds its pods by the label.
fn goes_by_label(selector: Node<'_, '_>) -> bool {
    let expressions = selector.get("matchExpressions").into_iter().flat_map(Node::items);
    let mut keys = expressions.filter_map(|it| it.get("key")?.text());
    // That of a ReplicationController is the labels themselves.
    let maps = [selector.get("matchLabels"), Some(selector)];
    maps.into_iter().flatten().any(|labels| labels.get(LABEL).is_some()) || keys.any(|key| key == LABEL)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a label that was copied from Linux",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: linux}
#                        ^^^^^^^^^^^^^^^^ error: Deployment web: metadata.labels.kubernetes.io/os: the kubelet on Windows refuses a pod with the value \"linux\"
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    )
    .fixed(
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: windows}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "a selector that goes by it",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {kubernetes.io/os: linux}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: linux}
#                        ^^^^^^^^^^^^^^^^ error: Deployment web: metadata.labels.kubernetes.io/os: the kubelet on Windows refuses a pod with the value \"linux\"
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "selectors that go by it in other words",
        "workloads.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchExpressions: [{key: kubernetes.io/os, operator: Exists}]
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: linux}
#                        ^^^^^^^^^^^^^^^^ error: Deployment web: metadata.labels.kubernetes.io/os: the kubelet on Windows refuses a pod with the value \"linux\"
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
---
apiVersion: v1
kind: ReplicationController
metadata:
  name: web
spec:
  selector: {kubernetes.io/os: linux}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: linux}
#                        ^^^^^^^^^^^^^^^^ error: ReplicationController web: metadata.labels.kubernetes.io/os: the kubelet on Windows refuses a pod with the value \"linux\"
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "the value of the node",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: windows}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "another label, and one of the workload itself",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {kubernetes.io/os: linux}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, os: linux}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "a version whose kubelet does not look",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, kubernetes.io/os: linux}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    )
    .kubernetes("1.22"),
];
