//! A kubelet that pulls no faster.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The kubelet pulls no more images a second than it may.
pub static CAUSE: Cause = Cause {
    id: "kubelet-pull-limit",
    class: Class::Node,
    title: "the kubelet pulls no more images a second than it may",
    statement: "The kubelet limits its own pulls, 5 a second with bursts of 10 unless told otherwise. It tries again by itself.",
    requires: "The kubelet's own words: the registry was not asked.",
    against: "A registry's 429: then the registry limits.",
    signs: &["kubelet-pull-limit"],
    sources: &["k8s-kubelet"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |told| {
            Some(
                Says::certain(format!(
                    "the kubelet of {} pulls no faster: it tries again by itself",
                    told.host_words()
                ))
                .remedy(
                    "let it pull more, in its configuration; then restart it",
                    "registryPullQPS: 20\nregistryBurst: 40",
                )
                .settle("whether the pod gets on", format!("kubectl describe pod {}", told.pod())),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet's event",
        text: r#"Warning  Failed  4s  kubelet  Failed to pull image "contoso/shop:1": pull QPS exceeded"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the registry's limit",
        text: "toomanyrequests: You have reached your pull rate limit.",
        found: None,
    },
];
