//! Knowledge Base article numbers.

use std::fmt;
use std::str::FromStr;

/// The number of a Microsoft Knowledge Base article, printed as `KB4493509`.
///
/// ```
/// use winfit_catalog::Kb;
/// assert_eq!("kb4493509".parse::<Kb>()?, Kb(4_493_509));
/// assert_eq!(Kb(4_493_509).to_string(), "KB4493509");
/// # Ok::<(), winfit_catalog::ParseKbError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kb(pub u32);

/// The text is not `KB` and six to eight digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseKbError {
    text: String,
}

impl FromStr for Kb {
    type Err = ParseKbError;

    /// Reads `KB` in any case and six to eight digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text
            .get(..2)
            .filter(|prefix| prefix.eq_ignore_ascii_case("kb"))
            .and_then(|_| text.get(2..))
            .filter(|digits| (6..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()));
        digits
            .and_then(|digits| digits.parse().ok())
            .map(Self)
            .ok_or_else(|| ParseKbError { text: text.to_owned() })
    }
}

impl fmt::Display for Kb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KB{:06}", self.0)
    }
}

impl fmt::Display for ParseKbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not an article number such as KB4493509", self.text.escape_debug())
    }
}

impl std::error::Error for ParseKbError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_article_numbers_are_refused() {
        for text in ["KB", "KB12345", "KB123456789", "KB44935o9", "4493509", "KB-4493509", "ΚB4493509", "K"]
        {
            assert!(text.parse::<Kb>().is_err(), "{text}");
        }
    }
}
