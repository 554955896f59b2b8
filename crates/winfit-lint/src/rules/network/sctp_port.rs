//! SCTP on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "sctp-port",
    title: "Windows hands on TCP and UDP only",
    statement: "kube-proxy on Windows and the host network service beneath it balance TCP and UDP. A port with \
                protocol: SCTP is accepted by the API server and then is not there: connections time out. Use TCP or \
                UDP, or keep the service on Linux nodes.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a port of a container",
        "pod.yaml",
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
      ports:
        - containerPort: 3868
          protocol: SCTP
#         ^^^^^^^^ warning: Pod web: protocol SCTP of container web: Windows does not support it
",
    ),
    Example::new(
        "a port of a service for Windows pods",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
  ports:
    - {port: 80, name: http, protocol: TCP}
    - {port: 3868, name: diameter, protocol: SCTP}
#                                  ^^^^^^^^ warning: Service web: protocol SCTP: Windows does not support it
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
        "ports that Windows knows",
        "pod.yaml",
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
      ports: [{containerPort: 80, protocol: TCP}, {containerPort: 53, protocol: UDP}, {containerPort: 81}]
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
  selector: {app: web}
  ports:
    - {port: 3868, protocol: SCTP}
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
