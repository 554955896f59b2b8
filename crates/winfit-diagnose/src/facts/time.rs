//! The first and the last time of a text, as written: `2024-05-01T12:00:00Z`, `E1001 14:29:03.759095`,
//! `Mon, 09 Oct 2017 19:40:30 +0000`, `Oct  1 14:29:03`.

use super::plain::Plain;
use super::scan::{before, char_before, digits, from, is_stamp};
use super::{Facts, Told};

/// Takes the times of a text in.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    let text = plain.pasted();
    let mut times = text.match_indices(':').filter_map(|(colon, _)| time(text, colon));
    let Some(first) = times.next() else { return };
    let last = times.next_back().unwrap_or_else(|| first.clone());
    let told = |(at, time): (usize, String)| Told::at(time, plain.place_as_pasted(at));
    let last = told(last);
    match &mut facts.times {
        Some((_, end)) => *end = last,
        None => facts.times = Some((told(first), last)),
    }
}

/// The time of which a colon is the first, with its day.
fn time(text: &str, colon: usize) -> Option<(usize, String)> {
    let hour = colon.checked_sub(2)?;
    let clock = text.get(hour..colon + 6)?;
    let is_clock = clock.bytes().zip(*b"00:00:00").all(|(byte, shape)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == b':',
    });
    let behind = text.get(colon + 6..)?;
    if !is_clock || behind.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
        return None;
    }
    let start = iso(text, hour).or_else(|| klog(text, hour)).or_else(|| named(text, hour))?;
    let end = colon + 6 + tail(from(behind, 0, 40));
    let is_word = !char_before(text, start).is_some_and(char::is_alphanumeric);
    Some((start, text.get(start..end).filter(|_| is_word)?.to_owned()))
}

/// Where `2024-05-01T` or `2024-05-01 ` begins before the hour.
fn iso(text: &str, hour: usize) -> Option<usize> {
    let start = hour.checked_sub(11)?;
    is_stamp(text.get(start..hour + 8)?).then_some(start)
}

/// Where `E1001 ` begins before the hour.
fn klog(text: &str, hour: usize) -> Option<usize> {
    let start = hour.checked_sub(6)?;
    let head = text.get(start..hour)?.strip_suffix(' ')?;
    let day = head.strip_prefix(['I', 'W', 'E', 'F'])?;
    (digits(day) == 4 && day.len() == 4).then_some(start)
}

/// Where `Mon, 09 Oct 2017 ` or `Oct  1 ` begins before the hour.
fn named(text: &str, hour: usize) -> Option<usize> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let head = before(text, hour, 17);
    let month = MONTHS.iter().filter_map(|month| head.rfind(month)).max()?;
    let day = head.get(month + 3..)?;
    let numbers = |text: &str| {
        text.starts_with(' ') && text.ends_with(' ') && text.trim().bytes().all(|b| b.is_ascii_digit())
    };
    if !numbers(day) || !(1..=4).contains(&day.trim().len()) {
        return None;
    }
    let is_year = day.trim().len() == 4;
    let start = hour - head.len();
    match is_year {
        true if month == 8 && head.get(3..5) == Some(", ") => Some(start),
        true => None,
        false => Some(start + month).filter(|_| day.trim().len() <= 2),
    }
}

/// How long the fraction and the zone behind a time are.
fn tail(text: &str) -> usize {
    let fraction = match text.strip_prefix(['.', ',']).map(digits) {
        Some(length) if length > 0 => length + 1,
        _ => 0,
    };
    let rest = text.get(fraction..).unwrap_or_default();
    let zone = rest.strip_prefix(' ').unwrap_or(rest);
    let space = rest.len() - zone.len();
    let offset = zone
        .strip_prefix(['+', '-'])
        .map(|it| it.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count());
    fraction
        + match offset {
            Some(length @ 4..=5) => space + 1 + length,
            _ if rest.starts_with('Z') => 1,
            _ => 0,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn times(text: &str) -> Option<(String, String)> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.times.map(|(first, last)| (first.value, last.value))
    }

    #[test]
    fn a_time_is_read_as_it_is_written() {
        for time in [
            "2024-05-01T12:00:00Z",
            "2024-05-01T12:00:00.1234567Z",
            "2024-05-01 12:00:00,123",
            "2024-05-01T12:00:00+02:00",
            "E1001 14:29:03.759095",
            "Mon, 09 Oct 2017 19:40:30 +0000",
            "Oct  1 14:29:03",
        ] {
            for text in
                [format!("{time} x"), format!("time=\"{time}\""), format!("> {time}"), format!("x\n{time}")]
            {
                assert_eq!(times(&text), Some((time.to_owned(), time.to_owned())), "{text}");
            }
        }
    }

    #[test]
    fn the_first_and_the_last_are_kept() {
        let text = "E1001 14:29:03.1 a\nE1001 14:29:04.1 b\nE1001 14:29:05.1 c\n";
        assert_eq!(times(text), Some(("E1001 14:29:03.1".to_owned(), "E1001 14:29:05.1".to_owned())));
    }

    #[test]
    fn a_clock_without_a_day_and_addresses_are_no_times() {
        for text in [
            "12:00:00",
            "at 12:00:00 sharp",
            "00:15:5d:01:02:03",
            "X1001 14:29:03",
            "E10a1 14:29:03",
            "E001 14:29:03",
            "sha256:12:34:56",
            "1:2",
        ] {
            assert_eq!(times(text), None, "{text}");
        }
    }
}
