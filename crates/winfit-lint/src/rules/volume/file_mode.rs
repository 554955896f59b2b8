//! Mode bits for files on Windows.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "file-mode",
    title: "file modes do nothing on Windows",
    statement: "Mode bits are for users and groups by number, and Windows has none: files of a config map, a secret \
                or a token are readable by every account in the container, whatever the mode says. Set access \
                control lists in the image, or from the entrypoint. The fix takes the mode out, which changes \
                nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: asks_for_something, ..FieldRule::REMOVED }),
    examples: EXAMPLES,
};

/// What files have by themselves: 0644, which is 420.
fn asks_for_something(field: &FieldUse<'_, '_>) -> bool {
    !matches!(field.value().text(), Some("420" | "0644" | "0o644"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a config map that only its owner may read",
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
      configMap:
        name: data
        defaultMode: 0400
#       ^^^^^^^^^^^ warning: Pod web: configMap.defaultMode of volume data: Windows ignores it
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
      configMap:
        name: data
",
    ),
    Example::new(
        "a file of a secret that only its owner may read",
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
      secret:
        secretName: data
        items:
          - {key: a, path: a, mode: 0400}
#                             ^^^^ warning: Pod web: mode: Windows ignores it
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
      secret:
        secretName: data
        items:
          - {key: a, path: a}
",
    ),
    Example::new(
        "the mode that files have by themselves",
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
      configMap:
        name: data
        defaultMode: 420
",
    ),
];
