//! Runs of digits and dots, the raw material of every version: `10.0.17763.437`, `14393.321`, `17763`.

/// A maximal run of digit groups joined by single dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Byte offset of the first digit.
    pub(super) start: usize,
    /// Byte offset after the last digit.
    pub(super) end: usize,
    parts: [u32; 4],
    count: usize,
    flawed: bool,
}

impl Number {
    /// One to four parts; empty where the run has more, or a part with a leading zero or beyond 32 bits, so that no
    /// form takes it for a version.
    pub(super) fn parts(&self) -> &[u32] {
        if self.flawed { &[] } else { self.parts.get(..self.count).unwrap_or_default() }
    }

    /// The same number, counted from further left.
    pub(super) fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self }
    }

    fn push(&mut self, digits: &[u8]) {
        let value = digits.iter().try_fold(0_u32, |value, digit| {
            value.checked_mul(10)?.checked_add(u32::from(digit.wrapping_sub(b'0')))
        });
        let leading_zero = digits.len() > 1 && digits.first() == Some(&b'0');
        match (value, self.parts.get_mut(self.count)) {
            (Some(value), Some(part)) if !leading_zero => *part = value,
            _ => self.flawed = true,
        }
        self.count = (self.count + 1).min(self.parts.len());
    }
}

/// All numbers of a text, in order. Each byte is looked at once.
pub(super) fn numbers(text: &str) -> Numbers<'_> {
    Numbers { bytes: text.as_bytes(), at: 0 }
}

/// See [`numbers`].
pub(super) struct Numbers<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Numbers<'_> {
    fn is_digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }
}

impl Iterator for Numbers<'_> {
    type Item = Number;

    fn next(&mut self) -> Option<Number> {
        let rest = self.bytes.get(self.at..)?;
        let start = self.at + rest.iter().position(u8::is_ascii_digit)?;
        let mut number = Number { start, end: start, parts: [0; 4], count: 0, flawed: false };
        let mut part = start;
        loop {
            let mut end = part;
            while self.is_digit(end) {
                end += 1;
            }
            number.push(self.bytes.get(part..end).unwrap_or_default());
            number.end = end;
            if self.bytes.get(end) != Some(&b'.') || !self.is_digit(end + 1) {
                break;
            }
            part = end + 1;
        }
        self.at = number.end;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Vec<u32>> {
        numbers(text).map(|number| number.parts().to_vec()).collect()
    }

    #[test]
    fn numbers_are_maximal_runs_of_digits_and_dots() {
        assert_eq!(parts("a10.0.17763.437-x 5"), [vec![10, 0, 17763, 437], vec![5]]);
        assert_eq!(parts("10..0. .7"), [vec![10], vec![0], vec![7]]);
        assert_eq!(parts("版本10.0。"), [vec![10, 0]]);
        let all: Vec<_> = numbers("x10.0.1 2").map(|number| (number.start, number.end)).collect();
        assert_eq!(all, [(1, 7), (8, 9)]);
    }

    #[test]
    fn a_number_that_is_no_version_has_no_parts() {
        assert_eq!(parts("1.2.3.4.5"), [Vec::<u32>::new()]);
        assert_eq!(parts("10.0.017763"), [Vec::<u32>::new()]);
        assert_eq!(parts("10.0.4294967296"), [Vec::<u32>::new()]);
        assert_eq!(parts("10.0.4294967295"), [vec![10, 0, u32::MAX]]);
    }
}
