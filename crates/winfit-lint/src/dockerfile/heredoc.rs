//! Texts that follow an instruction up to a delimiter. Their lines are no instructions.

use super::instruction::Keyword;
use super::lines::{Line, Lines};
use super::words::{Word, unquoted};

/// Moves behind the texts that belong to an instruction.
///
/// # Errors
///
/// The delimiter that the file ends without.
pub(super) fn skip(line: &Line<'_>, keyword: &Word<'_>, lines: &mut Lines<'_>) -> Result<(), String> {
    if !takes_text(line, keyword) || !line.text().contains("<<") {
        return Ok(());
    }
    // BuildKit, which alone knows these texts, takes the words apart without escape characters.
    let delimiters: Vec<_> = line.words('\0').filter_map(|word| Delimiter::read(word.text)).collect();
    for delimiter in delimiters {
        loop {
            let Some((_, text)) = lines.raw() else { return Err(delimiter.text) };
            if delimiter.ends(text) {
                break;
            }
        }
    }
    Ok(())
}

fn takes_text(line: &Line<'_>, keyword: &Word<'_>) -> bool {
    let takes = |keyword| matches!(keyword, Some(Keyword::Run | Keyword::Copy | Keyword::Add));
    let mut words = line.words('\0').skip(1).map(|word| word.text);
    match Keyword::of(keyword.text) {
        Some(Keyword::Onbuild) => takes(words.next().and_then(Keyword::of)),
        // Commands as lists have no texts.
        own => {
            takes(own) && !words.find(|word| !word.starts_with("--")).is_some_and(|it| it.starts_with('['))
        }
    }
}

struct Delimiter {
    text: String,
    /// Tabs in front of the lines do not count.
    strips_tabs: bool,
}

impl Delimiter {
    /// `<<NAME`, `<<-NAME`, with quotes and the number of a stream if need be.
    fn read(word: &str) -> Option<Self> {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix("<<")?;
        let (strips_tabs, name) = match rest.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, rest),
        };
        let text = unquoted(name, '\\');
        (!text.is_empty() && !name.contains('<')).then_some(Self { text, strips_tabs })
    }

    fn ends(&self, line: &str) -> bool {
        let line = if self.strips_tabs { line.trim_start_matches('\t') } else { line };
        line == self.text
    }
}
