//! A Swarm that has no node for a task.

use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example, Found};

/// Swarm has no node for the task, for reasons that it counts.
pub static CAUSE: Cause = Cause {
    id: "no-suitable-node",
    class: Class::Placement,
    title: "Swarm has no node for the task",
    statement: "Swarm leaves a task pending until a node meets everything: operating system and architecture of the image, the \
                constraints, the reservations, plug-ins, free ports, and being available. In brackets it counts the nodes \
                by reason.",
    requires: "Swarm's message.",
    against: "Nodes of another operating system or architecture only: that has a cause of its own.",
    signs: &["no-suitable-node", "insufficient-resources"],
    sources: &["swarmkit"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

/// What Swarm says of nodes: the beginning of its words, ours, and what to do about it.
const REASONS: [(&str, &str, &str, &str); 6] = [
    (
        "scheduling constraints not satisfied",
        "constraints not met",
        "give nodes the label that its constraints name, or change the constraints",
        "docker node update --label-add KEY=VALUE NODE",
    ),
    (
        "insufficient resources",
        "less left than it reserves",
        "reserve less",
        "docker service update --reserve-memory 512M --reserve-cpu 0.25 {service}",
    ),
    (
        "not available for new tasks",
        "drained, paused or down",
        "make the nodes available",
        "docker node update --availability active NODE",
    ),
    (
        "missing plugin",
        "a plug-in for its network or volume missing",
        "install the plug-in on them, or use another driver",
        "docker plugin ls",
    ),
    (
        "host-mode port already in use",
        "its port taken",
        "publish another port, or one through the mesh",
        "docker service update --publish-rm PORT --publish-add published=PORT,target=PORT {service}",
    ),
    (
        "max replicas per node",
        "as many of its tasks as allowed",
        "allow more on each node",
        "docker service update --replicas-max-per-node 0 {service}",
    ),
];

fn find(case: &Case<'_>) -> Vec<Found> {
    let of_swarm = case.seen(CAUSE.signs).filter(|it| it.row.printed_by.contains("Swarm"));
    told_of(case, &CAUSE, of_swarm.filter(|_| case.has("no-suitable-node")), say)
}

fn say(told: &Told<'_>) -> Option<Says> {
    let service =
        told.pair.service.map_or_else(|| "the service".to_owned(), |it| format!("service {}", it.name));
    let given: Vec<_> = REASONS.iter().filter(|(words, ..)| told.is_worded(words)).collect();
    if given.is_empty() && told.is_worded("unsupported platform") {
        // That is told by a cause of its own.
        return None;
    }
    let counted: Vec<String> =
        given.iter().map(|(words, ours, ..)| format!("{ours} ({})", nodes(told, words))).collect();
    let mut says = match counted.is_empty() {
        true => Says::likely(format!("Swarm has no node for {service}, and the text does not say why")),
        // The nodes left out for their platform may be those that are meant.
        false if told.is_worded("unsupported platform") => {
            Says::likely(format!("Swarm has no node for {service}: {}", counted.join("; ")))
        }
        false => Says::certain(format!("Swarm has no node for {service}: {}", counted.join("; "))),
    };
    for (_, _, text, paste) in given {
        says = says.remedy(*text, paste.replace("{service}", told.service()));
    }
    Some(
        says.settle("all of the reasons", format!("docker service ps --no-trunc {}", told.service()))
            .settle(
                "the constraints of the service",
                format!(
                    "docker service inspect --format '{{{{json .Spec.TaskTemplate.Placement}}}}' {}",
                    told.service()
                ),
            )
            .settle(
                "the labels of a node",
                "docker node inspect --format '{{json .Spec.Labels}} {{json .Description.Platform}}' NODE",
            ),
    )
}

/// How many nodes a reason is given for: `2 nodes`.
pub(super) fn nodes(told: &Told<'_>, words: &str) -> String {
    let of_reason =
        told.seen.iter().find(|it| it.row.phrase.contains(words) && it.capture("count").is_some());
    let count = of_reason.and_then(|it| it.capture("count"));
    match count.and_then(|it| it.parse::<u32>().ok()) {
        Some(1) => "1 node".to_owned(),
        Some(count) => format!("{count} nodes"),
        None => "nodes".to_owned(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "constraints and reservations",
        text: "\"no suitable node (scheduling constraints not satisfied on 2 nodes; insufficient resources on 1 node)\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "cut off",
        text: "abc123  web.1  contoso/shop:1  Running  Pending 2 minutes ago  \"no suitable node…\"",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "another operating system",
        text: "\"no suitable node (unsupported platform on 3 nodes)\"",
        found: None,
    },
];
