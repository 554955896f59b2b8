//! Writes new values as text, in blocks or in braces.

use super::super::tree::Style;
use super::meaning::Context;
use super::{Value, scalar};

/// How blocks are written here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'s> {
    pub(super) line_break: &'s str,
    /// How much deeper the entries of a mapping are than its key.
    pub(super) step: usize,
    /// How much deeper the dashes of a list are than its key.
    pub(super) dash_step: usize,
}

/// How collections in braces are written here.
#[derive(Debug, Clone)]
pub(super) struct Flow<'s> {
    pub(super) is_json: bool,
    /// Whether blanks follow colons and commas.
    pub(super) has_blanks: Blanks,
    /// If each part has a line of its own.
    pub(super) lines: Option<FlowLines<'s>>,
}

/// Where blanks are written in braces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blanks {
    pub(super) behind_colon: bool,
    pub(super) behind_comma: bool,
}

/// Where the lines of a collection in braces start.
#[derive(Debug, Clone)]
pub(super) struct FlowLines<'s> {
    pub(super) line_break: &'s str,
    /// What precedes each part.
    pub(super) indent: String,
    /// How much more precedes the parts of a collection inside.
    pub(super) step: String,
}

// All of this recurses as deep as the new value is, which is made by code and not by input.

impl Block<'_> {
    /// Entries, from the first key to the last value; the lines below the first are indented by `column`.
    pub(super) fn entries(&self, entries: &[(String, Value)], column: usize) -> Option<String> {
        let entries = entries.iter().map(|(key, value)| self.entry(key, value, column));
        Some(entries.collect::<Option<Vec<_>>>()?.join(&self.new_line(column)))
    }

    /// Items, from the first dash to the last value.
    pub(super) fn items(&self, items: &[Value], column: usize, width: usize) -> Option<String> {
        let dash = format!("-{}", " ".repeat(width.saturating_sub(1).max(1)));
        let items = items.iter().map(|item| {
            let item = self.content(item, column + dash.len())?;
            Some(format!("{dash}{item}"))
        });
        Some(items.collect::<Option<Vec<_>>>()?.join(&self.new_line(column)))
    }

    /// A value; its lines below the first are indented by `column`.
    pub(super) fn content(&self, value: &Value, column: usize) -> Option<String> {
        match value {
            Value::Mapping(entries) if !entries.is_empty() => self.entries(entries, column),
            Value::Sequence(items) if !items.is_empty() => self.items(items, column, 2),
            value => inline(value),
        }
    }

    /// What follows the colon of a key at this column.
    pub(super) fn value(&self, value: &Value, column: usize) -> Option<String> {
        let step = match value {
            value if value.is_inline() => return Some(format!(" {}", inline(value)?)),
            Value::Sequence(_) => self.dash_step,
            _ => self.step,
        };
        Some(self.new_line(column + step) + &self.content(value, column + step)?)
    }

    pub(super) fn new_line(&self, column: usize) -> String {
        format!("{}{}", self.line_break, " ".repeat(column))
    }

    fn entry(&self, key: &str, value: &Value, column: usize) -> Option<String> {
        let key = scalar::key(key, Style::Plain, Context::Block)?;
        Some(format!("{key}:{}", self.value(value, column)?))
    }
}

/// What is written on one line in a block too: scalars, and collections without parts.
pub(super) fn inline(value: &Value) -> Option<String> {
    match value {
        Value::Mapping(_) => Some("{}".to_owned()),
        Value::Sequence(_) => Some("[]".to_owned()),
        value => scalar::value(value, Context::Block),
    }
}

impl Flow<'_> {
    pub(super) const fn context(&self) -> Context {
        if self.is_json { Context::Json } else { Context::Flow }
    }

    pub(super) fn entry(&self, key: &str, value: &Value) -> Option<String> {
        let key = scalar::key(key, Style::Plain, self.context())?;
        // Only behind quotes a colon needs no blank.
        let blank = if self.has_blanks.behind_colon || !key.starts_with('"') { " " } else { "" };
        Some(format!("{key}:{blank}{}", self.value(value)?))
    }

    pub(super) fn value(&self, value: &Value) -> Option<String> {
        let inner = self.inner();
        let (parts, open, close) = match value {
            Value::Mapping(entries) => {
                let entries = entries.iter().map(|(key, value)| inner.entry(key, value));
                (entries.collect::<Option<Vec<_>>>()?, '{', '}')
            }
            Value::Sequence(items) => {
                (items.iter().map(|item| inner.value(item)).collect::<Option<Vec<_>>>()?, '[', ']')
            }
            value => return scalar::value(value, self.context()),
        };
        Some(match (&self.lines, &inner.lines) {
            (Some(outer), Some(lines)) if !parts.is_empty() => {
                let start = format!("{}{}", lines.line_break, lines.indent);
                let parts = parts.join(&format!(",{start}"));
                format!("{open}{start}{parts}{}{}{close}", outer.line_break, outer.indent)
            }
            _ => format!("{open}{}{close}", parts.join(self.separator())),
        })
    }

    pub(super) const fn separator(&self) -> &'static str {
        if self.has_blanks.behind_comma { ", " } else { "," }
    }

    /// How what is inside of one of its collections is written.
    fn inner(&self) -> Self {
        let deeper = |lines: &FlowLines<'_>| lines.indent.clone() + &lines.step;
        let mut inner = self.clone();
        if let (Some(inner), Some(lines)) = (&mut inner.lines, &self.lines) {
            inner.indent = deeper(lines);
        }
        inner
    }
}
