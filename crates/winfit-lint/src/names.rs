//! Several names in one line.

/// The first of several names, and how many more there are: `a, b, c and 2 more`.
pub(crate) fn first_of<N: AsRef<str>>(most: usize, names: &[N]) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_names_as_asked_for_are_shown_and_the_rest_is_counted() {
        for (names, shown) in [
            (&["a"][..], "a"),
            (&["a", "b"], "a, b"),
            (&["a", "b", "c"], "a, b and 1 more"),
            (&["a", "b", "c", "d"], "a, b and 2 more"),
        ] {
            assert_eq!(first_of(2, names), shown);
        }
    }
}
