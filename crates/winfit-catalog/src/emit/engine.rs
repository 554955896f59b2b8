//! The table about keys of Docker's files as Rust source.

use super::Source;
use super::kubernetes::{maybe_text, step};
use crate::{EngineKey, KeyEffect, List, Text, ValueTest};

/// A row.
pub(super) fn key(out: &mut Source, row: &EngineKey) -> String {
    let steps = out.table("PathStep", &row.path.steps, |_, it| step(it));
    let sources = out.texts(&row.sources);
    let value = value(out, &row.value);
    format!(
        "EngineKey {{ file: KeyFile::{:?}, path: FieldPath {{ steps: {steps} }}, value: {value}, engine: {}, swarm: {}, message: {}, instead: {}, \
         note: {}, sources: {sources} }}",
        row.file,
        effect(row.engine),
        effect(row.swarm),
        maybe_text(row.message.as_ref()),
        maybe_text(row.instead.as_ref()),
        maybe_text(row.note.as_ref()),
    )
}

fn value(out: &mut Source, test: &ValueTest) -> String {
    let list = |out: &mut Source, name: &str, patterns: &List<Text>| {
        format!("ValueTest::{name}({})", out.texts(patterns))
    };
    match test {
        ValueTest::Set | ValueTest::Any | ValueTest::UnixAccount => format!("ValueTest::{test:?}"),
        ValueTest::OneOf(patterns) => list(out, "OneOf", patterns),
        ValueTest::NoneOf(patterns) => list(out, "NoneOf", patterns),
    }
}

fn effect(effect: Option<KeyEffect>) -> String {
    effect.map_or_else(|| "None".to_owned(), |effect| format!("Some(KeyEffect::{effect:?})"))
}
