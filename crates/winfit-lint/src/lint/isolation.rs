//! Words for isolation modes, as Docker takes them and as people mistype them.

use crate::nearest::nearest;

/// The words that Docker takes on Windows; their case does not count.
pub(crate) const MODES: [&str; 3] = ["default", "process", "hyperv"];

/// What a word that is no mode was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It is this one, but for signs between its letters: `hyper-v`.
    Surely(&'static str),
    /// It is nearest to this one.
    Perhaps(&'static str),
}

impl Meant {
    /// The mode.
    pub(crate) const fn mode(self) -> &'static str {
        match self {
            Self::Surely(mode) | Self::Perhaps(mode) => mode,
        }
    }
}

/// Whether Docker takes a word.
pub(crate) fn is_mode(word: &str) -> bool {
    MODES.iter().any(|mode| word.eq_ignore_ascii_case(mode))
}

/// The mode that a word that is none was meant to be, if it resembles one.
pub(crate) fn meant(word: &str) -> Option<Meant> {
    let letters: String = word.chars().filter(|it| it.is_alphanumeric()).collect();
    let same = MODES.into_iter().find(|mode| letters.eq_ignore_ascii_case(mode));
    same.map(Meant::Surely).or_else(|| nearest(word, &MODES).map(Meant::Perhaps))
}
