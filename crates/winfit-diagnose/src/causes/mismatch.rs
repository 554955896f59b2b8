//! Which of the mismatches a message shows. They exclude each other, so that one place decides among them.

use winfit_compat::rules::SERVER_2016;
use winfit_compat::verdict::Answer;
use winfit_compat::{Host, HostKind, HyperV, Isolation, Os};

use super::frames::{is_explained, is_framed};
use super::steps;
use super::told::{MOST, SHOWN};
use crate::cause::{Case, Cause, Confidence, Evidence, Found, Judged, Pair, Stage};
use crate::facts::{HostFact, Sighting};

mod listed;
mod words;

pub(super) use words::{host_words, image_words};

use listed::unlisted;
use words::summary;

/// A mismatch, by the cause that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sandbox,
    ImageNewer,
    Revision2016,
    Build,
    LinuxImage,
    WindowsImage,
    Architecture,
    NoMatch,
}

/// The signs of a mismatch.
pub(super) const SIGNS: &[&str] = &[
    "os-mismatch",
    "image-newer",
    "no-matching-manifest",
    "image-os-refused",
    "compute-system-failed",
    "compute-file-missing",
    "layer-import-failed",
];

/// The code of Windows for images that do not fit: `HCS_E_IMAGE_MISMATCH`.
const IMAGE_MISMATCH: u32 = 0xc037_0101;

/// What a message says of its pair.
struct Shown<'a> {
    sighting: &'a Sighting<'a>,
    pair: Pair<'a>,
    judged: Option<Judged>,
    kind: Kind,
    confidence: Confidence,
}

/// The mismatches of a kind, one for each host and image.
pub(super) fn found(case: &Case<'_>, kind: Kind, cause: &'static Cause) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for sighting in case.seen(SIGNS) {
        let Some(shown) = show(case, sighting).filter(|shown| shown.kind == kind) else { continue };
        let same = |it: &&mut Found| {
            it.host.as_ref().map(|it| &it.name) == shown.pair.host.as_ref().map(|it| &it.name)
                && it.image.as_ref().map(|it| &it.reference)
                    == shown.pair.image.as_ref().map(|it| &it.reference)
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                known.evidence.push(Evidence::seen(sighting));
                known.confidence = known.confidence.min(shown.confidence);
            }
            None => all.push(tell(case, cause, shown)),
        }
    }
    all.sort_by_key(|it| it.confidence);
    all.iter_mut().for_each(|it| it.evidence.truncate(SHOWN));
    all.truncate(MOST);
    all
}

fn show<'a>(case: &Case<'a>, sighting: &'a Sighting<'a>) -> Option<Shown<'a>> {
    let mut pair = case.pair(sighting);
    let is_isolation_told = pair.isolation.is_some();
    // In Hyper-V isolation Windows does not compare, and lists of platforms are compared without regard to it.
    pair.isolation = pair.isolation.or(Some(Isolation::Process));
    let judged = case.judge(&pair);
    let is_sandbox = case.stage(sighting) == Stage::Sandbox;
    let (kind, confidence) = match &*sighting.row.sign {
        "os-mismatch" | "image-newer" if is_sandbox => (Kind::Sandbox, Confidence::Certain),
        "os-mismatch" => {
            let (kind, confidence) = refused_by_windows(&pair, judged.as_ref());
            let is_sure = is_said_by_program(case, sighting);
            (kind, if is_sure { confidence } else { confidence.max(Confidence::Likely) })
        }
        "image-newer" => (Kind::ImageNewer, Confidence::Certain),
        "image-os-refused" => refused_by_os(sighting, &pair)?,
        "no-matching-manifest" => {
            match unlisted(case, sighting, &pair, judged.as_ref()) {
                // The list of the pause image was read, and has nothing for the node.
                (kind, _) if is_sandbox && kind != Kind::WindowsImage => (Kind::Sandbox, Confidence::Certain),
                decided => decided,
            }
        }
        // Docker of 2017 found out about a newer image while it unpacked a layer.
        "layer-import-failed" if sighting.row.phrase.contains("The system cannot find") => {
            let kind = kind_of_rule(judged.as_ref()).filter(|kind| *kind == Kind::ImageNewer)?;
            (kind, Confidence::Likely)
        }
        // Versions 1903 and 1909 say of a mismatch that a file is missing.
        "compute-file-missing" if pair.host.as_ref().is_some_and(is_of_2019) => {
            (refused_by_verdict(judged.as_ref(), is_sandbox)?, Confidence::Likely)
        }
        "compute-system-failed" if may_say_mismatch(sighting) && !is_explained(case, sighting) => {
            let kind = refused_by_verdict(judged.as_ref(), is_sandbox)?;
            let is_server = pair.host.as_ref().is_some_and(|it| it.host.kind == Some(HostKind::Server));
            let is_sure = is_isolation_told || is_server;
            (kind, if is_sure { Confidence::Likely } else { Confidence::Possible })
        }
        _ => return None,
    };
    // Of the other kinds nothing tells that the node runs Windows.
    if pair.host.is_none() && !matches!(kind, Kind::WindowsImage | Kind::Architecture) {
        pair.host = named_node(&pair);
    }
    Some(Shown { sighting, pair, judged, kind, confidence })
}

