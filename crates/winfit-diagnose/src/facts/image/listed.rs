//! What images are made of, where the text shows it: manifest lists, configurations, `docker inspect`,
//! `docker buildx imagetools inspect`. It belongs to the image that the command before asked for, or that the output names.

use std::ops::Range;

use winfit_compat::reading::{Form, Reading};
use winfit_compat::{Architecture, ImageOsVersion, Os, OsVersion, Platform, Provenance};

use super::super::command::Inspected;
use super::super::plain::Plain;
use super::super::reference::reference;
use super::super::scan::{before, char_before, from, is_quote, values, word};
use super::super::{ImageRole, MOST};
use super::Images;

/// What a list consists of, in text order.
#[derive(Debug)]
enum Part {
    /// A command, or a field that names the image; `None` if it names none that is valid.
    Subject(Option<String>),
    /// A list begins.
    List,
    /// An entry.
    Entry(Platform),
}

/// How many lines may lie between a command and what it printed.
const FAR: usize = 200;

/// The longest object of a platform.
const LONGEST: usize = 1_000;

/// Adds what a text shows of images.
pub(in super::super) fn read(
    plain: &Plain<'_>,
    readings: &[Reading],
    inspected: Vec<Inspected>,
    images: &mut Images,
) {
    let mut parts: Vec<(usize, Part)> =
        inspected.into_iter().map(|it| (it.at, Part::Subject(it.image))).take(MOST).collect();
    let mut objects = Vec::new();
    for (at, object) in objects_of(plain) {
        parts.extend(
            platform(object).map(|platform| (at, Part::Entry(platform))).filter(|_| objects.len() < MOST),
        );
        objects.push(at..at + object.len());
    }
    parts.extend(configurations(plain, readings, &objects).take(MOST));
    parts.extend(printed(plain).take(MOST));
    parts.extend(plain.lower().match_indices("manifests\"").map(|(at, _)| (at, Part::List)).take(MOST));
    parts.extend(names(plain).take(MOST));
    parts.sort_by_key(|(at, _)| *at);

    let mut subject: Option<(usize, String)> = None;
    let mut open: Option<(usize, Vec<Platform>)> = None;
    let mut finish = |subject: &mut Option<(usize, String)>, list: Option<(usize, Vec<Platform>)>| {
        let Some((at, platforms)) = list else { return };
        let is_near = |from: usize| plain.line_of(at) - plain.line_of(from) <= FAR;
        let image = subject.take().filter(|(from, _)| is_near(*from));
        match image.and_then(|(from, image)| images.add(&image, ImageRole::Listed, plain, from)) {
            Some(index) => images.set_platforms(index, platforms),
            None => images.listed(platforms, plain.place(at)),
        }
    };
    for (at, part) in parts {
        match part {
            Part::Subject(image) => {
                finish(&mut subject, open.take());
                subject = image.map(|image| (at, image));
            }
            Part::List => finish(&mut subject, open.take()),
            Part::Entry(platform) => {
                let (_, list) = open.get_or_insert_with(|| (at, Vec::new()));
                if list.len() < MOST && !list.contains(&platform) {
                    list.push(platform);
                }
            }
        }
    }
    finish(&mut subject, open);
}

/// The objects `"platform": {…}`, escaped or not.
fn objects_of<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = (usize, &'p str)> {
    const KEY: &str = "platform";
    plain.lower().match_indices(KEY).filter_map(|(at, _)| {
        let behind = from(plain.text(), at + KEY.len(), LONGEST);
        let object = behind.trim_start_matches(|c: char| is_quote(c) || c.is_whitespace() || c == ':');
        let open = object.strip_prefix('{').filter(|_| behind.starts_with(is_quote))?;
        let start = at + KEY.len() + (behind.len() - open.len());
        Some((start, open.get(..open.find('}')?)?))
    })
}

/// An entry of a list.
fn platform(object: &str) -> Option<Platform> {
    let os = match field(object, "os")? {
        "windows" => Os::Windows,
        "linux" => Os::Linux,
        _ => return None,
    };
    let version = field(object, "os.version").and_then(|it| it.parse::<OsVersion>().ok());
    let architecture = field(object, "architecture").and_then(|it| it.parse::<Architecture>().ok());
    Some(entry(os, architecture, version, Provenance::Registry))
}

