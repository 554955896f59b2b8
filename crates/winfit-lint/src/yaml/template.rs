//! Recognises templates that were not rendered: they look like YAML and are not.

use crate::Span;

/// The first place where a template action (`{{ … }}`, or `{% … %}` at the start of a line) stands outside of quotes and
/// comments.
///
/// This looks at lines, not at structure: it is meant for texts that cannot be read as YAML. In those that can, only
/// [`super::Tree::template`] counts, since block scalars may well contain templates of something else.
#[must_use]
pub fn template_marker(text: &str) -> Option<Span> {
    let mut offset = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        if let Some(at) = marker_in_line(line) {
            return Some(Span::new(offset + at, offset + at + 2));
        }
        offset += line.len();
    }
    None
}

fn marker_in_line(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start().len();
    if line.get(indent..)?.starts_with("{%") {
        return Some(indent);
    }
    if !line.contains("{{") {
        return None;
    }
    let mut bytes = line.bytes().enumerate().peekable();
    // A quote opens a quoted scalar only where a value may start.
    let mut value_may_start = true;
    let mut before = b' ';
    while let Some((at, byte)) = bytes.next() {
        let follows = bytes.peek().map(|(_, byte)| *byte);
        match byte {
            b'#' if before.is_ascii_whitespace() => return None,
            b'{' if follows == Some(b'{') => return Some(at),
            b'"' | b'\'' if value_may_start => skip_quoted(&mut bytes, byte),
            _ => {}
        }
        value_may_start = match byte {
            b' ' | b'\t' => value_may_start || matches!(before, b':' | b'-' | b','),
            b'[' | b'{' | b',' => true,
            _ => false,
        };
        before = byte;
    }
    None
}

fn skip_quoted(bytes: &mut impl Iterator<Item = (usize, u8)>, quote: u8) {
    while let Some((_, byte)) = bytes.next() {
        if byte == quote {
            return;
        }
        if byte == b'\\' && quote == b'"' {
            bytes.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_outside_of_quotes_and_comments_are_found() {
        for text in [
            "{{- if .Values.enabled }}",
            "a: 1\n  {{ include \"x\" . | nindent 4 }}",
            "image: {{ .Values.image }}",
            "- {{ .x }}",
            "image: \"repo\":{{ .tag }}",
            "image: repo:{{ .tag }}",
            "don't: {{ .x }}",
            "{% if windows %}",
        ] {
            let span = template_marker(text).unwrap_or_else(|| panic!("{text}"));
            assert!(matches!(span.of(text), "{{" | "{%"), "{text}");
        }
    }

    #[test]
    fn actions_in_quotes_or_comments_and_single_braces_are_not() {
        for text in [
            "image: \"{{ .Values.image }}\"",
            "image: '{{ .Values.image }}'",
            "image: \"\\\"{{ .Values.image }}\"",
            "# {{ .Values.image }}",
            "a: 1 # {{ .Values.image }}",
            "a: { b: {} }",
            "- [\"{{ a }}\", '{{ b }}']",
            "a: 50{%",
        ] {
            assert_eq!(template_marker(text), None, "{text}");
        }
    }
}