/// The node of a pod, or the only one of a service, of which the text tells the name alone.
fn named_node(pair: &Pair<'_>) -> Option<HostFact> {
    let of_service = || match pair.service?.nodes.as_slice() {
        [node] => Some(node.clone()),
        _ => None,
    };
    let name = pair.pod.and_then(|pod| pod.node.clone()).or_else(of_service)?;
    let host = Host { os: Os::Windows, hyperv: HyperV::Unknown, ..Host::linux() };
    Some(HostFact { name: Some(name), host, form: None, cautions: Vec::new(), place: None })
}

/// Whether a program says it, by what stands beside: nobody quotes it, perhaps to deny it.
fn is_said_by_program(case: &Case<'_>, sighting: &Sighting<'_>) -> bool {
    let line = sighting.line.to_ascii_lowercase();
    ["computesystem", "from daemon"].iter().any(|word| line.contains(word))
        || case.facts.codes.iter().any(|it| it.code == IMAGE_MISMATCH)
        || is_framed(case, sighting)
}

/// Whether the sentence of Windows may be that of a mismatch: in another language, or cut off. One in English that is none
/// of those known says something else.
fn may_say_mismatch(sighting: &Sighting<'_>) -> bool {
    sighting.is_cut || !sighting.capture("message").is_some_and(str::is_ascii)
}

/// Whether a host is Windows 10 or Windows Server, version 1903 or 1909.
fn is_of_2019(host: &HostFact) -> bool {
    host.host.os_version.is_some_and(|it| matches!(it.build, 18362 | 18363))
}

/// The mismatch that a rule of compatibility is about, if it is about versions.
fn kind_of_rule(judged: Option<&Judged>) -> Option<Kind> {
    match judged?.verdict.verdict.answer.rule()?.id {
        "image-newer-than-host" => Some(Kind::ImageNewer),
        "revision-mismatch-2016" => Some(Kind::Revision2016),
        "build-mismatch" | "stable-abi-window" => Some(Kind::Build),
        _ => None,
    }
}

/// Windows itself said that the versions do not fit. Which of them they are, the decision says; where it sees none, or
/// calls it a fit, the image that was started may be another than the text tells of.
fn refused_by_windows(pair: &Pair<'_>, judged: Option<&Judged>) -> (Kind, Confidence) {
    let host = pair.host.as_ref().and_then(|it| it.host.os_version);
    let is_known = pair.image.as_ref().is_some_and(|it| it.os_versions().next().is_some());
    match kind_of_rule(judged) {
        Some(kind) => (kind, Confidence::Certain),
        // On Windows Server 2016 it may be the revision.
        None if host.is_some_and(|it| it.build == SERVER_2016 || is_known) => {
            (Kind::Build, Confidence::Likely)
        }
        None => (Kind::Build, Confidence::Certain),
    }
}

/// A daemon said which operating system it does not take.
fn refused_by_os(sighting: &Sighting<'_>, pair: &Pair<'_>) -> Option<(Kind, Confidence)> {
    let phrase = sighting.row.phrase.to_ascii_lowercase();
    let os = sighting.capture("os").unwrap_or(
        if phrase.contains("linux image") || phrase.contains("linux containers") {
            "linux"
        } else if phrase.contains("windows image") {
            "windows"
        } else {
            ""
        },
    );
    match os.to_ascii_lowercase().as_str() {
        "linux" => Some((Kind::LinuxImage, Confidence::Certain)),
        "windows" => Some((Kind::WindowsImage, Confidence::Certain)),
        _ => match pair.image.as_ref()?.platforms.first()?.os? {
            Os::Linux => Some((Kind::LinuxImage, Confidence::Likely)),
            Os::Windows => Some((Kind::WindowsImage, Confidence::Likely)),
        },
    }
}

/// Nothing but the call is known that failed, and the decision says that it must fail.
fn refused_by_verdict(judged: Option<&Judged>, is_sandbox: bool) -> Option<Kind> {
    let kind = kind_of_rule(judged)?;
    Some(if is_sandbox { Kind::Sandbox } else { kind })
}

fn tell(case: &Case<'_>, cause: &'static Cause, shown: Shown<'_>) -> Found {
    let Shown { sighting, pair, judged, kind, confidence } = shown;
    let mut evidence = vec![Evidence::seen(sighting)];
    let mut against = Vec::new();
    if let Some(judged) = &judged {
        let answer = judged.verdict.verdict.answer;
        let says = format!("{}: {}", answer, judged.grounds.reason);
        match answer {
            _ if answer.runs() => against.push(Evidence::follows(format!(
                "by their versions they fit ({}): the container may be of another image, or the host was updated since",
                judged.grounds.reason
            ))),
            Answer::Unknown(..) => {}
            _ => evidence.push(Evidence::follows(says)),
        }
    }
    let remedies = steps::remedies(case, &pair, judged, kind);
    let settle = steps::settle(case, &pair, sighting);
    Found {
        cause,
        confidence,
        summary: summary(&pair, kind),
        host: pair.host,
        image: pair.image,
        evidence,
        against,
        remedies,
        settle,
    }
}
