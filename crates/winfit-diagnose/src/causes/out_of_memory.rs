//! Memory that ran out.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// Memory ran out, in the container or on the host.
pub static CAUSE: Cause = Cause {
    id: "out-of-memory",
    class: Class::Application,
    title: "memory ran out, in the container or on the host",
    statement: "Windows kills nothing when memory runs out: requests for more fail, in whatever program asks next, and the host \
                pages. In Hyper-V isolation a container has 1 GB unless told otherwise. One container without a limit can take \
                a node down.",
    requires: "The sentence of Windows, of the kubelet or of a language's runtime.",
    against: "A program that limits itself, such as Java by -Xmx.",
    signs: &["oom"],
    sources: &["win32-error-codes", "k8s-kubelet", "k8s-windows-resources"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |told| is_said(told).then(|| say(told))),
    examples: EXAMPLES,
};

/// Whether any of it is more than a field that denies it: `"OOMKilled": false` stands in all that is inspected.
fn is_said(told: &Told<'_>) -> bool {
    let denies = |value: &str| ["false", "0"].iter().any(|it| value.trim_start().starts_with(it));
    told.seen.iter().any(|it| !it.capture("message").is_some_and(denies))
}

fn say(told: &Told<'_>) -> Says {
    let of_node = told.is_worded("The node was low");
    let of_program =
        told.seen.iter().all(|it| it.row.phrase.starts_with("java.") || it.row.phrase.starts_with("System."));
    let says = match () {
        () if of_node => {
            Says::certain(format!("{} ran low on memory, and pods were evicted", told.host_words()))
        }
        () if told.is_worded("OOMKilled") => {
            Says::certain(format!("{} used more memory than its limit", told.pod_words()))
        }
        () if of_program => Says::likely("the program in the container ran out of memory"),
        () => Says::likely(format!("memory ran out, in the container or on {}", told.host_words())),
    };
    match told.engine() {
        Engine::Kubernetes => says
            .remedy(
                "raise the limit of the container, and ask for as much",
                "resources:\n  requests:\n    memory: 2Gi\n  limits:\n    memory: 2Gi",
            )
            .remedy(
                "keep memory of Windows nodes for the system, in the configuration of the kubelet",
                "systemReserved:\n  memory: 2Gi",
            )
            .settle("what is asked for on the node", format!("kubectl describe node {}", told.node())),
        Engine::Swarm => says
            .remedy("raise the limit", format!("docker service update --limit-memory 4G {}", told.service())),
        Engine::Docker => says
            .remedy("give the container more", format!("docker run --memory 4g {}", told.image()))
            .remedy("or the step of a build", "docker build --memory 4g .")
            .settle("what containers use; on that host", "docker stats --no-stream"),
    }
    .settle(
        "how much of its commitment the host has used; there",
        "Get-Counter '\\Memory\\Committed Bytes','\\Memory\\Commit Limit'",
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a container that was not killed",
        text: "\"State\": {\"Status\": \"running\", \"OOMKilled\": false, \"Dead\": false}",
        found: None,
    },
    Example {
        says: "a build in Hyper-V isolation",
        text: "Not enough storage is available to complete this operation.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the kubelet evicts",
        text: "Warning  Evicted  1m  kubelet  The node was low on resource: memory. Threshold quantity: 500Mi, available: 310Mi.",
        found: Some(Confidence::Certain),
    },
    Example { says: "the disk", text: "There is not enough space on the disk.", found: None },
];
