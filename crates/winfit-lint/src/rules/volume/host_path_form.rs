//! A path of the host in a form that Windows does not have.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-path-form",
    title: "a path of the host that Windows nodes do not have",
    statement: "Folders of a Windows node have paths such as C:\\data, and its pipes such as \\\\.\\pipe\\docker_engine. \
                A path in Unix form comes from a manifest for Linux: the folder is not there, or is a folder below \
                C: that somebody made by chance. The drive as a whole cannot be mounted, and Unix sockets and \
                devices do not exist.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-windows-storage"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: is_such, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn is_such(field: &FieldUse<'_, '_>) -> bool {
    let path = field.value().text().unwrap_or_default();
    let is_whole = matches!(path.trim_end_matches(['/', '\\']).as_bytes(), [] | [_, b':']);
    match field.qualifier() {
        "unix-form" => path.starts_with('/') && !path.starts_with("//") && !is_whole,
        "whole-host" => is_whole,
        _ => true,
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the socket of the runtime on Linux",
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
      hostPath:
        path: /var/run/docker.sock
#       ^^^^ warning: Pod web: hostPath.path of volume data: directories of a Windows host have drive paths such as C:\\data
        type: Socket
#       ^^^^ warning: Pod web: hostPath.type Socket of volume data: Windows does not support it
",
    ),
    Example::new(
        "the whole drive",
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
      hostPath:
        path: C:\\
#       ^^^^ warning: Pod web: hostPath.path of volume data: Windows does not support it
",
    ),
    Example::new(
        "a folder of a Windows node",
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
      hostPath:
        path: C:\\data
        type: DirectoryOrCreate
",
    ),
    Example::new(
        "a named pipe",
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
      hostPath:
        path: \\\\.\\pipe\\docker_engine
",
    ),
];
