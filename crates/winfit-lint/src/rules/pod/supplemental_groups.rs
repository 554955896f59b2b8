//! Supplemental groups for a process on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "supplemental-groups",
    title: "Windows has no supplemental groups",
    statement: "Windows knows accounts and security identifiers, and no GIDs: no group is added to the process, \
                whatever the pod names. With spec.os.name: windows the API server refuses it. The fix takes it out, \
                which changes nothing on Windows.",
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
  securityContext:
    supplementalGroups: [2000]
#   ^^^^^^^^^^^^^^^^^^ warning: Pod web: securityContext.supplementalGroups: Windows ignores it
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
  securityContext:
    supplementalGroups: [2000]
#   ^^^^^^^^^^^^^^^^^^ error: Pod web: securityContext.supplementalGroups: the API server refuses it in a pod whose os.name is windows
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
  securityContext:
    supplementalGroups: [2000]
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
