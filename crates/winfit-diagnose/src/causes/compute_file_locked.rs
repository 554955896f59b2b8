//! A file of the container that is held or gone.

use winfit_compat::verdict::Answer;

use super::compute;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Evidence, Example};

/// A file that the container starts from is held by another process, or gone.
pub static CAUSE: Cause = Cause {
    id: "compute-file-locked",
    class: Class::Node,
    title: "a file that the container starts from is held by another process, or gone",
    statement: "The layers of an image are folders of the host. When the container was to be created, one of their files was in \
                use or not there: antivirus and backup programs hold and remove files, and interrupted pulls and moved data \
                folders leave gaps.",
    requires: "Windows names a file that is in use, or that it does not find, where the container was to be created.",
    against: "A host of version 1903 or 1909: it words a mismatch of versions as a file that is not found.",
    signs: &["compute-file-locked", "compute-file-missing"],
    sources: &["hcsshim", "github-hcsshim-816"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

/// Builds that word a mismatch as a file that is not found: versions 1903 and 1909.
const AMBIGUOUS: [u32; 2] = [18362, 18363];

fn say(told: &Told<'_>) -> Says {
    let (host, image) = (told.host_words(), told.image_words());
    let settle = (compute::LOGGED, compute::LOG);
    let exclude = (compute::EXCLUDE, compute::EXCLUSION);
    if told.shows("compute-file-locked") {
        return Says::likely(format!("another process of {host} holds a file that {image} starts from"))
            .remedy(exclude.0, exclude.1)
            .remedy(
                "then try again; if it persists, restart the compute service",
                "Restart-Service vmcompute -Force",
            )
            .settle(settle.0, settle.1);
    }
    let build = told.pair.host.as_ref().and_then(|it| it.host.os_version).map(|it| it.build);
    let judged = told.case.judge(&told.pair);
    let refused = judged
        .filter(|it| matches!(it.verdict.verdict.answer, Answer::Blocked(_) | Answer::RunsWithHyperV(_)));
    let says = Says::new(
        if build.is_none_or(|it| AMBIGUOUS.contains(&it)) {
            Confidence::Possible
        } else {
            Confidence::Likely
        },
        format!("{host} does not find a file that {image} starts from"),
    );
    let says = match (build, refused) {
        (Some(build), Some(judged)) if AMBIGUOUS.contains(&build) => says.against(format!(
            "hosts of versions 1903 and 1909 say so where versions do not fit, and here they do not: {}",
            judged.grounds.reason
        )),
        (None, _) => says.against(
            "hosts of versions 1903 and 1909 say so where the versions of image and host do not fit",
        ),
        (_, Some(judged)) => says
            .because(Evidence::follows(format!("the versions do not fit either: {}", judged.grounds.reason))),
        _ => says,
    };
    says.remedy("get the image anew", format!("docker image rm --force {0}; docker pull {0}", told.image()))
        .remedy(exclude.0, exclude.1)
        .settle("which Windows the host runs; on that host", "cmd /c ver")
        .settle("whether the image fits it", format!("winfit fits {} --host VERSION", told.image()))
        .settle(settle.0, settle.1)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a file that is in use",
        text: "docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e2d: The process cannot access the file because it \
               is being used by another process. (0x20)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a file that is gone",
        text: "OS Version: 10.0.17763.1397\ndocker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e2d: The system cannot \
               find the file specified. (0x2)",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a host of which nothing is known",
        text: "hcsshim::CreateComputeSystem 0f1e2d: The system cannot find the file specified.",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a program that is not there",
        text: "type: The system cannot find the file specified.",
        found: None,
    },
];
