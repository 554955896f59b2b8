//! Which comments of whole files are suppressions, what each is about, and what goes with it.

use proptest::prelude::*;

use super::*;
use crate::{Document, read_document};

fn document(name: &str, text: &str) -> Document {
    read_document(name, text.as_bytes().to_vec()).unwrap()
}

/// For each suppression of a file: the text that it is about, or a word for the file or nothing.
fn scopes(name: &str, text: &str) -> Vec<String> {
    let document = document(name, text);
    let scope = |it: &Suppression| match it.scope {
        Scope::File => "the file".to_owned(),
        Scope::Lines(span) => span.of(text).to_owned(),
        Scope::Nothing => "nothing".to_owned(),
    };
    document.suppressions.iter().filter(|it| it.names.is_ok()).map(scope).collect()
}

/// The text without each of its suppressions.
fn removed(name: &str, text: &str) -> String {
    let mut left = text.to_owned();
    for suppression in document(name, text).suppressions.iter().rev() {
        left.replace_range(suppression.removal.range(), "");
    }
    left
}

#[test]
fn behind_a_value_it_is_about_its_line_and_alone_about_the_next_line_with_something_else() {
    for (text, expected) in [
        ("a: 1 # winfit: ignore[x]\nb: 2\n", &["a: 1 # winfit: ignore[x]"][..]),
        ("# winfit: ignore[x]\na: 1\nb: 2\n", &["a: 1"]),
        ("a:\n  # winfit: ignore[x]\n\n  # more\n  - b\n", &["  - b"]),
        ("# winfit: ignore[x]\n# winfit: ignore[y]\na: 1\n", &["a: 1", "a: 1"]),
        ("a: 1 # winfit: ignore[x]\n# winfit: ignore[y]\nb: 2\n", &["a: 1 # winfit: ignore[x]", "b: 2"]),
        ("# winfit: ignore[x]\r\na: 1\r\n", &["a: 1"]),
        ("# winfit: ignore[x]\ra: 1\r", &["a: 1"]),
        ("a: 1\n# winfit: ignore[x]\n", &["nothing"]),
        ("a: 1\n# winfit: ignore[x]\n---\nb: 2\n", &["---"]),
        ("- # winfit: ignore[x]\n  a: 1\n", &["- # winfit: ignore[x]"]),
        ("a: | # winfit: ignore[x]\n  b\n", &["a: | # winfit: ignore[x]"]),
        ("# winfit: ignore-file[x]\na: 1\n", &["the file"]),
        ("---\n# winfit: ignore-file[x]\na: 1\n", &["the file"]),
        ("# winfit: ignore-file[x]\n# winfit: ignore[y]\na: 1\n", &["the file", "a: 1"]),
        ("# é # winfit: ignore[x]\na: 1\n", &["a: 1"]),
    ] {
        assert_eq!(scopes("a.yaml", text), expected, "{text:?}");
    }
}

#[test]
fn in_a_dockerfile_it_is_about_the_next_instruction_with_all_its_lines() {
    for (text, expected) in [
        ("# winfit: ignore[x]\nFROM a\n", &["FROM a"][..]),
        ("# syntax=x\n# winfit: ignore[x]\n\n  FROM a\nRUN b\n", &["FROM a"]),
        ("FROM a\n# winfit: ignore[x]\nRUN b \\\n  c\nRUN d\n", &["RUN b \\\n  c"]),
        ("FROM a\nRUN b \\\n# winfit: ignore[x]\n  c\nRUN d\n", &["RUN b \\\n# winfit: ignore[x]\n  c"]),
        (
            "FROM a\n# winfit: ignore[x]\nRUN <<E\n# winfit: ignore[y]\nE\nRUN d\n",
            &["RUN <<E\n# winfit: ignore[y]\nE"],
        ),
        ("FROM a\n# winfit: ignore[x]\n", &["nothing"]),
        ("# winfit: ignore-file[x]\nFROM a\n", &["the file"]),
        ("FROM a # winfit: ignore[x]\n", &[]),
        ("FROM a\nRUN echo '# winfit: ignore[x]'\n", &[]),
    ] {
        assert_eq!(scopes("Dockerfile", text), expected, "{text:?}");
    }
}

