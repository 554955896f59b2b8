//! UTF-8 and UTF-16, told apart by their byte order mark or by where the zero bytes are.

use super::TextError;

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Encoding {
    /// The form of its characters.
    pub form: Form,
    /// Whether a byte order mark stands in front.
    pub byte_order_mark: bool,
}

/// Forms of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first: what Windows PowerShell's `>` writes.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// UTF-8 without a byte order mark.
    pub const UTF_8: Self = Self { form: Form::Utf8, byte_order_mark: false };

    /// The bytes of a text in this encoding.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.byte_order_mark { "\u{feff}" } else { "" };
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        match self.form {
            Form::Utf8 => [mark.as_bytes(), text.as_bytes()].concat(),
            Form::Utf16Le => units().flat_map(u16::to_le_bytes).collect(),
            Form::Utf16Be => units().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// Why bytes are not a text, before the file's name is known.
pub(super) enum DecodeError {
    Binary { offset: usize },
    InvalidUtf8 { line: usize, offset: usize, byte: u8 },
    InvalidUtf16 { offset: usize },
}

impl DecodeError {
    pub(super) fn named(self, name: String) -> TextError {
        match self {
            Self::Binary { offset } => TextError::Binary { name, offset },
            Self::InvalidUtf8 { line, offset, byte } => TextError::InvalidUtf8 { name, line, offset, byte },
            Self::InvalidUtf16 { offset } => TextError::InvalidUtf16 { name, offset },
        }
    }
}

pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, Form::Utf16Le, 2),
        [0xfe, 0xff, rest @ ..] => utf16(rest, Form::Utf16Be, 2),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let encoding = Encoding { form: Form::Utf8, byte_order_mark: true };
            utf8(rest.to_vec(), 3).map(|text| (text, encoding))
        }
        unmarked => match unmarked_form(unmarked) {
            Form::Utf8 => utf8(bytes, 0).map(|text| (text, Encoding::UTF_8)),
            form => utf16(unmarked, form, 0),
        },
    }
}

/// Looks at the first half kilobyte: in UTF-16 of mostly western text nearly every second byte is zero, and none of the
/// others.
fn unmarked_form(bytes: &[u8]) -> Form {
    let sample = bytes.get(..512).unwrap_or(bytes);
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) {
        return Form::Utf8;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let most = sample.len() / 2 * 3 / 4;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd >= most => Form::Utf16Le,
        (even, 0) if even >= most => Form::Utf16Be,
        _ => Form::Utf8,
    }
}

fn utf8(bytes: Vec<u8>, skipped: usize) -> Result<String, DecodeError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        // A picture is better called that than a text with a wrong byte.
        match bytes.iter().position(|byte| *byte == 0) {
            Some(nul) => DecodeError::Binary { offset: skipped + nul },
            None => DecodeError::InvalidUtf8 {
                line: 1 + bytes.iter().take(offset).filter(|byte| **byte == b'\n').count(),
                offset: skipped + offset,
                byte: bytes.get(offset).copied().unwrap_or_default(),
            },
        }
    })?;
    match text.bytes().position(|byte| byte == 0) {
        Some(nul) => Err(DecodeError::Binary { offset: skipped + nul }),
        None => Ok(text),
    }
}

fn utf16(bytes: &[u8], form: Form, skipped: usize) -> Result<(String, Encoding), DecodeError> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(DecodeError::InvalidUtf16 { offset: skipped + bytes.len() - 1 });
    }
    let units = pairs.map(|pair| match (form, pair) {
        (Form::Utf16Be, [high, low]) | (_, [low, high]) => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = skipped;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok('\0') => return Err(DecodeError::Binary { offset }),
            Ok(character) => {
                offset += 2 * character.len_utf16();
                text.push(character);
            }
            Err(_) => return Err(DecodeError::InvalidUtf16 { offset }),
        }
    }
    Ok((text, Encoding { form, byte_order_mark: skipped > 0 }))
}

#[cfg(test)]
mod tests;
