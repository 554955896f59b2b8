//! Quantities of memory as Kubernetes writes them: `16776756Ki`, `2Gi`, `1.5G`, `129e6`.

/// The bytes, rounded up; `None` if the text is no quantity, or one that no machine has.
pub(crate) fn bytes(text: &str) -> Option<u64> {
    const SUFFIXES: [(&str, f64); 14] = [
        ("Ki", 1024.0),
        ("Mi", 1_048_576.0),
        ("Gi", 1_073_741_824.0),
        ("Ti", 1_099_511_627_776.0),
        ("Pi", 1_125_899_906_842_624.0),
        ("Ei", 1_152_921_504_606_846_976.0),
        ("m", 1e-3),
        ("k", 1e3),
        ("M", 1e6),
        ("G", 1e9),
        ("T", 1e12),
        ("P", 1e15),
        ("E", 1e18),
        ("", 1.0),
    ];
    let text = text.trim();
    let (number, factor) =
        SUFFIXES.iter().find_map(|(suffix, factor)| Some((text.strip_suffix(suffix)?, factor)))?;
    let is_number = number.starts_with(|it: char| it.is_ascii_digit())
        && number.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b'e' | b'E' | b'+' | b'-'));
    let bytes = number.parse::<f64>().ok().filter(|_| is_number)? * factor;
    // Beyond this, not every number of bytes has a float of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 2^53")]
    (bytes.is_finite() && (0.0..=MOST).contains(&bytes)).then(|| bytes.ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_of_both_systems_and_exponents_are_read() {
        for (text, expected) in [
            ("16776756Ki", 17_179_398_144),
            ("2Gi", 2 << 30),
            ("1.5G", 1_500_000_000),
            ("129e6", 129_000_000),
            ("128974848", 128_974_848),
            ("1500m", 2),
            ("0", 0),
        ] {
            assert_eq!(bytes(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_none() {
        for text in ["", "Gi", "two", "1 Gi", "-1Gi", "1GiB", "inf", "nan", "1e999", "0x10", "99Ei"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
