//! A workload that placement allows on no host of the fleet.

use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "no-host",
    title: "no host of the fleet takes the workload",
    statement: "Selectors, affinity, taints or constraints refuse every host of the fleet, so the workload stays pending \
                (Kubernetes) or at 0 replicas (Swarm), whatever its image. Often a label was never set, or a toleration \
                is missing. Of a Dockerfile: its stages run on different hosts, and one host has to build them all.",
    since: "always",
    sources: &["k8s-windows-intro", "ms-version-compatibility"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Elsewhere,
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example::new(
        "a node selector that no node fulfils",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
# ^^^^^^^^^^^^ error: Pod web: no host of the fleet takes it
    kubernetes.io/os: windows
    pool: web
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .fleet(CLUSTER),
    Example::new(
        "a Swarm constraint that no node fulfils",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      placement:
        constraints:
#       ^^^^^^^^^^^^ error: service web: no host of the fleet takes it
          - node.labels.OS == windows
",
    )
    .fleet("orchestrator: swarm\nhosts:\n  - name: win-a\n    os-version: 10.0.20348.3091\n"),
    Example::new(
        "stages of releases that no host has both of",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2019 AS build
RUN build.cmd
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: no host builds all stages: their images run on different hosts
COPY --from=build C:/out C:/app
",
    )
    .fleet(
        "hosts:\n  - {name: win-a, os-version: 10.0.17763.6775}\n  - {name: win-b, os-version: 10.0.20348.3091}\n",
    ),
    Example::new(
        "a node selector that a node fulfils",
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
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .fleet(CLUSTER),
    Example::new(
        "a node selector where no nodes are given",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
    pool: web
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
];

const CLUSTER: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";
