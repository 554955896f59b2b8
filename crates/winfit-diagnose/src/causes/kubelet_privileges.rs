//! A kubelet without rights.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The kubelet does not run as an administrator.
pub static CAUSE: Cause = Cause {
    id: "kubelet-privileges",
    class: Class::Node,
    title: "the kubelet does not run as an administrator",
    statement: "The kubelet makes networks, mounts and containers, and needs the rights of an administrator for them. Up to 1.20 \
                it asked for the uid 0 instead, which no account of Windows has: there the line means nothing.",
    requires: "The kubelet says that its permissions do not suffice.",
    against: "The wording with uid 0, of kubelets up to 1.20.",
    signs: &["kubelet-privileges"],
    sources: &["k8s-pr-108146", "k8s-kubelet"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            let says = match it.is_worded("insufficient permissions") {
                true => Says::certain(format!("the kubelet of {host} does not run as an administrator")),
                false => Says::possible(format!("the kubelet of {host} may not run as an administrator"))
                    .against("kubelets up to 1.20 print that on every Windows node, whatever their rights"),
            };
            Some(
                says.remedy(
                    "run the service as LocalSystem",
                    "sc.exe config kubelet obj= LocalSystem\nRestart-Service kubelet",
                )
                .remedy("or start it in a shell that was started as administrator", "")
                .settle(
                    "which account it has",
                    "Get-CimInstance Win32_Service -Filter \"name='kubelet'\" | Select-Object StartName",
                ),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a shell without rights",
        text: "E0612 10:02:11.000000    4120 server.go:230] \"Unable to set up\" err=\"kubelet running with insufficient permissions\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an old kubelet on any node",
        text: "E0612 10:02:11.000000    4120 server.go:230] kubelet needs to run as uid `0`. It is being run as -1",
        found: Some(Confidence::Possible),
    },
    Example { says: "another account", text: "the user has insufficient permissions", found: None },
];
