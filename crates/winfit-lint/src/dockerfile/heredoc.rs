//! Texts that follow an instruction up to a delimiter. Their lines are no instructions.

use super::lines::{Line, Lines};
use super::words::{Words, unquoted};
use crate::Span;

/// A text that follows an instruction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heredoc {
    /// The word that asks for it, e.g. `<<EOF`, in the logical line.
    pub(crate) word: Span,
}

/// Reads the texts that the line asks for.
///
/// # Errors
///
/// The delimiter that the file ends without.
pub(super) fn read(line: &Line<'_>, lines: &mut Lines<'_>) -> Result<Vec<Heredoc>, String> {
    let mut heredocs = Vec::new();
    for delimiter in delimiters(line) {
        loop {
            let Some((_, text)) = lines.raw() else { return Err(delimiter.text) };
            if delimiter.ends(text) {
                break;
            }
        }
        heredocs.push(Heredoc { word: delimiter.word });
    }
    Ok(heredocs)
}

fn delimiters(line: &Line<'_>) -> Vec<Delimiter> {
    if !line.text().contains("<<") {
        return Vec::new();
    }
    // BuildKit, which alone knows these texts, takes the words apart by its own escape character, whatever the directive
    // says, and finds none where a quote is left open.
    let mut words = Words::new(line.text(), 0, '\\');
    let delimiters: Vec<_> =
        words.by_ref().filter_map(|word| Delimiter::read(word.text, word.span)).collect();
    if words.is_open { Vec::new() } else { delimiters }
}

struct Delimiter {
    text: String,
    /// Tabs in front of the lines do not count.
    strips_tabs: bool,
    word: Span,
}

impl Delimiter {
    /// `<<NAME`, `<<-NAME`, with quotes and the number of a stream if need be.
    fn read(text: &str, word: Span) -> Option<Self> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")?;
        let (strips_tabs, name) = match rest.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, rest),
        };
        let text = unquoted(name, '\\');
        (!text.is_empty() && !name.contains('<')).then_some(Self { text, strips_tabs, word })
    }

    fn ends(&self, line: &str) -> bool {
        let line = if self.strips_tabs { line.trim_start_matches('\t') } else { line };
        line == self.text
    }
}
