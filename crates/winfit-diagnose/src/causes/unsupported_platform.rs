//! A Swarm without a node of the image's platform.

use super::no_suitable_node::nodes;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// No node of the swarm has the operating system and architecture of the image.
pub static CAUSE: Cause = Cause {
    id: "unsupported-platform",
    class: Class::Platform,
    title: "no free node of the swarm has the operating system and architecture of the image",
    statement: "Swarm asks the registry for the platforms of the image when the service is made, and keeps its tasks on nodes of \
                these systems and architectures. It does not compare versions of Windows: where they do not fit, tasks are \
                placed and fail.",
    requires: "Swarm's word about an unsupported platform.",
    against: "Other reasons beside it: then nodes of the right platform may be there and left out for these.",
    signs: &["no-suitable-node"],
    sources: &["swarmkit", "ms-swarm-mode"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    if !told.is_worded("unsupported platform") {
        return None;
    }
    let says_more = told
        .seen
        .iter()
        .any(|it| it.row.phrase.contains("constraints") || it.row.phrase.contains("not available"))
        || told.case.has("insufficient-resources");
    let summary = format!(
        "{} is for another operating system or architecture than {} of the swarm",
        told.image_words(),
        nodes(told, "unsupported platform")
    );
    let says = if says_more { Says::likely(summary) } else { Says::certain(summary) };
    Some(
        says.remedy("add a node of the platform of the image: there", "docker swarm join --token TOKEN MANAGER:2377")
            .remedy(
                "or use an image with a platform for the nodes, then",
                format!("docker service update --image IMAGE {}", told.service()),
            )
            .remedy(
                "if the registry tells the wrong platform: let Swarm not ask it",
                format!("docker service update --no-resolve-image --force {}", told.service()),
            )
            .settle("which platforms the image has", format!("winfit image {}", told.image()))
            .settle("which the nodes have", "docker node inspect --format '{{.Description.Hostname}} {{json .Description.Platform}}' $(docker node ls -q)"),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "nothing but the platform",
        text: "\"no suitable node (unsupported platform on 3 nodes)\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "constraints left some out",
        text: "\"no suitable node (unsupported platform on 1 node; scheduling constraints not satisfied on 2 nodes)\"",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "constraints only",
        text: "\"no suitable node (scheduling constraints not satisfied on 2 nodes)\"",
        found: None,
    },
];
