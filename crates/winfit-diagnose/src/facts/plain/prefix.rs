//! What stands before a line that a program printed: `> ` of a quotation, the time of a log, the name of a container.

use super::super::scan::{digits, is_stamp};

/// What is behind a prefix, if there is one.
pub(super) fn behind(line: &str) -> Option<&str> {
    line.strip_prefix("> ")
        .or_else(|| line.strip_prefix('>'))
        .or_else(|| behind_time(line))
        .or_else(|| behind_container(line))
        .or_else(|| behind_step(line))
}

/// `2024-05-01T12:00:00.1234567Z `, as GitHub Actions and `docker logs --timestamps` write.
fn behind_time(line: &str) -> Option<&str> {
    let (time, rest) = line.split_once(' ')?;
    (time.len() < 40 && time.as_bytes().get(10) == Some(&b'T') && is_stamp(time)).then_some(rest)
}

/// `web-1  | `, as `docker compose` writes.
fn behind_container(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c))?;
    let (name, rest) = line.split_at_checked(end)?;
    let number = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let joined = name.get(..name.len() - number)?.ends_with(['-', '_']);
    let rest = rest.trim_start_matches(' ').strip_prefix('|')?;
    (number > 0 && joined).then(|| rest.strip_prefix(' ').unwrap_or(rest))
}

/// `#7 1.234 `, as BuildKit writes what a step prints.
fn behind_step(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('#')?;
    let rest = rest.get(digits(rest)..)?.strip_prefix(' ')?;
    let whole = digits(rest);
    let rest = rest.get(whole..)?.strip_prefix('.')?;
    let part = digits(rest);
    let rest = rest.get(part..)?.strip_prefix(' ')?;
    (whole > 0 && part > 0).then_some(rest)
}
