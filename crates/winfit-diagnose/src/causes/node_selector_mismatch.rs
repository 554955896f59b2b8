//! Labels that no node has.

use winfit_fleet::label::{WINDOWS_BUILD, windows_build};

use super::nodes;
use super::steps::patch;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Evidence, Example};

/// No node has the labels that the pod asks for.
pub static CAUSE: Cause = Cause {
    id: "node-selector-mismatch",
    class: Class::Placement,
    title: "no node has the labels that the pod asks for",
    statement: "The node selector or the required node affinity of the pod names labels, and the nodes counted do not have \
                them all: a label of one's own that was never set, one of the old names (beta.kubernetes.io/osbuild), a build \
                of Windows that no node has, or nodes of the wanted kind that are not there.",
    requires: "The scheduler's or the kubelet's word that nodes did not match.",
    against: "Nodes that match and are left out for another reason in the same message.",
    signs: &["node-selector-mismatch"],
    sources: &["k8s-scheduler", "k8s-kubelet-admission", "k8s-labels"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let selectors = told.pair.pod.map(|it| it.selectors.as_slice()).unwrap_or_default();
    let asked = selectors.join(", ");
    let summary = match (asked.is_empty(), told.is_worded("Predicate")) {
        (_, true) => format!(
            "{} was put on {}, which does not have the labels that it asks for",
            told.pod_words(),
            told.host_words()
        ),
        (true, _) => format!("no free node has the labels that {} asks for", told.pod_words()),
        (false, _) => format!("no free node has the labels that {} asks for: {asked}", told.pod_words()),
    };
    let mut says = match nodes::other_reasons(told, "match") {
        Some(others) => {
            Says::likely(summary).against(format!("other nodes match, and are left out for this: {others}"))
        }
        None => Says::certain(summary),
    };
    let told_of: Vec<_> = selectors.iter().filter_map(|it| nodes::selected(told.case, it)).collect();
    for selected in &told_of {
        says = says.because(Evidence::follows(selected.words()));
    }
    let pod = told.pair.pod;
    if selectors.iter().any(|it| it.starts_with("beta.kubernetes.io/osbuild")) {
        says = says.remedy(
            "use the label that the kubelet sets by itself in place of beta.kubernetes.io/osbuild",
            patch(pod, &asking("\"beta.kubernetes.io/osbuild\":null,", "10.0.BUILD")),
        );
    }
    let own = selectors.iter().find(|it| !it.contains("kubernetes.io/"));
    if own.is_some() || selectors.is_empty() {
        let label = own.map_or("KEY=VALUE", String::as_str);
        let line = format!("kubectl label node {} {label}", told.node());
        says = says.remedy("give the nodes that are meant the label", line);
    }
    let missing: Vec<&str> = told_of.iter().filter(|it| it.is_nowhere()).map(|it| it.selector).collect();
    if !missing.is_empty() {
        says = says.remedy(format!("add a node with {}", missing.join(" and ")), "");
    }
    let mut builds =
        nodes::named(told.case).filter_map(|(_, host)| host.host.os_version).filter_map(windows_build);
    let build = builds.next().unwrap_or_else(|| "10.0.BUILD".to_owned());
    says = says.remedy(
        "or, if the image runs on them, ask for what the nodes have: the system, and of Windows the build",
        patch(pod, &asking("", &build)),
    );
    Some(
        says.settle(
            "what the nodes have",
            "kubectl get nodes -L kubernetes.io/os,kubernetes.io/arch,node.kubernetes.io/windows-build",
        )
        .settle(
            "what the pod asks for",
            format!(
                "kubectl get pod {} -o jsonpath='{{.spec.nodeSelector}} {{.spec.affinity.nodeAffinity}}'",
                told.pod()
            ),
        ),
    )
}

/// A node selector for Windows of a build.
fn asking(before: &str, build: &str) -> String {
    format!("{{{before}\"kubernetes.io/os\":\"windows\",\"{WINDOWS_BUILD}\":\"{build}\"}}")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the scheduler of today",
        text: "Warning  FailedScheduling  12s  default-scheduler  0/3 nodes are available: 3 node(s) didn't match Pod's node \
               affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the scheduler of 2019",
        text: "0/4 nodes are available: 4 node(s) didn't match node selector.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "taints only",
        text: "0/1 nodes are available: 1 node(s) had untolerated taint {os: windows}.",
        found: None,
    },
];
