//! containerd is not reached.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// containerd does not run on the node, or not where it is looked for.
pub static CAUSE: Cause = Cause {
    id: "containerd-not-running",
    class: Class::Node,
    title: "containerd does not run on the node, or not where it is looked for",
    statement: "The kubelet and crictl speak to containerd through a named pipe. The pipe is not there, or the caller may not \
                open it. No container starts on the node until it is.",
    requires: "The pipe of containerd could not be opened.",
    against: "Nothing: the message names the pipe.",
    signs: &["containerd-not-running"],
    sources: &["containerd"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            let is_denied =
                it.capture("message").is_some_and(|it| it.to_ascii_lowercase().contains("denied"));
            let says = match is_denied {
                true => Says::certain(format!(
                    "containerd of {host} is there, and the caller may not speak to it"
                ))
                .remedy(
                    "use a shell that was started as administrator",
                    "Start-Process powershell -Verb RunAs",
                ),
                false => Says::certain(format!("containerd does not run on {host}"))
                    .remedy("start it", "Start-Service containerd")
                    .remedy(
                        "make it a service, if it is none",
                        "containerd.exe --register-service; Start-Service containerd",
                    ),
            };
            Some(
                says.settle(
                    "whether it runs, and what it says if it ends at once",
                    "Get-Service containerd; containerd.exe --log-level debug",
                )
                .settle(
                    "where the kubelet looks for it",
                    "sc.exe qc kubelet | Select-String container-runtime-endpoint",
                ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "crictl",
        text: "FATA[0002] validate service connection: validate CRI v1 runtime API for endpoint \
               \"npipe:////./pipe/containerd-containerd\": rpc error: code = Unavailable desc = connection error: desc = \"transport: \
               Error while dialing: open //./pipe/containerd-containerd: The system cannot find the file specified.\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a kubelet that is told where it is",
        text: "--container-runtime-endpoint=npipe:////./pipe/containerd-containerd",
        found: None,
    },
];
