//! Lines of JSON, whole or cut out of something longer.
//!
//! No JSON string spans lines, so that a stray quote spoils one line and not the rest of the text.

use super::Outline;
use super::objects::Objects;

/// Whether a line is to be read as JSON.
pub(super) fn is_json(line: &str) -> bool {
    line.trim_start().starts_with(['{', '}', '[', ']', '"']) || line.contains("{\"")
}

/// Reads the fields and braces of a line.
pub(super) fn line<'t>(at: usize, line: &'t str, objects: &mut Objects<'t>, outline: &mut Outline<'t>) {
    let mut key = "";
    let mut rest = line;
    while let Some(found) = rest.find(['"', '{', '}', ',']) {
        let offset = at + line.len() - rest.len() + found;
        let Some(tail) = rest.get(found + 1..) else { return };
        rest = tail;
        match line.as_bytes().get(offset - at) {
            Some(b'"') => {
                let Some(length) = string_length(rest) else { return };
                let text = rest.get(..length).unwrap_or_default();
                rest = rest.get(length + 1..).unwrap_or_default();
                let next = rest.trim_start();
                if next.starts_with(':') {
                    key = text;
                    if next.trim_start_matches(':').trim_start().is_empty() {
                        objects.parent_key(key);
                    }
                } else if !key.is_empty() {
                    objects.field(key, text, offset + 1, outline);
                    key = "";
                }
            }
            Some(b'{') => objects.open_json(offset, std::mem::take(&mut key)),
            Some(b'}') => objects.close_json(offset + 1, outline),
            _ => key = "",
        }
    }
}

/// Bytes up to the closing quote.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}
