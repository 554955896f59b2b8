//! Dockerfiles: the stages with their base images, arguments put in where they have defaults.
//!
//! Read by the line, as the builder does, but without giving up: an instruction that does not exist is a problem, and
//! the stages behind it are still read. What the lines say is a [`Script`]; what follows from it for where the file can
//! be built is found here. Rules look at the script itself.

mod directives;
mod flags;
mod heredoc;
mod hints;
mod instruction;
mod keyword;
mod lines;
mod list;
mod script;
mod sources;
mod stage;
mod words;

use std::collections::HashMap;

use crate::document::Contents;
use crate::text::SourceText;
use crate::variables::{self, Dialect, Filled, Variable};
use crate::{Found, HintReason, Problem, ProblemKind, SkipReason, Skipped, Span, WindowsHint};

pub(crate) use directives::{Directive, DirectiveKind, separates_directives};
pub(crate) use flags::Flag;
pub(crate) use instruction::Instruction;
pub(crate) use keyword::Keyword;
pub(crate) use list::{Item, List};
pub(crate) use script::Script;
pub(crate) use words::{Word, unquoted};

use sources::Earlier;

/// Reads a Dockerfile.
pub(crate) fn read(source: &SourceText, contents: &mut Contents) {
    let text = source.text();
    let Script { directives, instructions, comments, template, problems, .. } = Script::read(text);
    contents.comments.extend(comments);
    problems.into_iter().for_each(|problem| contents.problems.push(problem));
    let reason = SkipReason::Template;
    contents.skipped.extend(template.map(|span| Skipped { reason, span }));
    let mut reader = Reader {
        escape: directives.escape,
        back_quote: directives.back_quote(),
        arguments: HashMap::new(),
        in_stages: false,
        stages: Vec::new(),
        names: HashMap::new(),
        contents,
    };
    for instruction in &instructions {
        if !reader.instruction(instruction) {
            break;
        }
    }
    let is_read = template.is_none() && !text.trim().is_empty();
    if reader.stages.is_empty() && is_read {
        reader.problem(ProblemKind::NoStage, Span::empty(0));
    }
    let Reader { stages, names, .. } = reader;
    for mut stage in stages {
        // The builder orders stages by what they need of each other: a later one may be meant, too.
        stage.sources.retain(|source| !names.contains_key(&source.image.to_ascii_lowercase()));
        contents.add(stage);
    }
}

struct Reader<'c> {
    escape: char,
    /// Where a back-quote was chosen as escape character.
    back_quote: Option<Span>,
    /// Those before the first stage: only they count in `FROM`.
    arguments: HashMap<String, Variable>,
    /// The first stage has begun, even if it could not be read.
    in_stages: bool,
    stages: Vec<Found>,
    /// The numbers of the stages by their names, in small letters; of several of one name that of the last.
    names: HashMap<String, usize>,
    contents: &'c mut Contents,
}

/// Most stages of one file.
const STAGES: usize = 10_000;

/// What the builder sets itself, for each build anew.
pub(crate) const FOREIGN: [&str; 9] = [
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
    /// Reads an instruction. Whether to go on.
    fn instruction(&mut self, instruction: &Instruction<'_>) -> bool {
        match instruction.keyword {
            None => {}
            Some(Keyword::From) if instruction.is_trigger => {}
            Some(Keyword::From) if self.stages.len() >= STAGES => {
                self.problem(ProblemKind::TooManyWorkloads { limit: STAGES }, instruction.span());
                return false;
            }
            Some(Keyword::From) => self.from(instruction),
            Some(Keyword::Arg) if !instruction.is_trigger => self.arguments(instruction),
            Some(_) => self.in_stage(instruction),
        }
        true
    }

    fn from(&mut self, instruction: &Instruction<'_>) {
        self.in_stages = true;
        let stage = stage::read(instruction, self);
        if let Some(mut stage) = stage {
            if let Some(span) = self.back_quote {
                let hint = WindowsHint { reason: HintReason::EscapeDirective, span };
                stage.windows_hints.insert(0, hint);
            }
            self.stages.push(stage);
        }
    }

    /// `ARG NAME[=VALUE]…`
    fn arguments(&mut self, instruction: &Instruction<'_>) {
        if self.in_stages {
            return;
        }
        for word in instruction.quoted_words() {
            let Some((name, value)) = word.text.split_once('=') else {
                // To declare what the builder sets itself changes nothing.
                if !FOREIGN.contains(&word.text) {
                    self.arguments.entry(word.text.to_owned()).or_insert(Variable::Unset);
                }
                continue;
            };
            let filled = self.fill(value);
            let start = word.span.start + name.len() + 1;
            let source = Some(instruction.source(Span::new(start, word.span.end)));
            let value = unquoted(&filled.text, self.escape);
            // An argument that is made of an unknown one is unknown as well.
            let variable = if filled.is_known { Variable::Set { value, source } } else { Variable::Foreign };
            self.arguments.insert(name.to_owned(), variable);
        }
    }

    fn in_stage(&mut self, instruction: &Instruction<'_>) {
        let earlier = Earlier { names: &self.names, count: self.stages.len().saturating_sub(1) };
        match self.stages.last_mut() {
            Some(stage) => {
                sources::read(instruction, self.escape, stage, earlier);
                hints::read(instruction, stage);
            }
            // What follows a stage that nobody can read belongs to that one.
            None if self.in_stages => {}
            None => self.problem(ProblemKind::BeforeFirstStage, instruction.span()),
        }
    }

    fn fill(&self, text: &str) -> Filled {
        variables::fill(text, Dialect::Escaped(self.escape), &|name| match self.arguments.get(name) {
            Some(variable) => variable.clone(),
            None if FOREIGN.contains(&name) => Variable::Foreign,
            None => Variable::Unset,
        })
    }

    fn problem(&mut self, kind: ProblemKind, span: Span) {
        self.contents.problems.push(Problem::new(kind, span));
    }
}

#[cfg(test)]
mod tests;
