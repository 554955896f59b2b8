//! Whatever is read here must be read by the parser of the whole language too, and come out the same.

use super::*;
use crate::yaml::{events, pieces};
use proptest::prelude::*;

/// Whether the text was read.
pub(in crate::yaml) fn compare(text: &str) -> bool {
    let Some(fast) = read(text, 0, Limits::DOCUMENT) else { return false };
    let whole = events::read(text, 0, Limits::DOCUMENT);
    let whole = whole.unwrap_or_else(|error| panic!("{error} at {} in {text:?}", error.span));
    assert_eq!(format!("{:#?}", fast.slots), format!("{:#?}", whole.slots), "in {text:?}");
    assert_eq!((&fast.children, &fast.duplicates), (&whole.children, &whole.duplicates), "in {text:?}");
    assert_eq!(fast.template, whole.template, "in {text:?}");
    true
}

#[test]
fn manifests_as_people_and_tools_write_them_are_read() {
    let text = "\
# a note
---
apiVersion: apps/v1 # another
kind: Deployment
metadata:
  name: web
  labels: {app: web, \"tier\": 'front end'}
  annotations:
    \"checksum/config\": 'it''s'
    empty:
    note: \"a \\\"quote\\\" and C:\\\\path\\n\"
spec:
  strategy: {}
  template:
    spec:
      containers:
      - name: web
        image: registry:5000/web:1.2 # pinned
        args: [\"--port\", 80, http://x:80/y, [nested, {a: b}], []]
        command:
          - cmd
          - /c
          -   spaced: C:\\app
              more: -1
        script: |
          line: one

            # two
          three
      -
        name: other
        keep: |+
          text

      - - in: in
        - - deep
last: |-
  x
  y
other: true
";
    assert!(compare(text));
    assert!(compare(&text.replace('\n', "\r\n")));
    assert!(compare(&text.replace("web", "wéb日")));
}

#[test]
fn anything_else_is_left_to_the_other_parser() {
    for text in [
        "a: &x b\n",
        "a: *x\n",
        "a: !!str b\n",
        "a:\tb\n",
        "\ta: b\n",
        "a: b\n  c\n",
        "a: 'b\n  c'\n",
        "a: [b,\n  c]\n",
        "a: >\n  b\n",
        "a: |2\n  b\n",
        "a: |\n\n  b\n",
        "a: |\n  b\n     \n  c\n",
        "a: |\n  b",
        "? a\n: b\n",
        "a: b: c\n",
        "a: - b\n",
        "- a\nb: c\n",
        "a: b\n- c\n",
        "a: 1\n b: 2\n",
        "-\n-\n",
        "- \n",
        "a: \"b\" c\n",
        "a: 'b'#c\n",
        "a: \"\\u00e4\"\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: {b: c,}\n",
        "a: [b: c]\n",
        "a: [- b]\n",
        "a: {{ b }}\n",
        "a: @b\n",
        "%YAML 1.2\n---\na: b\n",
        "--- a: b\n",
        "a: b\n...\n",
        "a\n",
        "",
        "a: b\rc: d\r",
        "\u{feff}a: b\n",
        "a: b\0\n",
    ] {
        assert!(read(text, 0, Limits::DOCUMENT).is_none(), "{text:?}");
    }
}

#[test]
fn limits_are_left_to_the_other_parser_too() {
    let limits = Limits { depth: 3, nodes: 8, scalar: 20, ..Limits::DOCUMENT };
    for text in [
        "- - - - a\n",
        "[1,2,3,4,5,6,7,8]\n",
        "a: [1,2,3,4,5,6,7]\n",
        "a: 12345678901\n",
        "a: |\n  1234567890\n",
    ] {
        assert!(read(text, 0, limits).is_none(), "{text:?}");
    }
    assert!(read("- - a\n", 0, limits).is_some());
}

#[test]
fn most_of_a_stream_of_manifests_takes_the_fast_way() {
    let stream = "a: 1\n---\nb:\n- c\n--- # x\nd: &x e\n";
    let read = pieces(stream).map(|piece| read(piece.text(), piece.span().start, Limits::DOCUMENT).is_some());
    assert_eq!(read.collect::<Vec<_>>(), [true, true, false]);
}

/// Lines that make sense together often enough.
fn any_lines() -> impl Strategy<Value = String> {
    let line = "( |  |    ){0,3}(- |-  |-){0,2}(a|b|\"c\"|'d '|é e|f:g|--x|h#i)?( ?: ?)?(j|k l|\"m\\\\n\"|'n''o'|\\[p, q\\]|\\{r: s, \"t\": \\[\\]\\}|\\{\\}|\\||\\|-|\\|\\+|>|-1|C:\\\\u|v: w|&x|\\*x|~|http://y)?( |  # z|#)?";
    (proptest::collection::vec(line, 0..10), prop_oneof![Just("\n"), Just("\r\n")], any::<bool>()).prop_map(
        |(lines, line_break, ends)| {
            let text = lines.join(line_break);
            if ends { text + line_break } else { text }
        },
    )
}

proptest! {
    #[test]
    fn what_is_read_is_read_the_same(text in any_lines()) {
        compare(&text);
    }

    #[test]
    fn arbitrary_text_is_read_the_same_or_not_at_all(
        text in "([-?:,\\[\\]{}#&*!|>'\"%@`~] ?|[a-cé]|\\\\| |  |\t|\n|\n  |\r\n|: |- |a: |- b){0,40}"
    ) {
        compare(&text);
    }
}
