//! Updates that are named by the articles about them: `KB4493509`.

use winfit_compat::catalog::Kb;

use super::Facts;
use super::plain::Plain;
use super::scan::{char_before, digits};
use super::told::Said;

/// Adds the updates of a text.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    let mut said = Said::nothing();
    for (at, _) in plain.lower().match_indices("kb") {
        let behind = plain.text().get(at + 2..).unwrap_or_default();
        let length = 2 + digits(behind.get(..9.min(behind.len())).unwrap_or_default());
        let is_word = !char_before(plain.text(), at).is_some_and(char::is_alphanumeric);
        let next = plain.text().get(at + length..).unwrap_or_default();
        let written =
            plain.text().get(at..at + length).filter(|_| is_word && !next.starts_with(char::is_alphanumeric));
        if let Some(kb) = written.and_then(|it| it.parse::<Kb>().ok()) {
            said.add(at, kb);
        }
    }
    said.tell(plain, &mut facts.updates);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn updates(text: &str) -> Vec<Kb> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.updates.into_iter().map(|it| it.value).collect()
    }

    #[test]
    fn updates_are_read_once_each_in_text_order() {
        assert_eq!(updates("Missing kb4493509, KB4489899 or KB4493509."), [Kb(4_493_509), Kb(4_489_899)]);
        assert_eq!(updates("nanoserver:1809-KB4493509"), [Kb(4_493_509)]);
    }

    #[test]
    fn sizes_and_parts_of_words_are_no_updates() {
        for text in ["1024 KB", "KB12345", "KB123456789", "KB4493509x", "xKB4493509", "kb", "KB版"] {
            assert_eq!(updates(text), [], "{text}");
        }
    }
}
