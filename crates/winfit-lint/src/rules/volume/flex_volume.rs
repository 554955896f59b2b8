//! A FlexVolume on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "flex-volume",
    title: "FlexVolume drivers have to be copied to each Windows node",
    statement: "FlexVolume is deprecated since 1.23, and its PowerShell drivers for SMB and iSCSI have to be copied \
                to each Windows node by hand: a node that joins later does not have them, and pods stay in \
                ContainerCreating there. Use a CSI driver.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "k8s-storage-plugins"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "the driver for SMB",
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
      flexVolume: {driver: microsoft.com/smb.cmd}
#     ^^^^^^^^^^ warning: Pod web: flexVolume of volume data: the PowerShell drivers for SMB and iSCSI must be copied to each host, and FlexVolume is deprecated since 1.23
",
    ),
    Example::new(
        "a CSI driver",
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
    ),
];
