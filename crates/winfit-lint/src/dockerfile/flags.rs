//! `--name=value` before the arguments of an instruction.

use crate::Span;

/// A flag and its places in the logical line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flag<'l> {
    pub(crate) name: &'l str,
    /// Empty if there is none.
    pub(crate) value: &'l str,
    pub(crate) word: Span,
    pub(crate) value_span: Span,
}

impl<'l> Flag<'l> {
    pub(super) fn read(text: &'l str, word: Span) -> Option<Self> {
        let (name, value) = text.strip_prefix("--").map(|it| it.split_once('=').unwrap_or((it, "")))?;
        let value_span = Span::new(word.end - value.len(), word.end);
        Some(Flag { name, value, word, value_span })
    }
}
