//! What a command line does, by its program and the words behind it.

use super::super::CommandKind;

/// What a command line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Starts a container of an image.
    Run,
    /// The same by `ctr`, whose options differ.
    CtrRun,
    /// The same by `kubectl`, which names the image by an option.
    KubectlRun,
    /// Starts what a file describes.
    Up,
    /// Makes a service of an image.
    Service,
    /// Builds an image.
    Build,
    /// Pulls an image.
    Pull,
    /// Shows of what an image is made.
    Inspect,
}

impl Verb {
    /// The verb of a command, and the words behind it.
    pub(super) fn of(words: &[String]) -> Option<(Self, &[String])> {
        let (program, words) = words.split_first()?;
        let words = match program.as_str() {
            "docker-compose" => return compose(words),
            _ => behind_options(words),
        };
        let names: Vec<&str> = words.iter().take(3).map(String::as_str).collect();
        let (verb, length) = match (program.as_str(), names.as_slice()) {
            ("docker" | "nerdctl" | "podman", ["compose", ..]) => return compose(words.get(1..)?),
            ("docker" | "nerdctl" | "podman", names) => docker(names)?,
            ("ctr", ["run", ..]) => (Self::CtrRun, 1),
            ("ctr", ["c" | "container" | "containers", "create", ..]) => (Self::CtrRun, 2),
            ("ctr", ["i" | "image" | "images", "pull", ..]) => (Self::Pull, 2),
            ("crictl", ["pull", ..]) => (Self::Pull, 1),
            ("crictl", ["run" | "runp" | "create", ..]) => (Self::Up, 1),
            ("crictl", ["inspecti", ..]) => (Self::Inspect, 1),
            ("kubectl", ["run", ..]) => (Self::KubectlRun, 1),
            ("crane", ["manifest" | "config", ..]) | ("skopeo", ["inspect", ..]) => (Self::Inspect, 1),
            ("regctl", ["manifest" | "image", "get" | "inspect" | "config" | "manifest", ..]) => {
                (Self::Inspect, 2)
            }
            _ => return None,
        };
        Some((verb, words.get(length..)?))
    }

    /// What the facts call it; `None` if nothing is started, built or pulled.
    pub(super) const fn kind(self) -> Option<CommandKind> {
        match self {
            Self::Run | Self::CtrRun | Self::KubectlRun | Self::Up | Self::Service => Some(CommandKind::Run),
            Self::Build => Some(CommandKind::Build),
            Self::Pull => Some(CommandKind::Pull),
            Self::Inspect => None,
        }
    }

    /// Whether the image of the command is to be run.
    pub(super) const fn uses_image(self) -> bool {
        !matches!(self, Self::Build | Self::Inspect | Self::Up)
    }
}

fn docker(names: &[&str]) -> Option<(Verb, usize)> {
    Some(match names {
        ["run" | "create", ..] => (Verb::Run, 1),
        ["container", "run" | "create", ..] => (Verb::Run, 2),
        ["build", ..] => (Verb::Build, 1),
        ["image" | "buildx" | "builder", "build" | "bake", ..] => (Verb::Build, 2),
        ["pull", ..] => (Verb::Pull, 1),
        ["image", "pull", ..] => (Verb::Pull, 2),
        ["service", "create", ..] => (Verb::Service, 2),
        ["stack", "deploy", ..] => (Verb::Up, 2),
        ["inspect", ..] => (Verb::Inspect, 1),
        ["manifest" | "image", "inspect", ..] => (Verb::Inspect, 2),
        ["buildx", "imagetools", "inspect"] => (Verb::Inspect, 3),
        _ => return None,
    })
}

fn compose(words: &[String]) -> Option<(Verb, &[String])> {
    let words = behind_options(words);
    let (verb, rest) = words.split_first()?;
    match verb.as_str() {
        "up" | "run" | "start" | "create" => Some((Verb::Up, rest)),
        "build" => Some((Verb::Build, rest)),
        "pull" => Some((Verb::Pull, &[])),
        _ => None,
    }
}

/// What follows the options of the program itself.
fn behind_options(mut words: &[String]) -> &[String] {
    const WITH_VALUE: [&str; 19] = [
        "-H",
        "--host",
        "-c",
        "--context",
        "--config",
        "-l",
        "--log-level",
        "-n",
        "--namespace",
        "-a",
        "--address",
        "-f",
        "--file",
        "-p",
        "--project-name",
        "--profile",
        "--env-file",
        "-r",
        "--runtime-endpoint",
    ];
    while let Some((first, rest)) = words.split_first().filter(|(first, _)| first.starts_with('-')) {
        let has_value = WITH_VALUE.contains(&first.as_str());
        words = rest.get(usize::from(has_value)..).unwrap_or_default();
    }
    words
}
