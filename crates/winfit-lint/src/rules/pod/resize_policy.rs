//! Resizing a Windows container in place.

use winfit_compat::catalog::FieldBehaviour;

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "resize-policy",
    title: "Windows containers are not resized in place",
    statement: "resizePolicy says what happens to a container whose resources change while it runs. Since 1.32 \
                resizing a Windows pod in place is refused (Infeasible), so that the policy has no effect: whoever \
                counts on it finds pods that stay as small as they were. Recreate the pod. From 1.29 to 1.31 \
                resizing is alpha. The unsafe fix takes the policy out.",
    since: "Kubernetes 1.29",
    sources: &["k8s-changelog-1.29", "k8s-pr-112599", "k8s-changelog-1.32", "k8s-pr-128623"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule {
        holds: |field| field.value().items().len() > 0,
        becomes,
        fix,
        ..FieldRule::TOLD
    }),
    examples: EXAMPLES,
};

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    (field.row.behaviour == FieldBehaviour::Limited)
        .then(|| "resizing in place is alpha, and off by default".to_owned())
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    field.removal().filter(|_| field.row.behaviour == FieldBehaviour::NotSupported)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a policy",
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
      resizePolicy:
#     ^^^^^^^^^^^^ warning: Pod web: resizePolicy of container web: Windows does not support it
        - {resourceName: memory, restartPolicy: RestartContainer}
",
    )
    .fixed(
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
",
    ),
    Example::new(
        "a version in which it is alpha",
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
      resizePolicy:
#     ^^^^^^^^^^^^ warning: Pod web: resizePolicy of container web: resizing in place is alpha, and off by default
        - {resourceName: cpu, restartPolicy: NotRequired}
",
    )
    .kubernetes("1.31")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.7}]"),
    Example::new(
        "none",
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
      resizePolicy: []
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
  nodeSelector: {kubernetes.io/os: linux}
  containers:
    - name: web
      image: registry.example/web:1
      resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]
",
    ),
];
