//! The security update of February 2020.

use winfit_compat::OsVersion;

use super::mismatch::{host_words, image_words};
use crate::cause::{Case, Cause, Class, Confidence, Evidence, Example, Found, Judged, Pair, Remedy, Step};
use crate::facts::{ExitFact, ImageFact};

/// Host and image stand on different sides of the update of February 2020.
pub static CAUSE: Cause = Cause {
    id: "baseline-2020-02",
    class: Class::OsMismatch,
    title: "host and image stand on different sides of the update of February 2020",
    statement: "The security update of 11 February 2020 changed how the host and the system files of a container talk to each \
                other. Where only one side has it, 32-bit programs end at once in process isolation, with an exit status \
                and no message. Both sides need it: pull the image anew, or update the host.",
    requires: "A program that ends with STATUS_DLL_INIT_FAILED (0xc0000142: -1073741502, 3221225794) or \
               STATUS_ENTRYPOINT_NOT_FOUND (0xc0000139), on a build that had both sides of the update.",
    against: "Versions of host and image on the same side, or a build that was released with the update.",
    signs: &[],
    sources: &["ms-version-compatibility"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

/// The statuses of a program whose system libraries do not fit the kernel, and how telling they are.
const STATUSES: [(u32, Confidence); 2] =
    [(0xc000_0142, Confidence::Likely), (0xc000_0139, Confidence::Possible)];

/// Whether a status is one of those that this cause looks at.
pub(super) fn is_status(status: u32) -> bool {
    STATUSES.iter().any(|(it, _)| *it == status)
}

/// The first build that was released with the update.
const FIRST_WITH: u32 = 19041;

fn find(case: &Case<'_>) -> Vec<Found> {
    let telling = case.facts.exits.iter().filter_map(|exit| {
        let (_, confidence) = STATUSES.iter().find(|(status, _)| *status == exit.status)?;
        Some((exit, *confidence))
    });
    let Some((exit, confidence)) = telling.min_by_key(|(_, confidence)| *confidence) else {
        return Vec::new();
    };
    let pair = case.pair_of_text();
    let versions = pair.host.iter().filter_map(|it| it.host.os_version);
    let versions: Vec<OsVersion> =
        versions.chain(pair.image.iter().flat_map(ImageFact::os_versions)).collect();
    if versions.iter().any(|it| it.build >= FIRST_WITH) {
        return Vec::new();
    }
    let judged = case.judge(&pair);
    let (confidence, against) = match judged.as_ref().map(|it| (it.verdict.verdict.answer, &it.grounds)) {
        Some((answer, grounds)) if grounds.rule.id == "baseline-2020-02" && !answer.runs() => {
            (Confidence::Certain, Vec::new())
        }
        Some((answer, grounds)) if answer.runs() && has_revisions(&pair) => (
            Confidence::Possible,
            vec![Evidence::follows(format!("by their versions they fit: {}", grounds.reason))],
        ),
        _ => (confidence, Vec::new()),
    };
    vec![tell(case, pair, exit, confidence, against)]
}

fn has_revisions(pair: &Pair<'_>) -> bool {
    let host = pair.host.as_ref().and_then(|it| it.host.os_version?.revision);
    let image = pair.image.as_ref().and_then(|it| it.os_versions().next()?.revision);
    host.is_some() && image.is_some()
}

fn tell(
    case: &Case<'_>,
    pair: Pair<'_>,
    exit: &ExitFact<'_>,
    confidence: Confidence,
    against: Vec<Evidence>,
) -> Found {
    let name = exit.row.map_or("", |row| &*row.name);
    let evidence = vec![Evidence {
        says: format!("exit status {} is {name} ({:#010x})", exit.text, exit.status),
        place: exit.place,
    }];
    let image = pair.image.as_ref().and_then(|it| it.reference.as_deref()).unwrap_or("IMAGE");
    let mut remedies: Vec<Remedy> =
        case.judge(&pair).into_iter().flat_map(Judged::into_remedies).filter(is_step).collect();
    remedies.push(Remedy::Do(Step::new(
        "pull the image anew: tags that move have had the update since February 2020",
        format!("docker pull {image}"),
    )));
    let host = pair.host.as_ref().and_then(|it| it.host.os_version);
    let baseline = host.and_then(|it| case.catalog.baseline_of_build(it.build));
    remedies.push(Remedy::Do(match baseline {
        Some(row) => Step::new(
            format!(
                "or update the host to 10.0.{}.{} or later, if it is older",
                row.build, row.host_revision
            ),
            "",
        ),
        None => Step::new("or install the newest update on the host, if it is older", ""),
    }));
    remedies.push(Remedy::Do(Step::new(
        "or run it in Hyper-V isolation, where the host offers it",
        format!("docker run --isolation=hyperv {image}"),
    )));
    Found {
        cause: &CAUSE,
        confidence,
        summary: format!(
            "{} and {} stand on different sides of the update of February 2020: 32-bit programs end with {name}",
            image_words(&pair),
            host_words(&pair)
        ),
        settle: vec![
            Step::new("the revision of the host; on that host", "cmd /c ver"),
            Step::new("the revision inside the image", format!("winfit image {image}")),
        ],
        host: pair.host,
        image: pair.image,
        evidence,
        against,
        remedies,
    }
}

fn is_step(remedy: &Remedy) -> bool {
    !matches!(remedy, Remedy::Verdict(winfit_compat::remedy::Remedy::Learn(_)))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a 32-bit program of an image for Server 2019",
        text: "C:\\>docker run --rm mcr.microsoft.com/dotnet/framework/sdk:4.7.2-windowsservercore-ltsc2019 msbuild\n\
               C:\\>echo %errorlevel%\n-1073741502",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "the same status in an image that was released with the update",
        text: "C:\\>docker run --rm mcr.microsoft.com/windows/servercore:ltsc2022 app.exe\nexited with code 3221225794",
        found: None,
    },
    Example { says: "another status", text: "app exited with code 3221225786", found: None },
];
