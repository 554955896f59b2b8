//! Nodes without room.

use super::told::{Says, Told, told_of};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// No node has enough of a resource left.
pub static CAUSE: Cause = Cause {
    id: "insufficient-resources",
    class: Class::Placement,
    title: "no node has enough of a resource left",
    statement: "The scheduler counts what is asked for, not what is used. Windows nodes keep some 2 GiB for the system itself, \
                and their network plug-ins often give them fewer pods than Linux nodes.",
    requires: "The scheduler's, the kubelet's or Swarm's word about a resource.",
    against: "Nodes of the wanted system in the same message that are left out for another reason.",
    signs: &["insufficient-resources"],
    sources: &["k8s-scheduler", "k8s-kubelet-admission", "swarmkit"],
    retry_may_help: true,
    // Swarm's list of reasons is told as a whole.
    find: |case| {
        told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|_| !case.has("no-suitable-node")), |told| {
            Some(say(told))
        })
    },
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let mut lacking: Vec<String> = Vec::new();
    for sighting in &told.seen {
        let phrase = &*sighting.row.phrase;
        let message =
            sighting.capture("message").and_then(|it| it.split([',', ' ']).find(|it| !it.is_empty()));
        let word = match phrase.strip_prefix("Insufficient ") {
            Some(resource) => resource,
            None if phrase.starts_with("Too many pods") => "pods",
            None => message.unwrap_or("what it reserves"),
        };
        if !lacking.iter().any(|it| it == word) {
            lacking.push(word.to_owned());
        }
    }
    let lacking = lacking.join(" and ");
    match told.engine() {
        Engine::Swarm | Engine::Docker => {
            Says::certain(format!("no node has room for service {}: it lacks {lacking}", told.service()))
                .remedy(
                    "reserve less",
                    format!(
                        "docker service update --reserve-memory 512M --reserve-cpu 0.25 {}",
                        told.service()
                    ),
                )
                .settle("what a node has and gives", "docker node inspect --pretty NODE")
        }
        Engine::Kubernetes => {
            let says =
                Says::certain(format!("no node has room for {}: too little {lacking}", told.pod_words()));
            let says = match lacking.contains("pods") {
                true => says.remedy(
                    "let the node run more pods, as far as its network has addresses: in the configuration of the kubelet",
                    "maxPods: 50",
                ),
                false => says.remedy("ask for less, in the container", "resources:\n  requests:\n    cpu: 250m\n    memory: 512Mi"),
            };
            says.remedy("or add nodes of that kind", "").settle(
                "what is asked for on each node",
                "kubectl describe nodes | Select-String -Context 0,8 \"Allocated resources\"",
            )
        }
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "memory",
        text: "0/4 nodes are available: 2 Insufficient memory, 2 node(s) didn't match Pod's node affinity/selector.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the kubelet refuses",
        text: "Warning  OutOfpods  3s  kubelet  Node didn't have enough resource: pods, requested: 1, used: 30, capacity: 30",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "labels only",
        text: "0/4 nodes are available: 4 node(s) didn't match Pod's node affinity/selector.",
        found: None,
    },
];
