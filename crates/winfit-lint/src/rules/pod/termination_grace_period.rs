//! The time that a Windows container has to shut down, under Docker.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

/// What Windows gives every container.
const SECONDS: u64 = 5;

pub(crate) static RULE: Rule = Rule {
    id: "termination-grace-period",
    title: "under Docker everything stops after five seconds",
    statement: "terminationGracePeriodSeconds promises a pod time to shut down. Under Docker on Windows the \
                entrypoint gets CTRL_SHUTDOWN_EVENT, and after five seconds Windows stops everything in the \
                container: WaitToKillServiceTimeout in its registry says so, whatever the pod asks for. Requests in \
                flight are cut, and files stay half written. Work in a preStop hook counts before; or raise that \
                value in the image. With containerd the time is kept.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro-1.22", "hcsshim-pr-1416"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let asked = field.value().text().and_then(|seconds| seconds.parse::<u64>().ok());
    asked.is_some_and(|seconds| seconds > SECONDS)
}

fn becomes(_: &FieldUse<'_, '_>) -> Option<String> {
    Some(format!("with Docker the containers have {SECONDS} seconds"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "half a minute on nodes with Docker",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  terminationGracePeriodSeconds: 30
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: terminationGracePeriodSeconds: with Docker the containers have 5 seconds
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: docker 20}]"),
    Example::new(
        "a version whose nodes may have Docker",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  terminationGracePeriodSeconds: 6
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: terminationGracePeriodSeconds: with Docker the containers have 5 seconds
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
    Example::new(
        "five seconds",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  terminationGracePeriodSeconds: 5
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
    Example::new(
        "nodes with containerd",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  terminationGracePeriodSeconds: 30
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
    Example::new(
        "a version that speaks to Docker no more",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  terminationGracePeriodSeconds: 30
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.24"),
];
