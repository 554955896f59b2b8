//! A node port that equals the port of its service.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "node-port-clash",
    title: "the port on the node equals that of the service",
    statement: "A nodePort that equals the port of its service clashes inside of the host network service of Windows \
                nodes (the specified port already exists), and the service is not reachable there. Give them \
                different numbers.",
    since: "Kubernetes 1.14",
    sources: &["k8s-issue-78574"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: equals_port, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn equals_port(field: &FieldUse<'_, '_>) -> bool {
    let port = field.place.parent.get("port").and_then(Node::text);
    port.is_some() && port == field.value().text()
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the same number twice",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector: {app: web}
  ports:
    - port: 30080
      nodePort: 30080
#     ^^^^^^^^ warning: Service web: nodePort: the two clash in the host network service (specified port already exists)
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
        "two numbers",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector: {app: web}
  ports:
    - port: 80
      nodePort: 30080
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
        "a service for Linux pods",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector: {app: web}
  ports:
    - port: 30080
      nodePort: 30080
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
