//! `spec.os` says another operating system than the rest of the pod.

use winfit_compat::Os;

use crate::kubernetes::selected_os;
use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Confidence, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "contradicting-pod-os",
    title: "spec.os and the rest of the pod name different systems",
    statement: "spec.os.name says for which operating system a pod is. The scheduler does not read it: the node selector decides \
                where the pod goes, and a kubelet of the other system refuses it there (PodOSNotSupported), for good. The API \
                server meanwhile checks the fields by spec.os, and so lets through what the real system does not know, and \
                refuses what it does. Say the same in both places.",
    since: "Kubernetes 1.23",
    sources: &["k8s-windows-user-guide", "k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(name) = pod.nodes.spec.at(&["os", "name"]) else { return };
    let own = match name.text() {
        Some("windows") => Os::Windows,
        Some("linux") => Os::Linux,
        _ => return,
    };
    let selected = selected_os(&pod.subject.found().workload.placement);
    let (other, why) = match selected {
        Some(selected) if selected != own => (selected, "its placement selects"),
        None if images_contradict(pod, own) => (other_than(own), "its images are for"),
        _ => return,
    };
    let message = format!("spec.os.name is {}, and {why} {}", own.as_str(), other.as_str());
    let title = format!("set spec.os.name to {}", other.as_str());
    findings.push(
        pod.subject
            .finding(&RULE, name.span(), message)
            .help(Help::new("edit", title.clone()))
            .fix(fix(pod, name, other, title)),
    );
}

/// Whether all images are known to be for the other system alone.
fn images_contradict(pod: &Pod<'_, '_>, own: Os) -> bool {
    let images = pod.subject.images();
    !images.is_empty() && images.iter().all(|image| image.is_only_for(other_than(own)))
}

fn fix(pod: &Pod<'_, '_>, name: Node<'_, '_>, os: Os, title: String) -> Option<Fix> {
    let edits = Editor::new(pod.subject.source.text()).set(name, os.as_str())?;
    Fix::new(title, Safety::Unsafe, edits)
}

const fn other_than(os: Os) -> Os {
    match os {
        Os::Windows => Os::Linux,
        Os::Linux => Os::Windows,
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a pod for Linux on Windows nodes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: linux}
#            ^^^^^ error: Pod web: spec.os.name is linux, and its placement selects windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
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
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "both say the same",
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
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "one of two images is not known",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os: {name: linux}
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
    - name: proxy
      image: registry.example/proxy:1
",
    ),
];
