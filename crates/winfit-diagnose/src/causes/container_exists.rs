//! A container that the compute service still has.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The compute service still has a container of an earlier run.
pub static CAUSE: Cause = Cause {
    id: "container-exists",
    class: Class::Node,
    title: "the compute service still has a container of an earlier run",
    statement: "Windows keeps containers under their ids. One that ended badly was not cleared away, and when it is started again \
                its id is taken (0xc037010f). Image and host have no part in it.",
    requires: "Windows says that a virtual machine or container with the id exists already.",
    against: "Nothing: no other failure is told so.",
    signs: &["container-exists"],
    sources: &["ms-hcs-codes"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let id = told.case.facts.containers.first().map_or("ID", |it| it.value.as_str());
    let host = told.host_words();
    Says::certain(format!("{host} still has a container with the id {} from an earlier run", shortened(id)))
        .remedy("end what is left of it", format!("hcsdiag kill {id}"))
        .remedy("then remove the container, and run it anew", format!("docker rm --force {id}"))
        .remedy(
            "or start the compute service anew; it ends all containers of the host",
            "Stop-Service docker; Restart-Service vmcompute; Start-Service docker",
        )
        .remedy("or restart the host", "Restart-Computer")
        .settle("whether it is there", "hcsdiag list")
}

/// The first twelve digits of an id, as docker prints it.
fn shortened(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a start after a crash",
        text: "Error response from daemon: hcs::CreateComputeSystem \
               0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0: A virtual machine or container with the specified \
               identifier already exists. (0xc037010f)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a name that is taken",
        text: "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use by container \"0f1e2d3c\".",
        found: None,
    },
];
