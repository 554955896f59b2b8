//! An account that the container does not have.

use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Engine, Example};
use crate::facts::Sighting;

/// The account that a program should run as is not in the container.
pub static CAUSE: Cause = Cause {
    id: "account-unknown",
    class: Class::Workload,
    title: "the account that the program should run as is not in the container",
    statement: "Containers have the accounts of their image: ContainerUser and ContainerAdministrator, and what the image adds. \
                Accounts of the host or of the domain are not among them; HostProcess containers have those of the host.",
    requires: "Windows' sentence about an account, in the start of a container or of a program in it.",
    against: "The same sentence from a program that does something else with accounts.",
    signs: &["account-unknown"],
    sources: &["win32-error-codes", "k8s-run-as-user-name"],
    retry_may_help: false,
    find: |case| told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_of_start(case, it)), say),
    examples: EXAMPLES,
};

/// Programs of all kinds print these sentences.
fn is_of_start(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let line = sighting.line.to_ascii_lowercase();
    let words = ["createprocess", "hcs", "container", "runasusername"];
    !case.has("smb-mount-failed") && words.iter().any(|word| line.contains(word))
}

fn say(told: &Told<'_>) -> Option<Says> {
    let says =
        Says::certain(format!("{} has no account of the name that it should run as", told.image_words()))
            .remedy("in the Dockerfile: make the account, then use it", "RUN net user /add shop\nUSER shop");
    Some(match told.engine() {
        Engine::Kubernetes => says
            .remedy(
                "or run as one that every image has",
                "securityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser",
            )
            .settle(
                "which the pod asks for",
                format!("kubectl get pod {} -o yaml | Select-String runAsUserName", told.pod()),
            ),
        Engine::Docker | Engine::Swarm => says
            .remedy(
                "or run as one that every image has",
                format!("docker run --user ContainerUser {}", told.image()),
            )
            .settle(
                "which the image asks for",
                format!("docker image inspect --format '{{{{.Config.User}}}}' {}", told.image()),
            ),
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a name that the image does not have",
        text: "hcsshim::System::CreateProcess 0f1e: No mapping between account names and security IDs was done. (0x534)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a share that wants a login",
        text: "net use z: \\\\files\\shop\nSystem error 1326 has occurred.\nThe user name or password is incorrect.",
        found: None,
    },
];
