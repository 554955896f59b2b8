//! All that a Dockerfile says, line by line, before anything is made of it.

use super::directives::{Directive, Directives};
use super::heredoc;
use super::instruction::Instruction;
use super::lines::{LONGEST, Line, Lines};
use crate::suppression::{self, Comment};
use crate::{Problem, ProblemKind, Scope, Span};

/// The instructions of a Dockerfile, with what stands around them.
#[derive(Debug)]
pub(crate) struct Script<'t> {
    pub(crate) text: &'t str,
    pub(crate) directives: Directives<'t>,
    /// Comments that would be directives in the first lines.
    pub(crate) late_directives: Vec<Directive<'t>>,
    pub(crate) instructions: Vec<Instruction<'t>>,
    /// The comments, if any of them may accept findings.
    pub(super) comments: Vec<Comment>,
    /// Where it turned out to be a template; what follows is in another language and was not read.
    pub(super) template: Option<Span>,
    /// What keeps docker from reading it.
    pub(super) problems: Vec<Problem>,
}

/// Most instructions of one file.
const INSTRUCTIONS: usize = 100_000;

impl<'t> Script<'t> {
    pub(crate) fn read(text: &'t str) -> Self {
        let directives = Directives::read(text);
        let mut lines = Lines::new(text, directives.end, directives.escape);
        if suppression::reads(text) {
            lines = lines.with_comments();
        }
        let mut script = Self {
            text,
            directives,
            late_directives: Vec::new(),
            instructions: Vec::new(),
            comments: Vec::new(),
            template: None,
            problems: Vec::new(),
        };
        while let Some(line) = lines.next() {
            if !script.line(line, &mut lines) {
                break;
            }
        }
        script.comments(lines.comments(), Scope::Nothing);
        if let Some(span) = lines.long {
            script.problem(ProblemKind::LongLine { limit: LONGEST }, span);
        }
        script.late_directives = lines.late_directives;
        script
    }

    /// Reads the instruction of a line, with the texts that follow it. Whether to go on.
    fn line(&mut self, line: Line<'t>, lines: &mut Lines<'t>) -> bool {
        let mut instruction = Instruction::read(line, self.directives.escape);
        if self.instructions.len() >= INSTRUCTIONS {
            self.problem(ProblemKind::TooManyInstructions { limit: INSTRUCTIONS }, instruction.span());
            return false;
        }
        if instruction.keyword.is_none() {
            let word = instruction.line.slice(instruction.keyword_span);
            let span = instruction.source(instruction.keyword_span);
            if opens_template(word) {
                self.template = Some(span);
                return false;
            }
            self.refused(format!("there is no instruction \"{}\"", word.escape_debug()), span);
        }
        if instruction.takes_texts() {
            match heredoc::read(&instruction.line, lines) {
                Ok(heredocs) => instruction.heredocs = heredocs,
                Err(delimiter) => {
                    let delimiter = delimiter.escape_debug();
                    let message = format!("the text that ends with \"{delimiter}\" has no end");
                    self.refused(message, instruction.span());
                }
            }
        }
        let read = self.text.get(..lines.position()).unwrap_or_default();
        let span = Span::new(instruction.span().start, read.trim_end().len());
        self.instructions.push(instruction);
        // What is about an instruction may also stand between its lines.
        self.comments(lines.comments(), Scope::Lines(span));
        true
    }

    fn comments(&mut self, spans: Vec<Span>, above: Scope) {
        let first = self.instructions.first().map_or(usize::MAX, |first| first.span().start);
        let comment = |span: Span| Comment { span, above: Some(above), is_on_top: span.start < first };
        self.comments.extend(spans.into_iter().map(comment));
    }

    fn refused(&mut self, message: String, span: Span) {
        self.problem(ProblemKind::DockerfileSyntax { message }, span);
    }

    fn problem(&mut self, kind: ProblemKind, span: Span) {
        self.problems.push(Problem::new(kind, span));
    }
}

fn opens_template(word: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|open| word.starts_with(open))
}
