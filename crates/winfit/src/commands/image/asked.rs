//! The images that are asked for: as arguments, and in lists.

use std::collections::HashSet;
use std::path::Path;

use winfit_images::{ParseSourceError, Source};
use winfit_lint::text::SourceText;

use super::ImageListError;
use crate::cli::ImageArgs;
use crate::files::read_one;

/// Bytes that a list may have.
const LIST_LIMIT: usize = 4 << 20;

/// Images that may be asked for at once.
const MOST: usize = 10_000;

/// An image that is asked for.
#[derive(Debug)]
pub(super) struct Asked {
    /// As it was typed.
    pub(super) text: String,
    /// Where it is.
    pub(super) source: Result<Source, ParseSourceError>,
}

impl From<String> for Asked {
    fn from(text: String) -> Self {
        let source = text.parse();
        Self { text, source }
    }
}

impl From<&Source> for Asked {
    fn from(source: &Source) -> Self {
        Self { text: source.to_string(), source: Ok(source.clone()) }
    }
}

/// All that is asked for, in the order asked, each once as it is typed; nothing where no image and no list is named.
pub(super) fn asked(arguments: &ImageArgs) -> Result<Vec<Asked>, ImageListError> {
    let mut texts = Vec::new();
    for text in &arguments.references {
        if text == "-" {
            texts.extend(list(Path::new("-"))?);
        } else {
            texts.push(text.clone());
        }
    }
    if let Some(file) = &arguments.file {
        texts.extend(list(file)?);
    }
    let mut seen = HashSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    Ok(texts.into_iter().map(Asked::from).collect())
}

/// The images in a file, or in standard input for `-`.
fn list(path: &Path) -> Result<Vec<String>, ImageListError> {
    let is_stdin = path.as_os_str() == "-";
    let file = if is_stdin { "standard input".to_owned() } else { path.display().to_string() };
    let bytes = read_one(path, LIST_LIMIT)
        .map_err(|error| ImageListError::Unreadable { file: file.clone(), error })?;
    let text = SourceText::decode(&file, bytes, LIST_LIMIT)?;
    let texts: Vec<String> = text.text().lines().filter_map(image_of_line).take(MOST + 1).collect();
    match texts.len() {
        0 => Err(ImageListError::Empty { file }),
        length if length > MOST => Err(ImageListError::TooMany { file, limit: MOST }),
        _ => Ok(texts),
    }
}

/// The image in a line: what is left of a comment, which starts the line or stands behind a space.
fn image_of_line(line: &str) -> Option<String> {
    let is_comment = |(at, _): &(usize, &str)| {
        *at == 0 || line.get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace))
    };
    let end = line.match_indices('#').find(is_comment).map_or(line.len(), |(at, _)| at);
    let image = unquoted(line.get(..end)?.trim());
    (!image.is_empty()).then(|| image.to_owned())
}

/// Without the quotes that lists cut out of YAML or JSON come with; no image has any of its own.
fn unquoted(text: &str) -> &str {
    let within = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_an_image_or_a_comment_or_both() {
        for (line, image) in [
            ("registry.example/app:1", Some("registry.example/app:1")),
            ("  app:1\t\r", Some("app:1")),
            ("app:1 # the old one", Some("app:1")),
            ("app:1\t#old", Some("app:1")),
            ("\"app:1\" # the old one", Some("app:1")),
            ("'app:1'\r", Some("app:1")),
            ("\"app:1", Some("\"app:1")),
            ("\"app:1'", Some("\"app:1'")),
            ("\"\"", None),
            ("\"", Some("\"")),
            ("# app:1", None),
            ("  # app:1", None),
            ("folder#1/app.tar", Some("folder#1/app.tar")),
            ("", None),
            ("   ", None),
        ] {
            assert_eq!(image_of_line(line).as_deref(), image, "{line:?}");
        }
    }
}
