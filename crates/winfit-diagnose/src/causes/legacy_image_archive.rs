//! An archive in an old layout.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The archive has a layout that engines on Windows do not read.
pub static CAUSE: Cause = Cause {
    id: "legacy-image-archive",
    class: Class::Pull,
    title: "the archive has a layout that engines on Windows do not read",
    statement: "docker load on Windows reads archives with a manifest.json only, as docker save has written them since Docker \
                1.10. Archives of older engines, and file systems of docker export, have none.",
    requires: "The engine's message.",
    against: "An archive that was cut off on its way: compare its size.",
    signs: &["legacy-image-archive"],
    sources: &["moby"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |told| {
            Some(
                Says::certain("the archive has no manifest.json: it is of an old engine, or no image at all")
                    .remedy(
                        "write it anew, with an engine of today",
                        format!("docker save -o image.tar {}", told.image()),
                    )
                    .settle("what is in it", "tar -tf image.tar"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "docker load",
        text: "PS C:\\> docker load -i shop.tar\nError response from daemon: Windows does not support legacy loading of images",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "an image of another system",
        text: "PS C:\\> docker load -i shop.tar\ncannot load linux image on windows",
        found: None,
    },
];
