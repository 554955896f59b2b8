//! The known word that a mistyped one resembles most.

/// The nearest of the words, if it is near: at most a third of its letters are otherwise.
pub(crate) fn nearest(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let word = word.to_ascii_lowercase().replace(['_', ' '], "-");
    // Nobody mistypes that much, and comparing takes time.
    if word.len() > 40 {
        return None;
    }
    let distances = known.iter().map(|it| (distance(&word, it), *it));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance * 3 <= nearest.len().max(3)).then_some(nearest)
}

/// How many characters must be added, removed or replaced.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (index, a) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other.chars()) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_is_found_and_another_is_not() {
        let known = ["os", "os-version", "kind", "hyperv", "labels"];
        assert_eq!(nearest("os_version", &known), Some("os-version"));
        assert_eq!(nearest("osversion", &known), Some("os-version"));
        assert_eq!(nearest("OS-Versoin", &known), Some("os-version"));
        assert_eq!(nearest("label", &known), Some("labels"));
        assert_eq!(nearest("hyper-v", &known), Some("hyperv"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("", &known), None);
    }

    #[test]
    fn distances_count_single_changes() {
        for (one, other, expected) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (expected, expected));
        }
    }
}
