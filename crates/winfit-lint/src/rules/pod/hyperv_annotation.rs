//! The annotation that asked for Hyper-V isolation once.

use winfit_compat::catalog::FieldBehaviour;

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Value;
use crate::{Confidence, Fix, Safety, Severity};

/// The class that containerd's documents have for it.
const CLASS: &str = "runhcs-wcow-hypervisor";

pub(crate) static RULE: Rule = Rule {
    id: "hyperv-annotation",
    title: "the annotation for Hyper-V isolation does nothing since 1.21",
    statement: "Until 1.20 the annotation experimental.windows.kubernetes.io/isolation-type: hyperv had Docker run \
                the container in a utility VM, with a feature gate, and one container in a pod: a second one finds \
                no network. Since 1.21 nobody reads it: the pod runs in process isolation, without the isolation \
                that was asked for, or, where host and image do not fit, not at all. With containerd a RuntimeClass \
                asks for Hyper-V: its handler is runhcs-wcow-hypervisor, or one of that kind which the nodes have. \
                What is offered names a class of that name, which somebody has to make; where the pod names a class \
                already, the fix takes the annotation out.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro-1.22", "k8s-code-1.20", "k8s-pr-97141", "k8s-runtime-class"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, becomes, fix, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    field.row.behaviour == FieldBehaviour::Ignored || containers(field) > 1
}

/// How many containers run side by side.
fn containers(field: &FieldUse<'_, '_>) -> usize {
    field.containers().filter(|container| container.list == "containers").count()
}

fn becomes(field: &FieldUse<'_, '_>) -> Option<String> {
    Some(match field.row.behaviour {
        FieldBehaviour::Ignored => "nothing reads it since 1.21".to_owned(),
        _ => format!("such a pod can have one container, and has {}", containers(field)),
    })
}

fn fix(field: &FieldUse<'_, '_>) -> Option<Fix> {
    if field.row.behaviour != FieldBehaviour::Ignored {
        return None;
    }
    let spec = field.pod()?.nodes.spec;
    if spec.get("runtimeClassName").is_some_and(|class| !Node::is_null(class)) {
        return field.removal();
    }
    let mut changes = field.editor().changes();
    changes.remove_path(field.place.base, &field.place.keys())?;
    changes.ensure(spec, &["runtimeClassName"], &Value::text(CLASS))?;
    Fix::new(format!("name a runtime class {CLASS} instead"), Safety::Offered, changes.edits()?)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the annotation alone",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    experimental.windows.kubernetes.io/isolation-type: hyperv
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: metadata.annotations.experimental.windows.kubernetes.io/isolation-type hyperv: nothing reads it since 1.21
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .offered(
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
  runtimeClassName: runhcs-wcow-hypervisor
",
    ),
    Example::new(
        "a class beside it",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    team: shop
    experimental.windows.kubernetes.io/isolation-type: hyperv
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: metadata.annotations.experimental.windows.kubernetes.io/isolation-type hyperv: nothing reads it since 1.21
spec:
  nodeSelector:
    kubernetes.io/os: windows
  runtimeClassName: runhcs-wcow-hypervisor
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
  annotations:
    team: shop
spec:
  nodeSelector:
    kubernetes.io/os: windows
  runtimeClassName: runhcs-wcow-hypervisor
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "two containers in a version that reads it",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    experimental.windows.kubernetes.io/isolation-type: hyperv
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: metadata.annotations.experimental.windows.kubernetes.io/isolation-type hyperv: such a pod can have one container, and has 2
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
    Example::new(
        "one container, and one that ends before it",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    experimental.windows.kubernetes.io/isolation-type: hyperv
spec:
  nodeSelector:
    kubernetes.io/os: windows
  initContainers:
    - name: setup
      image: registry.example/setup:1
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .kubernetes("1.20"),
    Example::new(
        "another value",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    experimental.windows.kubernetes.io/isolation-type: process
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a class",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  runtimeClassName: runhcs-wcow-hypervisor
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
