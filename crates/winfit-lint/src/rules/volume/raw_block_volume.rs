//! A raw block device for a container on Windows.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "raw-block-volume",
    title: "Windows containers take no raw block devices",
    statement: "Raw block devices cannot be attached to Windows containers: the pod stays in ContainerCreating. Ask \
                for a file system (volumeMode: Filesystem), and mount that.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-storage", "k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::TOLD),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a device in a container",
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
      volumeDevices:
#     ^^^^^^^^^^^^^ error: Pod web: volumeDevices of container web: Windows does not support it
        - {name: data, devicePath: /dev/xvda}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: data}
",
    ),
    Example::new(
        "the claims of a StatefulSet",
        "statefulset.yaml",
        "\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: db
          image: registry.example/db:1
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        volumeMode: Block
#       ^^^^^^^^^^ error: StatefulSet db: volumeMode Block: Windows does not support it
        resources:
          requests: {storage: 1Gi}
",
    ),
    Example::new(
        "a file system",
        "statefulset.yaml",
        "\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      nodeSelector:
        kubernetes.io/os: windows
      containers:
        - name: db
          image: registry.example/db:1
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        volumeMode: Filesystem
        resources:
          requests: {storage: 1Gi}
",
    ),
];
