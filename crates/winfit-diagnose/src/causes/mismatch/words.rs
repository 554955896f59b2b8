//! What is wrong, in words.

use super::Kind;
use crate::cause::Pair;

/// What is wrong, with the values at hand.
pub(super) fn summary(pair: &Pair<'_>, kind: Kind) -> String {
    let image = image_words(pair);
    let host = host_words(pair);
    match kind {
        Kind::Sandbox => {
            format!("the pause image{} does not fit {host}: no pod can start there", named(pair))
        }
        Kind::ImageNewer => format!("{image} is newer than {host}"),
        Kind::Revision2016 => {
            format!("{image} and {host} are both Windows Server 2016, with revisions that do not go together")
        }
        Kind::Build => format!("{image} is built for another Windows than {host}"),
        Kind::LinuxImage => format!("{image} is a Linux image, and {host} runs Windows containers"),
        Kind::WindowsImage => format!("{image} is a Windows image, and the daemon runs Linux containers"),
        Kind::Architecture => format!("{image} is not there for the architecture of {host}"),
        Kind::NoMatch => format!("{image} has no platform that fits {host}"),
    }
}

fn named(pair: &Pair<'_>) -> String {
    let reference = pair.image.as_ref().and_then(|it| it.reference.as_deref());
    reference.map(|it| format!(" {it}")).unwrap_or_default()
}

pub(in crate::causes) fn image_words(pair: &Pair<'_>) -> String {
    let Some(image) = &pair.image else { return "the image".to_owned() };
    let versions: Vec<_> = image.os_versions().take(3).map(|it| it.to_string()).collect();
    let inside = if versions.is_empty() { String::new() } else { format!(" ({})", versions.join(", ")) };
    match &image.reference {
        // A digest tells people nothing.
        Some(reference) => format!("{}{inside}", reference.split('@').next().unwrap_or(reference)),
        None => format!("the image{inside}"),
    }
}

pub(in crate::causes) fn host_words(pair: &Pair<'_>) -> String {
    let Some(host) = &pair.host else { return "the host".to_owned() };
    let version = host.host.os_version.map(|it| format!(" ({it})")).unwrap_or_default();
    match &host.name {
        Some(name) => format!("host {name}{version}"),
        None => format!("the host{version}"),
    }
}
