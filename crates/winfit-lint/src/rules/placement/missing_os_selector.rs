//! A pod for Windows that nothing sends to Windows nodes.

use winfit_compat::Os;

use crate::kubernetes::{selected_os, unknown_os};
use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::edit::{Editor, Value};
use crate::{Confidence, Finding, Fix, Help, PlaceKind, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "missing-os-selector",
    title: "nothing sends a pod for Windows to Windows nodes",
    statement: "The scheduler never looks at images, nor at spec.os: a pod for Windows without a node selector for Windows is \
                placed on Linux nodes as well, and fails there, in ImagePullBackOff (no match for platform in manifest) or, \
                with spec.os, refused by the kubelet (PodOSNotSupported). It goes well until a Linux node has the most room. \
                Give it the node selector kubernetes.io/os: windows. One that selects Linux instead, or a system that no node has \
                (Windows: labels are compared letter by letter), starts nowhere, which is an error. Of one that goes by labels \
                that winfit does not know, such as agentpool: win, it is only noted. Where hosts are given (--nodes), it is asked instead whether a Linux node takes the pod, whatever keeps \
                it off.",
    since: "Kubernetes 1.14",
    sources: &["k8s-windows-user-guide", "k8s-windows-intro"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let found = pod.subject.found();
    let placement = &found.workload.placement;
    // A node that somebody named, and a class that nobody gave us to read, may keep it off.
    let is_elsewhere =
        placement.node_name.is_some() || found.runtime_class.as_ref().is_some_and(|it| !it.linked);
    let selected = selected_os(placement);
    if pod.subject.check.fleet.is_some() || is_elsewhere || selected == Some(Os::Windows) {
        return;
    }
    let unknown = unknown_os(placement);
    let sends_to_linux = selected == Some(Os::Linux);
    // That spec.os says otherwise is told there.
    if sends_to_linux && pod.nodes.os_name.is_some() {
        return;
    }
    let goes_by_labels = !placement.node_selector.is_empty() || !placement.affinity.is_empty();
    let place = found.place(&PlaceKind::NodeSelector).or_else(|| found.place(&PlaceKind::PodSpec));
    let span = place.map_or(found.span, |place| place.key);
    let (severity, confidence, message) = match unknown {
        Some(name) => {
            let name = name.escape_debug();
            (Severity::Error, RULE.confidence, format!("it selects the system \"{name}\", which no node has"))
        }
        None if sends_to_linux => {
            let message = "it is for Windows, and its placement selects linux: there it fails";
            (Severity::Error, RULE.confidence, message.to_owned())
        }
        None if goes_by_labels => {
            let message =
                "what it selects does not say Windows: if a Linux node has these labels, it fails there";
            (Severity::Info, Confidence::Possible, message.to_owned())
        }
        None => {
            let message = "nothing sends it to Windows nodes: on a Linux node it fails";
            (RULE.severity, RULE.confidence, message.to_owned())
        }
    };
    let finding = pod.subject.finding(&RULE, span, message);
    findings.push(
        Finding { severity, confidence, ..finding }
            .help(
                Help::new("constrain-placement", "select Windows nodes")
                    .paste("nodeSelector:\n  kubernetes.io/os: windows"),
            )
            .fix(fix(pod)),
    );
}

fn fix(pod: &Pod<'_, '_>) -> Option<Fix> {
    // A pod with an image for Linux would fail there as well.
    if pod.subject.images().iter().any(|image| image.is_only_for(Os::Linux)) {
        return None;
    }
    let editor = Editor::new(pod.subject.source.text());
    let edits =
        editor.ensure(pod.nodes.spec, &["nodeSelector", "kubernetes.io/os"], &Value::text("windows"))?;
    Fix::new("select Windows nodes", Safety::Unsafe, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "an image for Windows, and no word of it in the placement",
        "deployment.yaml",
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
#   ^^^^ warning: Deployment web: nothing sends it to Windows nodes: on a Linux node it fails
      containers:
        - name: web
          image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
",
    )
    .fixed(
        "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022
      nodeSelector:
        kubernetes.io/os: windows
",
    ),
    Example::new(
        "spec.os, which the scheduler does not read",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
# ^^^^^^^^^^^^ info: Pod web: what it selects does not say Windows: if a Linux node has these labels, it fails there
    disk: ssd
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
  os:
    name: windows
  nodeSelector:
    disk: ssd
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a selector for Linux, and an image for Windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
# ^^^^^^^^^^^^ error: Pod web: it is for Windows, and its placement selects linux: there it fails
    kubernetes.io/os: linux
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
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a selector for a system that no node has",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
# ^^^^^^^^^^^^ error: Pod web: it selects the system \"Windows\", which no node has
    kubernetes.io/os: Windows
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
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "the label by which AKS tells what a node runs",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.azure.com/os-sku: Windows2022
    agentpool: win
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a selector for Windows",
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
",
    ),
    Example::new(
        "a label that only Windows nodes have",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    node.kubernetes.io/windows-build: 10.0.20348
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a node that somebody named",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeName: win-1
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
];
