//! Sizes and durations as people write them: `256 MiB`, `1h`.

use std::time::Duration;

/// Bytes: a whole number and B, kB, MB, GB, KiB, MiB or GiB.
pub(super) fn bytes(text: &str) -> Option<u64> {
    let (number, unit) = split(text)?;
    let unit = match unit {
        "B" => 1,
        "kB" | "KB" => 1000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(unit)
}

/// A duration: a whole number and s, m, h or d.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = split(text)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return None,
    };
    // Longer than any clock goes is no duration.
    let seconds = number.checked_mul(unit).filter(|seconds| *seconds <= 100 * 366 * 24 * 60 * 60)?;
    Some(Duration::from_secs(seconds))
}

fn split(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, unit.strip_prefix(' ').unwrap_or(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_numbers_with_a_unit() {
        for (text, size) in [
            ("256 MiB", Some(256 << 20)),
            ("256MiB", Some(256 << 20)),
            ("1 GB", Some(1_000_000_000)),
            ("0 B", Some(0)),
            ("256", None),
            ("MiB", None),
            ("1.5 GiB", None),
            ("-1 B", None),
            ("1  B", None),
            ("1 mib", None),
            ("18446744073709551615 KiB", None),
            ("", None),
        ] {
            assert_eq!(bytes(text), size, "{text}");
        }
    }

    #[test]
    fn durations_are_whole_numbers_with_a_unit() {
        for (text, seconds) in [
            ("90s", Some(90)),
            ("2 m", Some(120)),
            ("1h", Some(3600)),
            ("7d", Some(604_800)),
            ("0s", Some(0)),
            ("1", None),
            ("h", None),
            ("1H", None),
            ("1h30m", None),
            ("18446744073709551615d", None),
            ("9999999999d", None),
        ] {
            assert_eq!(duration(text), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
