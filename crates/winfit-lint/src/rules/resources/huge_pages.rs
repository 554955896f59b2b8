//! Huge pages for a container on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "huge-pages",
    title: "Windows containers have no huge pages",
    statement: "Huge pages need a right of the user that a container cannot be given: no Windows node offers any, \
                and the pod stays pending (Insufficient hugepages-2Mi).",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "pages of 2 MiB",
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
      resources:
        limits:
          hugepages-2Mi: 64Mi
#         ^^^^^^^^^^^^^ error: Pod web: resources.limits.hugepages-2Mi of container web: Windows does not support it
          memory: 128Mi
",
    ),
    Example::new(
        "memory",
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
      resources:
        limits:
          memory: 128Mi
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
  containers:
    - name: web
      image: registry.example/web:1
      resources:
        limits:
          hugepages-2Mi: 64Mi
          memory: 128Mi
",
    ),
];
