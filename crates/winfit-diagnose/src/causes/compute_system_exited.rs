//! A container that exits unexpectedly.

use winfit_compat::Isolation;
use winfit_compat::caution::{Caution, cautions};
use winfit_compat::verdict::{Answer, Question};

use super::compute;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Evidence, Example, Judged};

/// The container ended unexpectedly while or after it started.
pub static CAUSE: Cause = Cause {
    id: "compute-system-exited",
    class: Class::Node,
    title: "the container ended unexpectedly while or after it started",
    statement: "Windows made the container, and it ended before it was up (0xc0370106). Users report it where the image has a \
                newer revision than the host of the same build; antivirus programs, a lack of memory, and an image for another \
                architecture do it as well. The code alone says nothing of versions.",
    requires: "Windows says that the container exited unexpectedly.",
    against: "Nothing that it ended; why is told by the revisions, or by the log of the compute service.",
    signs: &["compute-system-exited"],
    sources: &["ms-hcs-codes", "hcsshim"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let (host, image) = (told.host_words(), told.image_words());
    // The reports are about process isolation, which is what Windows Server takes where nothing is told.
    let mut pair = told.pair.clone();
    pair.isolation = pair.isolation.or(Some(Isolation::Process));
    let judged = told.case.judge(&pair);
    let reported = judged.as_ref().and_then(|judged| reported(told, judged));
    let says = match (reported, judged) {
        (Some(Caution::Reported { report, closes_gap }), _) => {
            let says = Says::likely(format!(
                "{image} ended unexpectedly on {host}, whose revision is older: in process isolation users report that such pairs fail"
            ))
            .because(Evidence::follows(report.statement.to_string()));
            let update = closes_gap.and_then(|update| Some((update, update.kb?)));
            match update {
                Some((update, kb)) => says.remedy(
                    format!("bring the host to 10.0.{}.{}, which closes the gap; then restart it: {kb}", update.build, update.revision),
                    format!("Install-Module PSWindowsUpdate; Install-WindowsUpdate -KBArticleID {kb} -AcceptAll -AutoReboot"),
                ),
                None => says.remedy("install the newest update of Windows on the host, then restart it", compute::UPDATE),
            }
            .remedy("or run it in Hyper-V isolation, where the host offers it", format!("docker run --isolation=hyperv {}", told.image()))
        }
        (_, Some(judged))
            if !judged.verdict.verdict.answer.runs()
                && !matches!(judged.verdict.verdict.answer, Answer::Unknown(..)) =>
        {
            Says::likely(format!(
                "{image} ended unexpectedly on {host}, and by what is known of both it does not run there"
            ))
            .because(Evidence::follows(judged.grounds.reason))
        }
        (_, Some(judged)) if judged.verdict.verdict.answer.runs() => {
            Says::likely(format!("{image} ended unexpectedly on {host}; their versions fit"))
                .because(Evidence::follows(format!("by their versions they fit: {}", judged.grounds.reason)))
        }
        _ => Says::likely(format!("{image} ended unexpectedly on {host} while or after it started")),
    };
    says.remedy(compute::EXCLUDE, compute::EXCLUSION)
        .remedy(compute::LOGGED, compute::LOG)
        .settle("the revision of the host; on that host", "cmd /c ver")
        .settle("the revision inside the image", format!("winfit image {}", told.image()))
}

/// A field report about host and image, if there is one.
fn reported<'c>(told: &Told<'c>, judged: &Judged) -> Option<Caution<'c>> {
    let host = &told.pair.host.as_ref()?.host;
    let image = told.pair.image.as_ref()?.platforms.get(judged.verdict.platform?)?;
    let verdict = &judged.verdict.verdict;
    let question = Question { host, image, isolation: Some(verdict.isolation), rules: verdict.rules };
    let all = cautions(told.case.catalog, &question, verdict);
    all.into_iter().find(|it| matches!(it, Caution::Reported { .. }))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an image that is newer than its host by a revision",
        text: "C:\\>docker run --rm mcr.microsoft.com/windows/servercore:10.0.26100.3194\ndocker: Error response from daemon: hcs::System::Start \
               0f1e2d: The virtual machine or container exited unexpectedly. (0xc0370106)\nMicrosoft Windows [Version \
               10.0.26100.2894]",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "nothing is known of either side",
        text: "hcs::System::Start 0f1e2d: The virtual machine or container exited unexpectedly.",
        found: Some(Confidence::Likely),
    },
    Example { says: "a process that ended", text: "the worker exited unexpectedly", found: None },
];
