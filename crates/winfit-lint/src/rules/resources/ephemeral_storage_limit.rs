//! A limit on what a container on Windows writes.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "ephemeral-storage-limit",
    title: "what a container writes is counted only if the runtime tells",
    statement: "A limit on ephemeral storage counts for scheduling, and the disk of the node is watched. What a \
                single container writes is known only if the runtime tells the kubelet, and then too late to stop \
                it. It concerns every such limit, and is asked on request only (--select ephemeral-storage-limit).",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-resources"],
    severity: Severity::Info,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::Off,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a limit of 1 GiB",
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
        limits:
          ephemeral-storage: 1Gi
#         ^^^^^^^^^^^^^^^^^ info: Pod web: resources.limits.ephemeral-storage of container web: what one container writes is known only if the runtime's statistics say so
",
    ),
    Example::new(
        "a limit on memory",
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
        limits:
          memory: 128Mi
",
    ),
];
