//! A network policy for Windows pods.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "network-policy",
    title: "who enforces network policies on Windows depends on the CNI plug-in",
    statement: "Every cluster takes a network policy, and nothing happens if the CNI plug-in of the Windows nodes \
                does not enforce it: flannel and the reference plug-ins do not; Calico, Antrea, Azure NPM and \
                OVN-Kubernetes do. Pods that seem locked up are open. Check the plug-in of the Windows nodes.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking"],
    severity: Severity::Info,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a policy for Windows pods",
        "policy.yaml",
        "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
#^^^ info: NetworkPolicy web: spec: whether anything comes of it depends on the CNI plug-in
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
    Example::new(
        "a policy for Linux pods",
        "policy.yaml",
        "\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
];
