//! A container that ends again and again.

use super::output::logs;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A container ends again and again, and nothing says why.
pub static CAUSE: Cause = Cause {
    id: "back-off",
    class: Class::Consequence,
    title: "a container ends again and again",
    statement: "Back-off is the kubelet's pause between two attempts. Why the container ended stands in what it printed, in its \
                last state, or in an earlier event.",
    requires: "The kubelet's words about a restart.",
    against: "Any message that says why: then this only follows.",
    signs: &["back-off"],
    sources: &["k8s-kubelet"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    // With its status the end is told closer.
    if !told.case.facts.exits.is_empty() {
        return None;
    }
    Some(
        Says::possible(format!(
            "a container of {} ends again and again, and the text does not say why",
            told.pod_words()
        ))
        .settle("what it printed before it ended", logs(told.case, &told.pair))
        .settle("its last state and the events", format!("kubectl describe pod {}", told.pod())),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "nothing but the pause",
        text: "Warning  BackOff  5s (x9 over 2m)  kubelet  Back-off restarting failed container",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the image is not pulled",
        text: r#"Normal  BackOff  5s  kubelet  Back-off pulling image "contoso/shop:1""#,
        found: None,
    },
];
