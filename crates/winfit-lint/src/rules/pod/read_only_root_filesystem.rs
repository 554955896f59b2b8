//! A read-only root file system on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "read-only-root-filesystem",
    title: "Windows has no read-only root file system",
    statement: "The registry and the system processes of a Windows container have to write, so that its root file \
                system stays writable, whatever the pod says: who counts on it being read-only is wrong, and no \
                error says so. Volumes can be mounted read-only. With spec.os.name: windows the API server refuses \
                it. The fix takes it out, which changes nothing on Windows.",
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
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        readOnlyRootFilesystem: true
#       ^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: securityContext.readOnlyRootFilesystem of container web: Windows ignores it
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
        readOnlyRootFilesystem: true
#       ^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: securityContext.readOnlyRootFilesystem of container web: the API server refuses it in a pod whose os.name is windows
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
        "a root file system that may be written to",
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
        readOnlyRootFilesystem: false
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
        readOnlyRootFilesystem: true
",
    ),
];
