//! A device for a container on Windows.

use crate::lint::{FieldRule, FieldUse};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "device-plugin-resource",
    title: "devices reach Windows containers as DirectX devices only",
    statement: "Device plug-ins run on Windows since 1.21, and a graphics card reaches a container as a DirectX \
                device, in process isolation only: a resource of another plug-in, such as nvidia.com/gpu, is offered \
                by no Windows node, and the pod stays pending. Use the DirectX device plug-in \
                (microsoft.com/directx).",
    since: "Kubernetes 1.14",
    sources: &["k8s-changelog-1.21", "k8s-pr-93285"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Fields(FieldRule { holds: is_device, ..FieldRule::TOLD }),
    examples: EXAMPLES,
};

/// A resource with the domain of its plug-in, other than the one that is made for Windows.
fn is_device(field: &FieldUse<'_, '_>) -> bool {
    let name = field.place.key.text().unwrap_or_default();
    name.split_once('/')
        .is_some_and(|(domain, _)| !domain.ends_with("kubernetes.io") && domain != "microsoft.com")
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a graphics card",
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
      resources:
        limits:
          nvidia.com/gpu: 1
#         ^^^^^^^^^^^^^^ warning: Pod web: resources.limits.nvidia.com/gpu of container web: GPUs can be had as DirectX devices under process isolation only
",
    ),
    Example::new(
        "a version without device plug-ins",
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
      resources:
        limits:
          nvidia.com/gpu: 1
#         ^^^^^^^^^^^^^^ warning: Pod web: resources.limits.nvidia.com/gpu of container web: Windows does not support it
",
    )
    .kubernetes("1.20"),
    Example::new(
        "a DirectX device, and what is no device",
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
      resources:
        limits:
          microsoft.com/directx: 1
          memory: 128Mi
",
    ),
];
