//! Taints that the pod does not tolerate.

use super::nodes;
use super::steps::patch_spec;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Nodes have a taint that the pod does not tolerate.
pub static CAUSE: Cause = Cause {
    id: "untolerated-taint",
    class: Class::Placement,
    title: "nodes have a taint that the pod does not tolerate",
    statement: "A taint keeps pods off a node that do not tolerate it. Windows nodes are tainted so, rightly, to keep Linux pods \
                away: pods for Windows then need the toleration beside their node selector. Kubernetes itself taints nodes \
                that are not ready, under pressure or still being set up: such taints go by themselves, and are not to be \
                tolerated.",
    requires: "The scheduler's or the kubelet's word about a taint.",
    against: "Only the taint of control-plane nodes: those are not meant, and the others are left out for another reason.",
    signs: &["untolerated-taint"],
    sources: &["k8s-scheduler", "k8s-kubelet-admission", "k8s-windows-user-guide"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

/// What a taint is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Somebody keeps pods off.
    Meant,
    /// Kubernetes keeps pods off while the node is in a bad state.
    State,
    /// Nodes of the control plane.
    ControlPlane,
}

fn say(told: &Told<'_>) -> Option<Says> {
    let taints = taints(told);
    let of = |purpose: Purpose| taints.iter().filter(move |(key, _)| self::purpose(key) == purpose);
    let words =
        |purpose: Purpose| of(purpose).map(|(key, value)| shown(key, value)).collect::<Vec<_>>().join(", ");
    let pod = told.pod_words();
    let list_taints = |says: Says| {
        says.settle(
            "the taints of the nodes",
            "kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints",
        )
    };
    if let Some((key, value)) = of(Purpose::Meant).next() {
        let tolerations: Vec<String> =
            of(Purpose::Meant).map(|(key, value)| toleration(key, value)).collect();
        let spec = match is_of_windows(key, value) {
            true => format!(
                "{{\"nodeSelector\":{{\"kubernetes.io/os\":\"windows\"}},\"tolerations\":[{}]}}",
                tolerations.join(",")
            ),
            false => format!("{{\"tolerations\":[{}]}}", tolerations.join(",")),
        };
        let summary = format!("{pod} does not tolerate the taint {} of nodes", words(Purpose::Meant));
        let says = match nodes::other_reasons(told, "taint") {
            Some(others) => Says::likely(summary)
                .against(format!("other nodes have no such taint, and are left out for this: {others}")),
            None => Says::certain(summary),
        };
        let says = says
            .remedy(
                "if it is to run there: tolerate the taint (a patch replaces the list: add what it has)",
                patch_spec(told.pair.pod, &spec),
            )
            .remedy("or take the taint off the nodes", format!("kubectl taint nodes {} {key}-", told.node()));
        return Some(list_taints(says));
    }
    if of(Purpose::State).next().is_some() {
        return Some(
            Says::certain(format!("nodes are not fit for {pod}: {}", words(Purpose::State)))
                .remedy(
                    "mend the node: its conditions say what it lacks",
                    format!("kubectl describe node {}", told.node()),
                )
                .settle("which nodes are ready", "kubectl get nodes -o wide"),
        );
    }
    let says = match taints.is_empty() {
        true => Says::certain(format!("{pod} does not tolerate a taint of nodes")).remedy(
            "tolerate the taint, if the pod is to run there",
            patch_spec(told.pair.pod, "{\"tolerations\":[{\"key\":\"KEY\",\"operator\":\"Exists\"}]}"),
        ),
        false if nodes::other_reasons(told, "taint").is_some() => return None,
        false => Says::possible(format!("{pod} is kept off the control plane, and no other node takes it"))
            .against("nodes of the control plane are not meant for it: the reason stands beside, about the other nodes"),
    };
    Some(list_taints(says))
}

/// The taints that the messages name, each once.
fn taints(told: &Told<'_>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in told.seen.iter().map(|it| &it.line) {
        for part in line.split("taint").skip(1) {
            let Some(inside) = part.trim_start_matches(['s', ' ']).strip_prefix('{') else { continue };
            let Some((inside, _)) = inside.split_once('}') else { continue };
            let (key, value) = inside.split_once(':').unwrap_or((inside, ""));
            let taint = (key.trim().to_owned(), value.trim().to_owned());
            if !taint.0.is_empty() && !all.contains(&taint) {
                all.push(taint);
            }
        }
    }
    all
}

fn purpose(key: &str) -> Purpose {
    match key {
        "node-role.kubernetes.io/control-plane" | "node-role.kubernetes.io/master" => Purpose::ControlPlane,
        "node.cloudprovider.kubernetes.io/uninitialized" => Purpose::State,
        _ if key.starts_with("node.kubernetes.io/") && key != "node.kubernetes.io/os" => Purpose::State,
        _ => Purpose::Meant,
    }
}

fn is_of_windows(key: &str, value: &str) -> bool {
    value.eq_ignore_ascii_case("windows")
        || value.to_ascii_lowercase().starts_with("win")
        || key.contains("windows")
}

fn shown(key: &str, value: &str) -> String {
    if value.is_empty() { key.to_owned() } else { format!("{key}={value}") }
}

fn toleration(key: &str, value: &str) -> String {
    match value.is_empty() {
        true => format!("{{\"key\":\"{key}\",\"operator\":\"Exists\"}}"),
        false => format!("{{\"key\":\"{key}\",\"operator\":\"Equal\",\"value\":\"{value}\"}}"),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the taint of Windows nodes",
        text: "0/5 nodes are available: 5 node(s) had untolerated taint {os: windows}. preemption: 0/5 nodes are available: 5 \
               Preemption is not helpful for scheduling.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a node that is being set up",
        text: "0/1 nodes are available: 1 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "nothing but the control plane",
        text: "0/2 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "labels only",
        text: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
        found: None,
    },
];
