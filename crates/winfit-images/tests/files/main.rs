//! Images out of files: how their places are written, layout folders, archives. Read as users read them, through `Images`.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy knows tests by their attribute, and not what they call"
)]

mod archives;
mod broken_archives;
mod layouts;
mod made;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use winfit_images::{ImageError, ImageFacts, Images, Resolved, Settings, Source};

/// Reads the image at the place that the text names.
fn read(place: &str) -> Result<ImageFacts, ImageError> {
    resolve(&[place.to_owned()]).pop_first().unwrap().1
}

/// Reads the images at several places.
fn resolve(places: &[String]) -> Resolved {
    let images = Images::new(Settings {
        offline: true,
        cache: None,
        registries: Default::default(),
        credentials: Default::default(),
        daemon: Default::default(),
        deadline: Duration::from_secs(300),
    });
    let sources: Vec<Source> = places.iter().map(|place| place.parse().unwrap()).collect();
    images.resolve(sources, &()).unwrap()
}

/// `os.version` of each platform, in their order.
fn versions(place: &str) -> Vec<String> {
    let facts = read(place).unwrap_or_else(|error| panic!("{place}: {error}"));
    facts.platforms.into_iter().map(|it| it.os_version.unwrap_or_default()).collect()
}

/// What is said of a place without an image: the kind, the message, the help.
fn refusal(place: &str) -> (&'static str, String, String) {
    let error = read(place).expect_err(place);
    (error.kind().as_str(), error.to_string(), error.help().unwrap_or_default())
}

#[track_caller]
fn assert_refused(place: &str, kind: &str, parts: &[&str]) {
    let (found, message, help) = refusal(place);
    assert_eq!(found, kind, "{message}");
    for part in parts {
        assert!(message.contains(part) || help.contains(part), "no {part:?} in: {message}\nhelp: {help}");
    }
}

/// Runs a program in a folder.
#[track_caller]
fn run(folder: &Path, program: &Path, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A place with a prefix.
fn at(prefix: &str, path: &Path) -> String {
    format!("{prefix}:{}", path.display())
}

fn folder() -> (TempDir, PathBuf) {
    let guard = tempfile::tempdir().unwrap();
    let path = fs::canonicalize(guard.path()).unwrap();
    (guard, path)
}
