//! Images for Windows and for Linux in one pod.

use winfit_compat::Os;

use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "mixed-operating-systems",
    title: "one pod has images for Windows and for Linux",
    statement: "All containers of a pod run on one node, and a node runs one operating system: a pod with an image for \
                Windows and one for Linux has no node on which both start. The container of the other system stays in \
                ImagePullBackOff (no matching manifest). Often it is a sidecar that somebody added to a chart for Linux. \
                Give each system a pod of its own, or use an image of the sidecar for Windows.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-intro"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let subject = &pod.subject;
    let first_for = |os| subject.images().iter().position(|image| image.is_only_for(os));
    let (Some(windows), Some(linux)) = (first_for(Os::Windows), first_for(Os::Linux)) else { return };
    let place = |container: usize| subject.found().images.get(container).map(|place| place.span);
    let (Some(windows), Some(linux)) = (place(windows), place(linux)) else { return };
    findings.push(
        subject
            .finding(
                &RULE,
                linux,
                "this image is for Linux, and another of the pod for Windows: no node runs both",
            )
            .related(windows, "for Windows"),
    );
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a sidecar for Linux in a pod for Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
    - name: proxy
      image: registry.example/proxy:1
#            ^^^^^^^^^^^^^^^^^^^^^^^^ error: Pod web: this image is for Linux, and another of the pod for Windows: no node runs both
",
    )
    .images(&[("registry.example/proxy:1", &["linux"])]),
    Example::new(
        "a sidecar whose tag says Linux",
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
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
    - name: proxy
      image: nginx:1.27-alpine
#            ^^^^^^^^^^^^^^^^^ error: Pod web: this image is for Linux, and another of the pod for Windows: no node runs both
",
    ),
    Example::new(
        "a sidecar that has an image for each system",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
    - name: proxy
      image: registry.example/proxy:1
",
    )
    .images(&[("registry.example/proxy:1", &["linux", "10.0.20348.3091"])]),
];
