//! A `spec.os` that the API server refuses.

use crate::lint::{FieldRule, FieldUse, PodNodes};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "invalid-pod-os",
    title: "spec.os.name is linux or windows",
    statement: "spec.os.name takes linux and windows, in small letters; the API server refuses everything else, and \
                an empty name. With linux it also refuses windowsOptions, those of the pod and those of its \
                containers: whoever wrote them means windows, or left them over. The fix writes windows where only \
                the case differs.",
    since: "Kubernetes 1.23",
    sources: &["k8s-validation", "k8s-api-types"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    match field.qualifier() {
        "other-value" => !matches!(field.value().text(), Some("linux" | "windows")),
        "with-windows-options" => field.pod().is_some_and(|pod| has_windows_options(pod.nodes)),
        _ => true,
    }
}

fn has_windows_options(pod: PodNodes<'_, '_>) -> bool {
    let has = |node: Node<'_, '_>| {
        node.at(&["securityContext", "windowsOptions"]).is_some_and(|options| !options.is_null())
    };
    has(pod.spec) || pod.containers().any(|container| has(container.node))
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match (field.qualifier(), field.value().text()) {
        ("other-value", Some(name)) => {
            Some(format!("the API server takes linux and windows, and not \"{}\"", name.escape_debug()))
        }
        ("with-windows-options", _) => {
            Some("the API server refuses windowsOptions in a pod whose os.name is linux".to_owned())
        }
        _ => None,
    }
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    field.value().text().filter(|name| name.eq_ignore_ascii_case("windows"))?;
    Fix::new("write windows", Safety::Safe, field.editor().set(field.value(), "windows")?)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a capital letter",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os:
    name: Windows # 2022
#   ^^^^ error: Pod web: os.name: the API server takes linux and windows, and not \"Windows\"
  containers:
    - name: web
      image: registry.example/web:1
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
  os:
    name: windows # 2022
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a name of something else, and none",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: win32}
#      ^^^^ error: Pod web: os.name: the API server takes linux and windows, and not \"win32\"
  containers:
    - name: web
      image: registry.example/web:1
---
apiVersion: v1
kind: Pod
metadata:
  name: log
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: \"\"}
#      ^^^^ error: Pod log: os.name: the API server takes linux and windows, and not \"\"
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "options for Windows in a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: linux}
#      ^^^^ error: Pod web: os.name: the API server refuses windowsOptions in a pod whose os.name is linux
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
      securityContext:
        windowsOptions: {runAsUserName: ContainerUser}
",
    ),
    Example::new(
        "windows",
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
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a version that does not know the field",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  os: {name: win32}
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.22"),
];
