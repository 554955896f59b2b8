//! Lines for the hosts file of a pod on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-aliases",
    title: "the hosts file of the Windows container stays as it is",
    statement: "hostAliases are lines that the kubelet writes into the hosts file of each container. On Windows it \
                does so since 1.21, and with containerd only: Docker mounts no single files. Elsewhere the names do \
                not resolve, or resolve to what DNS says, and no error tells. Write the lines from the entrypoint \
                (C:\\Windows\\System32\\drivers\\etc\\hosts), or use DNS.",
    since: "Kubernetes 1.14",
    sources: &["k8s-changelog-1.21", "k8s-pr-83730"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: |field| field.value().items().len() > 0, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a version that leaves the file alone",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostAliases:
# ^^^^^^^^^^^ error: Pod web: hostAliases: Windows does not support it
    - {ip: 10.1.2.3, hostnames: [db.internal]}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
    Example::new(
        "nodes with Docker",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostAliases:
# ^^^^^^^^^^^ error: Pod web: hostAliases: Windows does not support it with Docker
    - {ip: 10.1.2.3, hostnames: [db.internal]}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: docker 20}]"),
    Example::new(
        "nodes with containerd",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostAliases:
    - {ip: 10.1.2.3, hostnames: [db.internal]}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23")
    .fleet(
        "orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]",
    ),
    Example::new(
        "no lines",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostAliases: []
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
];
