//! A service for Windows pods whose traffic inside of the cluster stays on the node.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "internal-traffic-policy",
    title: "traffic inside of the cluster that stays local is cut while the service scales",
    statement: "kube-proxy on Windows heeds internalTrafficPolicy: Local, but until 1.26 drops connections while the \
                pods of the service come and go. It is cured in 1.27.",
    since: "Kubernetes 1.22, until 1.26",
    sources: &["k8s-pr-113742"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a version that drops connections",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  internalTrafficPolicy: Local
# ^^^^^^^^^^^^^^^^^^^^^ warning: Service web: internalTrafficPolicy Local: kube-proxy honours it, but drops connections while the service scales
  selector: {app: web}
  ports:
    - port: 80
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
    )
    .kubernetes("1.26"),
    Example::new(
        "a version that does not",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  internalTrafficPolicy: Local
  selector: {app: web}
  ports:
    - port: 80
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
    )
    .kubernetes("1.27"),
];
