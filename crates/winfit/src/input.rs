//! Standard input: bounded, and decoded as consoles write it.

use std::io::{self, IsTerminal, Read};

use winfit_lint::text::{DOCUMENT_LIMIT, SourceText, TextError};

/// Why standard input gives no text.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    /// It cannot be read.
    #[error("cannot read standard input: {0}")]
    Unreadable(#[source] io::Error),
    /// It is too long or no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Nothing was given and nothing is piped in.
    #[error("no text: standard input is a terminal, and this is no Windows that could be asked about itself")]
    #[cfg_attr(windows, expect(dead_code, reason = "a Windows host asks itself instead"))]
    Nothing,
}

impl InputError {
    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Unreadable(_) => "give the text as an argument instead".to_owned(),
            Self::Text(TextError::TooLarge { .. }) => {
                "cut it down to the part that names the version".to_owned()
            }
            Self::Text(_) => "give the output as text, in UTF-8 or UTF-16".to_owned(),
            Self::Nothing => {
                "give it as an argument, winfit version 10.0.17763.437, or pipe it in: docker info | winfit version -"
                    .to_owned()
            }
        }
    }
}

/// Whether standard input is a keyboard rather than a pipe or a file.
pub(crate) fn is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// All of standard input, at most 64 MiB.
pub(crate) fn read_all() -> Result<String, InputError> {
    let limit = u64::try_from(DOCUMENT_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(InputError::Unreadable)?;
    decode(bytes)
}

/// Consoles write in the code page of their language, and what matters is ASCII in all of them: single bytes that are not
/// UTF-8 are no reason to refuse the text. UTF-16 is what PowerShell writes to files.
fn decode(bytes: Vec<u8>) -> Result<String, InputError> {
    let may_be_code_page = bytes.len() <= DOCUMENT_LIMIT
        && !bytes.contains(&0)
        && !matches!(bytes.as_slice(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if may_be_code_page {
        return Ok(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        });
    }
    Ok(SourceText::decode("standard input", bytes, DOCUMENT_LIMIT)?.text().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_banner_in_the_code_page_of_a_russian_console_is_read() {
        let mut bytes = b"Microsoft Windows [".to_vec();
        bytes.extend([0x82, 0xa5, 0xe0, 0xe1, 0xa8, 0xef]);
        bytes.extend(b" 10.0.17763.437]");
        assert!(decode(bytes).unwrap().ends_with(" 10.0.17763.437]"));
    }

    #[test]
    fn utf_16_of_powershell_is_read() {
        let bytes: Vec<u8> = "\u{feff}10.0.17763.437\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(bytes).unwrap(), "10.0.17763.437\r\n");
    }

    #[test]
    fn binaries_are_refused() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\xff".to_vec()).is_err());
    }
}
