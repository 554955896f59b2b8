//! Images that are built upon: `FROM X` of Dockerfiles and of the logs of builds.

use super::super::ImageRole;
use super::super::plain::Plain;
use super::super::reference::reference;
use super::super::scan::{digits, word};
use super::{Images, add_if_reference};

/// What BuildKit says before a base image.
const BEFORE: [&str; 2] = ["load metadata for ", "] from "];

pub(super) fn read(plain: &Plain<'_>, images: &mut Images) {
    let mut stages: Vec<&str> = Vec::new();
    for line in plain.lines() {
        let text = behind_step(line.text);
        if let Some((image, stage)) = from(text) {
            if !stages.contains(&image) && image != "scratch" {
                let at = line.at + (line.text.len() - text.len());
                add_if_reference(images, image, ImageRole::Base, plain, at);
            }
            stages.extend(stage.filter(|_| stages.len() < 64));
        }
    }
    for before in BEFORE {
        for (at, _) in plain.lower().match_indices(before) {
            let at = at + before.len();
            if let Some(image) = reference(plain.rest_of_line(at)) {
                add_if_reference(images, image, ImageRole::Base, plain, at);
            }
        }
    }
}

/// `Step 1/8 : FROM …` or `STEP 1: FROM …`, as the classic builder and buildah write.
fn behind_step(text: &str) -> &str {
    let numbered = || {
        let rest = text.strip_prefix("Step ").or_else(|| text.strip_prefix("STEP "))?;
        let rest = rest.get(digits(rest)..)?;
        let rest = rest.strip_prefix('/').map_or(rest, |rest| rest.get(digits(rest)..).unwrap_or_default());
        rest.trim_start().strip_prefix(':').map(str::trim_start)
    };
    numbered().unwrap_or(text)
}

/// The image of an instruction, and the name of the stage that begins with it.
fn from(text: &str) -> Option<(&str, Option<&str>)> {
    let rest = text.strip_prefix("FROM ")?.trim_start();
    let mut words = rest.split_whitespace();
    let mut image = words.next()?;
    if image.starts_with("--platform") {
        image = words.next()?;
    }
    if image != word(image) {
        return None;
    }
    match (words.next(), words.next(), words.next()) {
        (None, None, None) => Some((image, None)),
        (Some(comment), _, _) if comment.starts_with('#') => Some((image, None)),
        (Some(keyword), Some(stage), None) if keyword.eq_ignore_ascii_case("as") => {
            Some((image, Some(stage)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::images;
    use super::*;

    #[test]
    fn every_form_of_from_is_read() {
        for text in [
            "FROM contoso/base:1",
            "FROM contoso/base:1 AS build",
            "FROM --platform=windows/amd64 contoso/base:1",
            "Step 1/8 : FROM contoso/base:1",
            "Step 1 : FROM contoso/base:1",
            "#3 [internal] load metadata for contoso/base:1",
            "#3 [windows/arm64 internal] load metadata for contoso/base:1",
            " => ERROR [internal] load metadata for contoso/base:1      0.5s",
            "#5 [stage-1 1/3] FROM contoso/base:1@sha256:0123456789abcdef0123456789abcdef",
        ] {
            let found = images(text);
            let is_it =
                |it: &(String, ImageRole)| it.0.starts_with("contoso/base:1") && it.1 == ImageRole::Base;
            assert!(found.len() == 1 && is_it(&found[0]), "{text}: {found:?}");
        }
    }

    #[test]
    fn stages_variables_and_other_languages_are_no_bases() {
        for text in [
            "FROM scratch",
            "FROM ${BASE}",
            "FROM $BASE",
            "FROM users WHERE id",
            "SELECT * FROM users",
            "from x",
        ] {
            assert_eq!(images(text), [], "{text}");
        }
        let text = "FROM contoso/sdk AS build\nFROM build\n";
        assert_eq!(images(text), [("contoso/sdk".to_owned(), ImageRole::Base)]);
    }
}
