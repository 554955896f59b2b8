//! Dockerfiles: the stages with their base images, arguments put in where they have defaults.
//!
//! Read by the line, as the builder does, but without giving up: an instruction that does not exist is a problem, and
//! the stages behind it are still read.

mod directives;
mod flags;
mod heredoc;
mod instruction;
mod lines;
mod stage;
mod words;

use std::collections::{HashMap, HashSet};

use crate::document::Contents;
use crate::suppression::{self, Comment};
use crate::text::SourceText;
use crate::variables::{self, Dialect, Filled, Variable};
use crate::{Found, HintReason, Problem, ProblemKind, Scope, SkipReason, Skipped, Span, WindowsHint};

use directives::Directives;
pub(crate) use directives::separates_directives;
use instruction::{Earlier, Keyword};
use lines::{Line, Lines};
use words::Word;

/// Reads a Dockerfile.
pub(crate) fn read(source: &SourceText, contents: &mut Contents) {
    let text = source.text();
    let directives = Directives::read(text);
    let (arguments, names) = (HashMap::new(), HashSet::new());
    let mut reader =
        Reader { directives, arguments, first: None, in_stages: false, stages: Vec::new(), names, contents };
    let mut lines = Lines::new(text, reader.directives.escape);
    if suppression::reads(text) {
        lines = lines.with_comments();
    }
    while let Some(line) = lines.next() {
        let Some(keyword) = instruction::keyword(&line) else { continue };
        // In a template the rest is in another language.
        if !reader.instruction(&line, &keyword) {
            break;
        }
        if let Err(delimiter) = heredoc::skip(&line, &keyword, &mut lines) {
            let message = format!("the text that ends with \"{}\" has no end", delimiter.escape_debug());
            reader.problem(ProblemKind::DockerfileSyntax { message }, line.span());
        }
        // What is about an instruction may also stand between its lines.
        let read = text.get(..lines.position()).unwrap_or_default();
        let instruction = Span::new(line.span().start, read.trim_end().len());
        reader.comments(lines.comments(), Scope::Lines(instruction));
    }
    reader.comments(lines.comments(), Scope::Nothing);
    let is_read = reader.contents.skipped.is_empty() && !text.trim().is_empty();
    if reader.stages.is_empty() && is_read {
        reader.problem(ProblemKind::NoStage, Span::empty(0));
    }
    let Reader { stages, names, .. } = reader;
    for mut stage in stages {
        // The builder orders stages by what they need of each other: a later one may be meant, too.
        stage.sources.retain(|source| !names.contains(&source.image.to_ascii_lowercase()));
        contents.add(stage);
    }
}

struct Reader<'c> {
    directives: Directives,
    /// Those before the first stage: only they count in `FROM`.
    arguments: HashMap<String, Variable>,
    /// Where the first instruction starts.
    first: Option<usize>,
    /// The first stage has begun, even if it could not be read.
    in_stages: bool,
    stages: Vec<Found>,
    /// The names of the stages, in small letters.
    names: HashSet<String>,
    contents: &'c mut Contents,
}

/// Most stages of one file.
const STAGES: usize = 10_000;

/// What the builder sets itself, for each build anew.
const FOREIGN: [&str; 9] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
];

impl Reader<'_> {
    fn comments(&mut self, spans: Vec<Span>, scope: Scope) {
        let first = *self.first.get_or_insert(match scope {
            Scope::Lines(span) => span.start,
            Scope::File | Scope::Nothing => usize::MAX,
        });
        let comment = |span: Span| Comment { span, above: Some(scope), is_on_top: span.start < first };
        self.contents.comments.extend(spans.into_iter().map(comment));
    }

    /// Reads an instruction. Whether to go on.
    fn instruction(&mut self, line: &Line<'_>, keyword: &Word<'_>) -> bool {
        match Keyword::of(keyword.text) {
            Some(Keyword::From) if self.stages.len() >= STAGES => {
                self.problem(ProblemKind::TooManyWorkloads { limit: STAGES }, line.span());
                return false;
            }
            Some(Keyword::From) => self.from(line, keyword),
            Some(Keyword::Arg) => self.arguments(line),
            Some(keyword) => self.in_stage(line, keyword),
            None if ["{{", "{%", "<%"].iter().any(|open| keyword.text.starts_with(open)) => {
                let span = line.source(keyword.span);
                self.contents.skipped.push(Skipped { reason: SkipReason::Template, span });
                return false;
            }
            None => {
                let message = format!("there is no instruction \"{}\"", keyword.text.escape_debug());
                self.problem(ProblemKind::DockerfileSyntax { message }, line.source(keyword.span));
            }
        }
        true
    }

    fn from(&mut self, line: &Line<'_>, keyword: &Word<'_>) {
        self.in_stages = true;
        let stage = stage::read(line, keyword, self);
        if let Some(mut stage) = stage {
            if let Some(span) = self.directives.back_quote {
                let hint = WindowsHint { reason: HintReason::EscapeDirective, span };
                stage.windows_hints.insert(0, hint);
            }
            self.stages.push(stage);
        }
    }

    /// `ARG NAME[=VALUE]…`
    fn arguments(&mut self, line: &Line<'_>) {
        if self.in_stages {
            return;
        }
        for word in line.words(self.directives.escape).skip(1) {
            let Some((name, value)) = word.text.split_once('=') else {
                // To declare what the builder sets itself changes nothing.
                if !FOREIGN.contains(&word.text) {
                    self.arguments.entry(word.text.to_owned()).or_insert(Variable::Unset);
                }
                continue;
            };
            let filled = self.fill(value);
            let start = word.span.start + name.len() + 1;
            let source = Some(line.source(Span::new(start, word.span.end)));
            let value = words::unquoted(&filled.text, self.directives.escape);
            // An argument that is made of an unknown one is unknown as well.
            let variable = if filled.is_known { Variable::Set { value, source } } else { Variable::Foreign };
            self.arguments.insert(name.to_owned(), variable);
        }
    }

    fn in_stage(&mut self, line: &Line<'_>, keyword: Keyword) {
        let escape = self.directives.escape;
        let earlier = Earlier { names: &self.names, count: self.stages.len().saturating_sub(1) };
        let Some(stage) = self.stages.last_mut() else {
            self.problem(ProblemKind::BeforeFirstStage, line.span());
            return;
        };
        instruction::read(line, keyword, escape, stage, earlier);
    }

    fn fill(&self, text: &str) -> Filled {
        variables::fill(
            text,
            Dialect::Escaped(self.directives.escape),
            &|name| match self.arguments.get(name) {
                Some(variable) => variable.clone(),
                None if FOREIGN.contains(&name) => Variable::Foreign,
                None => Variable::Unset,
            },
        )
    }

    fn problem(&mut self, kind: ProblemKind, span: Span) {
        self.contents.problems.push(Problem::new(kind, span));
    }
}

#[cfg(test)]
mod tests;
