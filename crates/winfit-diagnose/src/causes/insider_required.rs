//! Images for the Windows Insider Program.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The image is one of the Windows Insider Program, and the host takes no part in it.
pub static CAUSE: Cause = Cause {
    id: "insider-required",
    class: Class::Node,
    title: "the image is one of the Windows Insider Program, and the host takes no part in it",
    statement: "Images of builds that are not released yet run only on hosts that take part in the Windows Insider Program.",
    requires: "Windows says that the host must join the program.",
    against: "Nothing: no other failure is told so.",
    signs: &["insider-required"],
    sources: &["ms-hcs-codes"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let (image, host) = (it.image_words(), it.host_words());
            let reference = it.image();
            Some(
                Says::certain(format!(
                    "{image} is for the Windows Insider Program, and {host} takes no part in it"
                ))
                .remedy(
                    "take the image of a released Windows, of the host's own build",
                    "docker pull mcr.microsoft.com/windows/servercore:ltsc2022",
                )
                .remedy(
                    "or join the program on that host: Settings, Windows Update",
                    "start ms-settings:windowsinsider",
                )
                .settle("which Windows the image is built for", format!("winfit image {reference}")),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "an insider image",
        text: "docker: Error response from daemon: hcs::CreateComputeSystem 0f1e: To use this container image, you must join the \
               Windows Insider Program. Please see https://go.microsoft.com/fwlink/?linkid=850659 for more information.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a name of an insider image",
        text: "docker pull mcr.microsoft.com/windows/nanoserver/insider",
        found: None,
    },
];
