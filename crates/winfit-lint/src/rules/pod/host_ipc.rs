//! A pod on Windows that wants the IPC namespace of its host.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-ipc",
    title: "a Windows pod cannot join the IPC namespace of its host",
    statement: "There is nothing on Windows that hostIPC: true could join: the container sees only what is its own, \
                and no error says so. Tools that look at the host belong into a host-process container \
                (windowsOptions.hostProcess, since 1.22). With spec.os.name: windows the API server refuses it. The \
                fix takes it out, which changes nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-host-process"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a pod that a node selector sends to Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostIPC: true
# ^^^^^^^ warning: Pod web: hostIPC true: Windows ignores it
  containers:
    - name: web
      image: registry.example/web:1
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
",
    ),
    Example::new(
        "a pod whose spec.os says windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  hostIPC: true
# ^^^^^^^ error: Pod web: hostIPC true: the API server refuses it in a pod whose os.name is windows
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "false, which passes everywhere",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostIPC: false
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: linux
  hostIPC: true
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
];
