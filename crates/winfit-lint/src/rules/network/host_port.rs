//! A port of the host for a container on Windows.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "host-port",
    title: "hostPort depends on how the network of the Windows nodes is set up",
    statement: "hostPort has the node hand a port on to the container. On Windows that is the work of the CNI \
                plug-ins win-bridge and win-overlay, from 0.8.6 on, and only if their configuration has the \
                capability portMappings; without it the port is closed, and nothing tells. The scheduler keeps the \
                port free in any case, so that one pod fits on each node. A NodePort or LoadBalancer service does \
                not depend on it. Where the nodes are set up for it, ignore this rule.",
    since: "Kubernetes 1.14",
    sources: &["ms-kubernetes-problems", "cni-plugins"],
    severity: Severity::Info,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

fn holds(field: &FieldUse<'_, '_>) -> bool {
    let is_set = field.value().text().is_some_and(|port| port != "0");
    // The ports of a host-process container are those of its host anyway.
    is_set && field.pod().is_some_and(|pod| !pod.nodes.host_process.is_used())
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a port",
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
      ports:
        - containerPort: 80
          hostPort: 8080
#         ^^^^^^^^ info: Pod web: hostPort of container web: it works only if the CNI configuration of win-bridge or win-overlay has the capability portMappings, and the plug-ins are 0.8.6 or newer
",
    ),
    Example::new(
        "a port of the pod alone, and none",
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
      ports: [{containerPort: 80}, {containerPort: 81, hostPort: 0}]
",
    ),
    Example::new(
        "a host-process container",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  containers:
    - name: web
      image: registry.example/web:1
      ports: [{containerPort: 80, hostPort: 80}]
",
    ),
];
