//! Counts, lists and promises in words.

use winfit_lint::Safety;

use super::clean;

/// `1 host`, `2 hosts`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The first names, and how many more there are.
pub(super) fn list(names: &[String], most: usize) -> String {
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What a fix does, and who applies it where `--fix` does not.
pub(crate) fn fix_words(title: &str, safety: Safety) -> String {
    let title = clean(title);
    match safety {
        Safety::Safe => title,
        Safety::Unsafe => format!("{title}, applied by --unsafe-fixes only"),
        Safety::Offered => format!("{title}, to be applied by hand"),
    }
}

/// Characters of a word from outside that fit beside others.
const SHOWN: usize = 24;

/// A word from outside, which may have no end.
pub(super) fn short(word: &str) -> String {
    let mut shown: String = word.chars().take(SHOWN).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_how_much_it_leaves_out() {
        let names: Vec<_> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!(list(&names, 3), "a, b, c");
        assert_eq!(list(&names, 1), "a and 2 more");
    }

    #[test]
    fn one_thing_has_no_plural() {
        assert_eq!(plural(1, "host"), "1 host");
        assert_eq!(plural(0, "host"), "0 hosts");
    }
}
