//! Literal blocks: `|`, with the lines below it.

use std::borrow::Cow;

use super::super::tree::Style;
use super::Reader;
use crate::Span;

/// What becomes of the line breaks at the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomping {
    /// One stays.
    Clip,
    /// None stays.
    Strip,
    /// All stay.
    Keep,
}

impl Reader<'_> {
    /// Reads the block whose sign stands here.
    pub(super) fn literal(&mut self, start: usize, end: usize) -> Option<()> {
        let (chomping, behind) = match self.byte(start + 1).filter(|_| start + 1 < end) {
            Some(b'-') => (Chomping::Strip, start + 2),
            Some(b'+') => (Chomping::Keep, start + 2),
            _ => (Chomping::Clip, start + 1),
        };
        self.ends(behind, end)?;
        let parent = self.open.last()?.column;
        let first = self.raw_line()?;
        let indent = self.skip_blanks(first.0, first.1) - first.0;
        // Empty lines in front would leave open how deep the text is.
        if indent <= parent || indent == first.1 - first.0 || self.byte(first.0 + indent) == Some(b'\t') {
            return None;
        }
        let text_start = first.0 + indent;
        let (mut line, mut text_end) = (Some(first), first.1);
        let mut value = String::new();
        let mut empty = 0;
        while let Some((from, to)) = line {
            let column = self.skip_blanks(from, to) - from;
            let is_empty = column == to - from;
            if is_empty && column > indent {
                return None;
            }
            if is_empty {
                empty += 1;
            } else if column < indent {
                // Between the two depths nothing may stand.
                if column > parent {
                    return None;
                }
                self.at = from;
                break;
            } else {
                value.extend(std::iter::repeat_n('\n', empty));
                empty = 1;
                value.push_str(self.slice(from + indent, to));
                text_end = to;
            }
            // Whether a text without a last line break has one is disputed.
            if self.at == self.text.len() && !self.text.ends_with('\n') {
                return None;
            }
            line = self.raw_line();
        }
        let kept = match chomping {
            Chomping::Clip => 1,
            Chomping::Strip => 0,
            Chomping::Keep => empty,
        };
        value.extend(std::iter::repeat_n('\n', kept));
        let text = self.slice(text_start, text_end);
        if self.at - text_start > self.longest {
            return None;
        }
        let span = Span::new(text_start, text_start + text.trim_end().len());
        self.scalar(span, Cow::Owned(value), Style::Literal)
    }
}
