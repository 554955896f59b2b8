//! Host-process containers where there are none.

use winfit_compat::catalog::{FieldBehaviour, RuntimeCondition};

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-process-unavailable",
    title: "host-process containers need Kubernetes 1.22 and containerd",
    statement: "Host-process containers run on the node itself, as drivers and agents want to. They came with 1.22: \
                alpha, and off by default; since 1.23 they are on. Before, the API server drops the field, and the \
                process finds itself in an ordinary container, without the rights that it needs. Docker has none in \
                any version, not with cri-dockerd either. containerd has them since 1.6. On older nodes a service of \
                the node, csi-proxy or wins does such work.",
    since: "Kubernetes 1.14",
    sources: &["k8s-host-process", "kep-1981", "k8s-windows-intro-1.22"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match (field.row.behaviour, &field.row.runtime) {
        (FieldBehaviour::Limited, _) => Some("it is alpha, and off by default".to_owned()),
        (_, RuntimeCondition::Any) => {
            Some(format!("Kubernetes {} has no host-process containers", field.kubernetes()))
        }
        _ => Some("Docker has no host-process containers".to_owned()),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a version before them",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
#     ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true: Kubernetes 1.21 has no host-process containers
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.21"),
    Example::new(
        "the version in which they are alpha",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
#                        ^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.hostProcess true of container web: it is alpha, and off by default
",
    )
    .kubernetes("1.22")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
    Example::new(
        "a version whose nodes may have Docker",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
#                    ^^^^^^^^^^^ warning: Pod web: securityContext.windowsOptions.hostProcess true: Docker has no host-process containers
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23"),
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
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
#                    ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true: Docker has no host-process containers
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.30")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: docker 26}]"),
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
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.30")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.7}]"),
    Example::new(
        "nodes of which nobody says what they have, in a version that speaks to Docker no more",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.24"),
    Example::new(
        "no for an answer",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  securityContext:
    windowsOptions: {hostProcess: false}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.21"),
];
