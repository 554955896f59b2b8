//! A volume that Windows nodes cannot mount.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unsupported-volume",
    title: "Windows nodes cannot mount a volume of this kind",
    statement: "The volume is of a plug-in that has no code for Windows: the pod stays in ContainerCreating, and its \
                events tell of a failed mount. Windows mounts shares by SMB, not by NFS: the SMB CSI driver, \
                azureFile, or another CSI driver that says that it supports Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "k8s-code-1.20"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a share by NFS",
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
      nfs:
#     ^^^ error: Pod web: nfs of volume data: Windows does not support it
        server: nfs.example
        path: /srv
",
    ),
    Example::new(
        "a file system of Ceph",
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
      cephfs:
#     ^^^^^^ error: Pod web: cephfs of volume data: Windows does not support it
        monitors: [ceph.example]
",
    ),
    Example::new(
        "a share by the SMB driver",
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
      csi:
        driver: smb.csi.k8s.io
        volumeAttributes: {source: //smb.example/share}
",
    ),
    Example::new(
        "the same for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
  containers:
    - name: web
      image: registry.example/web:1
      volumeMounts:
        - {name: data, mountPath: \"C:\\\\data\"}
  volumes:
    - name: data
      nfs:
        server: nfs.example
        path: /srv
",
    ),
];
