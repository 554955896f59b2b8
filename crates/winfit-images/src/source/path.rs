//! What tells a path from a reference, and a path from the name behind it. Both by the text alone, on every system alike.

/// How a text starts that is a path and cannot be a reference. The shell has usually replaced `~/` before.
const STARTS: [&str; 4] = ["./", "../", "/", "~/"];

/// How the files are called that people give as archives. A reference that ends so needs `docker://`.
const ENDS: [&str; 5] = [".tar", ".tar.gz", ".tgz", ".tar.zst", ".oci"];

/// Whether a text without a prefix is a path.
pub(super) fn is_path(text: &str) -> bool {
    matches!(text, "." | "..")
        || STARTS.iter().any(|start| text.starts_with(start))
        || text.contains('\\')
        || drive(text) > 0
        || ENDS.iter().any(|end| ends_with(text, end))
}

fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|it| it.eq_ignore_ascii_case(end))
}

/// `PATH[:NAME]`: the first colon ends the path, as for skopeo, unless it is that of a drive.
pub(super) fn split_name(text: &str) -> (&str, Option<&str>) {
    let start = drive(text);
    let Some(colon) = text.get(start..).and_then(|rest| rest.find(':')) else { return (text, None) };
    let (path, name) = text.split_at_checked(start + colon).unwrap_or((text, ""));
    (path, name.strip_prefix(':').filter(|name| !name.is_empty()))
}

/// Length of the drive at the start of a Windows path, e.g. 2 for `C:\images` and 6 for `\\?\C:\images`, else 0.
fn drive(text: &str) -> usize {
    let start = [r"\\?\", r"\\.\"].into_iter().find(|start| text.starts_with(start)).map_or(0, str::len);
    match text.as_bytes().get(start..) {
        Some([letter, b':', b'/' | b'\\', ..]) if letter.is_ascii_alphabetic() => start + 2,
        _ => 0,
    }
}
