//! A pod on Windows that resolves names as its node does.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "default-dns-policy",
    title: "the resolver of a Windows node is not handed on before 1.27",
    statement: "dnsPolicy: Default gives a pod the resolver of its node, which the kubelet reads from resolv.conf. \
                Windows has no such file: until 1.26 the pod gets no name servers unless the kubelet's resolvConf \
                points to a file that somebody wrote, and nothing can be resolved. Since 1.27 the kubelet asks \
                Windows. Write dnsPolicy: None with the servers in dnsConfig.",
    since: "Kubernetes 1.14",
    sources: &["k8s-pr-110566", "k8s-kubelet"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a version that reads resolv.conf",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsPolicy: Default
# ^^^^^^^^^ warning: Pod web: dnsPolicy Default: Windows has no resolv.conf: the resolver settings of the host are not copied unless the kubelet's resolvConf is set
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.26"),
    Example::new(
        "a version that asks Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsPolicy: Default
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.27"),
    Example::new(
        "servers that are written",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  dnsPolicy: None
  dnsConfig: {nameservers: [10.0.0.10]}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.26"),
];
