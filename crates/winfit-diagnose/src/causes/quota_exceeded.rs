//! A quota of the namespace.

use super::frames;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A quota of the namespace is used up.
pub static CAUSE: Cause = Cause {
    id: "quota-exceeded",
    class: Class::Workload,
    title: "a quota of the namespace is used up",
    statement: "The namespace has a quota, and what the pod asks for is more than is left of it. No node was even looked for.",
    requires: "The API server says that a quota is exceeded.",
    against: "Nothing: the message names it.",
    signs: &["quota-exceeded"],
    sources: &["k8s-api-types"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let what = it
                .seen
                .iter()
                .find_map(|it| frames::reason(it))
                .map(|it| format!(": {it}"))
                .unwrap_or_default();
            let namespace = it.pair.pod.and_then(|it| it.namespace.as_deref()).unwrap_or("NAMESPACE");
            Some(
                Says::certain(format!("a quota of the namespace is used up{what}"))
                    .remedy(
                        "ask for less, or delete what is no longer needed",
                        format!("kubectl get pods -n {namespace}"),
                    )
                    .remedy("or raise the quota", format!("kubectl edit resourcequota -n {namespace}"))
                    .settle("what is used of it", format!("kubectl describe resourcequota -n {namespace}")),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a ReplicaSet that makes no pods",
        text: "Error creating: pods \"web-7c9d8b6f5-abcde\" is forbidden: exceeded quota: team, requested: limits.memory=4Gi, used: \
               limits.memory=6Gi, limited: limits.memory=8Gi",
        found: Some(Confidence::Certain),
    },
    Example { says: "a disk quota that holds", text: "quota of team: 3 GB of 8 GB used", found: None },
];
