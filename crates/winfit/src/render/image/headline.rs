//! The first line of an image: which Windows is inside, how old it is, and where it runs.

use anstyle::Style;

use super::names::short_names;
use crate::render::words::{plural, short};
use crate::render::{Page, style};
use crate::wire::image::{Image, OnRelease, Platform};

pub(super) fn print(page: &mut Page, image: &Image) {
    if image.platforms.is_empty() {
        page.headline(&image.reference, style::BAD, ": no image that a host could run");
        return;
    }
    let mut facts = vec![all_of(&contents(image))];
    facts.extend(distance(image));
    let (style, place) = runs(image);
    let unread = unread(&image.platforms);
    let style = if unread.is_some() { style::DOUBTFUL } else { style };
    let sentence = [Some(facts.join(", ")), place, unread].into_iter().flatten().collect::<Vec<_>>();
    page.headline(&image.reference, style, &format!(": {}", sentence.join("; ")));
}

/// `1 of 2 platforms could not be read`.
pub(super) fn unread(platforms: &[Platform]) -> Option<String> {
    let unread = platforms.iter().filter(|it| it.unread).count();
    (unread > 0).then(|| format!("{unread} of {} could not be read", plural(platforms.len(), "platform")))
}

/// What is inside, each once.
fn contents(image: &Image) -> Vec<String> {
    let mut contents: Vec<String> = Vec::new();
    for platform in &image.platforms {
        let content = content(platform);
        if !contents.contains(&content) {
            contents.push(content);
        }
    }
    short_names(contents.iter().map(String::as_str))
}

fn content(platform: &Platform) -> String {
    let content = match (platform.os.as_str(), platform.releases.first(), &platform.os_version) {
        ("windows", Some(release), _) => &release.name,
        ("windows", None, Some(_)) => "a Windows of no known release",
        ("windows", None, None) if platform.problem.is_some() => "Windows of unknown version",
        ("windows", None, None) => "Windows without an OS version",
        ("linux", ..) => "Linux",
        ("", ..) => "a platform of which nothing is known",
        (other, ..) => return short(other),
    };
    content.to_owned()
}

fn all_of(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => items.join(", "),
    }
}

/// How far the platform that is furthest behind is.
fn distance(image: &Image) -> Option<String> {
    let behind = image.platforms.iter().filter_map(|it| it.behind).map(|behind| behind.monthly_updates);
    let several = if behind.clone().count() > 1 { "up to " } else { "" };
    Some(match behind.max()? {
        0 => "up to date".to_owned(),
        count => format!("{several}{} behind", plural(count, "monthly update")),
    })
}

/// On how many supported servers it runs; nothing of images without Windows.
fn runs(image: &Image) -> (Style, Option<String>) {
    let servers: Vec<_> = image.releases.iter().filter(|it| it.kind == "server").collect();
    if servers.is_empty() {
        return (style::HEADING, None);
    }
    let does_run = |verdict: &str| matches!(verdict, "runs" | "preview");
    let in_process = servers.iter().filter(|it| does_run(it.process.verdict)).count();
    let in_hyperv =
        servers.iter().filter(|it| !does_run(it.process.verdict) && does_run(it.hyperv.verdict)).count();
    let all = servers.len();
    let is_open = |it: &&&OnRelease| {
        let answers = [it.process.verdict, it.hyperv.verdict];
        !answers.into_iter().any(does_run) && answers.contains(&"unknown")
    };
    let unknown = servers.iter().filter(is_open).count();
    let (style, text) = match (in_process, in_hyperv) {
        (0, 0) if unknown > 0 => {
            let text = format!("not known whether it runs on {unknown} of {all} supported servers");
            return (style::DOUBTFUL, Some(text));
        }
        (0, 0) => (style::BAD, format!("runs on none of {all} supported servers")),
        (0, some) => {
            (style::DOUBTFUL, format!("runs on {some} of {all} supported servers, in Hyper-V isolation only"))
        }
        (some, 0) => (style::GOOD, format!("runs on {some} of {all} supported servers")),
        (some, more) => {
            let text =
                format!("runs on {some} of {all} supported servers, on {more} more in Hyper-V isolation");
            (style::GOOD, text)
        }
    };
    let open = if unknown > 0 { format!(", not known for {unknown}") } else { String::new() };
    (style, Some(format!("{text}{open}")))
}
