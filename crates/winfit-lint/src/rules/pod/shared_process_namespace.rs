//! Containers on Windows that want to see each other's processes.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "shared-process-namespace",
    title: "the containers of a Windows pod do not see each other's processes",
    statement: "shareProcessNamespace lets the containers of a pod see each other's processes, and needs Linux \
                namespaces for it: containers of a Windows pod share the network, and nothing else. A sidecar that \
                signals or inspects another container fails. Share files through a volume. With spec.os.name: \
                windows the API server refuses it. The fix takes it out, which changes nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED_UNLESS_FALSE),
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
  shareProcessNamespace: true
# ^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: shareProcessNamespace: Windows ignores it
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
  shareProcessNamespace: true
# ^^^^^^^^^^^^^^^^^^^^^ error: Pod web: shareProcessNamespace: the API server refuses it in a pod whose os.name is windows
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
        "processes that each container keeps to itself",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  shareProcessNamespace: false
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
  shareProcessNamespace: true
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
