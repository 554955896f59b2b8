//! A mount of a part of a volume on Windows.

use crate::lint::{FieldRule, FieldUse, names_file};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "sub-path-mount",
    title: "mounts of a part of a volume have had bugs on Windows",
    statement: "The documents call subPath unsupported on Windows. For folders the kubelet does it all the same, \
                with bugs where such mounts are nested or several in one pod, up to pods that stay in Terminating \
                (cured in 1.37). Mount the whole volume where that will do.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "k8s-issue-97802"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::Off,
    asks: Asks::Fields(FieldRule { holds: is_folder, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn is_folder(field: &FieldUse<'_, '_>) -> bool {
    !names_file(field)
}

const EXAMPLES: &[Example] = &[
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
#         ^^^^^^^ info: Pod web: subPath of container web: the documents call it unsupported, and it has bugs where sub-paths are nested or several in one pod
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: data}
",
    ),
    Example::new(
        "a file, of which another rule speaks",
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
        "the whole volume",
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
      persistentVolumeClaim: {claimName: data}
",
    ),
];
