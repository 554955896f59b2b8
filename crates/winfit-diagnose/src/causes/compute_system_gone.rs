//! A container that is no longer there.

use super::compute;
use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Something was to be done with a container that had ended.
pub static CAUSE: Cause = Cause {
    id: "compute-system-gone",
    class: Class::Consequence,
    title: "something was to be done with a container that had ended",
    statement: "The container, or the virtual machine around it, ended before the call, or did not end as it was told. That \
                follows from something else: what it printed last, and the events before, say more.",
    requires: "Windows says that the container does not exist, does not run, or that the connection to it was closed; or it did \
               not stop in an orderly way.",
    against: "Any other failure in the text: then this follows from it.",
    signs: &[
        "compute-system-missing",
        "compute-system-stopped",
        "compute-connection-closed",
        "shutdown-failed",
    ],
    sources: &["ms-hcs-codes", "hcsshim"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let (host, image) = (it.host_words(), it.image_words());
            let id = it.case.facts.containers.first().map_or("CONTAINER", |it| it.value.as_str());
            let summary = match it.seen.iter().all(|it| &*it.row.sign == "shutdown-failed") {
                true => format!("{image} did not stop on {host} in an orderly way"),
                false => format!("{image} had ended on {host} before something was to be done with it"),
            };
            Some(
                Says::possible(summary)
                    .remedy(
                        "see what it printed last, and how it ended",
                        format!("docker logs {id}; docker inspect --format='{{{{json .State}}}}' {id}"),
                    )
                    .remedy("clear away what is left of it", format!("hcsdiag list; docker rm --force {id}"))
                    .settle(compute::LOGGED, compute::LOG),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a container that has ended",
        text: "hcsshim::ComputeSystem::Terminate 0f1e2d: A virtual machine or container with the specified identifier does not exist. \
               (0xc037010e)",
        found: Some(Confidence::Possible),
    },
    Example { says: "another thing that does not exist", text: "Error: No such container: web", found: None },
];
