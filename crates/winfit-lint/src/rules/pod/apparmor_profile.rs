//! An AppArmor profile for a pod on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "apparmor-profile",
    title: "Windows has no AppArmor",
    statement: "AppArmor is a part of the Linux kernel: on Windows the profile confines nobody, and no error says \
                so. With spec.os.name: windows the API server refuses it. The fix takes it out, which changes \
                nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-api-types"],
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
    appArmorProfile:
#   ^^^^^^^^^^^^^^^ warning: Pod web: securityContext.appArmorProfile: Windows ignores it
      type: RuntimeDefault
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
    appArmorProfile:
#   ^^^^^^^^^^^^^^^ error: Pod web: securityContext.appArmorProfile: the API server refuses it in a pod whose os.name is windows
      type: RuntimeDefault
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
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
