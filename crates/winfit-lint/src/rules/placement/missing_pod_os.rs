//! A pod for Windows that does not say so in `spec.os`.

use winfit_compat::catalog::{FieldBehaviour, KubernetesVersion, PodOs};

use crate::kubernetes::selects_another_system;
use crate::lint::{Pod, has_field};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::{Editor, Value};
use crate::{Confidence, Finding, Fix, Help, PlaceKind, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "missing-pod-os",
    title: "spec.os does not say that the pod is for Windows",
    statement: "With spec.os.name: windows the API server refuses fields that Windows does not know when the pod is made, and \
                not in the night when somebody looks for their effect; and the restricted level of Pod Security Admission does \
                not ask for Linux-only fields. It places no pod: the node selector is needed all the same. The field is there \
                since 1.23, and on by default since 1.24. The fix adds it, but not while the pod has fields that would then be \
                refused. A pod that selects nodes of another system is told of by another rule.",
    since: "Kubernetes 1.24",
    sources: &["k8s-windows-intro", "k8s-windows-user-guide"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

/// From here on the field is on by default.
const SINCE: KubernetesVersion = KubernetesVersion::new(24);

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let is_old = pod.subject.check.kubernetes < SINCE;
    if is_old || pod.nodes.spec.get("os").is_some() || !pod.subject.is_certainly_for_windows() {
        return;
    }
    let found = pod.subject.found();
    // Which of both is meant, nobody knows.
    if selects_another_system(&found.workload.placement) {
        return;
    }
    let span = found.place(&PlaceKind::PodSpec).map_or(found.span, |place| place.key);
    let refused = refused_then(pod);
    let title = "set spec.os.name to windows";
    let mut finding = pod.subject.finding(&RULE, span, "spec.os does not say that it is for Windows");
    finding = match refused.is_empty() {
        true => finding.help(Help::new("edit", title).paste("os:\n  name: windows")).fix(fix(pod, title)),
        false => finding
            .note(format!("the API server would then refuse {}", refused.join(", ")))
            .help(Help::new("edit", format!("take that out, and {title}")).paste("os:\n  name: windows")),
    };
    findings.push(finding);
}

/// The fields of the pod that the API server refuses of pods that say windows.
fn refused_then(pod: &Pod<'_, '_>) -> Vec<String> {
    let check = pod.subject.check;
    let rows = check.catalog.kubernetes_fields.iter().filter(|row| {
        row.os_name == PodOs::Windows
            && row.behaviour == FieldBehaviour::RejectedByApi
            && row.applies(check.kubernetes)
            && has_field(row, pod)
    });
    rows.map(|row| row.path.to_string()).collect()
}

fn fix(pod: &Pod<'_, '_>, title: &str) -> Option<Fix> {
    let editor = Editor::new(pod.subject.source.text());
    let edits = editor.ensure(pod.nodes.spec, &["os", "name"], &Value::text("windows"))?;
    Fix::new(title, Safety::Safe, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a node selector, and no spec.os",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
#^^^ info: Pod web: spec.os does not say that it is for Windows
  nodeSelector:
    kubernetes.io/os: windows
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
  containers:
    - name: web
      image: registry.example/web:1
  os:
    name: windows
",
    ),
    Example::new(
        "a field that the API server would refuse then",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
#^^^ info: Pod web: spec.os does not say that it is for Windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        runAsUser: 1000
",
    ),
    Example::new(
        "a selector for Linux",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a selector for no system that there is",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: Windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "spec.os",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a cluster that does not know the field",
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
",
    )
    .kubernetes("1.22"),
];
