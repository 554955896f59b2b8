//! A local image of another platform than asked for.

use super::pull::wanted;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image that is on the host is for another platform than the one that is asked for.
pub static CAUSE: Cause = Cause {
    id: "local-image-other-platform",
    class: Class::Platform,
    title: "the image on the host is for another platform than the one asked for",
    statement: "The engine has an image of that name, pulled or built for another operating system or architecture, and was \
                told a platform by --platform, by FROM --platform or by DOCKER_DEFAULT_PLATFORM.",
    requires: "The engine's message that names the platform that it wants, and the one that it has.",
    against: "A pull that failed before: then the registry has no such platform either.",
    signs: &["local-image-other-platform"],
    sources: &["moby"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let image = wanted(told).unwrap_or("IMAGE");
    let had = told.capture("message").map(|it| it.split(['"', ':']).next().unwrap_or(it).trim());
    // Newer engines name what they want, older ones what they have.
    let (wants, has) = match had {
        Some(had) => (told.capture("platform"), Some(had)),
        None => (None, told.capture("platform")),
    };
    let is = has.map_or_else(|| "another platform".to_owned(), str::to_owned);
    let asked = wants.map_or_else(|| "another".to_owned(), str::to_owned);
    let platform = wants.unwrap_or("windows/amd64");
    Some(
        Says::certain(format!("{image} on {} is for {is}, and {asked} is asked for", told.host_words()))
            .remedy(
                "remove it and pull that of the platform asked for",
                format!("docker image rm {image}; docker pull --platform {platform} {image}"),
            )
            .remedy(
                "or ask for no platform: neither by --platform nor by the environment",
                "Remove-Item Env:DOCKER_DEFAULT_PLATFORM",
            )
            .settle("whether the registry has that platform", format!("winfit image {image}")),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an engine that names both",
        text: "docker: Error response from daemon: image with reference contoso/shop:1 was found but does not match the \
               specified platform: wanted windows/amd64, actual: linux/amd64",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "nothing but the registry was asked",
        text: "no matching manifest for windows/amd64 10.0.20348 in the manifest list entries",
        found: None,
    },
];
