//! What a bare scalar means to the readers of YAML 1.1 and 1.2, and whether a text can be written bare.

use super::super::node::{means_null, meant_truth};

/// What a bare scalar is taken for, by any of the readers in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Text,
    Null,
    Truth,
    Number,
    Date,
    /// `=` and `<<`.
    Sign,
}

/// Where a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Block,
    Flow,
    Json,
}

pub(super) fn meaning(plain: &str) -> Meaning {
    match plain {
        plain if means_null(plain) => Meaning::Null,
        plain if meant_truth(plain).is_some() => Meaning::Truth,
        "=" | "<<" => Meaning::Sign,
        plain if is_number(plain) => Meaning::Number,
        plain if is_date(plain) => Meaning::Date,
        _ => Meaning::Text,
    }
}

/// Whether a scalar can stand here bare, whatever it means then.
pub(super) fn can_be_bare(text: &str, context: Context) -> bool {
    match context {
        Context::Block => has_bare_form(text),
        Context::Flow => has_bare_form(text) && !text.contains([',', '[', ']', '{', '}']),
        Context::Json => matches!(text, "true" | "false" | "null") || is_json_number(text),
    }
}

fn has_bare_form(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = match first {
        // A dash that is part of a word, as in `--flag`.
        '-' => text.len() > 1 && !text.starts_with("- ") && !text.starts_with("---"),
        '.' => !text.starts_with("..."),
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`'
        | '?' | ':' => false,
        _ => true,
    };
    starts_well
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
}

/// Whether a character may stand in a scalar as it is, on one line.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_number(plain: &str) -> bool {
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let of = |digits: &str, radix: u32| {
        digits.contains(|c: char| c.is_digit(radix)) && digits.chars().all(|c| c == '_' || c.is_digit(radix))
    };
    match unsigned.get(..2) {
        Some("0x" | "0X") => unsigned.get(2..).is_some_and(|digits| of(digits, 16)),
        Some("0o" | "0O") => unsigned.get(2..).is_some_and(|digits| of(digits, 8)),
        Some("0b" | "0B") => unsigned.get(2..).is_some_and(|digits| of(digits, 2)),
        _ => is_decimal(unsigned) || is_sexagesimal(unsigned),
    }
}

/// Digits with at most one point, and an exponent; YAML 1.1 allows underscores.
fn is_decimal(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let starts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let has_digits = starts(whole) || (whole.is_empty() && starts(fraction));
    let is_exponent = |text: &str| {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    has_digits && digits(whole) && digits(fraction) && exponent.is_none_or(is_exponent)
}

/// Numbers to the base of sixty, as YAML 1.1 has them: `22:22`.
fn is_sexagesimal(unsigned: &str) -> bool {
    let mut places = unsigned.split(':');
    let first = places.next().unwrap_or_default();
    let is_first = first.starts_with(|c: char| c.is_ascii_digit())
        && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let is_place = |place: &str| match place.split_once('.').map_or(place, |(whole, _)| whole).as_bytes() {
        [ones] => ones.is_ascii_digit(),
        [tens, ones] => matches!(tens, b'0'..=b'5') && ones.is_ascii_digit(),
        _ => false,
    };
    let mut count = 0;
    is_first && places.inspect(|_| count += 1).all(is_place) && count > 0
}

/// `2001-12-14`, with or without a time.
fn is_date(plain: &str) -> bool {
    let mut parts = plain.splitn(3, '-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, rest) = (part(), part(), part());
    let is_all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let day = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let behind = rest.get(day..).unwrap_or_default();
    year.len() == 4
        && is_all_digits(year)
        && matches!(month.len(), 1 | 2)
        && is_all_digits(month)
        && matches!(day, 1 | 2)
        && (behind.is_empty() || behind.starts_with(['T', 't', ' ', '\t']))
}

/// A number as RFC 8259 has it.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let whole = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
    let is_whole = whole > 0 && (whole == 1 || !unsigned.starts_with('0'));
    let is_strict = !unsigned.contains('_') && !unsigned.ends_with('.');
    is_whole && is_strict && !unsigned.contains(".e") && !unsigned.contains(".E") && is_decimal(unsigned)
}
