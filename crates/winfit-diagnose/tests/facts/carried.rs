//! The same facts under line ends of Windows, quoted, indented, and with times before the lines.

use super::*;

fn carried(text: &str, carry: impl Fn(&str) -> String) -> String {
    text.split('\n').map(carry).collect::<Vec<_>>().join("\n")
}

proptest! {
    #[test]
    fn line_ends_of_windows_change_nothing(text in lines()) {
        prop_assert_eq!(values(&text.replace('\n', "\r\n")), values(&text));
    }

    #[test]
    fn quoting_changes_nothing(text in lines()) {
        prop_assert_eq!(values(&carried(&text, |line| format!("> {line}"))), values(&text));
    }

    #[test]
    fn indenting_changes_nothing(text in lines(), indent in 1_usize..9) {
        prop_assert_eq!(values(&carried(&text, |line| format!("{}{line}", " ".repeat(indent)))), values(&text));
    }

    #[test]
    fn colours_change_nothing(text in lines()) {
        prop_assert_eq!(values(&carried(&text, |line| format!("\u{1b}[31m{line}\u{1b}[0m"))), values(&text));
    }

    /// But for the times themselves.
    #[test]
    fn times_before_lines_change_nothing_else(text in lines()) {
        let stamped = carried(&text, |line| format!("2024-05-01T12:00:00.1234567Z {line}"));
        let without_times = |written: String| written.split("times:").next().map(str::to_owned);
        prop_assert_eq!(without_times(values(&stamped)), without_times(values(&text)));
    }
}
