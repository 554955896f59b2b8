//! Edits that were made one after the other, as edits of the text before the first.

use crate::{Edit, Span};

/// Edits of a text of `length` bytes that do what `first` and then `second` do, which is about the text after `first`. Each
/// list is sorted by place, and no two of its edits overlap; so is what comes out.
pub(crate) fn compose(length: usize, first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut between = Between::new(length, first);
    let mut composed = Composed::default();
    for edit in second {
        between.take(edit.span.start, |piece| composed.piece(piece));
        // What the second edit takes away is gone, wherever it was from.
        between.take(edit.span.end, |_| {});
        composed.piece(Piece::New(&edit.text));
    }
    between.take(usize::MAX, |piece| composed.piece(piece));
    composed.finish(length)
}

/// A part of a text that was edited.
#[derive(Debug, Clone, Copy)]
enum Piece<'e> {
    /// It stood there before.
    Kept(Span),
    New(&'e str),
}

impl Piece<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Kept(span) => span.len(),
            Self::New(text) => text.len(),
        }
    }

    /// Its first bytes, and the others.
    fn split(self, at: usize) -> (Self, Self) {
        match self {
            Self::Kept(Span { start, end }) => {
                let middle = (start + at).min(end);
                (Self::Kept(Span::new(start, middle)), Self::Kept(Span::new(middle, end)))
            }
            Self::New(text) => {
                let (one, other) = text.split_at_checked(at).unwrap_or((text, ""));
                (Self::New(one), Self::New(other))
            }
        }
    }
}

/// The text after the first edits, read from its start to its end.
struct Between<'e> {
    pieces: std::vec::IntoIter<Piece<'e>>,
    /// What is left of a piece of which a part was taken.
    rest: Option<Piece<'e>>,
    at: usize,
}

impl<'e> Between<'e> {
    fn new(length: usize, first: &'e [Edit]) -> Self {
        let mut pieces = Vec::with_capacity(2 * first.len() + 1);
        let mut at = 0;
        for edit in first {
            pieces.extend([Piece::Kept(Span::new(at, edit.span.start)), Piece::New(&edit.text)]);
            at = edit.span.end;
        }
        pieces.push(Piece::Kept(Span::new(at, length)));
        Self { pieces: pieces.into_iter(), rest: None, at: 0 }
    }

    /// Takes what stands before the byte at `until`.
    fn take(&mut self, until: usize, mut each: impl FnMut(Piece<'e>)) {
        while self.at < until {
            let Some(piece) = self.rest.take().or_else(|| self.pieces.next()) else { return };
            let wanted = until - self.at;
            if piece.len() <= wanted {
                self.at += piece.len();
                each(piece);
            } else {
                let (taken, rest) = piece.split(wanted);
                self.at = until;
                self.rest = Some(rest);
                each(taken);
            }
        }
    }
}

/// The edits, as far as the pieces are known.
#[derive(Default)]
struct Composed {
    edits: Vec<Edit>,
    /// Where the last piece that was kept ends.
    at: usize,
    /// What is new behind that.
    new: String,
}

impl Composed {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::New(text) => self.new.push_str(text),
            Piece::Kept(span) if span.is_empty() => {}
            Piece::Kept(span) => {
                self.edit_until(span.start);
                self.at = span.end;
            }
        }
    }

    fn edit_until(&mut self, start: usize) {
        let span = Span::new(self.at, start);
        if !span.is_empty() || !self.new.is_empty() {
            self.edits.push(Edit { span, text: std::mem::take(&mut self.new) });
        }
    }

    fn finish(mut self, length: usize) -> Vec<Edit> {
        self.edit_until(length);
        self.edits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::apply;

    /// Edits of a text of ASCII, made of pairs: how much stays before each, how much it replaces, and by what.
    fn edits(length: usize, plan: &[(usize, usize, String)]) -> Vec<Edit> {
        let mut at = 0;
        let mut edits = Vec::new();
        for (kept, replaced, text) in plan {
            let start = at + kept;
            let end = start + replaced;
            if end > length {
                break;
            }
            edits.push(Edit { span: Span::new(start, end), text: text.clone() });
            // Two edits do not start at one place.
            at = end.max(start + 1);
        }
        edits
    }

    #[test]
    fn an_edit_of_what_an_edit_wrote_leaves_one_edit_of_the_text_before() {
        let before = "image: a:1\n";
        let first = [Edit::replace(Span::new(9, 10), "22"), Edit::insert(11, "x: y\n")];
        // "image: a:22\nx: y\n"
        let second = [Edit::replace(Span::new(10, 11), "3"), Edit::replace(Span::new(15, 16), "z")];
        let composed = compose(before.len(), &first, &second);
        assert_eq!(composed, [Edit::replace(Span::new(9, 10), "23"), Edit::insert(11, "x: z\n")]);
        assert_eq!(apply(before, &composed).unwrap(), "image: a:23\nx: z\n");
    }

    #[test]
    fn what_was_written_and_taken_out_again_leaves_nothing() {
        let first = [Edit::insert(3, "new")];
        assert_eq!(compose(6, &first, &[Edit::remove(Span::new(3, 6))]), []);
        assert_eq!(compose(6, &[], &first), first);
        assert_eq!(compose(6, &first, &[]), first);
    }

    proptest! {
        #[test]
        fn one_list_of_edits_does_what_two_did(
            before in "[a-z\n]{0,60}",
            plan in proptest::collection::vec((0_usize..12, 0_usize..6, "[A-Z]{0,4}"), 0..8),
            next in proptest::collection::vec((0_usize..12, 0_usize..6, "[0-9]{0,4}"), 0..8),
        ) {
            let first = edits(before.len(), &plan);
            let between = apply(&before, &first).unwrap();
            let second = edits(between.len(), &next);
            let after = apply(&between, &second).unwrap();
            let composed = compose(before.len(), &first, &second);
            prop_assert_eq!(apply(&before, &composed), Some(after));
            prop_assert!(composed.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
        }
    }
}
