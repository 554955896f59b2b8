//! Looking around in the text at a place: what precedes it on its line, what follows, and what stands between two places.
//!
//! Each look is as long as the blanks and comments that it passes, never as long as the line: minified JSON is one line.

/// A text, to be looked at in places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'s> {
    text: &'s str,
}

/// What precedes a place on its line, when that is only blanks and the dashes of lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margin {
    /// Where the line starts.
    pub(super) start: usize,
    /// Whether there are dashes in it.
    pub(super) has_dash: bool,
}

/// What follows a place on its line, when that is only blanks and a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    /// Where the line ends, before its line break.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
    /// Whether there is a comment.
    pub(super) has_comment: bool,
}

/// What stands between two parts of a collection: blanks, line breaks, comments, and at most one sign.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gap {
    /// Where the sign stands.
    pub(super) sign: Option<usize>,
    /// Whether there is a comment.
    pub(super) has_comment: bool,
    /// Whether there is a line break.
    pub(super) has_break: bool,
    /// Whether there is anything behind the sign, or in front of where it would be.
    pub(super) has_space: bool,
}

/// A line without content.
#[derive(Debug, Clone, Copy)]
pub(super) enum Idle {
    /// Nothing, or only blanks.
    Blank {
        /// Whether there are any.
        has_blanks: bool,
    },
    /// A comment.
    Comment {
        /// How many blanks precede it; `None` if there are tabs among them.
        column: Option<usize>,
    },
}

impl<'s> Lines<'s> {
    pub(super) const fn new(text: &'s str) -> Self {
        Self { text }
    }

    pub(super) const fn all(self) -> &'s str {
        self.text
    }

    pub(super) const fn len(self) -> usize {
        self.text.len()
    }

    pub(super) fn byte(self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    pub(super) fn slice(self, from: usize, to: usize) -> &'s str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The margin of a place in a block; `None` if anything but blanks and dashes precedes it.
    pub(super) fn margin(self, at: usize) -> Option<Margin> {
        let start = self.run_back(at, b" -")?;
        let before = self.slice(start, at);
        let is_sound = before.split('-').skip(1).all(|behind| behind.starts_with(' '));
        is_sound.then(|| Margin { start, has_dash: before.contains('-') })
    }

    /// The blanks between the start of the line and a place; `None` if anything else precedes it.
    pub(super) fn indent(self, at: usize) -> Option<&'s str> {
        self.run_back(at, b" \t").map(|start| self.slice(start, at))
    }

    /// Where the line starts, if only these bytes are in between.
    fn run_back(self, at: usize, allowed: &[u8]) -> Option<usize> {
        let before = self.text.as_bytes().get(..at)?;
        let run = before.iter().rev().take_while(|byte| allowed.contains(byte)).count();
        let start = at - run;
        let is_start = start == 0 || matches!(self.byte(start - 1), Some(b'\n' | b'\r'));
        is_start.then_some(start)
    }

    /// The rest of the line behind a place; `None` if there is content.
    pub(super) fn rest(self, at: usize) -> Option<Rest> {
        let blanks = self.blanks_end(at);
        match self.byte(blanks) {
            Some(b'#') if blanks > at => Some(self.line_end(blanks, true)),
            None | Some(b'\n' | b'\r') => Some(self.line_end(blanks, false)),
            Some(_) => None,
        }
    }

    /// The line that starts here, if it has no content.
    pub(super) fn idle(self, start: usize) -> Option<(Idle, Rest)> {
        let blanks = self.blanks_end(start);
        match self.byte(blanks) {
            Some(b'#') => {
                let before = self.slice(start, blanks);
                let column = (!before.contains('\t')).then_some(before.len());
                Some((Idle::Comment { column }, self.line_end(blanks, true)))
            }
            // What is behind the last line break is no line.
            None if blanks == start => None,
            None | Some(b'\n' | b'\r') => {
                Some((Idle::Blank { has_blanks: blanks > start }, self.line_end(blanks, false)))
            }
            Some(_) => None,
        }
    }

    pub(super) fn blanks_end(self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    fn line_end(self, at: usize, has_comment: bool) -> Rest {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        Rest { end, next: end + self.break_at(end).len(), has_comment }
    }

    /// The line break at a place, if there is one.
    pub(super) fn break_at(self, at: usize) -> &'s str {
        let rest = self.text.get(at..).unwrap_or_default();
        let known = ["\r\n", "\n", "\r"].into_iter().find(|it| rest.starts_with(it));
        known.map_or("", |it| self.slice(at, at + it.len()))
    }

    /// The line break that ends before a place, if there is one.
    fn break_before(self, at: usize) -> &'s str {
        let before = self.text.get(..at).unwrap_or_default();
        let known = ["\r\n", "\n", "\r"].into_iter().find(|it| before.ends_with(it));
        known.map_or("", |it| self.slice(at - it.len(), at))
    }

    /// The line break to write between two lines: the one of a line that ends here, else the one before that line.
    pub(super) fn line_break(self, end: usize, start: usize) -> &'s str {
        let here = [self.break_at(end), self.break_before(start)].into_iter().find(|it| !it.is_empty());
        here.or_else(|| {
            let first = self.text.find(['\n', '\r'])?;
            Some(self.break_at(first))
        })
        .unwrap_or("\n")
    }

    /// What stands between two places, where `sign` may occur once; `None` if there is anything else.
    pub(super) fn gap(self, from: usize, to: usize, sign: u8) -> Option<Gap> {
        let bytes = self.text.as_bytes().get(from..to)?;
        let mut gap = Gap::default();
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            match byte {
                b' ' | b'\t' => gap.has_space = true,
                b'\n' | b'\r' => (gap.has_space, gap.has_break) = (true, true),
                b'#' if at > 0 && matches!(bytes.get(at - 1), Some(b' ' | b'\t' | b'\n' | b'\r')) => {
                    gap.has_comment = true;
                    let rest = bytes.get(at..).unwrap_or_default();
                    at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                    continue;
                }
                byte if byte == sign && gap.sign.is_none() => gap.sign = Some(from + at),
                _ => return None,
            }
            at += 1;
        }
        Some(gap)
    }
}
