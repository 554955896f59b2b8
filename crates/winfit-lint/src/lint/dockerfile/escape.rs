//! What becomes of a Dockerfile's lines by its escape character, and how to choose the other one.

use std::collections::HashSet;

use super::{Dockerfile, Step};
use crate::dockerfile::{DirectiveKind, Keyword};
use crate::{Edit, Span};

/// A backslash that belongs to a path, and that the builder takes for the end of a line to be continued.
#[derive(Clone, Copy)]
pub(crate) struct Swallowed<'l> {
    /// The path with its backslash, in the source.
    pub(crate) span: Span,
    /// The path without it.
    pub(crate) word: &'l str,
    /// The instruction that the line begins with.
    pub(crate) keyword: Option<Keyword>,
    /// The line that is joined to it; `None` at the end of the file.
    pub(crate) next: Option<&'l str>,
}

impl<'d> Step<'d> {
    /// The paths whose last backslash continues the line.
    pub(crate) fn swallowed(self) -> impl Iterator<Item = Swallowed<'d>> {
        let is_default = self.dockerfile.script.directives.escape == '\\';
        let mut keyword = self.instruction.keyword;
        let continuations = self.instruction.line.continuations().filter(move |_| is_default);
        continuations.filter_map(move |continuation| {
            let own = keyword;
            let word = continuation.before.rsplit(char::is_whitespace).next()?;
            let next = continuation.next.map(str::trim_start);
            if let Some(next) = next {
                let first = next.split(char::is_whitespace).next().unwrap_or_default();
                keyword = Some(Keyword::of(first).filter(|_| first.len() < next.len())?);
            }
            let span = Span::new(continuation.escape - word.len(), continuation.escape + 1);
            is_path(own, word).then_some(Swallowed { span, word, keyword: own, next })
        })
    }
}

/// Whether a word at the end of a line is a path, which goes on with a backslash.
fn is_path(keyword: Option<Keyword>, word: &str) -> bool {
    // What follows a drive is a path to its end, but for what ends words in all shells.
    let tail = drive(word).and_then(|at| word.get(at + 2..));
    let is_absolute = tail.is_some_and(|tail| {
        (tail.is_empty() || tail.starts_with(['\\', '/']))
            && !tail.contains(['"', '\'', ';', '&', '|', '<', '>', ')'])
    });
    let names_files =
        matches!(keyword, Some(Keyword::Add | Keyword::Copy | Keyword::Volume | Keyword::Workdir));
    is_absolute || (names_files && word.contains(['\\', '/']) && !word.contains(['"', '\'']))
}

/// Where the last drive of a text stands: a letter of its own, and a colon.
pub(crate) fn drive(text: &str) -> Option<usize> {
    let colon = text.rfind(':')?;
    let letter = colon.checked_sub(1)?;
    let before = text.get(..letter)?;
    let is_letter = text.as_bytes().get(letter).is_some_and(u8::is_ascii_alphabetic);
    (is_letter && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(letter)
}

/// In these, the escape character counts everywhere, and not only at the end of a line.
const ESCAPED_EVERYWHERE: [Keyword; 11] = [
    Keyword::Add,
    Keyword::Arg,
    Keyword::Copy,
    Keyword::Env,
    Keyword::Expose,
    Keyword::From,
    Keyword::Label,
    Keyword::Stopsignal,
    Keyword::User,
    Keyword::Volume,
    Keyword::Workdir,
];

/// What a file makes of the back-quote.
pub(crate) enum BackQuote {
    /// It has chosen it as escape character.
    Chosen,
    /// It chooses it in a line that comes too late.
    Late,
    /// It does not choose it, and has lines that go on behind one, the first of them here.
    Assumed(Span),
    /// Nothing special.
    Plain,
}

impl Dockerfile<'_> {
    /// What the file makes of the back-quote. What it means where it does not choose it, it means for all of its lines.
    pub(crate) fn back_quote(&self) -> BackQuote {
        let script = &self.script;
        if let Some(directive) = script.directives.of(DirectiveKind::Escape) {
            return if directive.value == "`" { BackQuote::Chosen } else { BackQuote::Plain };
        }
        if script.late_directives.iter().any(|directive| directive.escape() == Some('`')) {
            return BackQuote::Late;
        }
        self.goes_on_behind_back_quote().map_or(BackQuote::Plain, BackQuote::Assumed)
    }

    /// The first back-quote at the end of a line, behind which there is no instruction.
    pub(crate) fn goes_on_behind_back_quote(&self) -> Option<Span> {
        let (back_quote, _) = self.back_quotes_at_ends().find(|(_, next)| next.is_none())?;
        Some(back_quote)
    }

    /// Whether an instruction follows a back-quote that would join it to the line before.
    pub(crate) fn is_lost_behind_back_quote(&self) -> bool {
        self.back_quotes_at_ends().any(|(_, next)| next.is_some())
    }

    /// The back-quotes at the ends of lines, with the instruction behind each.
    fn back_quotes_at_ends(&self) -> impl Iterator<Item = (Span, Option<Keyword>)> {
        let instructions = &self.script.instructions;
        instructions.iter().zip(instructions.iter().skip(1)).filter_map(|(instruction, next)| {
            let text = instruction.line.text().trim_end();
            let start = text.strip_suffix('`')?.len();
            Some((instruction.source(Span::new(start, text.len())), next.keyword))
        })
    }

    /// Whether any line goes on in another one.
    pub(crate) fn has_continued_lines(&self) -> bool {
        self.script.instructions.iter().any(|instruction| instruction.line.continuations().next().is_some())
    }

    /// The line that chooses the back-quote, for the top of the file.
    pub(crate) fn back_quote_directive(&self) -> String {
        format!("# escape=`{}", self.line_break())
    }

    /// The edits that choose the back-quote as escape character, and have every line go on as before; `None` where the file
    /// has chosen already, or uses back-quotes or escapes that would then mean something else.
    pub(crate) fn with_back_quote(&self) -> Option<Vec<Edit>> {
        let has_chosen = self.script.directives.of(DirectiveKind::Escape).is_some();
        if has_chosen || self.is_lost_behind_back_quote() || !self.is_free_of_escapes() {
            return None;
        }
        let swallowed: HashSet<usize> =
            self.steps().flat_map(Step::swallowed).map(|it| it.span.end - 1).collect();
        let continuations = self.script.instructions.iter().flat_map(|it| it.line.continuations());
        let mut edits = vec![Edit::insert(0, self.back_quote_directive())];
        for continuation in continuations.filter(|it| !swallowed.contains(&it.escape)) {
            // Two of them continue nothing.
            if continuation.before.ends_with('`') {
                return None;
            }
            let span = Span::new(continuation.escape, continuation.escape + 1);
            edits.push(Edit::replace(span, "`"));
        }
        Some(edits)
    }

    fn is_free_of_escapes(&self) -> bool {
        let mut everywhere = self.script.instructions.iter().filter(|instruction| {
            instruction.keyword.is_some_and(|keyword| ESCAPED_EVERYWHERE.contains(&keyword))
        });
        everywhere.all(|instruction| {
            let text = instruction.line.text();
            !text.contains('`') && !["\\\\", "\\\"", "\\$", "\\'"].iter().any(|it| text.contains(it))
        })
    }
}
