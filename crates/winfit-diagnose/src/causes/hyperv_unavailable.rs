//! Hyper-V isolation where there is no hypervisor.

use winfit_compat::HostKind;

use super::mismatch::{host_words, image_words};
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found, Pair, Remedy, Step};
use crate::facts::Sighting;

/// Hyper-V isolation is asked for, and the host cannot give it.
pub static CAUSE: Cause = Cause {
    id: "hyperv-unavailable",
    class: Class::OsMismatch,
    title: "the host cannot run containers in Hyper-V isolation",
    statement: "Hyper-V isolation needs the hypervisor: the Hyper-V role, and in a virtual machine nested virtualization, \
                which many clouds do not offer. Clients take Hyper-V isolation by default, so that there nothing runs \
                without it.",
    requires: "A message that names the missing feature or the hypervisor.",
    against: "Process isolation asked for: then another virtual machine is meant.",
    signs: &["hyperv-unavailable"],
    sources: &["hcsshim", "ms-version-compatibility"],
    retry_may_help: false,
    find: |case| {
        let mut seen = case.seen(CAUSE.signs);
        let Some(first) = seen.next() else { return Vec::new() };
        let pair = case.pair(first);
        let mut evidence = vec![Evidence::seen(first)];
        evidence.extend(seen.take(4).map(Evidence::seen));
        let image = pair.image.as_ref().and_then(|it| it.reference.clone());
        let image = image.unwrap_or_else(|| "IMAGE".to_owned());
        vec![Found {
            cause: &CAUSE,
            confidence: confidence(case),
            summary: format!(
                "{} cannot run {} in Hyper-V isolation: no hypervisor",
                host_words(&pair),
                image_words(&pair)
            ),
            remedies: [
                install(&pair),
                Step::new(
                    "in a virtual machine: let the machine below offer virtualization, while this one is off",
                    "Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true",
                ),
                Step::new(
                    "or do without, with an image of the host's own build",
                    format!("docker run --isolation=process {image}"),
                ),
            ]
            .into_iter()
            .map(Remedy::Do)
            .collect(),
            settle: vec![Step::new(
                "whether a hypervisor is there; on that host",
                "systeminfo | findstr /i hyper-v",
            )],
            host: pair.host,
            image: pair.image,
            evidence,
            against: Vec::new(),
        }]
    },
    examples: EXAMPLES,
};

/// How Hyper-V comes to a host: clients and servers have a command each.
fn install(pair: &Pair<'_>) -> Step {
    let kind = pair.host.as_ref().and_then(|it| it.host.kind);
    let client = "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All";
    let server = "Install-WindowsFeature Hyper-V -IncludeManagementTools -Restart";
    match kind {
        Some(HostKind::Client) => Step::new("enable it, on that host; then restart", client),
        Some(HostKind::Server) => Step::new("install the role, on that host; then restart", server),
        None => Step::new(
            "install it, on Windows Server by the first line, on Windows 10 and 11 by the second; then restart",
            format!("{server}\n{client}"),
        ),
    }
}

/// That a request is not supported may have other reasons; the other messages have none.
fn confidence(case: &Case<'_>) -> Confidence {
    let is_vague = |it: &Sighting<'_>| it.row.phrase.contains("request is not supported");
    if case.seen(CAUSE.signs).all(is_vague) { Confidence::Likely } else { Confidence::Certain }
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the role is not installed",
        text: "Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The virtual machine could not be started \
               because a required feature is not installed.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a request that is not supported, which may have other reasons",
        text: "docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The request is not supported.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a machine that knows its hypervisor",
        text: "Hyper-V Requirements: A hypervisor has been detected. Features required for Hyper-V will not be displayed.",
        found: None,
    },
];
