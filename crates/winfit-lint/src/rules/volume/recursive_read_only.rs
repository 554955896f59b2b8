//! A mount on Windows that shall be read-only all the way down.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "recursive-read-only",
    title: "Windows cannot mount what is below a mount read-only",
    statement: "recursiveReadOnly: Enabled makes all mounts below a mount read-only, by attributes of mounts that \
                Linux has and Windows does not. A kubelet that cannot fulfil Enabled refuses the pod. A plain \
                readOnly: true works.",
    since: "Kubernetes 1.30",
    sources: &["kep-3857"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a mount that must be read-only all the way down",
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
        - name: data
          mountPath: C:\\data
          readOnly: true
          recursiveReadOnly: Enabled
#         ^^^^^^^^^^^^^^^^^ error: Pod web: recursiveReadOnly Enabled of container web: the kubelet on Windows refuses the pod
  volumes:
    - name: data
      emptyDir: {}
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
        - name: data
          mountPath: C:\\data
          readOnly: true
  volumes:
    - name: data
      emptyDir: {}
",
    ),
    Example::new(
        "as far as it can be had",
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
        - name: data
          mountPath: C:\\data
          readOnly: true
          recursiveReadOnly: IfPossible
  volumes:
    - name: data
      emptyDir: {}
",
    ),
    Example::new(
        "a version that does not know it",
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
        - name: data
          mountPath: C:\\data
          readOnly: true
          recursiveReadOnly: Enabled
  volumes:
    - name: data
      emptyDir: {}
",
    )
    .kubernetes("1.29"),
];
