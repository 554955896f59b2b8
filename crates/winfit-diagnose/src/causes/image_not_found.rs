//! No such image in the registry.

use super::pull::wanted;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// The registry has no such repository, tag or digest.
pub static CAUSE: Cause = Cause {
    id: "image-not-found",
    class: Class::Pull,
    title: "the registry has no such image",
    statement: "The repository, the tag or the digest is not in the registry that was asked: misspelt, never pushed, deleted, \
                or in another registry. Registries answer the same where a repository exists and may not be seen.",
    requires: "A registry's or an engine's word that manifest, tag or repository is unknown.",
    against: "An entry that is there, for other platforms: that is told as a missing platform.",
    signs: &["pull-unknown-image"],
    sources: &["moby", "distribution-spec", "containerd"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let image = wanted(told).unwrap_or("IMAGE");
    let named = wanted(told).map_or_else(|| "the image".to_owned(), str::to_owned);
    // The words for "not there" and "not for you" are the same.
    let may_be_hidden = told.seen.iter().all(|it| {
        let phrase = it.row.phrase.to_ascii_lowercase();
        phrase.contains("may require") || phrase.contains("no pull access")
    });
    let says = if may_be_hidden {
        Says::likely(format!(
            "{named} is not in the registry, or the registry does not show it without a login"
        ))
        .remedy("if it is private: log in, then pull again", format!("docker login; docker pull {image}"))
    } else {
        Says::certain(format!("{named} is not in the registry: no such repository, tag or digest"))
    };
    let says = says
        .remedy("correct the name, or push what is missing", "")
        .settle("whether the registry has it, and for which platforms", format!("winfit image {image}"));
    Some(match told.engine() {
        Engine::Kubernetes => says.settle(
            "the name as the pod has it",
            format!("kubectl get pod {} -o jsonpath='{{.spec.containers[*].image}}'", told.pod()),
        ),
        Engine::Docker | Engine::Swarm => says,
    })
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a tag that does not exist",
        text: "Error response from daemon: manifest for mcr.microsoft.com/windows/nanoserver:2099 not found: manifest \
               unknown: manifest unknown",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a repository that does not exist, or is private",
        text: "docker: Error response from daemon: pull access denied for contoso/shop, repository does not exist or may \
               require 'docker login': denied: requested access to the resource is denied",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the image is there, for other platforms",
        text: "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
        found: None,
    },
];
