//! A volume mounted over the system drive.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "drive-mount-path",
    title: "the system drive of a container cannot be mounted over",
    statement: "A volume cannot be mounted at C: itself, where the container has its system: the container does not \
                start (destination path can not be C drive). Mount it at a folder. A path in Unix form is fine: \
                /data is C:\\data.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "containerd"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: is_system_drive, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn is_system_drive(field: &FieldUse<'_, '_>) -> bool {
    let path = field.value().text().unwrap_or_default();
    let path = path.trim_end_matches(['\\', '/', '.']);
    path.eq_ignore_ascii_case("c:")
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "the drive itself",
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
          mountPath: \"C:\"
#         ^^^^^^^^^ error: Pod web: mountPath of container web: the pod does not start on Windows
  volumes:
    - name: data
      emptyDir: {}
",
    ),
    Example::new(
        "a folder, another drive, and a path in Unix form",
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
        - name: logs
          mountPath: \"D:\"
        - name: more
          mountPath: /more
  volumes:
    - name: data
      emptyDir: {}
    - name: logs
      emptyDir: {}
    - name: more
      emptyDir: {}
",
    ),
];