fn entry(
    os: Os,
    architecture: Option<Architecture>,
    version: Option<OsVersion>,
    provenance: Provenance,
) -> Platform {
    let os_version = match (os, version) {
        (Os::Windows, Some(version)) => ImageOsVersion::Known(version),
        // Lists leave it out, and so do programs that show them: the image may carry it.
        (Os::Windows, None) => ImageOsVersion::Unknown,
        (Os::Linux, _) => ImageOsVersion::Absent,
    };
    Platform { os: Some(os), architecture, os_version, provenance }
}

/// The value of a field of an object, of which the key is in quotes.
fn field<'t>(object: &'t str, key: &str) -> Option<&'t str> {
    let mut places = object.match_indices(key);
    places.find_map(|(at, _)| {
        let behind = object.get(at + key.len()..)?;
        let value = behind.trim_start_matches(is_quote);
        let is_key = value.len() < behind.len() && char_before(object, at).is_some_and(is_quote);
        let value = value.trim_start().strip_prefix(':').filter(|_| is_key)?.trim_start();
        Some(word(value.trim_start_matches(is_quote)))
    })
}

/// Versions of `docker inspect` and of configurations, which stand beside no list.
fn configurations(
    plain: &Plain<'_>,
    readings: &[Reading],
    objects: &[Range<usize>],
) -> impl Iterator<Item = (usize, Part)> {
    let is_inside = |at: usize| {
        let index = objects.partition_point(|object| object.start <= at).checked_sub(1);
        index.and_then(|index| objects.get(index)).is_some_and(|object| object.contains(&at))
    };
    let loose = readings.iter().filter(move |it| it.form == Form::Platform && !is_inside(it.span.start));
    let loose = loose.filter(|it| is_keyed(plain, it));
    loose.filter_map(|reading| {
        let version = reading.os_version()?;
        let platform = entry(Os::Windows, reading.architecture, Some(version), Provenance::Daemon);
        Some((reading.span.start, Part::Entry(platform)))
    })
}

/// Whether a version stands behind `os.version` or `OsVersion`: it is an image's.
pub(in super::super) fn is_keyed(plain: &Plain<'_>, reading: &Reading) -> bool {
    let before = before(plain.lower(), reading.span.start, 48);
    let key = before.trim_end_matches(|c: char| is_quote(c) || c.is_whitespace() || matches!(c, ':' | '='));
    key.len() < before.len()
        && ["os.version", "osversion", "os-version", "os_version"].iter().any(|it| key.ends_with(it))
}

/// `Platform:  windows(10.0.20348.1)/amd64`, as `imagetools inspect` prints.
fn printed(plain: &Plain<'_>) -> impl Iterator<Item = (usize, Part)> {
    let lines = plain.lines().filter_map(|line| {
        let platform = platform_of(line.text.strip_prefix("Platform:")?.trim())?;
        Some((line.at, Part::Entry(Platform { provenance: Provenance::Registry, ..platform })))
    });
    lines.collect::<Vec<_>>().into_iter()
}

/// `windows/amd64`, `windows(10.0.20348.1)/amd64`, `linux/arm/v7`, as Docker writes a platform.
pub(super) fn platform_of(text: &str) -> Option<Platform> {
    let (os, rest) = text.split_once(['/', '('])?;
    let os = match os {
        "windows" => Os::Windows,
        "linux" => Os::Linux,
        _ => return None,
    };
    let version = text.split_once('(').and_then(|(_, rest)| rest.split_once([')', '+']));
    let version = version.and_then(|(version, _)| version.parse::<OsVersion>().ok());
    let architecture = rest.rsplit_once(")/").map_or(rest, |(_, rest)| rest);
    let architecture = word(architecture).split('/').next()?.parse::<Architecture>().ok()?;
    Some(entry(os, Some(architecture), version, Provenance::Daemon))
}

