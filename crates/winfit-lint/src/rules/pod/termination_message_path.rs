//! The file with the last words of a Windows container, under Docker.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Value;
use crate::{Confidence, Fix, Safety, Severity};

/// What the API server fills in; nobody waits for a message there.
const DEFAULT: &str = "/dev/termination-log";

const POLICY: &str = "terminationMessagePolicy";
const FALLBACK: &str = "FallbackToLogsOnError";

pub(crate) static RULE: Rule = Rule {
    id: "termination-message-path",
    title: "under Docker the last words of a Windows container are lost",
    statement: "What a container writes to terminationMessagePath, the kubelet shows in its state when it has ended. \
                It mounts a single file there, which Docker does not do on Windows: the message is never collected, \
                and kubectl describe says Error without a reason. terminationMessagePolicy: FallbackToLogsOnError \
                takes the end of the log instead; the unsafe fix sets it. With containerd the message arrives.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro-1.22"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let policy = field.place.base.get(POLICY).and_then(Node::text);
    field.value().text() != Some(DEFAULT) && policy != Some(FALLBACK)
}

fn becomes(_: &FieldUse<'_, '_>) -> Option<String> {
    Some("with Docker no message is collected".to_owned())
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let edits = field.editor().ensure(field.place.base, &[POLICY], &Value::text(FALLBACK))?;
    Fix::new(format!("set {POLICY}: {FALLBACK}"), Safety::Unsafe, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a file on nodes with Docker",
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
      terminationMessagePath: C:\\app\\last-words.txt
#     ^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: terminationMessagePath of container web: with Docker no message is collected
",
    )
    .fixed(
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
      terminationMessagePath: C:\\app\\last-words.txt
      terminationMessagePolicy: FallbackToLogsOnError
",
    )
    .kubernetes("1.23")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: docker 20}]"),
    Example::new(
        "the path that everybody has",
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
      terminationMessagePath: /dev/termination-log
",
    )
    .kubernetes("1.20"),
    Example::new(
        "the log instead",
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
      terminationMessagePath: C:\\app\\last-words.txt
      terminationMessagePolicy: FallbackToLogsOnError
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
  containers:
    - name: web
      image: registry.example/web:1
      terminationMessagePath: C:\\app\\last-words.txt
",
    )
    .kubernetes("1.23")
    .fleet("orchestrator: kubernetes\nhosts: [{name: w1, os-version: 10.0.20348.2340, runtime: containerd 1.6}]"),
];
