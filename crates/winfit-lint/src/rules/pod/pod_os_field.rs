//! `spec.os` in versions that do not have it.

use winfit_compat::Os;
use winfit_compat::catalog::FieldBehaviour;

use crate::kubernetes::selected_os;
use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "pod-os-field",
    title: "spec.os came with 1.24",
    statement: "spec.os.name is on by default since 1.24. In 1.23 it is alpha, and dropped unless the gate \
                IdentifyPodOS is on; before, the API server drops it, and kubectl refuses the file (unknown field \
                \"os\"). So in these versions nothing checks the fields of the pod, and nothing but its node selector \
                keeps it off Linux nodes. The fix takes the field out where the selector says what it says.",
    since: "Kubernetes 1.14",
    sources: &["k8s-validation", "k8s-api-types", "k8s-pr-107859"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    (field.row.behaviour == FieldBehaviour::Limited)
        .then(|| "it is alpha, and dropped unless the gate IdentifyPodOS is on".to_owned())
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    let placement = &field.pod()?.subject.found().workload.placement;
    let is_selected = selected_os(placement) == Some(Os::Windows);
    // Without a selector, the field is all that tells where the pod belongs.
    field.removal().filter(|_| is_selected && field.row.behaviour == FieldBehaviour::NotInApi)
}

const EXAMPLES: &[Example] = &[
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
  os: {name: windows}
#      ^^^^ warning: Pod web: os.name: Kubernetes 1.22 does not have the field, and drops it
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
",
    )
    .kubernetes("1.22"),
    Example::new(
        "the same without a selector",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: windows}
#      ^^^^ warning: Pod web: os.name: Kubernetes 1.14 does not have the field, and drops it
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.14"),
    Example::new(
        "the version in which it is alpha",
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
#      ^^^^ info: Pod web: os.name: it is alpha, and dropped unless the gate IdentifyPodOS is on
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.23"),
    Example::new(
        "a version in which it is on",
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
",
    )
    .kubernetes("1.24"),
];
