//! A network feature that this Windows does not have.

use super::frames;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network service of this Windows is too old for what it is asked.
pub static CAUSE: Cause = Cause {
    id: "dsr-unsupported",
    class: Class::Network,
    title: "the network service of the host is too old for a feature that is asked for",
    statement: "Features of the network service came with releases and updates of Windows. kube-proxy or a network plug-in asks \
                for one that this host does not have: direct server return, for one, needs Windows Server 2019 with KB4571748 \
                (10.0.17763.1432) or a newer release.",
    requires: "The library that speaks to the network service says which feature the platform does not support.",
    against: "Nothing: the message names the feature.",
    signs: &["hns-feature-missing"],
    sources: &["hcsshim-hcn", "ms-kubernetes-problems"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let host = told.host_words();
    // The library names its features with capitals; other programs go on in prose.
    let is_name = |it: &String| it.starts_with(|c: char| c.is_ascii_uppercase());
    let feature = frames::first_reason(told).filter(is_name)?;
    let is_dsr = feature.starts_with("DSR");
    let is_asked = is_dsr || told.case.has("hns-failed") || told.case.has("cni-failed");
    let confidence = if is_asked { Confidence::Certain } else { Confidence::Likely };
    let summary = format!("the network service of {host} does not have what is asked for: {feature}");
    let says = Says::new(confidence, summary)
        .remedy("install the newest update of Windows on the host, then restart it", "");
    let says = match is_dsr {
        true => says.remedy("or do without direct server return", "kube-proxy.exe --enable-dsr=false"),
        false => says
            .remedy("or do not ask for it, in the configuration of kube-proxy or of the network plug-in", ""),
    };
    Some(says.settle("which version the host has, with its revision", "cmd /c ver"))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "direct server return",
        text: "F0612 10:02:11.000000 server.go:495] platform does not support feature DSR",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "another platform without a feature",
        text: "This platform does not support features of that kind.",
        found: None,
    },
];
