//! An image as a volume on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "image-volume",
    title: "containerd mounts no images as volumes on Windows",
    statement: "An image volume shows the content of an image as a folder, which needs support of the runtime that \
                containerd does not have on Windows: the container does not start.",
    since: "Kubernetes 1.31",
    sources: &["kep-4639", "containerd-issue-11903"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "an image as a volume",
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
      image:
#     ^^^^^ error: Pod web: image of volume data: Windows does not support it
        reference: registry.example/model:1
",
    ),
    Example::new(
        "a volume of another kind",
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
      emptyDir: {}
",
    ),
];