/// The fields by which the output names the image: `Name:` above `MediaType:`, and `RepoTags`.
fn names(plain: &Plain<'_>) -> impl Iterator<Item = (usize, Part)> {
    let mut found = Vec::new();
    for line in plain.lines() {
        let Some(name) = line.text.strip_prefix("Name:") else { continue };
        let next = plain.line(line.index + 1);
        let is_list = next.is_some_and(|it| it.text.starts_with("MediaType:")) && !name.contains('@');
        if is_list && found.len() < MOST {
            found.push((line.at, Part::Subject(reference(name).map(str::to_owned))));
        }
    }
    for value in values(plain, "repotags") {
        let line = plain.line_of(value.at);
        let next = plain.line(line + 1).map(|it| it.text).unwrap_or_default();
        let text = value.text.trim_start_matches(['[', ' ']);
        let name = if text.is_empty() { next } else { text };
        if let Some(name) = reference(name).filter(|_| found.len() < MOST) {
            found.push((value.key_at, Part::Subject(Some(name.to_owned()))));
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Facts, ImageFact, command, service};
    use super::*;
    use crate::text::Piece;

    fn images(text: &str) -> Vec<ImageFact> {
        let piece = Piece::new(1, text.as_bytes());
        let plain = Plain::new(0, &piece);
        let mut images = Images::default();
        let mut facts = Facts::default();
        let inspected = command::read(&plain, &mut facts, &mut images, &mut service::Services::default());
        read(&plain, &winfit_compat::reading::read(plain.text()), inspected, &mut images);
        images.finish(winfit_compat::builtin::builtin())
    }

    const LIST: &str = r#"{
   "manifests": [
      { "digest": "x", "platform": { "architecture": "amd64", "os": "linux" } },
      { "digest": "y", "platform": { "architecture": "amd64", "os": "windows", "os.version": "10.0.20348.2113" } },
      { "digest": "z", "platform": { "architecture": "unknown", "os": "unknown" } }
   ]
}
"#;

    fn check(image: &ImageFact, reference: Option<&str>) {
        assert_eq!(image.reference.as_deref(), reference);
        assert_eq!(
            image.platforms.iter().map(|it| it.os).collect::<Vec<_>>(),
            [Some(Os::Linux), Some(Os::Windows)]
        );
        assert_eq!(image.os_versions().collect::<Vec<_>>(), [OsVersion::new(20348, 2113)]);
    }

    #[test]
    fn a_list_is_of_the_image_that_the_command_asked_for() {
        for command in [
            "docker manifest inspect contoso/web:1",
            "$ crane manifest contoso/web:1",
            "# skopeo inspect --raw docker://contoso/web:1",
        ] {
            let found = images(&format!("{command}\n{LIST}"));
            assert_eq!(found.len(), 1, "{command}");
            check(&found[0], Some("contoso/web:1"));
        }
    }

    #[test]
    fn a_list_alone_is_of_an_image_without_a_name() {
        for text in [LIST.to_owned(), LIST.split_whitespace().collect(), LIST.replace('"', "\\\"")] {
            let found = images(&text);
            assert_eq!(found.len(), 1);
            check(&found[0], None);
        }
    }

    #[test]
    fn each_list_is_of_its_own_command() {
        let found = images(&format!(
            "docker manifest inspect contoso/a\n{LIST}\ndocker manifest inspect contoso/b\n{LIST}\n{LIST}"
        ));
        let names: Vec<_> = found.iter().map(|it| it.reference.as_deref()).collect();
        assert_eq!(names, [Some("contoso/a"), Some("contoso/b"), None]);
        found.iter().for_each(|it| assert_eq!(it.platforms.len(), 2));
    }

    #[test]
    fn imagetools_and_inspect_name_their_image() {
        let text = "Name:      contoso/web:1\nMediaType: application/x\nDigest:    sha256:0\n\nManifests:\n  Name:      contoso/web:1@sha256:0\n  MediaType: application/x\n  Platform:  linux/amd64\n\n  Name:      contoso/web:1@sha256:1\n  MediaType: application/x\n  Platform:  windows(10.0.20348.2113)/amd64\n";
        let found = images(text);
        assert_eq!(found.len(), 1);
        check(&found[0], Some("contoso/web:1"));
        let text = "\"RepoTags\": [\n    \"contoso/web:1\"\n],\n\"Architecture\": \"amd64\",\n\"Os\": \"windows\",\n\"OsVersion\": \"10.0.17763.1457\",\n";
        let found = images(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].reference.as_deref(), Some("contoso/web:1"));
        assert_eq!(found[0].platforms, [Platform::windows(OsVersion::new(17763, 1457), Provenance::Daemon)]);
    }

    #[test]
    fn platforms_in_messages_are_of_no_image() {
        for text in [
            "no match for platform in manifest: not found",
            "{\"platform\": \"windows\"}",
            "Platform: any",
            "platform: {",
        ] {
            assert_eq!(images(text), [], "{text}");
        }
    }
}
