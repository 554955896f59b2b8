//! Which texts stand bare, and what others become.

use super::*;

/// How a text is written as the value of a key: in a block, in braces, and in JSON.
fn written(content: &str) -> [String; 3] {
    let edit = |before: &str| {
        let after = edited(before, |editor, root| editor.ensure(root, &["k"], &text(content))).unwrap();
        let value = |text: &str| {
            let tree = &parse(text)[0];
            let value = tree.root().get("k").unwrap();
            assert_eq!(value.text(), Some(content), "{after:?}");
            value.span().of(text).to_owned()
        };
        value(&after)
    };
    [edit("a: b\n"), edit("x: 1\nk: {}\n".replace("x: 1\nk: {}", "{a: b}").as_str()), edit("{\"a\": 1}")]
}

#[test]
fn what_means_a_text_to_every_reader_stands_bare() {
    for content in [
        "windows",
        "10.0.20348",
        "10.0.17763.4131",
        "1.29.3",
        "a b",
        "a#b",
        "a:b",
        "http://x:80/y",
        "--flag",
        "-x",
        "node.labels.os == windows",
        "mcr.microsoft.com/windows/servercore:ltsc2022",
        "kubernetes.io/os",
        "C:\\app",
        "a'b",
        "a\"b",
        "é日😀",
        "1a",
        "0x",
        "0b2",
        "08:61",
        "e5",
        "1e",
        "_1",
        "+",
        "nul",
        "tRUE",
        "Null1",
        "2001-1",
        "~x",
        "a?",
        "a!",
        "a&b",
        "a*",
        "x%",
        "1_a",
        "a\\nb",
        "...x"[1..].trim_start_matches('.'),
        "=x",
        "<<x",
    ] {
        let [block, braces, json] = written(content);
        assert_eq!((block.as_str(), braces.as_str()), (content, content));
        assert!(json.starts_with('"'), "{json}");
    }
}

#[test]
fn what_means_something_else_to_some_reader_is_quoted() {
    for content in [
        "",
        "~",
        "null",
        "NULL",
        "true",
        "True",
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "N",
        "1",
        "-1",
        "+1",
        "1.20",
        "10.0",
        "1.",
        ".5",
        "1e5",
        "1.5E-3",
        "0x1F",
        "0o17",
        "0b1",
        "017",
        "1_000",
        "22:22",
        "1:30:00",
        "190:20:30.15",
        ".inf",
        "-.INF",
        ".NaN",
        "2001-12-14",
        "2001-12-14 21:59:43.10 -5",
        "2001-1-1T1:1:1Z",
        "=",
        "<<",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "@a",
        "`a",
        "%a",
        "#a",
        "- x",
        "-",
        "? x",
        ": x",
        "---",
        "a: b",
        "a:",
        "a #b",
        " a",
        "a ",
        "'a'",
        "\"a\"",
        "[a",
        "{a",
        "]",
        ", a",
        "\ta",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\u{7f}",
        "\u{85}",
        "a\u{2028}b",
        "\u{feff}a",
        "\u{a0}a",
        "\0",
        "...",
    ] {
        for written in written(content) {
            assert!(written.starts_with('"') && written.ends_with('"'), "{content:?} as {written}");
        }
    }
}

#[test]
fn brackets_and_commas_stand_bare_in_a_block_only() {
    for content in ["a,b", "a]", "a{b}", "x[0]", "-,"] {
        let [block, braces, _] = written(content);
        assert_eq!(block, content);
        assert_eq!(braces, format!("\"{content}\""));
    }
}

#[test]
fn what_has_to_be_escaped_reads_the_same_in_json_and_yaml() {
    let [block, _, json] = written("\"\\\n\r\t\u{1}\u{85}/😀");
    assert_eq!(block, "\"\\\"\\\\\\n\\r\\t\\u0001\\u0085/😀\"");
    assert_eq!(json, block);
}

#[test]
fn plain_values_are_written_as_they_are_where_they_can_be_read() {
    let put = |before: &str, word: &str| {
        edited(before, |editor, root| editor.ensure(root, &["k"], &Value::plain(word)))
    };
    assert_eq!(put("a: b\n", "true").as_deref(), Some("a: b\nk: true\n"));
    assert_eq!(put("{\"a\": 1}", "-1.5e+3").as_deref(), Some("{\"a\": 1, \"k\": -1.5e+3}"));
    for word in ["yes", "01", "1.", ".5", "+1", "1_0", "1.e5", "x"] {
        assert_eq!(put("{\"a\": 1}", word), None, "{word}");
    }
    for word in ["", "a: b", "[", "x\ny"] {
        assert_eq!(put("a: b\n", word), None, "{word}");
    }
}

#[test]
fn keys_are_quoted_as_values_are_and_are_never_longer_than_a_key_may_be() {
    let put = |key: &str| edited("a: b\n", |editor, root| editor.insert(root, key, &text("v")));
    assert_eq!(put("k8s.io/os").as_deref(), Some("a: b\nk8s.io/os: v\n"));
    assert_eq!(put("on").as_deref(), Some("a: b\n\"on\": v\n"));
    assert_eq!(put("null").as_deref(), Some("a: b\n\"null\": v\n"));
    assert_eq!(put("a: b").as_deref(), Some("a: b\n\"a: b\": v\n"));
    assert_eq!(put(&"k".repeat(2000)), None);
}
