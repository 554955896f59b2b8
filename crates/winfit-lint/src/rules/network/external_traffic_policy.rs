//! A service for Windows pods that keeps traffic on the node.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "external-traffic-policy",
    title: "traffic from outside stays local only with direct server return",
    statement: "externalTrafficPolicy: Local has the load balancer hand traffic to the node that has the pod, with \
                the address of the caller kept. On Windows that takes direct server return in kube-proxy \
                (--enable-dsr, and the gate WinDSR until 1.33) and Windows Server 2019 or newer; before 1.20 it is \
                not supported at all. Without it traffic is dropped or loses its source address. Where the nodes \
                have it, ignore this rule.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking", "k8s-winkernel"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a load balancer that keeps the address of callers",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
# ^^^^^^^^^^^^^^^^^^^^^ warning: Service web: externalTrafficPolicy Local: it needs direct server return in kube-proxy (--enable-dsr, and the gate WinDSR until 1.33) and Windows Server 2019 or newer
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
        "the same on a version that does not support it",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
# ^^^^^^^^^^^^^^^^^^^^^ warning: Service web: externalTrafficPolicy Local: Windows does not support it
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
    .kubernetes("1.19"),
    Example::new(
        "the other policy",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Cluster
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
        "a service for Linux pods",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
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
        kubernetes.io/os: linux
      containers:
        - name: web
          image: registry.example/web:1
",
    ),
];
