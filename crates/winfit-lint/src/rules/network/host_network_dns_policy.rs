//! The name resolution of pods that share the network of their host, on Windows.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-network-dns-policy",
    title: "Windows does not know ClusterFirstWithHostNet",
    statement: "ClusterFirstWithHostNet is for pods on the network of their host that ask the cluster for names. The \
                documents list it as unsupported on Windows. For a pod with a network of its own ClusterFirst means \
                the same, and the fix writes that. With hostNetwork: true it does not: ClusterFirst then means the \
                resolver of the node, and the fix needs --unsafe-fixes.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking", "k8s-windows-intro", "k8s-kubelet"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let host_network = field.pod()?.nodes.spec.get("hostNetwork").and_then(Node::truth);
    let safety = if host_network == Some(true) { Safety::Unsafe } else { Safety::Safe };
    Fix::new("write ClusterFirst", safety, field.editor().set(field.value(), "ClusterFirst")?)
}

const EXAMPLES: &[Example] = &[
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
  dnsPolicy: ClusterFirstWithHostNet
# ^^^^^^^^^ warning: Pod web: dnsPolicy ClusterFirstWithHostNet: Windows does not support it
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
  dnsPolicy: ClusterFirst
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
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
  dnsPolicy: ClusterFirstWithHostNet
# ^^^^^^^^^ warning: Pod web: dnsPolicy ClusterFirstWithHostNet: Windows does not support it
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .fixed_unsafely(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  dnsPolicy: ClusterFirst
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a policy that Windows knows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsPolicy: ClusterFirst
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
