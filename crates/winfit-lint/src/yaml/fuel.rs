//! Input for the YAML parser that ends early when it is asked for too much at once.
//!
//! The parser collects all tokens of a flow collection before it says anything, as long as that might turn out to be a
//! key; and it reads a scalar whole. Counting characters between two events bounds the memory of both.

use std::cell::Cell;

use saphyr_parser::input::SkipTabs;
use saphyr_parser::{Input, StrInput};

/// A text, and how many more characters of it may be read before the parser must have said something.
pub(super) struct Fuel<'t, 'f> {
    text: StrInput<'t>,
    left: &'f Cell<usize>,
}

impl<'t, 'f> Fuel<'t, 'f> {
    pub(super) fn new(text: &'t str, left: &'f Cell<usize>) -> Self {
        Self { text: StrInput::new(text), left }
    }

    fn burn(&mut self, count: usize) {
        let left = self.left.get().saturating_sub(count);
        self.left.set(left);
        if left == 0 {
            self.text = StrInput::new("");
        }
    }
}

impl Input for Fuel<'_, '_> {
    fn lookahead(&mut self, count: usize) {
        self.text.lookahead(count);
    }

    fn buflen(&self) -> usize {
        self.text.buflen()
    }

    fn bufmaxlen(&self) -> usize {
        self.text.bufmaxlen()
    }

    fn raw_read_ch(&mut self) -> char {
        let read = self.text.raw_read_ch();
        self.burn(1);
        read
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        let read = self.text.raw_read_non_breakz_ch();
        self.burn(1);
        read
    }

    #[inline]
    fn skip(&mut self) {
        self.text.skip();
        self.burn(1);
    }

    fn skip_n(&mut self, count: usize) {
        self.text.skip_n(count);
        self.burn(count);
    }

    #[inline]
    fn peek(&self) -> char {
        self.text.peek()
    }

    #[inline]
    fn peek_nth(&self, n: usize) -> char {
        self.text.peek_nth(n)
    }

    #[inline]
    fn peek_opt(&self) -> Option<char> {
        self.text.peek_opt()
    }

    // From here on the trait's own answers would do, but those of a text are faster.

    #[inline]
    fn next_2_are(&self, first: char, second: char) -> bool {
        self.text.next_2_are(first, second)
    }

    #[inline]
    fn next_3_are(&self, first: char, second: char, third: char) -> bool {
        self.text.next_3_are(first, second, third)
    }

    #[inline]
    fn next_is_document_indicator(&self) -> bool {
        self.text.next_is_document_indicator()
    }

    #[inline]
    fn next_is_document_start(&self) -> bool {
        self.text.next_is_document_start()
    }

    #[inline]
    fn next_is_document_end(&self) -> bool {
        self.text.next_is_document_end()
    }

    #[inline]
    fn next_is_blank_or_break(&self) -> bool {
        self.text.next_is_blank_or_break()
    }

    #[inline]
    fn next_is_blank_or_breakz(&self) -> bool {
        self.text.next_is_blank_or_breakz()
    }

    #[inline]
    fn next_is_blank(&self) -> bool {
        self.text.next_is_blank()
    }

    #[inline]
    fn next_is_break(&self) -> bool {
        self.text.next_is_break()
    }

    #[inline]
    fn next_is_breakz(&self) -> bool {
        self.text.next_is_breakz()
    }

    #[inline]
    fn next_is_z(&self) -> bool {
        self.text.next_is_z()
    }

    fn skip_ws_to_eol(&mut self, skip_tabs: SkipTabs) -> (usize, Result<SkipTabs, &'static str>) {
        // Blanks and comments take no memory.
        self.text.skip_ws_to_eol(skip_tabs)
    }

    fn skip_while_non_breakz(&mut self) -> usize {
        self.text.skip_while_non_breakz()
    }

    fn skip_while_blank(&mut self) -> usize {
        let count = self.text.skip_while_blank();
        self.burn(count);
        count
    }

    fn fetch_while_is_alpha(&mut self, out: &mut String) -> usize {
        let count = self.text.fetch_while_is_alpha(out);
        self.burn(count);
        count
    }

    fn fetch_while_is_yaml_non_space(&mut self, out: &mut String) -> usize {
        let count = self.text.fetch_while_is_yaml_non_space(out);
        self.burn(count);
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_ends_when_the_fuel_does() {
        let left = Cell::new(3);
        let mut input = Fuel::new("abcdef", &left);
        input.skip_n(2);
        assert_eq!((input.peek(), left.get()), ('c', 1));
        input.skip();
        assert_eq!((input.peek(), input.peek_opt(), left.get()), ('\0', None, 0));
    }

    #[test]
    fn blanks_and_comments_cost_nothing() {
        let left = Cell::new(3);
        let mut input = Fuel::new("    # a long comment\nb", &left);
        assert_eq!(input.skip_ws_to_eol(SkipTabs::Yes).0, 20);
        assert_eq!((input.peek(), left.get()), ('\n', 3));
    }
}
