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
        NodeKind::Scalar => volume.text().and_then(Mount::short).is_some_and(|it| is_of_windows(it.target)),
        NodeKind::Mapping => {
            let text = |key| volume.get(key).and_then(Node::text).unwrap_or_default();
            text("type") == "npipe" || is_of_windows(text("target"))
        }
        NodeKind::Null | NodeKind::Sequence => false,
    }
}

/// The parts of a volume in short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mount<'a> {
    /// A folder of the machine, or the name of a volume.
    pub(crate) source: Option<&'a str>,
    /// The path inside the container.
    pub(crate) target: &'a str,
    /// Words with commas between them; may be empty.
    pub(crate) options: &'a str,
}

impl<'a> Mount<'a> {
    /// Reads `[SOURCE:]TARGET[:OPTIONS]`, in which the colon behind a drive parts nothing.
    ///
    /// A drive before the source says something of the machine where the client runs, which may well start Linux
    /// containers.
    pub(crate) fn short(text: &'a str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        loop {
            let (part, behind) =
                colon(rest).and_then(|at| Some((rest.get(..at)?, rest.get(at + 1..)?))).unzip();
            parts.push(part.unwrap_or(rest));
            match behind {
                Some(behind) if parts.len() < 4 => rest = behind,
                Some(_) => return None,
                None => break,
            }
        }
        match *parts.as_slice() {
            [target] => Some(Self { source: None, target, options: "" }),
            [source, target] => Some(Self { source: Some(source), target, options: "" }),
            [source, target, options] => Some(Self { source: Some(source), target, options }),
            _ => None,
        }
    }
}

/// The first colon that is neither that of a drive nor inside of a variable.
fn colon(text: &str) -> Option<usize> {
    let has_drive = matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && !(has_drive && at == 1) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether a path begins with a drive, or is that of a pipe.
pub(crate) fn is_of_windows(path: &str) -> bool {
    let has_drive =
        matches!(path.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    has_drive || is_pipe(path)
}

/// Whether a path is that of a pipe.
pub(crate) fn is_pipe(path: &str) -> bool {
    path.starts_with(r"\\.\pipe\") || path.starts_with("//./pipe/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_target_of_windows(volume: &str) -> bool {
        Mount::short(volume).is_some_and(|it| is_of_windows(it.target))
    }

    #[test]
    fn paths_inside_a_windows_container_are_told_from_those_of_the_client() {
        for volume in [
            r"C:\data:C:\data",
            r"data:c:\data:ro",
            "./logs:D:/logs",
            r"${DATA:-./data}:C:\data",
            r"C:\data",
            r"\\.\pipe\docker_engine:\\.\pipe\docker_engine",
            "//./pipe/docker_engine://./pipe/docker_engine",
        ] {
            assert!(has_target_of_windows(volume), "{volume}");
        }
        for volume in [r"C:\work\src:/app", "c:/src:/app:ro", "data:/data", "/a:/b", "a:b", "", ":"] {
            assert!(!has_target_of_windows(volume), "{volume}");
        }
    }

    #[test]
    fn colons_part_a_volume_except_those_of_drives_and_variables() {
        let parts = |text| Mount::short(text).map(|it| (it.source, it.target, it.options));
        assert_eq!(parts(r"C:\a:D:\b:ro"), Some((Some(r"C:\a"), r"D:\b", "ro")));
        assert_eq!(parts("${A:-b}:/c:ro,z"), Some((Some("${A:-b}"), "/c", "ro,z")));
        assert_eq!(parts("data:/data"), Some((Some("data"), "/data", "")));
        assert_eq!(parts("/data"), Some((None, "/data", "")));
        assert_eq!(parts("a:b"), Some((None, "a:b", "")));
        assert_eq!(parts("aa:bb:cc:dd"), None);
        assert_eq!(parts(&":".repeat(1 << 20)), None);
    }
}
