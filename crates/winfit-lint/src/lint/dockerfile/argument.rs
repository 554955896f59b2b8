//! The arguments of a Dockerfile: those that count in `FROM`, and those of stages.

use super::Dockerfile;
use crate::Span;
use crate::dockerfile::{Instruction, Keyword};

/// An argument that an `ARG` declares.
pub(crate) struct Argument<'d> {
    pub(crate) name: &'d str,
    /// Its name and its default, if it has one.
    pub(crate) text: &'d str,
    /// Where that is written.
    pub(crate) span: Span,
}

impl Argument<'_> {
    /// Whether it has a value without anybody giving one.
    pub(crate) fn has_default(&self) -> bool {
        self.text.len() > self.name.len()
    }
}

impl Dockerfile<'_> {
    /// Those before the first stage, which count in `FROM`.
    pub(crate) fn arguments_before_stages(&self) -> Vec<Argument<'_>> {
        arguments(self.script.instructions.get(..self.first_stage()).unwrap_or_default())
    }

    /// Those that count in their stages only.
    pub(crate) fn arguments_in_stages(&self) -> Vec<Argument<'_>> {
        arguments(self.script.instructions.get(self.first_stage()..).unwrap_or_default())
    }

    /// A variable with a default, for an `ARG`: where stages take their tag from it, it is clear what it may be.
    pub(crate) fn with_default(&self, name: &str) -> Option<String> {
        let ends = [format!(":${name}"), format!(":${{{name}}}")];
        let mut images = self.stages.iter().filter_map(|stage| stage.found?.images.first());
        let is_tag = images.any(|place| {
            let image = self.source.slice(place.span).trim_end_matches(['"', '\'']);
            ends.iter().any(|end| image.ends_with(end))
        });
        is_tag.then(|| format!("{name}=ltsc2022"))
    }

    fn first_stage(&self) -> usize {
        self.stages.first().map_or(self.script.instructions.len(), |stage| stage.from)
    }
}

fn arguments<'d>(instructions: &'d [Instruction<'_>]) -> Vec<Argument<'d>> {
    let own = instructions.iter().filter(|instruction| instruction.is(Keyword::Arg));
    let of_instruction = |instruction: &'d Instruction<'_>| {
        instruction.quoted_words().map(|word| Argument {
            name: word.text.split('=').next().unwrap_or_default(),
            text: word.text,
            span: instruction.source(word.span),
        })
    };
    own.flat_map(of_instruction).collect()
}
