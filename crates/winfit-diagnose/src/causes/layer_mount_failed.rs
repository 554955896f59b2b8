//! Layers that Windows does not mount.

use super::layer_import_failed::exempt;
use super::layers::{Why, why, words};
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// Windows does not make a container's file system out of the layers of its image.
pub static CAUSE: Cause = Cause {
    id: "layer-mount-failed",
    class: Class::Node,
    title: "Windows does not make a file system out of the layers of the image",
    statement: "The image is on the host, and its layers cannot be put together: a driver beneath the file system is in the \
                way (of cloud storage, encryption or backup programs), another program holds the files, or a layer is \
                damaged. It does not depend on the OS version of the image.",
    requires: "A failed call of hcsshim about a layer.",
    against: "A full disk.",
    signs: &["layer-mount-failed"],
    sources: &["hcsshim"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let host = told.host_words();
    let again = format!("docker image rm {0}; docker pull {0}", told.image());
    let says = match why(told) {
        Why::DiskFull => return None,
        Why::Filtered => Says::likely(format!(
            "{host} does not mount the layers of {}: a file system driver, as a rule of a cloud storage program, is in the way",
            told.image_words()
        ))
        .remedy("remove or update programs such as Box, Dropbox, Google Drive or OneDrive on that host, then restart it", ""),
        Why::Held => Says::likely(format!(
            "{host} does not mount the layers of {}: another program, as a rule antivirus, holds their files",
            told.image_words()
        ))
        .remedy("exempt the data of the engine from scanning; on that host", exempt(told)),
        Why::Missing => Says::likely(format!("a layer of {} on {host} is damaged or not complete", told.image_words()))
            .remedy("remove the image and pull it again; on that host", again),
        Why::Other => Says::likely(format!("{host} does not mount the layers of {}{}", told.image_words(), words(told)))
            .remedy("remove the image and pull it again; on that host", again),
    };
    Some(
        says.remedy(
            "restart the compute service and the runtime; on that host",
            "Restart-Service vmcompute, docker",
        )
        .settle("which drivers are there; on that host", "fltmc")
        .settle(
            "whether any other image starts there",
            "docker run --rm mcr.microsoft.com/windows/nanoserver:TAG cmd /c ver",
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a driver of a cloud storage program",
        text: "docker: Error response from daemon: hcsshim::PrepareLayer - failed failed in Win32: Incorrect function. (0x1).",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a damaged layer",
        text: "hcsshim::ActivateLayer failed in Win32: The system cannot find the file specified. (0x2)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the compute system fails, the layers do not",
        text: "hcsshim::CreateComputeSystem 0f1e: The parameter is incorrect.",
        found: None,
    },
];
