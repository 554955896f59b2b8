//! External addresses of a service for Windows pods.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "external-ips",
    title: "external addresses of services are on their way out",
    statement: "externalIPs of a service are programmed on Windows nodes as on others, but anybody who may make \
                services can take over addresses with them: the field is deprecated since 1.36. Use a service of \
                type LoadBalancer.",
    since: "Kubernetes 1.36",
    sources: &["k8s-changelog-1.36"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "an address of the outside",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalIPs: [203.0.113.7]
# ^^^^^^^^^^^ info: Service web: externalIPs: the field is deprecated since 1.36
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
    ),
    Example::new(
        "a version that does not deprecate it",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalIPs: [203.0.113.7]
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
    .kubernetes("1.35"),
];
