//! A volume of a plug-in that has left Kubernetes.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "volume-needs-csi-driver",
    title: "the plug-in of this volume is no longer a part of Kubernetes",
    statement: "The code of the old plug-ins for cloud disks has left Kubernetes. The field is still taken and \
                translated for the CSI driver of that disk, which has to be installed on the Windows nodes, with its \
                Windows part: where only the Linux part is, the pod stays in ContainerCreating. Use a csi volume or \
                a claim, and see to the driver.",
    since: "the version that dropped the plug-in: Kubernetes 1.27 to 1.30",
    sources: &["k8s-windows-storage", "k8s-changelogs"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a disk of Azure",
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
      azureDisk: {kind: Managed, diskName: data, diskURI: /subscriptions/1/data}
#     ^^^^^^^^^ warning: Pod web: azureDisk of volume data: it needs the CSI driver on the Windows nodes
",
    ),
    Example::new(
        "a version that has the plug-in",
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
      azureDisk: {kind: Managed, diskName: data, diskURI: /subscriptions/1/data}
",
    )
    .kubernetes("1.26"),
];
