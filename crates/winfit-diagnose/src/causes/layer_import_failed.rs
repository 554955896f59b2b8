//! A layer that is not unpacked.

use super::layers::{Why, why, words};
use super::pull::{pull_line, wanted};
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// A layer of the image was fetched, and not unpacked.
pub static CAUSE: Cause = Cause {
    id: "layer-import-failed",
    class: Class::Pull,
    title: "a layer of the image was fetched, and not unpacked",
    statement: "The registry gave the layer, and writing it to the disk of the host failed: another program holds its files \
                (antivirus programs do), an interrupted pull left half of it, or the disk is full. Engines of 2017 and 2018 \
                say so, too, of images of a newer Windows, and of Linux layers.",
    requires: "A message of the engine, of containerd or of Windows about the import of a layer.",
    against: "A message that names the disk, or the OS version: then that is the cause.",
    signs: &["layer-import-failed", "layer-invalid"],
    sources: &["moby", "github-moby-32838", "containerd", "ms-hcs-codes"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let explained = ["disk-full", "image-newer", "os-mismatch", "image-os-refused"];
    let why = why(told);
    if why == Why::DiskFull || explained.iter().any(|sign| told.case.has(sign)) {
        return None;
    }
    let image = wanted(told).unwrap_or("the image").to_owned();
    let host = told.host_words();
    let says = match why {
        Why::Held => Says::likely(format!(
            "{host} may not write a layer of {image}: another program, as a rule antivirus, holds its files"
        ))
        .remedy("exempt the data of the engine from scanning; on that host", exempt(told)),
        Why::Missing if told.shows("layer-import-failed") && told.engine() != Engine::Kubernetes => {
            Says::possible(format!(
                "{host} did not unpack a layer of {image}{}: engines of 2017 and 2018 say so of images of a newer Windows or of Linux",
                words(told)
            ))
            .settle("which system and which Windows the image is for", format!("winfit image {}", wanted(told).unwrap_or("IMAGE")))
            .settle("which engine it is", "docker version")
        }
        _ => Says::likely(format!("{host} did not unpack a layer of {image}{}", words(told))),
    };
    let pull = pull_line(told);
    let remove = match told.engine() {
        Engine::Kubernetes => format!("crictl rmi {}; {pull}", wanted(told).unwrap_or("IMAGE")),
        Engine::Docker | Engine::Swarm => {
            format!("docker image rm {}; {pull}", wanted(told).unwrap_or("IMAGE"))
        }
    };
    Some(
        says.remedy("remove what is left of the image, and pull it again; on that host", remove)
            .settle("whether the disk has room; on that host", "Get-PSDrive -PSProvider FileSystem"),
    )
}

/// Keeps antivirus off the layers.
pub(super) fn exempt(told: &Told<'_>) -> String {
    match told.engine() {
        Engine::Kubernetes => "Add-MpPreference -ExclusionPath C:\\ProgramData\\containerd",
        Engine::Docker | Engine::Swarm => "Add-MpPreference -ExclusionPath C:\\ProgramData\\docker",
    }
    .to_owned()
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a file that something holds",
        text: "failed to register layer: rename C:\\ProgramData\\docker\\image\\windowsfilter\\layerdb\\tmp: Access is denied.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "an engine of 2017",
        text: r#"failed to register layer: re-exec error: exit status 1: output: ProcessBaseLayer C:\ProgramData\docker\windowsfilter\ab: The system cannot find the path specified."#,
        found: Some(Confidence::Possible),
    },
    Example {
        says: "the disk is full",
        text: "failed to register layer: write C:\\ProgramData\\docker\\tmp\\x: There is not enough space on the disk.",
        found: None,
    },
];
