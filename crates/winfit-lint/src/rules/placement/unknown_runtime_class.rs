//! A runtime class that none of the files has.

use crate::lint::Pod;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unknown-runtime-class",
    title: "the runtime class is in none of the files",
    statement: "A runtime class may bring a pod its isolation, its node selector and its tolerations, and none of the files that \
                are checked has the class that this pod names. If the cluster does not have it either, the pod is refused \
                (RuntimeClass not found); if it has, the pod may be isolated or placed otherwise than it looks here. Check the \
                class together with the pod.",
    since: "Kubernetes 1.14",
    sources: &["k8s-runtime-class", "k8s-windows-user-guide"],
    severity: Severity::Info,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Pod(find),
    examples: EXAMPLES,
};

fn find(pod: &Pod<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(class) = pod.subject.found().runtime_class.as_ref().filter(|class| !class.linked) else {
        return;
    };
    let name = &class.name;
    let paste = format!("kubectl get runtimeclass {name} -o yaml > runtimeclass.yaml");
    findings.push(
        pod.subject
            .finding(&RULE, class.span, format_args!("the runtime class {name} is in none of the files"))
            .help(Help::new("learn", "check it together with its runtime class").paste(paste)),
    );
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a class that is not there",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: windows-2019
#                   ^^^^^^^^^^^^ info: Pod web: the runtime class windows-2019 is in none of the files
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2019
",
    ),
    Example::new(
        "a class in the same file",
        "pod.yaml",
        "\
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata:
  name: windows-2019
handler: runhcs-wcow-process
scheduling:
  nodeSelector:
    kubernetes.io/os: windows
    node.kubernetes.io/windows-build: 10.0.17763
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: windows-2019
  containers:
    - name: web
      image: mcr.microsoft.com/windows/nanoserver:ltsc2019
",
    ),
];
