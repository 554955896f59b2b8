//! Images whose files a stage takes without starting them.

use std::collections::HashMap;

use super::instruction::Instruction;
use super::keyword::Keyword;
use super::words::unquoted;
use crate::found::{ImagePlace, ImageStyle, Source};
use crate::variables::{self, Dialect, Variable};
use crate::{Found, Span};

/// The stages before the current one.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'s> {
    /// In small letters: names have no case.
    pub(super) names: &'s HashMap<String, usize>,
    pub(super) count: usize,
}

/// Notes the images of `COPY --from` and `RUN --mount=from=`.
pub(super) fn read(instruction: &Instruction<'_>, escape: char, stage: &mut Found, earlier: Earlier<'_>) {
    // Behind ONBUILD they are what another file calls so.
    if instruction.is_trigger {
        return;
    }
    let mut note = |name, span| source(instruction, name, span, escape, stage, earlier);
    for flag in instruction.flags() {
        match (instruction.keyword, flag.name) {
            (Some(Keyword::Copy), "from") => note(flag.value, flag.value_span),
            (Some(Keyword::Run), "mount") => {
                let mut at = flag.value_span.start;
                for option in flag.value.split(',') {
                    if let Some(image) = option.strip_prefix("from=") {
                        note(image, Span::new(at + option.len() - image.len(), at + option.len()));
                    }
                    at += option.len() + 1;
                }
            }
            _ => {}
        }
    }
}

/// Most images that one stage takes files from.
const SOURCES: usize = 1000;

/// Notes an image, unless it is an earlier stage.
fn source(
    instruction: &Instruction<'_>,
    name: &str,
    span: Span,
    escape: char,
    stage: &mut Found,
    earlier: Earlier<'_>,
) {
    let image = unquoted(name, escape);
    let is_number = image.parse::<usize>().is_ok_and(|number| number < earlier.count);
    if stage.sources.len() >= SOURCES
        || image.is_empty()
        || is_number
        || earlier.names.contains_key(&image.to_ascii_lowercase())
    {
        return;
    }
    let style = if instruction.line.is_one_piece(span) { ImageStyle::Plain } else { ImageStyle::Block };
    let mut place = ImagePlace::new(instruction.source(span), style);
    // The builder puts in nothing here: whatever varies, varies otherwise.
    place.substitutions =
        variables::fill(&image, Dialect::Escaped(escape), &|_| Variable::Foreign).substitutions;
    stage.sources.push(Source { image, place });
}
