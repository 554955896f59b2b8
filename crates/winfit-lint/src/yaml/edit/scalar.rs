//! Writes scalars: bare where that means the text, in quotes where it does not.

use super::super::tree::Style;
use super::Value;
use super::meaning::{Context, Meaning, can_be_bare, is_printable, meaning};

/// Longer keys need a question mark in front.
const KEY: usize = 1000;

/// A key.
pub(super) fn key(text: &str, style: Style, context: Context) -> Option<String> {
    (text.len() <= KEY).then(|| self::text(text, style, context))
}

/// A text in the style asked for, if that can hold it.
pub(super) fn text(text: &str, style: Style, context: Context) -> String {
    match style {
        _ if context == Context::Json => double_quoted(text),
        Style::SingleQuoted if text.chars().all(is_printable) => format!("'{}'", text.replace('\'', "''")),
        Style::SingleQuoted | Style::DoubleQuoted => double_quoted(text),
        Style::Plain | Style::Literal | Style::Folded => {
            if meaning(text) == Meaning::Text && can_be_bare(text, context) {
                text.to_owned()
            } else {
                double_quoted(text)
            }
        }
    }
}

/// A new scalar; `None` if the value is none, or cannot be written here.
pub(super) fn value(value: &Value, context: Context) -> Option<String> {
    match value {
        Value::Text(content) => Some(text(content, Style::Plain, context)),
        Value::Quoted(content) => Some(double_quoted(content)),
        Value::Plain(content) => can_be_bare(content, context).then(|| content.clone()),
        Value::Mapping(_) | Value::Sequence(_) => None,
    }
}

/// Right in JSON and in YAML.
fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            // All of these have four digits.
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}