#[test]
fn a_suppression_of_the_file_is_one_above_all_else_only() {
    for (name, text) in [
        ("a.yaml", "a: 1\n# winfit: ignore-file[x]\nb: 2\n"),
        ("a.yaml", "a: 1 # winfit: ignore-file[x]\n"),
        ("a.yaml", "--- # winfit: ignore-file[x]\na: 1\n"),
        ("a.yaml", "a: 1\n---\n# winfit: ignore-file[x]\nb: 2\n"),
        ("Dockerfile", "FROM a\n# winfit: ignore-file[x]\nRUN b\n"),
        ("Dockerfile", "FROM a \\\n# winfit: ignore-file[x]\n  AS b\n"),
    ] {
        let names: Vec<_> = document(name, text).suppressions.into_iter().map(|it| it.names).collect();
        assert_eq!(names, [Err(Malformed::NotOnTop)], "{text:?}");
    }
}

#[test]
fn with_a_suppression_goes_its_line_or_the_blanks_that_set_it_off() {
    for (text, expected) in [
        ("a: 1 \t# winfit: ignore[x]\nb: 2\n", "a: 1\nb: 2\n"),
        ("a:\n  # winfit: ignore[x]\n  b: 2\n", "a:\n  b: 2\n"),
        ("# winfit: ignore[x]\r\na: 1\r\n", "a: 1\r\n"),
        ("a: 1\r\n# winfit: ignore[x]\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
        ("a: 1 # winfit: ignore[x]\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
        ("a: 1\n# winfit: ignore[x]", "a: 1\n"),
        ("a: 1 # winfit: ignore[x]", "a: 1"),
        ("a: 1 # why # winfit: ignore[x] z\n", "a: 1 # why\n"),
        ("a: 1 # winfit: ignore[x] z # more\n", "a: 1 # more\n"),
        ("# why # winfit: ignore[x]\na: 1\n", "# why\na: 1\n"),
    ] {
        assert_eq!(removed("a.yaml", text), expected, "{text:?}");
    }
    assert_eq!(
        removed("Dockerfile", "FROM a\nRUN b \\\n  # winfit: ignore[x]\n  c\n"),
        "FROM a\nRUN b \\\n  c\n"
    );
}

#[test]
fn what_is_no_comment_is_no_suppression() {
    for text in [
        "{\"a\": \"# winfit: ignore[x]\"}",
        "{\"a\": 1} {\"b\": \"# winfit: ignore[x]\"}",
        "a: \"# winfit: ignore[x]\"\n",
        "a: |\n  # winfit: ignore[x]\n  b\n",
        "a: >-\n  b\n  # winfit: ignore[x]\n",
        "a: b# winfit: ignore[x]\n",
        "a: [\n# winfit: ignore[x]\n",
    ] {
        assert_eq!(document("a.yaml", text).suppressions, [], "{text:?}");
    }
    let daemon = "{\n# winfit: ignore[x]\n}";
    assert_eq!(document("daemon.json", daemon).suppressions, []);
}

#[test]
fn more_suppressions_than_anybody_writes_are_not_read_and_that_is_told() {
    let text = "# winfit: ignore[x]\n".repeat(LIMIT + 5) + "a: 1\n";
    let document = document("a.yaml", &text);
    assert_eq!(document.suppressions.len(), LIMIT);
    let problems: Vec<_> = document.problems.iter().map(|it| &it.kind).collect();
    assert_eq!(problems, [&ProblemKind::TooManySuppressions { limit: LIMIT }]);
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_panic_and_all_places_are_in_it(
        name in "a.yaml|Dockerfile",
        text in "(# winfit: ignore\\[|x|, |\\]|-file\\[| |\n|\r\n|\r|a: |- |'|\\||FROM |RUN <<|\\\\\n|#|é|---\n|\\{|\\}){0,40}",
    ) {
        let document = document(&name, &text);
        for suppression in &document.suppressions {
            prop_assert!(text.get(suppression.span.range()).is_some_and(|it| it.starts_with('#')));
            prop_assert!(text.get(suppression.reason.range()).is_some());
            prop_assert!(suppression.removal.contains(suppression.span));
            prop_assert!(text.get(suppression.removal.range()).is_some());
            if let Scope::Lines(span) = suppression.scope {
                prop_assert!(text.get(span.range()).is_some_and(|it| !it.trim().is_empty()));
            }
        }
    }
}
