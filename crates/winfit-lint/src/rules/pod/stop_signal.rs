//! The signal that stops a Windows container.

use winfit_compat::catalog::{FieldBehaviour, PodOs};

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::Value;
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "stop-signal",
    title: "Windows pods stop by SIGTERM or SIGKILL",
    statement: "lifecycle.stopSignal needs to know the operating system: since 1.37, in which it is on by default, \
                the API server refuses a pod that has it without spec.os.name, and of a pod for Windows takes \
                SIGTERM and SIGKILL only. From 1.33 to 1.36 the field is alpha, and dropped unless the gate \
                ContainerStopSignals is on; before, it is not there. The image can say STOPSIGNAL in any version. \
                The fixes set spec.os.name, and with --unsafe-fixes SIGTERM, which is what Windows makes of other \
                signals.",
    since: "Kubernetes 1.14",
    sources: &["kep-4960", "k8s-validation", "k8s-api-types"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.qualifier() != "other-signal" || !matches!(field.value().text(), Some("SIGTERM" | "SIGKILL"))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match (field.row.behaviour, field.row.os_name) {
        (FieldBehaviour::RejectedByApi, PodOs::Unset) => {
            Some("the API server refuses it without spec.os.name".to_owned())
        }
        (FieldBehaviour::RejectedByApi, _) => {
            Some("the API server takes SIGTERM and SIGKILL only, as the pod is for Windows".to_owned())
        }
        (FieldBehaviour::Limited, _) => {
            Some("it is alpha, and dropped unless the gate ContainerStopSignals is on".to_owned())
        }
        _ => None,
    }
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let editor = field.editor();
    match (field.row.behaviour, field.row.os_name) {
        (FieldBehaviour::RejectedByApi, PodOs::Unset) => {
            let edits = editor.ensure(field.pod()?.nodes.spec, &["os", "name"], &Value::text("windows"))?;
            let safety = if field.is_certainly_for_windows() { Safety::Safe } else { Safety::Unsafe };
            Fix::new("set spec.os.name to windows", safety, edits)
        }
        (FieldBehaviour::RejectedByApi, _) => {
            Fix::new("write SIGTERM", Safety::Unsafe, editor.set(field.value(), "SIGTERM")?)
        }
        _ => None,
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a signal of Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGQUIT
#       ^^^^^^^^^^ error: Pod web: lifecycle.stopSignal of container web: the API server takes SIGTERM and SIGKILL only, as the pod is for Windows
",
    )
    .fixed_unsafely(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGTERM
",
    ),
    Example::new(
        "a pod that does not say for what it is",
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
      lifecycle:
        stopSignal: SIGKILL
#       ^^^^^^^^^^ error: Pod web: lifecycle.stopSignal of container web: the API server refuses it without spec.os.name
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
      lifecycle:
        stopSignal: SIGKILL
  os:
    name: windows
",
    ),
    Example::new(
        "a pod that only tolerates Windows nodes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations: [{key: os, operator: Equal, value: windows, effect: NoSchedule}]
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGTERM
#       ^^^^^^^^^^ error: Pod web: lifecycle.stopSignal of container web: the API server refuses it without spec.os.name
",
    )
    .fixed_unsafely(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations: [{key: os, operator: Equal, value: windows, effect: NoSchedule}]
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGTERM
  os:
    name: windows
",
    ),
    Example::new(
        "a version in which it is alpha",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGQUIT
#       ^^^^^^^^^^ warning: Pod web: lifecycle.stopSignal of container web: it is alpha, and dropped unless the gate ContainerStopSignals is on
",
    )
    .kubernetes("1.36"),
    Example::new(
        "a version without the field",
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
      lifecycle:
        stopSignal: SIGTERM
#       ^^^^^^^^^^ warning: Pod web: lifecycle.stopSignal of container web: Kubernetes 1.32 does not have the field, and drops it
",
    )
    .kubernetes("1.32"),
    Example::new(
        "a signal that Windows pods may have",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGTERM
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
  os: {name: linux}
  nodeSelector: {kubernetes.io/os: linux}
  containers:
    - name: web
      image: registry.example/web:1
      lifecycle:
        stopSignal: SIGQUIT
",
    ),
];
