//! A container that asks for the rights of its host.

use crate::lint::FieldRule;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "privileged-container",
    title: "Windows has no privileged containers",
    statement: "A privileged container has the rights of its host. Windows has no such thing: without spec.os the field is \
                dropped on the way to the runtime, and the container runs without the rights that it was written for; with \
                spec.os.name: windows the API server refuses the pod, even for privileged: false. What Windows has instead \
                are host-process containers (windowsOptions.hostProcess, since 1.22 with containerd), which run on the host \
                itself. The fix takes the field out, which changes nothing on Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro", "k8s-validation", "k8s-host-process"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Fields(FieldRule::REMOVED_UNLESS_FALSE),
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a container that asks for all rights",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: agent
      image: registry.example/agent:1
      securityContext:
        privileged: true
#       ^^^^^^^^^^ warning: Pod agent: securityContext.privileged of container agent: Windows ignores it
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: agent
      image: registry.example/agent:1
",
    ),
    Example::new(
        "a pod with spec.os, for which even false is refused",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  initContainers:
    - name: setup
      image: registry.example/agent:1
      securityContext: {privileged: false}
#                       ^^^^^^^^^^ error: Pod agent: securityContext.privileged of container setup: the API server refuses it in a pod whose os.name is windows
  containers:
    - name: agent
      image: registry.example/agent:1
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  os: {name: windows}
  nodeSelector:
    kubernetes.io/os: windows
  initContainers:
    - name: setup
      image: registry.example/agent:1
  containers:
    - name: agent
      image: registry.example/agent:1
",
    ),
    Example::new(
        "no rights asked for, and none to be had",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: agent
      image: registry.example/agent:1
      securityContext:
        privileged: false
",
    ),
];
