//! A name that another container has.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Another container has the name.
pub static CAUSE: Cause = Cause {
    id: "container-name-taken",
    class: Class::Workload,
    title: "another container has the name",
    statement: "Names of containers are unique on a host, and a container that has ended keeps its name until it is removed.",
    requires: "Docker says that the name is in use.",
    against: "Nothing: the message names it.",
    signs: &["container-name-taken"],
    sources: &["moby"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let name = it.capture("container").unwrap_or("NAME").trim_start_matches('/');
            let image = it.image();
            Some(
                Says::certain(format!("another container has the name {name}"))
                    .remedy("remove it, if it is no longer needed", format!("docker rm --force {name}"))
                    .remedy(
                        "or let containers go when they end",
                        format!("docker run --rm --name {name} {image}"),
                    )
                    .settle("what it is", format!("docker ps --all --filter name={name}")),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a container that has ended",
        text: "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use by container \
               \"0f1e2d3c4b5a\". You have to remove (or rename) that container to be able to reuse that name.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another name that is taken",
        text: "Error response from daemon: network with name web already exists",
        found: None,
    },
];
