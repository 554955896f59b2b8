//! A `spec.os` that the API server refuses.

use winfit_compat::catalog::KubernetesField;

use crate::judge::Check;
use crate::lint::{FieldRule, FieldUse, PodNodes, Stray};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

/// Short name of the row about pods for Linux.
const WITH_WINDOWS_OPTIONS: &str = "with-windows-options";

const OPTIONS_REFUSED: &str = "the API server refuses windowsOptions in a pod whose os.name is linux";

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
    asks: Asks::Fields(FieldRule { holds, becomes, fix, stray }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    match field.qualifier() {
        "other-value" => !matches!(field.value().text(), Some("linux" | "windows")),
        WITH_WINDOWS_OPTIONS => field.pod().is_some_and(|pod| has_windows_options(pod.nodes)),
        _ => true,
    }
}

fn has_windows_options(pod: PodNodes<'_, '_>) -> bool {
    let has = |node: Node<'_, '_>| {
        node.at(&["securityContext", "windowsOptions"]).is_some_and(|options| !options.is_null())
    };
    has(pod.spec) || pod.containers().any(|container| has(container.node))
}

/// A pod that says to be for Linux, and that nothing else takes for one for Windows.
fn stray(stray: &Stray<'_, '_>, findings: &mut Vec<Finding>) {
    let is_refused = |pod: &PodNodes<'_, '_>| pod.os_name == Some("linux") && has_windows_options(*pod);
    let os = stray.pod.filter(is_refused).and_then(|pod| pod.spec.get("os"));
    let Some((name, _)) = os.and_then(|os| os.entry("name")) else { return };
    let Check { catalog, kubernetes, .. } = *stray.check;
    let mut rows = catalog.kubernetes_fields_of_rule(RULE.id).iter();
    let refuses = |row: &&KubernetesField| {
        row.qualifier.as_deref() == Some(WITH_WINDOWS_OPTIONS) && row.applies(kubernetes)
    };
    if let Some(row) = rows.find(refuses) {
        let finding = stray.finding(&RULE, name.span(), format_args!("os.name: {OPTIONS_REFUSED}"));
        let alternative = row.alternative.as_deref().map(|it| Help::new("instead", it));
        findings.push(alternative.into_iter().fold(finding.note(row.explanation.to_string()), Finding::help));
    }
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    match (field.qualifier(), field.value().text()) {
        ("other-value", Some(name)) => {
            Some(format!("the API server takes linux and windows, and not \"{}\"", name.escape_debug()))
        }
        (WITH_WINDOWS_OPTIONS, _) => Some(OPTIONS_REFUSED.to_owned()),
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
        "the same with an image of which nothing is known",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: linux}
#      ^^^^ error: Pod web: os.name: the API server refuses windowsOptions in a pod whose os.name is linux
  securityContext:
    windowsOptions: {}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a pod for Linux whose options are nothing",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: linux}
  securityContext:
    windowsOptions: null
  containers:
    - name: web
      image: registry.example/web:1
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
