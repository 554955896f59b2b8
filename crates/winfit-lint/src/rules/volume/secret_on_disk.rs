//! A secret as files on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "secret-on-disk",
    title: "secrets are on the disk of a Windows node",
    statement: "On Linux the files of a secret are in memory. Windows has no such file system: they are written to \
                the disk of the node in clear text. Protect the folder of the kubelet by access control lists, and \
                the volume by BitLocker. It concerns every secret that is mounted, and is asked on request only \
                (--select secret-on-disk).",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-security"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::Off,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a secret as files",
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
      secret: {secretName: data}
#     ^^^^^^ info: Pod web: secret of volume data: the content is written to the disk of the node in clear text, as there is no tmpfs
",
    ),
    Example::new(
        "a secret as a variable",
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
      envFrom:
        - secretRef: {name: data}
",
    ),
];
