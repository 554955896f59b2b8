//! Exit statuses: behind the words that announce one, in `Exited (N)`, after `%errorlevel%`; and NTSTATUS values, which
//! programs print as `-1073741502`, `3221225794` or `0xC0000142`, wherever they stand.

use winfit_compat::catalog::{Catalog, CodeKind};

use super::code::as_unsigned;
use super::plain::Plain;
use super::scan::{char_before, digits, from, hex_digits, is_quote};
use super::{ExitFact, MOST};

/// What comes before an exit status, in lower case.
const BEFORE: [&str; 14] = [
    "exit code",
    "exit status",
    "exitcode",
    "exit_code",
    "exit_status",
    "exited with",
    "exited with code",
    "exited (",
    "non-zero code",
    "non-zero exit",
    "lastexitcode",
    "%errorlevel%",
    "return code",
    "returncode",
];

/// The status as an unsigned number, and as written.
type Status = (u32, String);

/// Adds the exit statuses of a text.
pub(super) fn read<'c>(catalog: &'c Catalog, plain: &Plain<'_>, exits: &mut Vec<ExitFact<'c>>) {
    let mut found: Vec<(usize, Status)> = Vec::new();
    let mut add = |at: usize, (status, text): Status| {
        let has_room = found.len() < MOST;
        match found.iter_mut().find(|(_, known)| known.0 == status) {
            Some(known) if at < known.0 => *known = (at, (status, text)),
            Some(_) => {}
            None if status != 0 && has_room => found.push((at, (status, text))),
            None => {}
        }
    };
    for words in BEFORE {
        for (at, _) in plain.lower().match_indices(words) {
            if char_before(plain.text(), at).is_some_and(char::is_alphanumeric) {
                continue;
            }
            if let Some((offset, status)) = announced(plain.text(), at + words.len()) {
                add(offset, status);
            }
        }
    }
    values_of_nt(catalog, plain, &mut add);
    found.sort_by_key(|(at, _)| *at);
    for (at, (status, text)) in found {
        if exits.len() < MOST && !exits.iter().any(|known| known.status == status) {
            let row = catalog.codes_of(status).iter().find(|row| row.kind == CodeKind::Ntstatus);
            exits.push(ExitFact { status, text, row, place: Some(plain.place(at)) });
        }
    }
}

/// The number behind the words that announce it, in their line or alone in the next.
fn announced(text: &str, at: usize) -> Option<(usize, Status)> {
    let behind = from(text, at, 80);
    let is_between = |c: char| is_quote(c) || matches!(c, ' ' | '\t' | ':' | '=' | '(' | ')' | '%');
    let mut rest = behind.trim_start_matches(is_between);
    for word in ["of ", "was ", "is "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(next) = rest.strip_prefix('\n') {
        let line = next.trim_start_matches('\n').split('\n').next().unwrap_or_default();
        let status = number(line.trim()).filter(|(_, written)| written.len() == line.trim().len())?;
        return Some((at + (behind.len() - next.trim_start_matches('\n').trim_start().len()), status));
    }
    Some((at + (behind.len() - rest.len()), number(rest)?))
}

/// The number that a text begins with, if it is of 32 bits and nothing goes on behind it.
fn number(text: &str) -> Option<Status> {
    let (written, value) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(rest) => {
            let length = hex_digits(rest.get(..9.min(rest.len())).unwrap_or(rest));
            let value = u32::from_str_radix(rest.get(..length)?, 16).ok()?;
            (text.get(..2 + length)?, value)
        }
        None => {
            let sign = usize::from(text.starts_with('-'));
            let length = digits(text.get(sign..)?);
            let written = text.get(..sign + length).filter(|_| (1..=10).contains(&length))?;
            (written, as_unsigned(written)?)
        }
    };
    let behind = text.get(written.len()..)?;
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        || behind.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!goes_on).then(|| (value, written.to_owned()))
}

/// Values that nothing but the kernel returns: `0xC0000005` to `0xC000FFFF`.
fn values_of_nt(catalog: &Catalog, plain: &Plain<'_>, add: &mut impl FnMut(usize, Status)) {
    let text = plain.text();
    for start in ["-1073", "3221", "0xc000"] {
        for (at, _) in plain.lower().match_indices(start) {
            if char_before(text, at).is_some_and(|c| c.is_alphanumeric() || "+-.,".contains(c)) {
                continue;
            }
            let Some(status) = number(text.get(at..).unwrap_or_default()) else { continue };
            // Without a sign it may be a number of bytes, unless it stands alone in its line or is a known value, and nothing
            // says bytes.
            let is_known = catalog.codes_of(status.0).iter().any(|row| row.kind == CodeKind::Ntstatus);
            let behind = from(text, at + status.1.len(), 8).trim_start().to_ascii_lowercase();
            let is_size = behind.starts_with('b') || behind.starts_with("kb") || behind.starts_with("mb");
            let is_telling =
                start != "3221" || begins_and_ends_line(plain, at, status.1.len()) || (is_known && !is_size);
            if status.0 >> 16 == 0xc000 && status.0 != 0xc000_0000 && is_telling {
                add(at, status);
            }
        }
    }
}

fn begins_and_ends_line(plain: &Plain<'_>, at: usize, length: usize) -> bool {
    plain.line(plain.line_of(at)).is_some_and(|line| line.at == at && line.text.len() == length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn exits(text: &str) -> Vec<(u32, String)> {
        let catalog = winfit_compat::builtin::builtin();
        let mut exits = Vec::new();
        let piece = Piece::new(1, text.as_bytes());
        read(catalog, &Plain::new(0, &piece), &mut exits);
        exits.into_iter().map(|it| (it.status, it.text)).collect()
    }

    #[test]
    fn a_status_is_read_behind_all_that_announces_one() {
        for text in [
            "      Exit Code:    128",
            "\"ExitCode\": 128,",
            "exitCode: 128",
            "exited with code 128",
            "Exited (128) 2 hours ago",
            "exit status 128",
            "The command 'cmd /S /C x' returned a non-zero code: 128",
            "did not complete successfully: exit code: 128",
            "Process exited with 128",
            "$LASTEXITCODE\n128\n",
            "C:\\>echo %errorlevel%\n128\n",
            "PS C:\\> $lastExitCode\n\n128",
            "{\\\"exitCode\\\":128}",
        ] {
            assert_eq!(exits(text), [(128, "128".to_owned())], "{text}");
        }
    }

    #[test]
    fn a_value_of_the_kernel_is_one_status_however_it_is_written() {
        for (text, written) in [
            ("-1073741502", "-1073741502"),
            ("Process ended: -1073741502 (0xC0000142)", "-1073741502"),
            ("0xC0000142", "0xC0000142"),
            ("exit status 0xc0000142", "0xc0000142"),
            ("Exited (3221225794) 4 hours ago", "3221225794"),
            ("3221225794", "3221225794"),
        ] {
            assert_eq!(exits(text), [(0xc000_0142, written.to_owned())], "{text}");
        }
    }

    #[test]
    fn success_sizes_versions_and_other_codes_are_no_statuses() {
        for text in [
            "Exit Code: 0",
            "exit code",
            "exit code: unknown",
            "exit status 1.5",
            "memory 3221225794 bytes",
            "0xc0370101",
            "0xc000123456",
            "3221225472",
            "exit code 12345678901",
            "Restart Count: 10",
            "$LASTEXITCODE\nnext 128",
        ] {
            assert_eq!(exits(text), [], "{text}");
        }
    }
}
