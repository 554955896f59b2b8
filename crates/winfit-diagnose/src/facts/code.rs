//! Codes of Windows: `0xc0370101` anywhere, `(0x490)` behind a message of a Windows call, and `-2147024846` where the words
//! before it say that it is an error.

use winfit_compat::catalog::{Catalog, CodeKind, ErrorCode};

use super::plain::Plain;
use super::scan::{before, char_before, digits, hex_digits};
use super::told::Said;
use super::{CodeFact, MOST};

/// Adds the codes of a text.
pub(super) fn read<'c>(catalog: &'c Catalog, plain: &Plain<'_>, codes: &mut Vec<CodeFact<'c>>) {
    let mut said = Said::nothing();
    hexadecimal(plain, &mut said);
    decimal(plain, &mut said);
    for (at, code) in said.in_order() {
        if codes.len() < MOST && !codes.iter().any(|known| known.code == code) {
            codes.push(CodeFact { code, row: row(catalog, code), place: Some(plain.place(at)) });
        }
    }
}

/// What the catalogue knows of a code; as an exit status only if it is nothing else.
fn row(catalog: &Catalog, code: u32) -> Option<&ErrorCode> {
    let rows = catalog.codes_of(code);
    let of = |kind| rows.iter().find(|row| row.kind == kind);
    of(CodeKind::Hresult).or_else(|| of(CodeKind::Win32)).or_else(|| of(CodeKind::Ntstatus))
}

fn hexadecimal(plain: &Plain<'_>, said: &mut Said<u32>) {
    for (at, _) in plain.lower().match_indices("0x") {
        let is_start = !char_before(plain.text(), at).is_some_and(|c| c.is_alphanumeric() || c == '+');
        let behind = plain.lower().get(at + 2..).unwrap_or_default();
        let length = hex_digits(behind.get(..9.min(behind.len())).unwrap_or(behind));
        let next = behind.get(length..).unwrap_or_default();
        if !is_start || next.starts_with(char::is_alphanumeric) {
            continue;
        }
        let is_code = length == 8 || ((1..8).contains(&length) && is_of_windows(plain, at, next));
        let code = behind.get(..length).filter(|_| is_code).and_then(|it| u32::from_str_radix(it, 16).ok());
        if let Some(code) = code.filter(|code| *code != 0) {
            said.add(at, code);
        }
    }
}

/// Whether a short number stands in parentheses behind a message of a Windows call.
fn is_of_windows(plain: &Plain<'_>, at: usize, next: &str) -> bool {
    let head = before(plain.lower(), at, 320);
    let is_alone = head.ends_with('(') && next.starts_with(')');
    is_alone && ["system call", "win32"].iter().any(|words| head.contains(words))
}

fn decimal(plain: &Plain<'_>, said: &mut Said<u32>) {
    // All errors of Windows begin so: 0x8… is from 2147483648 on, or from -2147483648 on.
    for start in ["-214", "-213", "214", "215", "322", "-107"] {
        for (at, _) in plain.text().match_indices(start) {
            let is_start =
                !char_before(plain.text(), at).is_some_and(|c| c.is_alphanumeric() || "-.".contains(c));
            let behind = plain.text().get(at..).unwrap_or_default();
            let sign = usize::from(behind.starts_with('-'));
            let number = behind.get(sign..).unwrap_or_default();
            let length = digits(number.get(..11.min(number.len())).unwrap_or(number));
            let written = behind.get(..sign + length).filter(|_| is_start && length == 10);
            let ends =
                !number.get(length..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
            let code = written.filter(|_| ends).and_then(as_unsigned);
            if let Some(code) = code.filter(|code| is_hresult(*code) && is_called_error(plain, at)) {
                said.add(at, code);
            }
        }
    }
}

/// A number of 32 bits, with a sign or without.
pub(super) fn as_unsigned(text: &str) -> Option<u32> {
    let number = text.parse::<i64>().ok()?;
    let signed = i32::try_from(number).ok().map(i32::cast_unsigned);
    signed.or_else(|| u32::try_from(number).ok())
}

/// Of the system (`0x8007…` and its neighbours), or of the compute service.
const fn is_hresult(code: u32) -> bool {
    matches!(code >> 16, 0x8000..=0x80ff | 0xc037)
}

/// Whether the words before a number say that it is a code.
fn is_called_error(plain: &Plain<'_>, at: usize) -> bool {
    let head = before(plain.lower(), at, 48);
    let line = head.rsplit('\n').next().unwrap_or_default();
    ["hresult", "error", "code", "failed", "failure", "hr =", "hr="].iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn codes(text: &str) -> Vec<u32> {
        let catalog = winfit_compat::builtin::builtin();
        let mut codes = Vec::new();
        let piece = Piece::new(1, text.as_bytes());
        read(catalog, &Plain::new(0, &piece), &mut codes);
        codes.iter().map(|it| it.code).collect()
    }

    #[test]
    fn eight_digits_are_a_code_wherever_they_stand() {
        for text in [
            "(0xc0370101)",
            "0xC0370101:",
            "err=\\\"0xc0370101\\\"",
            "error 0xC0370101.",
            "0xc0370101 0xC0370101",
        ] {
            assert_eq!(codes(text), [0xc037_0101], "{text}");
        }
    }

    #[test]
    fn fewer_digits_are_one_behind_a_message_of_windows() {
        assert_eq!(codes("failure in a Windows system call: Element not found. (0x490)"), [0x490]);
        assert_eq!(codes("hnsCall failed in Win32: The object already exists. (0x1392)"), [0x1392]);
        for text in ["(0x490)", "at main.go:12 +0x1d", "in Win32 at 0x490", "0x0", "0x00000000", "0x"] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn addresses_and_parts_of_words_are_no_codes() {
        for text in ["0xc000123456", "0x00007ff812345678", "10xc0370101", "0xc0370101g", "+0xc0370101"] {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_decimal_number_is_a_code_where_words_say_so() {
        for text in ["HRESULT: -2147024846", "failed with error code 2147942450", "error -2147024846"] {
            assert_eq!(codes(text), [0x8007_0032], "{text}");
        }
        for text in
            ["-2147024846", "size 2147942450", "error 21479424501", "error 2147942450x", "error 12147942450"]
        {
            assert!(codes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn codes_stand_in_text_order() {
        assert_eq!(
            codes("error -2147024846 then 0xc0370101 then 0x80070002"),
            [0x8007_0032, 0xc037_0101, 0x8007_0002]
        );
    }
}
