//! Layers of images on disk: why Windows does not unpack or mount them, by what it said.

use super::told::Told;

/// Why a call about a layer failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The disk is full.
    DiskFull,
    /// Another program holds or guards the files.
    Held,
    /// A driver beneath the file system does not let the layer be mounted.
    Filtered,
    /// Files of a layer are not there.
    Missing,
    /// Something else.
    Other,
}

/// Why, by the sentence of Windows or its code.
pub(super) fn why(told: &Told<'_>) -> Why {
    let text: String = told.seen.iter().map(|it| it.line.to_ascii_lowercase()).collect();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if has(&["not enough space", "no space left", "0x70)"]) => Why::DiskFull,
        () if has(&["access is denied", "used by another process", "0x5)", "0x20)", "virus"]) => Why::Held,
        () if has(&[
            "incorrect function",
            "parameter is incorrect",
            "0x1)",
            "0x57)",
            "do not attach the filter",
        ]) =>
        {
            Why::Filtered
        }
        () if has(&["cannot find the", "0x2)", "0x3)", "no such file"]) => Why::Missing,
        () => Why::Other,
    }
}

/// What Windows or the engine said of the layer, for a sentence.
pub(super) fn words(told: &Told<'_>) -> String {
    let message = told.capture("message").unwrap_or_default();
    let first = message.split(" extra info").next().unwrap_or_default();
    let shown: String = first.chars().take(120).collect();
    if shown.is_empty() { String::new() } else { format!(": {shown}") }
}
