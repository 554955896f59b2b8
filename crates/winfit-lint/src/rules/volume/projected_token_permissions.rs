//! A projected volume on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "projected-token-permissions",
    title: "every account in the container can read a token",
    statement: "Owner and mode of the files of a projected volume are not set on Windows: a service account token is \
                readable by every account in the container, ContainerUser as well as ContainerAdministrator. It \
                concerns every projected volume, and is asked on request only (--select \
                projected-token-permissions).",
    since: "Kubernetes 1.14",
    sources: &["k8s-projected-volumes", "k8s-windows-security"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::Off,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a token in a volume",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      projected:
#     ^^^^^^^^^ info: Pod web: projected of volume data: owners and modes of files are not applied, so that every user of the container can read the service account token
        sources:
          - serviceAccountToken: {path: token}
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
