//! The name that the label of the operating system had before Kubernetes 1.14.

use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "deprecated-os-label",
    title: "the label has another name since Kubernetes 1.14",
    statement: "beta.kubernetes.io/os and beta.kubernetes.io/arch are the old names of kubernetes.io/os and \
                kubernetes.io/arch. The kubelet still sets both, but has promised since 1.14 to drop the old ones, and then a \
                pod that selects them stays pending. Select the new names. Where the hosts that are given (--nodes) have only \
                the old label, nothing is said.",
    since: "Kubernetes 1.14",
    sources: &["k8s-labels", "k8s-windows-user-guide"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

/// Old names, and what they are now.
const RENAMED: [(&str, &str); 2] =
    [("beta.kubernetes.io/os", "kubernetes.io/os"), ("beta.kubernetes.io/arch", "kubernetes.io/arch")];

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let spec = pod.nodes.spec;
    let editor = Editor::new(pod.subject.source.text());
    for (old, new) in RENAMED.into_iter().filter(|(old, new)| !is_only_known_by(pod, old, new)) {
        if let Some(selector) = spec.get("nodeSelector")
            && let Some((key, _)) = selector.entry(old)
        {
            let edits = match selector.get(new) {
                Some(value) if value.text() == selector.get(old).and_then(Node::text) => {
                    editor.remove_entry(selector, old)
                }
                Some(_) => None,
                None => editor.rename_key(selector, old, new),
            };
            findings.push(finding(pod, key, old, new, edits));
        }
        for key in
            pod.nodes.node_requirements().filter_map(|it| it.get("key")).filter(|key| key.text() == Some(old))
        {
            findings.push(finding(pod, key, old, new, editor.set(key, new)));
        }
    }
}

fn finding(pod: &Pod<'_, '_>, key: Node<'_, '_>, old: &str, new: &str, edits: Option<Vec<Edit>>) -> Finding {
    let fix = edits.and_then(|edits| Fix::new(format!("select {new}"), Safety::Safe, edits));
    pod.subject
        .finding(&RULE, key.span(), format_args!("{old} is the old name of {new}"))
        .help(Help::new("edit", format!("select {new}")))
        .fix(fix)
}

/// Whether there are hosts that have the old label and lack the new one: those of a cluster that old.
fn is_only_known_by(pod: &Pod<'_, '_>, old: &str, new: &str) -> bool {
    let hosts = pod.subject.check.fleet.into_iter().flat_map(|fleet| &fleet.hosts);
    hosts.filter(|host| host.labels.contains_key(old)).any(|host| !host.labels.contains_key(new))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a node selector by the old name",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    beta.kubernetes.io/os: windows # all of them
#   ^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: beta.kubernetes.io/os is the old name of kubernetes.io/os
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
    kubernetes.io/os: windows # all of them
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "both names, and an affinity by the old one",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
    beta.kubernetes.io/os: windows
#   ^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: beta.kubernetes.io/os is the old name of kubernetes.io/os
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: \"beta.kubernetes.io/arch\"
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: beta.kubernetes.io/arch is the old name of kubernetes.io/arch
                operator: In
                values: [amd64]
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
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: \"kubernetes.io/arch\"
                operator: In
                values: [amd64]
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a cluster whose nodes have only the old label",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    beta.kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:1709
",
    )
    .fleet(
        "\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Node
  metadata:
    name: win-1709
    labels: {beta.kubernetes.io/os: windows}
  status:
    nodeInfo: {kernelVersion: 10.0 16299 (16299.15.amd64fre.rs3_release.170928-1534), operatingSystem: windows, architecture: amd64}
",
    ),
];
