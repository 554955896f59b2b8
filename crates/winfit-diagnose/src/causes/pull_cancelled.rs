//! A pull that was given up.

use super::pull::{is_of_pull, pull_line, wanted};
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Example};
use crate::facts::Sighting;

/// The pull took longer than it was given.
pub static CAUSE: Cause = Cause {
    id: "pull-cancelled",
    class: Class::Pull,
    title: "the pull took longer than it was given",
    statement: "Base images of Windows have gigabytes, and their layers take minutes to unpack, during which nothing seems to \
                go on. The kubelet with Docker gives up after a minute without progress, containerd after five: both can be \
                told to wait longer.",
    requires: "A pull that was cancelled, or that met a deadline.",
    against: "A deadline of something that is no pull.",
    signs: &["pull-cancelled"],
    sources: &["k8s-windows-intro-1.22", "k8s-code-1.20", "containerd"],
    retry_may_help: true,
    find: |case| told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_telling(case, it)), say),
    examples: EXAMPLES,
};

fn is_telling(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    sighting.row.phrase.to_ascii_lowercase().starts_with("cancel") || is_of_pull(case, sighting)
}

fn say(told: &Told<'_>) -> Option<Says> {
    let image = wanted(told).unwrap_or("the image").to_owned();
    let is_certain = told.is_worded("cancel pulling");
    let summary = format!("the pull of {image} was given up on {}: it took too long", told.host_words());
    let says = if is_certain { Says::certain(summary) } else { Says::likely(summary) };
    Some(
        says.remedy("pull it once by hand; on that node", pull_line(told))
            .remedy(
                "containerd: wait longer, in the section of the CRI plugin in config.toml, then restart it",
                "[plugins.\"io.containerd.grpc.v1.cri\"]\n  image_pull_progress_timeout = \"30m\"\n\nRestart-Service containerd",
            )
            .remedy(
                "Docker (Kubernetes up to 1.23): give the kubelet a longer deadline",
                "--image-pull-progress-deadline=30m",
            )
            .settle("how long it takes; on that node", format!("Measure-Command {{ {} }}", pull_line(told))),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the kubelet with Docker",
        text: r#"E0301 10:00:00.000000 4120 kube_docker_client.go:344] Cancel pulling image "mcr.microsoft.com/windows/servercore:ltsc2019" because of no progress for 1m0s, latest progress: "4612f6d0b889: Extracting""#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "whoever asked went away",
        text: r#"Warning  Failed  9m  kubelet  Failed to pull image "mcr.microsoft.com/windows/servercore:ltsc2022": rpc error: code = Canceled desc = context canceled"#,
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a stop that took too long",
        text: "rpc error: code = Canceled desc = grpc: the client connection is closing",
        found: None,
    },
];
