//! A CSI volume on a version that needs csi-proxy.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "csi-proxy-version",
    title: "CSI drivers need csi-proxy on the Windows nodes",
    statement: "The part of a CSI driver that runs on the node works with disks, for which it needs rights that no \
                Windows container had before host-process containers. csi-proxy does that work for it, since 1.18 in \
                alpha, 1.19 in beta, 1.22 stable, and has to be installed on every Windows node of these versions.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "kep-1122"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a version with csi-proxy in beta",
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
      csi: {driver: smb.csi.k8s.io}
#     ^^^ warning: Pod web: csi of volume data: node plug-ins need csi-proxy, which is beta, on every Windows node
",
    )
    .kubernetes("1.20"),
    Example::new(
        "a version with csi-proxy stable",
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
      csi: {driver: smb.csi.k8s.io}
",
    )
    .kubernetes("1.22"),
];
