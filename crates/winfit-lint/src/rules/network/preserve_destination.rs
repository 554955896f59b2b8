//! A value of the annotation preserve-destination that does nothing.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "preserve-destination",
    title: "the annotation counts only if it is exactly true",
    statement: "With the annotation preserve-destination the address of the load balancer stays the destination of \
                packets that reach the pod. kube-proxy on Windows compares the value with the text true, letter by \
                letter: True, yes and 1 are no.",
    since: "Kubernetes 1.20",
    sources: &["k8s-winkernel", "k8s-windows-networking"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule {
        holds: |field| field.value().text() != Some("true"),
        fix,
        ..FieldRule::TOLD
    }),
    examples: EXAMPLES,
};

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let edits = field.editor().set(field.value(), "true")?;
    Fix::new("set preserve-destination to true", Safety::Unsafe, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a capital letter",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    preserve-destination: \"True\"
#   ^^^^^^^^^^^^^^^^^^^^ warning: Service web: metadata.annotations.preserve-destination: Windows ignores it
spec:
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
    .fixed(
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    preserve-destination: \"true\"
spec:
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
        "exactly true",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    preserve-destination: \"true\"
spec:
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
];
