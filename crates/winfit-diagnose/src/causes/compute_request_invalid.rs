//! A request that the compute service does not take.

use super::compute;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The compute service does not take the configuration of a container.
pub static CAUSE: Cause = Cause {
    id: "compute-request-invalid",
    class: Class::Node,
    title: "the compute service does not take the configuration of the container",
    statement: "Docker or containerd describes the container to Windows, which does not take the description: a setting is one \
                that this build does not know, because the program is newer than Windows, or its value is wrong. Where the \
                protocol is the matter, the Windows inside a virtual machine and the host have none in common.",
    requires: "Windows says that the document is invalid, that a parameter is incorrect, that the state or the protocol is wrong.",
    against: "Nothing that the request was refused; which part of it is not told.",
    signs: &[
        "compute-json-invalid",
        "compute-parameter-refused",
        "compute-protocol-unsupported",
        "compute-state-invalid",
    ],
    sources: &["ms-hcs-codes", "hcsshim"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let (host, image) = (told.host_words(), told.image_words());
    let log = (compute::LOGGED, compute::LOG);
    if told.shows("compute-protocol-unsupported") {
        return Says::certain(format!("{image} and {host} have no protocol in common: the Windows inside is too new or too old for the host"))
            .remedy("take the image of the host's own build", "winfit matrix")
            .settle("whether it should run there", format!("winfit fits {} --host VERSION --isolation hyperv", told.image()));
    }
    if told.shows("compute-state-invalid") {
        return Says::likely(format!(
            "{image} is not in a state on {host} in which that can be done: it has ended, as a rule"
        ))
        .remedy("see why it ended", "docker ps --all; docker logs CONTAINER")
        .settle(log.0, log.1);
    }
    let what = if told.shows("compute-json-invalid") { "the description" } else { "a setting" };
    Says::likely(format!("Windows of {host} does not take {what} of {image}"))
        .remedy("install the newest update of Windows on the host, which may know it", compute::UPDATE)
        .remedy("or take a version of Docker or containerd of the host's time", "docker version; containerd --version")
        .remedy("or leave out what is not needed: devices, limits, mounts, isolation; then add one after the other", format!("docker run --rm {}", told.image()))
        .settle("which Windows the host runs; on that host", "cmd /c ver")
        .settle(log.0, log.1)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a setting that the build does not know",
        text: "hcs::CreateComputeSystem 0f1e2d: The virtual machine or container JSON document is invalid. (0xc037010d)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a guest that is too new",
        text: "hcs::System::Start 0f1e2d: The virtual machine or container does not support an available version of the communication \
               protocol with the host. (0xc037010c)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another document",
        text: "error parsing daemon.json: the JSON document is invalid",
        found: None,
    },
];
