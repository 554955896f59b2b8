//! A pod on Windows that wants the network of its host.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-network",
    title: "an ordinary Windows pod cannot share the network of its host",
    statement: "Only host-process containers are on the network of a Windows node. For other pods containerd ignores \
                hostNetwork: true: the pod gets an address of its own, and whatever looks for it at the node's \
                address finds nothing. Docker looks for a network named host, which Windows does not have, and the \
                pod stays in ContainerCreating (network host not found). One thing the field does all the same: with \
                it dnsPolicy: ClusterFirst means the resolver of the node. Use hostPort, a NodePort service or an \
                ingress, or make the container host-process. The unsafe fix takes the field out; names are then \
                resolved by the cluster.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-windows-intro-1.22", "containerd", "k8s-code-1.20"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.pod().is_some_and(|pod| !pod.nodes.host_process.is_used())
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    Some(Fix { safety: Safety::Unsafe, ..field.removal()? })
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a pod on containerd",
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
# ^^^^^^^^^^^ warning: Pod web: hostNetwork true: Windows ignores it with containerd
  containers:
    - name: web
      image: registry.example/web:1
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
        "a version without host-process containers",
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
# ^^^^^^^^^^^ warning: Pod web: hostNetwork true: Windows ignores it with containerd
  containers:
    - name: web
      image: registry.example/web:1
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
    )
    .kubernetes("1.20")
    .fleet(
        "orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.4}]",
    ),
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
# ^^^^^^^^^^^ error: Pod web: hostNetwork true: the pod does not start on Windows with Docker
  containers:
    - name: web
      image: registry.example/web:1
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
    )
    .kubernetes("1.19")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: docker 19}]"),
    Example::new(
        "a host-process pod",
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
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a pod with a network of its own",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1
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
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
