//! The Docker engine is not reached.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The docker command does not reach an engine.
pub static CAUSE: Cause = Cause {
    id: "docker-not-running",
    class: Class::Node,
    title: "the docker command does not reach an engine",
    statement: "The docker command speaks to an engine through a pipe, a socket or an address. Nothing answers there, or the user \
                may not speak to it: no image was even looked at.",
    requires: "The docker command says that it does not reach the engine.",
    against: "An engine that answers with an error: then it runs.",
    signs: &["docker-not-running"],
    sources: &["docker-cli", "docker-for-win"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let line: String = told.seen.iter().map(|it| it.line.to_ascii_lowercase()).collect();
    let settle = ("which engine the command speaks to", "docker context ls; docker version");
    if line.contains("denied") || line.contains("must be run elevated") {
        return Says::certain("the docker command may not speak to the engine: the user lacks the right")
            .remedy("use a shell that was started as administrator", "Start-Process powershell -Verb RunAs")
            .remedy(
                "or let the user do so, then log on anew",
                "Add-LocalGroupMember -Group docker-users -Member $env:USERNAME",
            )
            .settle(settle.0, settle.1);
    }
    if line.contains("dockerdesktoplinuxengine") || line.contains("docker_engine_linux") {
        return Says::certain("Docker Desktop does not run, or not in its Linux mode")
            .remedy("start it", "Start-Process \"$Env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe\"")
            .remedy("or take its Windows engine, for Windows images", "docker context use default\n& $Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe -SwitchWindowsEngine")
            .settle(settle.0, settle.1);
    }
    if line.contains("unix://") || line.contains("docker.sock") {
        return Says::certain("the Docker engine of this Linux host does not run")
            .remedy("start it", "sudo systemctl start docker")
            .settle("why it does not", "journalctl -u docker -n 50");
    }
    Says::certain("the docker command reaches no engine: it does not run")
        .remedy("start it: the service of Windows Server", "Start-Service docker")
        .remedy("or Docker Desktop", "Start-Process \"$Env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe\"")
        .settle(settle.0, settle.1)
        .settle(
            "why it does not run",
            "Get-EventLog -LogName Application -Source Docker -After (Get-Date).AddMinutes(-30) | Sort-Object Time",
        )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a service that was stopped",
        text: "error during connect: This error may indicate that the docker daemon is not running.: Get \
               \"http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/version\": open //./pipe/docker_engine: The system cannot find the file \
               specified.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a user without the right",
        text: "error during connect: in the default daemon configuration on Windows, the docker client must be run elevated to \
               connect: open //./pipe/docker_engine: Access is denied.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an engine that answers",
        text: "Error response from daemon: No such container: web",
        found: None,
    },
];
