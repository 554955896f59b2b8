//! What messages about pulls have in common.

use winfit_compat::reference::Reference;

use super::told::Told;
use crate::cause::{Case, Engine};
use crate::facts::{CommandKind, Sighting};

/// Whether a message of a server that was not reached, or that refused, is about pulling an image: other programs print the
/// same.
pub(super) fn is_of_pull(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let line = sighting.line.to_ascii_lowercase();
    let words =
        ["/v2/", "pull", "registry", "containerd", "dockerd", "error response from daemon", "manifest"];
    words.iter().any(|word| line.contains(word))
        || ["pull-failed", "pull-back-off"].iter().any(|sign| case.has(sign))
        || case.facts.commands.iter().any(|it| it.kind == CommandKind::Pull)
}

/// The registry that the messages are about: of the address in them, else of the image.
pub(super) fn registry(told: &Told<'_>) -> Option<String> {
    let of_address = told.seen.iter().find_map(|it| {
        let (_, behind) = it.line.split_once("https://").or_else(|| it.line.split_once("http://"))?;
        let host = behind.split(['/', '"', ' ', ':', '\\']).next()?;
        (host.contains('.') || host == "localhost").then(|| host.to_owned())
    });
    let of_image = || {
        let image = told.capture("image").or_else(|| told.pair.image.as_ref()?.reference.as_deref())?;
        Some(image.parse::<Reference>().ok()?.registry)
    };
    of_address.or_else(of_image)
}

/// A registry, or the word for it.
pub(super) fn registry_words(told: &Told<'_>) -> String {
    registry(told).unwrap_or_else(|| "the registry".to_owned())
}

/// The image that was to be pulled: as the message names it, else the one that it is about.
pub(super) fn wanted<'t>(told: &'t Told<'_>) -> Option<&'t str> {
    told.capture("image").or_else(|| told.pair.image.as_ref()?.reference.as_deref())
}

/// The line that pulls the image by hand, on the host that failed to.
pub(super) fn pull_line(told: &Told<'_>) -> String {
    let image = wanted(told).unwrap_or("IMAGE");
    match told.engine() {
        Engine::Kubernetes => format!("crictl pull {image}"),
        Engine::Docker | Engine::Swarm => format!("docker pull {image}"),
    }
}
