//! A name that is no image reference.

use super::pull::wanted;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The name of the image is malformed.
pub static CAUSE: Cause = Cause {
    id: "image-name-invalid",
    class: Class::Workload,
    title: "the name of the image is malformed",
    statement: "Repositories are written in lower case, without white space, with at most one tag: REGISTRY/REPOSITORY:TAG. \
                Empty variables, upper case letters, backslashes and paths of Windows are the usual reasons.",
    requires: "An engine's or the kubelet's word that the reference is invalid.",
    against: "A volume or an option that stands where the image is expected: then the order of the arguments is wrong.",
    signs: &["image-name-invalid"],
    sources: &["moby", "k8s-kubelet"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let named = wanted(told).map_or_else(|| "the name of the image".to_owned(), |it| format!("{it:?}"));
    let says = Says::certain(format!("{named} is no valid image reference")).remedy(
        "write it as REGISTRY/REPOSITORY:TAG, in lower case; look for an empty variable or a missing quote",
        "",
    );
    Some(match told.engine() {
        Engine::Kubernetes => says.settle(
            "the name as the pod has it",
            format!("kubectl get pod {} -o jsonpath='{{.spec.containers[*].image}}'", told.pod()),
        ),
        Engine::Docker => {
            says.settle("the line as the shell passes it on: print it first", "echo docker run …")
        }
        Engine::Swarm => says.settle(
            "the name as the service has it",
            format!(
                "docker service inspect --format '{{{{.Spec.TaskTemplate.ContainerSpec.Image}}}}' {}",
                told.service()
            ),
        ),
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an empty variable",
        text: "docker: invalid reference format.\nSee 'docker run --help'.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the kubelet",
        text: r#"Warning  InspectFailed  3s  kubelet  Failed to apply default image tag "Contoso/Shop:1": couldn't parse image reference "Contoso/Shop:1": invalid reference format: repository name must be lowercase"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a name that is well formed and unknown",
        text: "Error response from daemon: manifest for contoso/shop:1 not found: manifest unknown: manifest unknown",
        found: None,
    },
];
