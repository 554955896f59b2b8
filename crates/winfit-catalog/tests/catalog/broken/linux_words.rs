//! The table of words that say Linux.

use super::refuses;

const FILE: &str = "linux-words.csv";

#[test]
fn wrong_rows_about_words_for_linux_are_refused() {
    refuses(&[
        (
            FILE,
            "alpine,lists",
            "-alpine,lists",
            "catalog/linux-words.csv:2: -alpine: word \"-alpine\" is not an image tag",
        ),
        (
            FILE,
            "alpine,lists",
            "alpine,rumours",
            "catalog/linux-words.csv:2: alpine: source \"rumours\" is not in sources.toml",
        ),
        (
            FILE,
            "debian,lists",
            "alpine,tables",
            "catalog/linux-words.csv:3: alpine: contradicts line 2, which has the same key",
        ),
    ]);
}
