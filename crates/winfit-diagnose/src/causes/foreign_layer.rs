//! Layers of Windows that are in no registry but Microsoft's.

use super::pull::registry_words;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A base layer of Windows was not pushed along, or cannot be fetched from where it is.
pub static CAUSE: Cause = Cause {
    id: "foreign-layer",
    class: Class::Pull,
    title: "a base layer of Windows is not in the registry",
    statement: "Base layers of Windows images were long marked as not to be distributed: pushes leave them out, and pulls fetch \
                them from Microsoft. Copies in other registries, mirrors and networks without a way out then lack them. \
                The licence allows to push them to a private registry since 2020, and images since 2023 carry no such mark.",
    requires: "A layer that a registry does not know, or that is to be fetched from a foreign address.",
    against: "A push that only notes that it left a layer out: that is how it is meant to be.",
    signs: &["foreign-layer"],
    sources: &["moby", "github-distribution-2232", "github-jfrog-cli-418"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let registry = registry_words(told);
    let is_note = told.seen.iter().all(|it| it.row.phrase.starts_with("Skipped"));
    let says = if is_note {
        Says::possible(format!("a base layer of {} was left out of the push", told.image_words()))
            .against("leaving it out is what pushes do; hosts that reach Microsoft fetch it from there")
    } else {
        Says::likely(format!("a base layer of {} is not in {registry}", told.image_words()))
    };
    let allowed = if registry.contains(' ') { "REGISTRY".to_owned() } else { registry };
    Some(
        says.remedy(
            "let the engine push such layers to that registry: daemon.json, then restart Docker and push again",
            format!("{{\n  \"allow-nondistributable-artifacts\": [\"{allowed}\"]\n}}"),
        )
        .remedy("or copy the image with its layers", "crane copy --allow-nondistributable-artifacts SOURCE TARGET")
        .remedy("or build on a base image of today, which has no such layers, and push", "docker build --pull .")
        .settle(
            "whether a layer has the media type \"foreign\" and addresses of its own",
            format!("docker manifest inspect -v {}", told.image()),
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a registry that lacks a layer of a manifest",
        text: "docker push registry.example.com/shop:1\nerrors:\nmanifest blob unknown: blob unknown to registry",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a push that goes as meant",
        text: "4612f6d0b889: Skipped foreign layer\n1: digest: sha256:00aa size: 1570",
        found: Some(Confidence::Possible),
    },
    Example { says: "a manifest that is not there", text: "manifest unknown: manifest unknown", found: None },
];
