//! Settings of the kubelet that are for Linux only.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The kubelet has settings that are for Linux only.
pub static CAUSE: Cause = Cause {
    id: "kubelet-cgroups",
    class: Class::Node,
    title: "the kubelet has settings that are for Linux only",
    statement: "Windows has no cgroups, and the kubelet's defaults ask for them. Up to 1.30 it refuses to start so; from 1.31 on \
                it says so and goes on.",
    requires: "The kubelet says which setting is not supported on Windows.",
    against: "A kubelet of 1.31 or newer, which only warns.",
    signs: &["kubelet-cgroups"],
    sources: &["k8s-kubelet", "k8s-pr-123137"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let field = told.capture("field").map_or_else(
        || {
            if told.is_worded("CgroupsPerQOS") {
                "cgroupsPerQOS".to_owned()
            } else {
                "enforceNodeAllocatable".to_owned()
            }
        },
        str::to_owned,
    );
    let host = told.host_words();
    let says = match told.is_worded("ignored configuration option") {
        true => Says::possible(format!("the kubelet of {host} ignores {field}, which Windows does not have"))
            .against("it only warns, and goes on: if the node is not ready, it is for something else"),
        false => Says::certain(format!(
            "the kubelet of {host} does not start with {field}, which Windows does not have"
        )),
    };
    says.remedy(
        "switch both off in the configuration of the kubelet, and restart it",
        "cgroupsPerQOS: false\nenforceNodeAllocatable: []\n\nRestart-Service kubelet",
    )
    .remedy("or by flags", "--cgroups-per-qos=false --enforce-node-allocatable=\"\"")
    .settle("which version it is", "kubelet.exe --version")
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a kubelet that does not start",
        text: "E0612 10:02:11.000000    4120 run.go:74] \"command failed\" err=\"failed to validate kubelet configuration, error: \
               invalid configuration: CgroupsPerQOS (--cgroups-per-qos) true is not supported on Windows\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a newer one, which warns",
        text: "W0612 10:02:11.000000    4120 validation_windows.go:60] ignored configuration option: CPUManagerPolicy is not \
               supported on Windows",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "another thing that Windows does not support",
        text: "Hugepages are not supported on Windows",
        found: None,
    },
];
