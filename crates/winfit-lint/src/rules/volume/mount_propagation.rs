//! A mount on Windows that shall follow those of its host.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "mount-propagation",
    title: "mounts do not propagate on Windows",
    statement: "On Windows the kubelet always asks for private mounts: what the host mounts later does not appear in \
                the container, nor the reverse, and no error says so. Drivers that count on it belong into a \
                host-process container. The fix takes the field out, which changes nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-code-1.20"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule {
        holds: |field| field.value().text() != Some("None"),
        ..FieldRule::REMOVED
    }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "mounts of the host that shall appear in the container",
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
          mountPropagation: HostToContainer
#         ^^^^^^^^^^^^^^^^ warning: Pod web: mountPropagation of container web: Windows ignores it
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
  volumes:
    - name: data
      emptyDir: {}
",
    ),
    Example::new(
        "private mounts, as all are",
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
          mountPropagation: None
  volumes:
    - name: data
      emptyDir: {}
",
    ),
];
