//! A container on Windows that shall gain no rights.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "privilege-escalation",
    title: "Windows has no switch against privilege escalation",
    statement: "allowPrivilegeEscalation: false sets the no_new_privs switch of Linux. Nothing is connected to it on \
                Windows: the container may gain rights as before, and no error says so. With spec.os.name: windows \
                the API server refuses it. The fix takes it out, which changes nothing on Windows; without \
                spec.os.name it is unsafe, as a namespace with the restricted level of Pod Security Admission may refuse \
                the pod then. Of pods whose spec.os.name is windows it does not ask for the field (since 1.25).",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-windows-security"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule {
        holds: FieldRule::REMOVED_UNLESS_TRUE.holds,
        ..FieldRule::REMOVED_IF_RESTRICTED
    }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a pod that a node selector sends to Windows",
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
      securityContext:
        allowPrivilegeEscalation: false
#       ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: securityContext.allowPrivilegeEscalation of container web: Windows ignores it
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
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a pod whose spec.os says windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        allowPrivilegeEscalation: false
#       ^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: securityContext.allowPrivilegeEscalation of container web: the API server refuses it in a pod whose os.name is windows
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "what every container may by itself",
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
      securityContext:
        allowPrivilegeEscalation: true
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
      securityContext:
        allowPrivilegeEscalation: false
",
    ),
];
