//! A service for Windows pods that keeps callers with one pod.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "session-affinity",
    title: "callers stay with one pod from Windows Server 2022 on",
    statement: "sessionAffinity: ClientIP needs a policy of the host network service that Windows Server 2019 does \
                not have: it came with version 12.0, in practice with Windows Server 2022, and Kubernetes asks for \
                it since 1.19. Elsewhere callers are spread over all pods, and sessions are lost. Keep sessions in \
                the ingress or load balancer.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-networking", "hcsshim-hcn"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "affinity by the address of the caller",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
# ^^^^^^^^^^^^^^^ warning: Service web: sessionAffinity ClientIP: it needs a host network service of 12.0 or newer, in practice Windows Server 2022
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
        "no affinity",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: None
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
  sessionAffinity: ClientIP
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
