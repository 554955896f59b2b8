//! The mount type of /proc on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "proc-mount",
    title: "Windows has no /proc",
    statement: "There is no /proc in a Windows container, and so nothing that could be masked or unmasked in it. \
                With spec.os.name: windows the API server refuses it. The fix takes it out, which changes nothing on \
                Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED),
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
        procMount: Unmasked
#       ^^^^^^^^^ warning: Pod web: securityContext.procMount of container web: Windows ignores it
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
        procMount: Unmasked
#       ^^^^^^^^^ error: Pod web: securityContext.procMount of container web: the API server refuses it in a pod whose os.name is windows
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
        "the same without it",
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
        procMount: Unmasked
",
    ),
];
