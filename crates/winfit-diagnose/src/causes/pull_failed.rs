//! A pull that failed, and nothing says why.

use super::pull::{pull_line, wanted};
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// An image was not pulled, and nothing in the text says why.
pub static CAUSE: Cause = Cause {
    id: "pull-failed",
    class: Class::Consequence,
    title: "an image was not pulled",
    statement: "The image did not get onto the host. These words frame the reason, which stands behind them or in an earlier \
                event; back-off only says that the next attempt waits.",
    requires: "Words of the kubelet, of containerd or of Docker about a failed pull.",
    against: "Any message that says why: then this only follows.",
    signs: &["pull-failed", "pull-back-off"],
    sources: &["k8s-kubelet", "containerd", "moby"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let named = wanted(told).map_or_else(|| "an image".to_owned(), str::to_owned);
    let says = Says::possible(format!("{named} was not pulled, and the text does not say why"));
    let says = match told.engine() {
        Engine::Kubernetes => {
            says.settle("the reason stands in the events", format!("kubectl describe pod {}", told.pod()))
        }
        Engine::Swarm => says.settle(
            "the reason stands in the list of tasks",
            format!("docker service ps --no-trunc {}", told.service()),
        ),
        Engine::Docker => says,
    };
    Some(says.settle("the whole answer; on that host", pull_line(told)).settle(
        "whether the image has a platform for that host",
        format!("winfit image {}", wanted(told).unwrap_or("IMAGE")),
    ))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "nothing but the back-off",
        text: r#"Warning  Failed  2s (x7 over 90s)  kubelet  Error: ImagePullBackOff
Normal   BackOff  2s (x7 over 90s)  kubelet  Back-off pulling image "contoso/shop:1""#,
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the reason stands behind it",
        text: r#"Failed to pull image "contoso/shop:1": rpc error: code = Unknown desc = no matching manifest for windows/amd64 10.0.17763 in the manifest list entries"#,
        found: None,
    },
];
