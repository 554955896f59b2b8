//! A text as its letters and digits alone.
//!
//! The same message comes wrapped at eighty columns, quoted with `>`, coloured, indented, inside JSON that is escaped once
//! or twice, or with the emphasis of a forum. What stays the same are its letters and digits, in their order. Phrases are
//! looked for among those, and so are found however the message was carried.

/// Reads a text byte by byte and gives its ASCII letters, in lower case, and digits.
///
/// Left out: everything else, the letter of an escape such as `\n`, `\u0026` in whole, and terminal colours.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    state: State,
}

#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Text,
    /// After one or several backslashes.
    Backslash,
    /// Inside `\uXXXX`: how many digits are to come, and what the others say.
    Unicode(u8, u16),
    /// After the character that begins a terminal's control sequence.
    Escape,
    /// Inside such a sequence.
    Control,
}

const ESCAPE: u8 = 0x1b;

/// What a byte is in plain text: itself in lower case, or 0.
const LETTER: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

impl Letters {
    /// The letter that a byte is, if it is one where it stands.
    #[inline]
    pub(crate) fn next(&mut self, byte: u8) -> Option<u8> {
        if matches!(self.state, State::Text) {
            let letter = LETTER.get(usize::from(byte)).copied().unwrap_or_default();
            if letter != 0 {
                return Some(letter);
            }
            if byte != b'\\' && byte != ESCAPE {
                return None;
            }
        }
        self.next_of_rare(byte)
    }

    /// Adds the letters of some bytes to others: [`Letters::next`] of each, many at once.
    pub(crate) fn feed(&mut self, bytes: &[u8], letters: &mut Vec<u8>) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let plain = match self.state {
                State::Text => memchr::memchr2(b'\\', ESCAPE, rest).unwrap_or(rest.len()),
                _ => 0,
            };
            let (run, behind) = rest.split_at(plain);
            copy_letters(run, letters);
            let Some((rare, behind)) = behind.split_first() else { return };
            letters.extend(self.next(*rare));
            rest = behind;
        }
    }

    #[cold]
    fn next_of_rare(&mut self, byte: u8) -> Option<u8> {
        let (state, letter) = match (self.state, byte) {
            (State::Text | State::Backslash, b'\\') => (State::Backslash, None),
            (State::Text | State::Backslash, ESCAPE) => (State::Escape, None),
            (State::Backslash, b'n' | b'r' | b't') => (State::Text, None),
            (State::Backslash, b'u') => (State::Unicode(4, 0), None),
            (State::Unicode(left, value), _) if byte.is_ascii_hexdigit() => {
                let digit = char::from(byte).to_digit(16).and_then(|digit| u16::try_from(digit).ok());
                let value = value << 4 | digit.unwrap_or_default();
                match (left, value) {
                    (1, value) if value == u16::from(ESCAPE) => (State::Escape, None),
                    (1, _) => (State::Text, None),
                    _ => (State::Unicode(left - 1, value), None),
                }
            }
            (State::Escape, b'[') => (State::Control, None),
            (State::Control, 0x40..=0x7e) => (State::Text, None),
            (State::Control, _) => (State::Control, None),
            _ => {
                self.state = State::Text;
                return self.next(byte);
            }
        };
        self.state = state;
        letter
    }
}

/// Adds the letters of plain text, without a branch for each byte.
fn copy_letters(run: &[u8], letters: &mut Vec<u8>) {
    let mut end = letters.len();
    letters.resize(end + run.len(), 0);
    for byte in run {
        let letter = LETTER.get(usize::from(*byte)).copied().unwrap_or_default();
        if let Some(slot) = letters.get_mut(end) {
            *slot = letter;
        }
        end += usize::from(letter != 0);
    }
    letters.truncate(end);
}

/// The letters of a text, and where each of them stands.
#[derive(Debug, Default)]
pub(crate) struct Lettered {
    /// The letters and digits.
    pub(crate) letters: Vec<u8>,
    /// The byte offset of each in the text.
    pub(crate) offsets: Vec<usize>,
}

impl Lettered {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Letters::default();
        let found = text.bytes().enumerate().filter_map(|(at, byte)| Some((letters.next(byte)?, at)));
        let (letters, offsets) = found.unzip();
        Self { letters, offsets }
    }

    /// The letters alone.
    pub(crate) fn only(text: &str) -> Vec<u8> {
        Self::of(text).letters
    }

    /// Where a letter stands in the text.
    pub(crate) fn offset(&self, index: usize) -> Option<usize> {
        self.offsets.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> String {
        String::from_utf8(Lettered::only(text)).unwrap()
    }

    #[test]
    fn wrapping_quoting_colours_and_emphasis_leave_the_letters_as_they_are() {
        for text in [
            "The container operating system",
            "> The container\r\n> operating system",
            "the con\ntainer   operating   sys\n  tem",
            "The **container** `operating` system",
            "\u{1b}[31mThe container\u{1b}[0m operating system",
            "\\u001b[31mThe container\\u001b[0m operating system",
            "The container\\noperating system",
            "The container\\\\\\noperating system",
            "The container\\u0020operating system",
            "版The container版operating system",
        ] {
            assert_eq!(letters(text), "thecontaineroperatingsystem", "{text}");
        }
    }

    #[test]
    fn a_path_keeps_the_same_letters_however_often_it_is_escaped() {
        let once = letters(r"C:\ProgramData\docker\windowsfilter\users");
        assert_eq!(letters(r"C:\\ProgramData\\docker\\windowsfilter\\users"), once);
        assert_eq!(letters(r"C:\\\\ProgramData\\\\docker\\\\windowsfilter\\\\users"), once);
    }

    proptest! {
        #[test]
        fn many_bytes_at_once_give_the_letters_of_each(text in r"[ab \\\\nu0-1\x1b\[m\n]{0,60}", at in 0_usize..60) {
            let (first, second) = text.as_bytes().split_at(at.min(text.len()));
            let (mut state, mut fed) = (Letters::default(), Vec::new());
            state.feed(first, &mut fed);
            state.feed(second, &mut fed);
            prop_assert_eq!(fed, Lettered::only(&text));
        }
    }

    #[test]
    fn an_escape_that_is_none_hides_nothing_but_its_own_letter() {
        assert_eq!(letters(r"\uzz9"), "zz9");
        assert_eq!(letters("\u{1b}x"), "x");
        assert_eq!(letters(r"\q"), "q");
    }
}
