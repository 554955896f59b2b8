//! `--name=value` before the arguments of an instruction.

use super::lines::Line;
use super::words::Word;
use crate::Span;

/// A flag and the place of its value in the logical line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flag<'l> {
    pub(super) name: &'l str,
    pub(super) value: &'l str,
    pub(super) word: Span,
    pub(super) value_span: Span,
}

/// The flags of an instruction, and the first word behind them.
pub(super) fn flags<'l>(line: &'l Line<'_>, escape: char) -> (Vec<Flag<'l>>, Option<Word<'l>>) {
    let mut flags = Vec::new();
    for word in line.words(escape).skip(1) {
        let Some(flag) = word.text.strip_prefix("--") else { return (flags, Some(word)) };
        let (name, value) = flag.split_once('=').unwrap_or((flag, ""));
        let value_span = Span::new(word.span.end - value.len(), word.span.end);
        flags.push(Flag { name, value, word: word.span, value_span });
    }
    (flags, None)
}
