//! From the YAML parser's counts of characters to byte offsets.

/// Characters between two noted offsets.
const STRIDE: usize = 64;

/// The byte offsets of every 64th character; nothing for a text in which each character is one byte.
pub(super) struct Offsets<'t> {
    text: &'t str,
    strides: Vec<u32>,
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let strides = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).filter_map(|(at, _)| u32::try_from(at).ok()).collect()
        };
        Self { text, strides }
    }

    /// The byte offset of a character; the length of the text for any behind its end.
    pub(super) fn byte(&self, character: usize) -> usize {
        if self.strides.is_empty() {
            return character.min(self.text.len());
        }
        let Some(start) = self.strides.get(character / STRIDE) else { return self.text.len() };
        let start = *start as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_is_found_where_it_stands(text in ".{0,300}") {
            let offsets = Offsets::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.byte(count), at);
            }
            prop_assert_eq!(offsets.byte(text.chars().count()), text.len());
            prop_assert_eq!(offsets.byte(usize::MAX / 2), text.len());
        }
    }
}
