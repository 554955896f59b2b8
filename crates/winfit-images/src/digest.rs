//! Digests: what names a document by its content.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256, Sha512};

use crate::shown::shown;

/// A digest in the form `sha256:` or `sha512:` and lower-case hexadecimal digits.
///
/// ```
/// use winfit_images::Digest;
/// let digest = Digest::of(b"");
/// assert_eq!(digest.to_string(), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
/// assert!(digest.is_of(b"") && !digest.is_of(b"another"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest {
    text: String,
}

/// The text is no digest that can be verified.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{}\" is no digest: sha256 and 64 or sha512 and 128 lower-case hexadecimal digits, as in sha256:0f1e…", shown(.text))]
pub struct ParseDigestError {
    text: String,
}

impl Digest {
    /// The SHA-256 digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { text: format!("sha256:{}", hex(&Sha256::digest(bytes))) }
    }

    /// Whether it is that of these bytes, by its own algorithm.
    #[must_use]
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        match self.algorithm() {
            "sha512" => self.hex() == hex(&Sha512::digest(bytes)),
            _ => self.hex() == hex(&Sha256::digest(bytes)),
        }
    }

    /// `sha256` or `sha512`.
    #[must_use]
    pub fn algorithm(&self) -> &str {
        self.text.split_once(':').map_or("", |(algorithm, _)| algorithm)
    }

    /// The digits.
    #[must_use]
    pub fn hex(&self) -> &str {
        self.text.split_once(':').map_or("", |(_, hex)| hex)
    }

    /// The whole, e.g. `sha256:0f1e…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

impl FromStr for Digest {
    type Err = ParseDigestError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = |hex: &str| hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        match text.split_once(':') {
            Some(("sha256", hex)) if hex.len() == 64 && is_hex(hex) => Ok(Self { text: text.to_owned() }),
            Some(("sha512", hex)) if hex.len() == 128 && is_hex(hex) => Ok(Self { text: text.to_owned() }),
            _ => Err(ParseDigestError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The published vector of SHA-512 for `abc`.
    const SHA512_OF_ABC: &str = "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
        2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    #[test]
    fn each_algorithm_verifies_its_own_digests() {
        let long: Digest = SHA512_OF_ABC.parse().unwrap();
        assert!(long.is_of(b"abc") && !long.is_of(b"abd"));
        assert_eq!((long.algorithm(), long.hex().len()), ("sha512", 128));
        assert_eq!(
            Digest::of(b"abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_cannot_be_verified_or_could_leave_a_folder_is_no_digest() {
        let hex = "0".repeat(64);
        for almost in [
            String::new(),
            hex.clone(),
            format!("sha256:{}", "0".repeat(63)),
            format!("sha256:{}", "0".repeat(65)),
            format!("sha256:{}", "A".repeat(64)),
            format!("sha256:{}", "é".repeat(32)),
            format!("sha256:../{}", "0".repeat(61)),
            format!("SHA256:{hex}"),
            format!(" sha256:{hex}"),
            format!("sha256:{hex}\n"),
            format!("sha512:{hex}"),
            format!("md5:{}", "0".repeat(32)),
            format!("sha256:sha256:{hex}"),
        ] {
            assert!(almost.parse::<Digest>().is_err(), "{almost:?}");
        }
        assert!(format!("sha256:{hex}").parse::<Digest>().is_ok());
    }

    #[test]
    fn an_error_quotes_the_text_escaped_and_shortened() {
        let message = |text: &str| text.parse::<Digest>().unwrap_err().to_string();
        assert!(message("\u{1b}[2J\"").starts_with("\"\\u{1b}[2J\\\"\" is no digest"));
        assert!(message(&"x".repeat(100_000)).len() < 250);
    }

    proptest! {
        #[test]
        fn a_digest_is_of_its_bytes_and_of_no_others(bytes: Vec<u8>, other: Vec<u8>) {
            let digest = Digest::of(&bytes);
            prop_assert_eq!(digest.to_string().parse::<Digest>(), Ok(digest.clone()));
            prop_assert!(digest.is_of(&bytes));
            prop_assert_eq!(digest.is_of(&other), bytes == other);
        }

        #[test]
        fn arbitrary_text_is_a_digest_only_as_it_is_written(text in "(sha(256|512):)?[0-9a-f]{0,130}.{0,2}") {
            if let Ok(digest) = text.parse::<Digest>() {
                prop_assert_eq!(digest.as_str(), text);
            }
        }
    }
}
