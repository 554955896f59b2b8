//! Volumes whose path inside the container only Windows knows.

use super::extends::Layers;
use crate::yaml::{Node, NodeKind};
use crate::{Found, HintReason, WindowsHint};

pub(super) fn read(layers: &Layers<'_, '_>, found: &mut Found) {
    let mut volumes = layers.all(&["volumes"]).flat_map(Node::items);
    if let Some(volume) = volumes.find(|volume| is_for_windows(*volume)) {
        let span = volume.span();
        found.windows_hints.push(WindowsHint { reason: HintReason::WindowsPath, span });
    }
}

fn is_for_windows(volume: Node<'_, '_>) -> bool {
    match volume.kind() {
        NodeKind::Scalar => volume.text().is_some_and(short_form_is_for_windows),
        NodeKind::Mapping => {
            let text = |key| volume.get(key).and_then(Node::text).unwrap_or_default();
            text("type") == "npipe" || starts_with_drive(text("target")) || is_pipe(text("target"))
        }
        NodeKind::Null | NodeKind::Sequence => false,
    }
}

/// `[SOURCE:]TARGET[:MODE]`: a drive before the source says something of the machine where the client runs, which may
/// well start Linux containers.
fn short_form_is_for_windows(volume: &str) -> bool {
    if is_pipe(volume) {
        return true;
    }
    let targets = volume.char_indices().filter(|(_, c)| *c == ':');
    let has_target_drive = targets.filter_map(|(at, _)| volume.get(at + 1..)).any(starts_with_drive);
    let is_only_target = starts_with_drive(volume) && volume.matches(':').count() == 1;
    has_target_drive || is_only_target
}

fn starts_with_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

fn is_pipe(path: &str) -> bool {
    path.starts_with(r"\\.\pipe\") || path.starts_with("//./pipe/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_inside_a_windows_container_are_told_from_those_of_the_client() {
        for volume in [
            r"C:\data:C:\data",
            r"data:c:\data:ro",
            "./logs:D:/logs",
            r"C:\data",
            r"\\.\pipe\docker_engine:\\.\pipe\docker_engine",
            "//./pipe/docker_engine://./pipe/docker_engine",
        ] {
            assert!(short_form_is_for_windows(volume), "{volume}");
        }
        for volume in [r"C:\work\src:/app", "c:/src:/app:ro", "data:/data", "/a:/b", "a:b", "", ":"] {
            assert!(!short_form_is_for_windows(volume), "{volume}");
        }
    }
}
