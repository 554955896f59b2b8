//! A seccomp profile for a pod on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "seccomp-profile",
    title: "Windows has no seccomp",
    statement: "Seccomp filters the calls of the Linux kernel: on Windows a profile filters nothing, and no error \
                says so. It often comes from a policy for the restricted level of Pod Security Admission, which does \
                not ask for it where spec.os.name is windows (since 1.25). With spec.os.name: windows the API server \
                refuses it. The fix takes it out, which changes nothing on Windows; without spec.os.name it is \
                unsafe, as a namespace may refuse the pod then.",
    since: "Kubernetes 1.19",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-windows-security"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED_IF_RESTRICTED),
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
        seccompProfile:
#       ^^^^^^^^^^^^^^ warning: Pod web: securityContext.seccompProfile of container web: Windows ignores it
          type: RuntimeDefault
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
        seccompProfile:
#       ^^^^^^^^^^^^^^ error: Pod web: securityContext.seccompProfile of container web: the API server refuses it in a pod whose os.name is windows
          type: RuntimeDefault
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
        seccompProfile:
          type: RuntimeDefault
",
    ),
];
