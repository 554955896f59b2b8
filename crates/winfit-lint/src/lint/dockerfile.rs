//! A Dockerfile, as rules see it: its instructions, each with its stage and the shell that it runs in.

mod argument;
mod escape;
mod excerpt;
mod shell;
mod stage;

pub(crate) use argument::Argument;
pub(crate) use escape::{BackQuote, Swallowed, drive};
pub(crate) use excerpt::excerpt;
pub(crate) use shell::{Shell, program_name};
pub(crate) use stage::{Stage, builds};

use std::collections::HashMap;

use crate::dockerfile::{Instruction, Keyword, Script};
use crate::judge::{Check, Judged};
use crate::rule::Rule;
use crate::{Confidence, Document, Finding, Found, SourceText, Span};

/// A Dockerfile of which at least one stage is for Windows.
pub(crate) struct Dockerfile<'a> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// All that it says.
    pub(crate) script: Script<'a>,
    /// Its stages, in document order.
    pub(crate) stages: Vec<Stage<'a>>,
    /// The stage and the shell of each instruction.
    places: Vec<(Option<usize>, Shell)>,
    /// The stages of each name, in small letters, in document order.
    by_name: HashMap<String, Vec<usize>>,
}

/// An instruction of a stage for Windows.
#[derive(Clone, Copy)]
pub(crate) struct Step<'d> {
    pub(crate) dockerfile: &'d Dockerfile<'d>,
    pub(crate) instruction: &'d Instruction<'d>,
    pub(crate) stage: &'d Stage<'d>,
    /// The number of that among the stages.
    pub(crate) stage_number: usize,
    /// What runs its commands, where they are no list.
    pub(crate) shell: Shell,
}

impl<'a> Dockerfile<'a> {
    /// A file, with what came of judging its stages.
    pub(super) fn new(
        check: &'a Check<'a>,
        file: usize,
        document: &'a Document,
        judged: impl Fn(&Found) -> Option<&'a Judged<'a>>,
    ) -> Self {
        let source = &document.source;
        let script = Script::read(source.text());
        let found: HashMap<_, _> = document.workloads.iter().map(|found| (found.span.start, found)).collect();
        let mut stages: Vec<Stage<'a>> = Vec::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        // Those that could be read are numbered apart.
        let mut read: Vec<usize> = Vec::new();
        let mut places = Vec::with_capacity(script.instructions.len());
        let mut shell = Shell::Image;
        for (number, instruction) in script.instructions.iter().enumerate() {
            if instruction.is(Keyword::From) {
                let found = found.get(&instruction.span().start).copied();
                let base = found.and_then(|found| read.get(found.base_stage?).copied());
                let base = base.and_then(|number| Some((number, stages.get(number)?)));
                let stage = Stage::new(check, number, found, found.and_then(&judged), base);
                shell = stage.shell;
                read.extend(found.map(|_| stages.len()));
                if let Some(name) = stage.name() {
                    by_name.entry(name).or_default().push(stages.len());
                }
                stages.push(stage);
            } else if instruction.is(Keyword::Shell) {
                shell = Shell::of(instruction);
                if let Some(stage) = stages.last_mut() {
                    stage.shell = shell;
                }
            }
            places.push((stages.len().checked_sub(1), shell));
        }
        Self { check, file, source, script, stages, places, by_name }
    }

    /// What the stages for Windows consist of, but for `FROM`.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        (0..self.script.instructions.len())
            .filter_map(|number| self.step(number))
            .filter(|step| step.stage.windows.is_some() && step.instruction.keyword != Some(Keyword::From))
    }

    fn step(&self, number: usize) -> Option<Step<'_>> {
        let instruction = self.script.instructions.get(number)?;
        let (stage_number, shell) = self.places.get(number).copied()?;
        let stage_number = stage_number?;
        let stage = self.stages.get(stage_number)?;
        Some(Step { dockerfile: self, instruction, stage, stage_number, shell })
    }

    /// The last stage with this name, or the one with this number, that comes before another one.
    pub(crate) fn earlier_stage(&self, name: &str, before: usize) -> Option<&Stage<'a>> {
        let named = self.by_name.get(&name.to_ascii_lowercase());
        let last = named.and_then(|it| it.get(it.partition_point(|number| *number < before).checked_sub(1)?));
        let number = last.copied().or_else(|| name.parse().ok().filter(|number| *number < before))?;
        self.stages.get(number)
    }

    /// A finding of a rule about the file.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(rule.id, rule.severity, self.file, message).sure(rule.confidence).at(span, "")
    }

    /// What its lines end with.
    pub(crate) fn line_break(&self) -> &'static str {
        match self.script.text.find('\n') {
            Some(at) if self.script.text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
            _ => "\n",
        }
    }

    /// All lines that a span touches, with their line breaks.
    pub(crate) fn whole_lines(&self, span: Span) -> Span {
        let text = self.script.text;
        let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(span.end..).and_then(|behind| behind.find('\n')).map(|at| span.end + at + 1);
        Span::new(start, end.unwrap_or(text.len()))
    }
}

impl Step<'_> {
    /// A finding of a rule about a place in the source: the message begins with the stage's name.
    pub(crate) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl std::fmt::Display,
    ) -> Finding {
        let finding = self.dockerfile.finding(rule, span, format!("{}: {message}", self.stage));
        // Where nothing but the escape character speaks for Windows, it may be a stage for Linux in a file for both.
        let confidence = match self.stage.windows {
            Some(Confidence::Possible) | None => Confidence::Possible,
            Some(_) => finding.confidence,
        };
        finding.sure(confidence)
    }

    /// Whether more than the escape character says that the stage is for Windows.
    pub(crate) fn is_likely(&self) -> bool {
        self.stage.windows >= Some(Confidence::Likely)
    }

    /// Whether it is one of these instructions, be it behind `ONBUILD`.
    pub(crate) fn is_any(&self, keywords: &[Keyword]) -> bool {
        self.instruction.keyword.is_some_and(|keyword| keywords.contains(&keyword))
    }
}
