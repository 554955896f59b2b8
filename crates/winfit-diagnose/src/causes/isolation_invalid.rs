//! An isolation that the engine does not know.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The engine does not know the isolation that was asked for.
pub static CAUSE: Cause = Cause {
    id: "isolation-invalid",
    class: Class::Workload,
    title: "the engine does not know the isolation that was asked for",
    statement: "Isolation is process, hyperv or default on Windows, and default alone on Linux: there process and hyperv are \
                refused. Docker Desktop has an engine of each kind.",
    requires: "The engine's message about --isolation.",
    against: "A client of Windows that may not have process isolation: its message is another.",
    signs: &["isolation-invalid"],
    sources: &["moby"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let text: String = told.seen.iter().map(|it| it.line.to_ascii_lowercase()).collect();
    let is_linux = text.contains("linux") || ["process", "hyperv"].iter().any(|it| text.contains(it));
    let says = match is_linux {
        true => Says::certain("an isolation of Windows is asked for, and the engine runs Linux containers")
            .remedy(
                "Docker Desktop: switch to Windows containers",
                "& $Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe -SwitchWindowsEngine",
            )
            .remedy("or leave --isolation out, for a Linux image", ""),
        false => Says::certain("the isolation that is asked for is none: it is process, hyperv or default"),
    };
    Some(match told.engine() {
        Engine::Swarm => says.settle(
            "what the service asks for",
            format!(
                "docker service inspect --format '{{{{.Spec.TaskTemplate.ContainerSpec.Isolation}}}}' {}",
                told.service()
            ),
        ),
        Engine::Docker | Engine::Kubernetes => {
            says.settle("which containers the engine runs", "docker info --format '{{.OSType}}'")
        }
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an engine on Linux",
        text: "docker: Error response from daemon: invalid isolation 'hyperv': linux only supports 'default'.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a client without process isolation",
        text: "docker: Error response from daemon: invalid option: Windows client operating systems only support Hyper-V \
               containers.",
        found: None,
    },
];
