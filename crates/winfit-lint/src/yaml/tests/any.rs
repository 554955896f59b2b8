//! Random values, written in random forms.

use proptest::prelude::*;

#[derive(Debug, Clone)]
pub(in crate::yaml) enum Value {
    Null,
    Scalar(String),
    Sequence(Vec<Value>),
    Mapping(Vec<(String, Value)>),
}

pub(in crate::yaml) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9./:@_-]{1,20}", "[ -~]{1,12}", "[a-z\"'\\\\ #:,{}\\[\\]&*!|>%@`é日😀\t\n-]{1,12}",]
        .prop_filter("texts that mean null are not texts", |text| {
            !matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        })
}

pub(in crate::yaml) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![1 => Just(Value::Null), 4 => any_text().prop_map(Value::Scalar)];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Sequence),
            proptest::collection::btree_map(any_text(), inner, 0..5)
                .prop_map(|map| Value::Mapping(map.into_iter().collect())),
        ]
    })
}

pub(in crate::yaml) fn shape_of(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Scalar(text) => format!("<{text}>"),
        Value::Sequence(items) => format!("[{}]", items.iter().map(shape_of).collect::<Vec<_>>().join(" ")),
        Value::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("<{key}>: {}", shape_of(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(" "))
        }
    }
}

/// Right in JSON and in YAML.
fn in_double_quotes(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Writes values; `forms` chooses among the ways to write each.
struct Writer<'f> {
    out: String,
    forms: std::iter::Cycle<std::slice::Iter<'f, u8>>,
    line_break: &'static str,
    /// What precedes the lines of a flow collection; nothing if it must stay on one line.
    flow_margin: String,
    /// Whether the line before belongs to a literal block, which deeper lines would continue.
    is_behind_literal: bool,
}

/// Comments that writers leave.
pub(in crate::yaml) const NOTE: &str = "# é: note";

