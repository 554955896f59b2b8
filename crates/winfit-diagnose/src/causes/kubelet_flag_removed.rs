//! Flags that the kubelet or kube-proxy does not know.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The kubelet or kube-proxy is started with a flag that its version does not know.
pub static CAUSE: Cause = Cause {
    id: "kubelet-flag-removed",
    class: Class::Node,
    title: "the kubelet or kube-proxy is started with a flag that its version does not know",
    statement: "Guides for Windows nodes are older than the versions that people install today. Flags went with dockershim in \
                1.24, with the old logging in 1.26, and one never was. The program ends at once, and the node stays NotReady.",
    requires: "\"unknown flag\" with one of the flags that were taken out.",
    against: "The message of another program that has no such flag.",
    signs: &["kubelet-flag-removed"],
    sources: &["k8s-changelogs", "k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

/// What to do instead of each flag.
const INSTEAD: [(&str, &str, &str); 12] = [
    ("allow-privileged", "leave it out: policies of the cluster decide about that", ""),
    ("cni-bin-dir", CNI.0, CNI.1),
    ("cni-conf-dir", CNI.0, CNI.1),
    ("network-plugin", CNI.0, CNI.1),
    (
        "container-runtime",
        "leave it out, and name the runtime by its endpoint",
        "--container-runtime-endpoint=npipe:////./pipe/containerd-containerd",
    ),
    (
        "docker-endpoint",
        "move the node to containerd: the kubelet speaks to Docker no more",
        "--container-runtime-endpoint=npipe:////./pipe/containerd-containerd",
    ),
    (
        "image-pull-progress-deadline",
        "leave it out; containerd has a setting of its own, in config.toml",
        "[plugins.\"io.containerd.grpc.v1.cri\"]\n  image_pull_progress_timeout = \"20m\"",
    ),
    ("log-dir", LOG.0, LOG.1),
    ("log-file", LOG.0, LOG.1),
    ("logtostderr", LOG.0, LOG.1),
    (
        "pod-infra-container-image",
        "leave it out; containerd has the pause image, in config.toml",
        "[plugins.\"io.containerd.grpc.v1.cri\"]\n  sandbox_image = \"registry.k8s.io/pause:3.10\"",
    ),
    ("service", "the flag that makes it a service has another name", "--windows-service"),
];

const CNI: (&str, &str) = (
    "leave it out; containerd has the folders, in config.toml",
    "[plugins.\"io.containerd.grpc.v1.cri\".cni]\n  bin_dir = \"C:\\\\opt\\\\cni\\\\bin\"\n  conf_dir = \"C:\\\\etc\\\\cni\\\\net.d\"",
);
const LOG: (&str, &str) = (
    "leave it out, and let kube-log-runner write the file",
    "kube-log-runner.exe --log-file=C:\\k\\kubelet.log C:\\k\\kubelet.exe --windows-service …",
);

fn say(told: &Told<'_>) -> Option<Says> {
    // The flag of the phrase may be the beginning of another one: --service of --service-account.
    let mut flags = told.seen.iter().filter_map(|it| flag(&it.line).map(|flag| (flag, *it)));
    let ((flag, sighting), instead) = flags.find_map(|(flag, sighting)| {
        let instead = INSTEAD.iter().find(|(name, ..)| *name == flag)?;
        Some(((flag, sighting), instead))
    })?;
    let line = sighting.line.to_ascii_lowercase();
    let program = ["kube-proxy", "kubelet"].into_iter().find(|name| line.contains(name));
    let confidence = if program.is_some() { Confidence::Certain } else { Confidence::Likely };
    let gone = match sighting.row.versions.as_deref() {
        Some(versions) => format!("gone {versions}"),
        None => "never was one".to_owned(),
    };
    let program = program.unwrap_or("kubelet");
    let (_, text, paste) = instead;
    Some(
        Says::new(confidence, format!("--{flag} is no flag of this {program}: {gone}"))
            .remedy(*text, *paste)
            .remedy(
                "change the command line of the service, then start it",
                format!("sc.exe config {program} binPath= \"…\"\nStart-Service {program}"),
            )
            .settle("which version it is", format!("{program}.exe --version"))
            .settle("which flags it has", format!("sc.exe qc {program}; nssm get {program} AppParameters")),
    )
}

fn flag(line: &str) -> Option<&str> {
    let (_, behind) = line.split_once("unknown flag: --")?;
    behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a flag that went with dockershim",
        text: "E0612 10:02:11.000000    4120 run.go:74] \"command failed\" err=\"failed to parse kubelet flag: unknown flag: \
               --network-plugin\"",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a program that does not name itself",
        text: "Error: unknown flag: --log-dir",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a flag that only begins so",
        text: "Error: unknown flag: --service-account",
        found: None,
    },
];
