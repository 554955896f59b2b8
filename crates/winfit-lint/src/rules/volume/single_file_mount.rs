//! A single file mounted on Windows with Docker.

use crate::lint::{FieldRule, names_file};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "single-file-mount",
    title: "Docker mounts no single files on Windows",
    statement: "Docker on Windows mounts folders only: a pod that mounts one file out of a config map or secret \
                (subPath) does not start there (source path must be a directory). Mount the folder, or copy the file \
                in the entrypoint. With containerd it works.",
    since: "Kubernetes 1.14, until 1.23 with Docker",
    sources: &["k8s-windows-storage", "moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: names_file, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a file of a config map, on a version that may have Docker",
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
          mountPath: C:\\data\\settings
          subPath: settings.json
#         ^^^^^^^ warning: Pod web: subPath of container web: the pod does not start on Windows with Docker
  volumes:
    - name: data
      configMap: {name: data}
",
    )
    .kubernetes("1.20"),
    Example::new(
        "a file, on a version that has containerd",
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
          mountPath: C:\\data\\settings
          subPath: settings.json
  volumes:
    - name: data
      configMap: {name: data}
",
    ),
    Example::new(
        "a folder of a volume",
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
          mountPath: C:\\data\\settings
          subPath: app/settings
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: data}
",
    )
    .kubernetes("1.20"),
];
