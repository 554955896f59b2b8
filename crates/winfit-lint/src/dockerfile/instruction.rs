//! An instruction: its keyword, flags and arguments, each with its place.

use super::flags::Flag;
use super::heredoc::Heredoc;
use super::keyword::Keyword;
use super::lines::Line;
use super::list::List;
use super::words::{Word, Words, blank_separated};
use crate::Span;

/// An instruction, over however many lines it goes.
#[derive(Debug, Clone)]
pub(crate) struct Instruction<'t> {
    pub(crate) line: Line<'t>,
    /// What it does; for one behind `ONBUILD`, what that will do. `None` if there is no such instruction.
    pub(crate) keyword: Option<Keyword>,
    /// Where that is written, in the logical line.
    pub(crate) keyword_span: Span,
    /// It stands behind `ONBUILD`: another file will do it.
    pub(crate) is_trigger: bool,
    /// The texts that follow it.
    pub(crate) heredocs: Vec<Heredoc>,
    escape: char,
}

impl<'t> Instruction<'t> {
    /// Reads a line, which is not empty.
    pub(super) fn read(line: Line<'t>, escape: char) -> Self {
        let word = |from| blank_separated(line.text().get(from..).unwrap_or_default(), from).next();
        let read = |word: Option<Word<'_>>| {
            word.map_or((None, Span::default()), |word| (Keyword::of(word.text), word.span))
        };
        let (mut keyword, mut keyword_span) = read(word(0));
        let mut is_trigger = false;
        if keyword == Some(Keyword::Onbuild) {
            let (inner, span) = read(word(keyword_span.end));
            if inner.is_some() {
                (keyword, keyword_span, is_trigger) = (inner, span, true);
            }
        }
        Self { line, keyword, keyword_span, is_trigger, heredocs: Vec::new(), escape }
    }

    /// Whether it is this instruction, done here and now.
    pub(crate) fn is(&self, keyword: Keyword) -> bool {
        self.keyword == Some(keyword) && !self.is_trigger
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.line.span()
    }

    /// Where a part of its line stands in the source.
    pub(crate) fn source(&self, part: Span) -> Span {
        self.line.source(part)
    }

    /// Its flags.
    pub(crate) fn flags(&self) -> impl Iterator<Item = Flag<'_>> {
        Words::new(self.line.text(), self.keyword_span.end, self.escape)
            .map_while(|word| Flag::read(word.text, word.span))
    }

    /// All behind its flags, without blanks around it.
    pub(crate) fn arguments(&self) -> Word<'_> {
        let start = self.flags().last().map_or(self.keyword_span.end, |flag| flag.word.end);
        self.trimmed(start)
    }

    /// What it runs, if it runs something: of a health check what stands behind `CMD`.
    pub(crate) fn command(&self) -> Option<Word<'_>> {
        let arguments = self.arguments();
        match self.keyword? {
            Keyword::Run | Keyword::Cmd | Keyword::Entrypoint => Some(arguments),
            Keyword::Healthcheck => {
                let first = blank_separated(arguments.text, arguments.span.start).next()?;
                first.text.eq_ignore_ascii_case("CMD").then(|| self.trimmed(first.span.end))
            }
            _ => None,
        }
    }

    /// Its arguments, or what it runs, as a list, if they begin as one.
    pub(crate) fn list(&self) -> Option<List> {
        let arguments = self.command().unwrap_or_else(|| self.arguments());
        List::read(arguments.text, arguments.span.start)
    }

    /// Its arguments, separated by blanks, whatever quotes there are.
    pub(crate) fn words(&self) -> impl Iterator<Item = Word<'_>> {
        let arguments = self.arguments();
        blank_separated(arguments.text, arguments.span.start)
    }

    /// Its arguments, separated by blanks that no quote and no escape character protects.
    pub(crate) fn quoted_words(&self) -> impl Iterator<Item = Word<'_>> {
        Words::new(self.line.text(), self.arguments().span.start, self.escape)
    }

    /// Whether texts may follow it.
    pub(super) fn takes_texts(&self) -> bool {
        // Commands as lists have no texts.
        matches!(self.keyword, Some(Keyword::Run | Keyword::Copy | Keyword::Add))
            && self.list().is_none_or(|list| list.strings().is_none())
    }

    fn trimmed(&self, start: usize) -> Word<'_> {
        let rest = self.line.text().get(start..).unwrap_or_default();
        let text = rest.trim_start();
        let start = start + rest.len() - text.len();
        let text = text.trim_end();
        Word { text, span: Span::new(start, start + text.len()) }
    }
}
