//! A service for Windows pods that asks for IPv6.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "service-ip-families",
    title: "two IP families need an l2bridge network on Windows",
    statement: "Windows pods have IPv4, and IPv6 beside it on l2bridge networks only: not on overlay (VXLAN) \
                networks, and never IPv6 alone. A service that asks for more gets no address of that family on \
                Windows nodes, and until 1.27 a service that requires both loses its IPv6 policies.",
    since: "Kubernetes 1.19",
    sources: &["k8s-windows-networking", "k8s-pr-115503"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: asks_for_ipv6, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

/// IPv4 alone is what all have.
fn asks_for_ipv6(field: &FieldUse<'_, '_>) -> bool {
    let families = field.value().items().filter_map(Node::text);
    field.value().text().is_some_and(|policy| policy != "SingleStack")
        || families.into_iter().any(|it| it == "IPv6")
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "both families are required",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ipFamilyPolicy: RequireDualStack
# ^^^^^^^^^^^^^^ warning: Service web: ipFamilyPolicy: dual stack works with l2bridge CNI plug-ins only, IPv6 alone is not possible, and overlay (VXLAN) networks have no IPv6
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
        "one family is IPv6",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ipFamilies: [IPv6]
# ^^^^^^^^^^ warning: Service web: ipFamilies: dual stack works with l2bridge CNI plug-ins only, IPv6 alone is not possible, and overlay (VXLAN) networks have no IPv6
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
        "IPv4 alone",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ipFamilyPolicy: SingleStack
  ipFamilies: [IPv4]
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
        "both families on a service for Linux pods",
        "service.yaml",
        "\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ipFamilyPolicy: RequireDualStack
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
