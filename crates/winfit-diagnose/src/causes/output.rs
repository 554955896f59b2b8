//! How one sees what a program printed.

use crate::cause::{Case, Engine, Pair};

/// The line that shows what the program in the container printed before it ended.
pub(super) fn logs(case: &Case<'_>, pair: &Pair<'_>) -> String {
    match case.engine() {
        Engine::Kubernetes => match pair.pod {
            Some(pod) => {
                let namespace = pod.namespace.as_deref().map(|it| format!(" -n {it}")).unwrap_or_default();
                format!("kubectl logs {}{namespace} --previous", pod.name)
            }
            None => "kubectl logs POD --previous".to_owned(),
        },
        Engine::Swarm => {
            format!("docker service logs {}", pair.service.map_or("SERVICE", |it| it.name.as_str()))
        }
        Engine::Docker => match case.facts.containers.first() {
            Some(container) => {
                format!("docker logs {}", container.value.get(..12).unwrap_or(&container.value))
            }
            None => "docker logs CONTAINER".to_owned(),
        },
    }
}

/// Whether the text is about containers at all: any program ends with a number.
pub(super) fn is_of_container(case: &Case<'_>) -> bool {
    let facts = case.facts;
    !facts.pods.is_empty()
        || !facts.services.is_empty()
        || !facts.containers.is_empty()
        || !facts.commands.is_empty()
        || ["back-off", "task-exited", "build-step-failed", "container-start-failed", "create-process-failed"]
            .iter()
            .any(|sign| case.has(sign))
}
