//! A probe that failed.

use super::output::logs;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A probe of a container failed.
pub static CAUSE: Cause = Cause {
    id: "probe-failed",
    class: Class::Application,
    title: "a probe of a container failed",
    statement: "The container runs, so that image and host fit. Its program does not answer the kubelet in time: not yet, since \
                programs start slowly in Windows containers, at another port, or not at all. After a failed liveness or \
                startup probe the container is restarted; after a failed readiness probe it gets no requests.",
    requires: "The kubelet's event.",
    against: "A container that answers a little later: then the probe only begins too early.",
    signs: &["probe-failed"],
    sources: &["k8s-kubelet"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let which = ["liveness", "readiness", "startup"]
        .into_iter()
        .filter(|it| told.is_worded(it))
        .collect::<Vec<_>>()
        .join(" and ");
    Some(
        Says::likely(format!("the {which} probe of {} fails: the program runs, and does not answer as it should", told.pod_words()))
            .remedy(
                "give it longer: Windows containers start slowly",
                "startupProbe:\n  periodSeconds: 10\n  failureThreshold: 30\nlivenessProbe:\n  timeoutSeconds: 10",
            )
            .remedy("or let the probe ask what the program answers: port, path, command of Windows", "")
            .settle("what the program printed", logs(told.case, &told.pair))
            .settle("what the probe asks, and what came back", format!("kubectl describe pod {}", told.pod())),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an answer that comes too late",
        text: r#"Warning  Unhealthy  5s (x4 over 35s)  kubelet  Readiness probe failed: Get "http://10.244.1.7:80/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a container that ends",
        text: "Warning  BackOff  5s  kubelet  Back-off restarting failed container",
        found: None,
    },
];
