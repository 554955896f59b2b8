//! The directives in the first lines: `# escape=` decides how all others are read.

use crate::Span;

pub(super) struct Directives {
    /// What continues a line and takes its meaning from the next character.
    pub(super) escape: char,
    /// Where a back-quote was chosen.
    pub(super) back_quote: Option<Span>,
}

impl Directives {
    pub(super) fn read(text: &str) -> Self {
        let mut directives = Self { escape: '\\', back_quote: None };
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            // The first line that is none ends them.
            let Some((name, value)) = directive(line) else { break };
            if name.eq_ignore_ascii_case("escape") && value == "`" {
                directives.escape = '`';
                let start = offset + line.len() - line.trim_start().len();
                directives.back_quote = Some(Span::new(start, offset + line.trim_end().len()));
            }
            offset += line.len();
        }
        directives
    }
}

/// Whether lines that begin a file, or follow its directives, keep those behind them from being directives, too.
pub(crate) fn separates_directives(text: &str, lines: Span) -> bool {
    let before = text.get(..lines.start).unwrap_or_default();
    let behind = text.get(lines.end..).unwrap_or_default();
    let is_directive = |line: &str| directive(line).is_some();
    before.split_inclusive('\n').all(is_directive) && behind.lines().next().is_some_and(is_directive)
}

fn directive(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix('#')?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then_some((name, value))
}
