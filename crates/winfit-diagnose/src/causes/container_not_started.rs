//! A container that does not get going, and nothing says why.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// A container or pod did not get going, and nothing says why.
pub static CAUSE: Cause = Cause {
    id: "container-not-started",
    class: Class::Consequence,
    title: "a container did not start, and nothing here says why",
    statement: "These words frame the reason, which stands behind them, in an earlier event, or in the log of the node. Deadlines \
                say that something took too long; on a loaded node everything does.",
    requires: "Words of the kubelet, of containerd or of Docker about a container that did not start.",
    against: "Any message that says why: then this only follows.",
    signs: &["container-start-failed", "error-syncing", "sandbox-changed", "deadline-exceeded"],
    sources: &["k8s-kubelet", "containerd", "moby"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let summary = match told.shows("container-start-failed") {
        true => format!("a container of {} did not start, and the text does not say why", whose(told)),
        false if told.shows("deadline-exceeded") => {
            "something took longer than it was given, and the text does not say what".to_owned()
        }
        false => format!("{} does not get going, and the text does not say why", told.pod_words()),
    };
    let says = Says::possible(summary);
    Some(match told.engine() {
        Engine::Kubernetes => says
            .settle("the reason stands in the events", format!("kubectl describe pod {}", told.pod()))
            .settle("or in the log of the kubelet; on that node", "Get-Content C:\\k\\kubelet.log -Tail 100"),
        Engine::Swarm => says.settle("the reason stands in the list of tasks", format!("docker service ps --no-trunc {}", told.service())),
        Engine::Docker => says.settle(
            "what the engine logged; on that host",
            "Get-EventLog -LogName Application -Source docker -Newest 20 | Format-List TimeGenerated, Message",
        ),
    })
}

fn whose(told: &Told<'_>) -> String {
    match told.engine() {
        Engine::Kubernetes => told.pod_words(),
        Engine::Docker | Engine::Swarm => told.image_words(),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's frame",
        text: "Warning  FailedSync  3s  kubelet  Error syncing pod",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the reason stands behind it",
        text: r#"Error: failed to start container "web": Error response from daemon: hcsshim::CreateComputeSystem web: The container operating system does not match the host operating system."#,
        found: None,
    },
];
