//! The tables about failures as Rust source.

use super::kubernetes::maybe_text;
use super::{Source, text};
use crate::{ErrorCode, ErrorText, LinuxImage};

/// A wording.
pub(super) fn error_text(out: &mut Source, row: &ErrorText) -> String {
    let sources = out.texts(&row.sources);
    format!(
        "ErrorText {{ sign: {}, phrase: {}, printed_by: {}, versions: {}, says: {}, sources: {sources} }}",
        text(&row.sign),
        text(&row.phrase),
        text(&row.printed_by),
        maybe_text(row.versions.as_ref()),
        text(&row.says),
    )
}

/// A code.
pub(super) fn code(out: &mut Source, row: &ErrorCode) -> String {
    let sources = out.texts(&row.sources);
    format!(
        "ErrorCode {{ code: {:#010x}, kind: CodeKind::{:?}, name: {}, means: {}, note: {}, sources: {sources} }}",
        row.code,
        row.kind,
        text(&row.name),
        text(&row.means),
        maybe_text(row.note.as_ref()),
    )
}

/// A repository of Linux images.
pub(super) fn linux_image(out: &mut Source, row: &LinuxImage) -> String {
    let sources = out.texts(&row.sources);
    format!("LinuxImage {{ repository: {}, sources: {sources} }}", text(&row.repository))
}
