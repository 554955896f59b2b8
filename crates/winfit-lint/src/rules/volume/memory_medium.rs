//! A volume in memory on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "memory-medium",
    title: "Windows has no volumes in memory",
    statement: "emptyDir with medium: Memory is a RAM disk on Linux. Windows has none: the kubelet makes a folder on \
                the disk of the node, and nothing fails. What was meant to be fast is slow, what was meant to be \
                gone with the power is on the disk, and what it holds does not count against the memory limit. The \
                fix takes the medium out, which changes nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "k8s-code-1.20"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { fix: |field| field.removal_alone(), ..FieldRule::REMOVED }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a volume in memory and nothing else",
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
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      emptyDir: {medium: Memory}
#                ^^^^^^ warning: Pod web: emptyDir.medium Memory of volume data: Windows ignores it
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
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      emptyDir: {}
",
    ),
    Example::new(
        "a volume in memory with a limit",
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
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      emptyDir:
        medium: Memory
#       ^^^^^^ warning: Pod web: emptyDir.medium Memory of volume data: Windows ignores it
        sizeLimit: 64Mi
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
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      emptyDir:
        sizeLimit: 64Mi
",
    ),
    Example::new(
        "a volume on disk",
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
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      emptyDir: {medium: \"\"}
",
    ),
];
