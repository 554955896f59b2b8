//! A CPU limit on an old version.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "cpu-limit-shares",
    title: "a CPU limit is a share, and no ceiling",
    statement: "Until 1.17 a CPU limit becomes relative shares on Windows: on a node with nothing else to do the \
                container gets more, and measurements that were taken there mislead. It is a hard cap since 1.18.",
    since: "Kubernetes 1.14, until 1.17",
    sources: &["k8s-windows-intro-1.22"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a limit on 1.17",
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
          cpu: 500m
#         ^^^ info: Pod web: resources.limits.cpu of container web: the limit becomes relative CPU shares: on an idle node the container gets more
",
    )
    .kubernetes("1.17"),
    Example::new(
        "a limit on 1.18",
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
          cpu: 500m
",
    )
    .kubernetes("1.18"),
];