impl Writer<'_> {
    fn form(&mut self) -> u8 {
        *self.forms.next().unwrap()
    }

    fn end_line(&mut self) {
        if self.form().is_multiple_of(5) {
            self.out.push(' ');
            self.out.push_str(NOTE);
        }
        self.out.push_str(self.line_break);
        self.is_behind_literal = false;
    }

    /// Lines without content before one that starts with `margin`.
    fn idle_lines(&mut self, margin: &str) {
        if self.form().is_multiple_of(7) {
            self.out.push_str(self.line_break);
        }
        if self.form().is_multiple_of(7) {
            let deeper = if self.is_behind_literal { 0 } else { usize::from(self.form() % 3) };
            self.out.push_str(&format!("{margin}{}{NOTE}{}", " ".repeat(deeper), self.line_break));
        }
    }

    /// Behind a bracket or comma.
    fn flow_break(&mut self, otherwise: &str) {
        if self.flow_margin.is_empty() || !self.form().is_multiple_of(6) {
            return self.out.push_str(otherwise);
        }
        self.end_line();
        self.out.push_str(&self.flow_margin.clone());
    }

    fn scalar(&mut self, text: &str) {
        let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "./_é日".contains(c));
        let one_line = text.chars().all(|c| !c.is_control());
        match self.form() % 3 {
            0 if is_plain => self.out.push_str(text),
            1 if one_line => self.out.push_str(&format!("'{}'", text.replace('\'', "''"))),
            _ => self.out.push_str(&in_double_quotes(text)),
        }
    }

    fn flow(&mut self, value: &Value) {
        match value {
            Value::Null => self.out.push('~'),
            Value::Scalar(text) => self.scalar(text),
            Value::Sequence(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.out.push_str(if index > 0 { "," } else { "" });
                    self.flow_break(if index > 0 { " " } else { "" });
                    self.flow(item);
                }
                self.flow_end(items.is_empty());
                self.out.push(']');
            }
            Value::Mapping(pairs) => {
                self.out.push('{');
                for (index, (key, value)) in pairs.iter().enumerate() {
                    self.out.push_str(if index > 0 { "," } else { "" });
                    self.flow_break(" ");
                    self.scalar(key);
                    self.out.push_str(": ");
                    self.flow(value);
                }
                self.flow_end(pairs.is_empty());
                self.out.push('}');
            }
        }
    }

    /// Before a closing bracket.
    fn flow_end(&mut self, is_empty: bool) {
        if !is_empty {
            let has_comma = self.form().is_multiple_of(5);
            self.out.push_str(if has_comma { "," } else { "" });
            self.flow_break("");
        }
    }

    /// Behind a dash or colon: on the same line, or below it.
    fn value(&mut self, value: &Value, indent: usize) {
        let goes_below = match value {
            Value::Sequence(items) => !items.is_empty(),
            Value::Mapping(pairs) => !pairs.is_empty(),
            Value::Null | Value::Scalar(_) => false,
        };
        match value {
            value if goes_below && !self.form().is_multiple_of(4) => {
                self.end_line();
                self.block(value, indent, true);
            }
            Value::Null if self.form().is_multiple_of(2) => self.end_line(),
            Value::Scalar(text) if is_literal(text) && !self.form().is_multiple_of(3) => {
                self.literal(text, indent);
            }
            value => {
                self.out.push(' ');
                self.flow_margin = " ".repeat(indent + 1);
                self.flow(value);
                self.end_line();
            }
        }
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.out.push_str(if text.ends_with('\n') { " |" } else { " |-" });
        self.end_line();
        for line in text.trim_end_matches('\n').split('\n') {
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(indent));
                self.out.push_str(line);
            }
            self.out.push_str(self.line_break);
        }
        self.is_behind_literal = true;
    }

    fn margin(&mut self, margin: &str) {
        if self.out.ends_with(['\n', '\r']) {
            self.idle_lines(margin);
        }
        self.out.push_str(margin);
    }

    fn block(&mut self, value: &Value, indent: usize, on_new_line: bool) {
        let mut margin = if on_new_line { " ".repeat(indent) } else { String::new() };
        match value {
            Value::Sequence(items) if !items.is_empty() => {
                for item in items {
                    self.margin(&margin);
                    margin = " ".repeat(indent);
                    self.out.push('-');
                    let is_nested = matches!(item, Value::Sequence(it) if !it.is_empty())
                        || matches!(item, Value::Mapping(it) if !it.is_empty());
                    if is_nested && self.form().is_multiple_of(2) {
                        let blanks = 1 + usize::from(self.form() % 3);
                        self.out.push_str(&" ".repeat(blanks));
                        self.block(item, indent + 1 + blanks, false);
                    } else {
                        self.value(item, indent + 2);
                    }
                }
            }
            Value::Mapping(pairs) if !pairs.is_empty() => {
                for (key, value) in pairs {
                    self.margin(&margin);
                    margin = " ".repeat(indent);
                    self.scalar(key);
                    self.out.push(':');
                    // A list may stand as deep as its key.
                    let least = usize::from(!matches!(value, Value::Sequence(_)));
                    let deeper = least + usize::from(self.form() % 4);
                    self.value(value, indent + deeper);
                }
            }
            value => {
                self.out.push_str(&margin);
                self.flow_margin.clear();
                self.flow(value);
                self.end_line();
            }
        }
    }
}

/// Whether a text can be written as a literal block and comes out the same.
fn is_literal(text: &str) -> bool {
    let is_sound = |line: &str| line.is_empty() || !line.trim_matches(' ').is_empty();
    !text.starts_with([' ', '\n', '\t'])
        && !text.ends_with("\n\n")
        && text.trim_end() != ""
        && text.lines().all(is_sound)
}

pub(in crate::yaml) fn written(value: &Value, forms: &[u8], line_break: &'static str) -> String {
    let mut writer = Writer {
        out: "---".to_owned(),
        forms: forms.iter().cycle(),
        line_break,
        flow_margin: String::new(),
        is_behind_literal: false,
    };
    writer.end_line();
    writer.block(value, 0, true);
    writer.out
}

pub(in crate::yaml) fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Scalar(text) => out.push_str(&in_double_quotes(text)),
        Value::Sequence(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ",\n\t" } else { "" });
                write_json(item, out);
            }
            out.push(']');
        }
        Value::Mapping(pairs) => {
            out.push('{');
            for (index, (key, value)) in pairs.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&in_double_quotes(key));
                out.push_str(": ");
                write_json(value, out);
            }
            out.push('}');
        }
    }
}
