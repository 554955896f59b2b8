//! Patches over hand-made fixes.

use winfit_lint::{Edit, Fix, Safety, Span, read_document};

use super::print;
use crate::render::Page;

/// The patch of the edits, as it is read without colours.
fn patch(text: &str, edits: Vec<Edit>) -> String {
    let document = read_document("notes.txt", text.into()).unwrap();
    let mut page = Page::new(40);
    print(&mut page, &document, &Fix::new("x", Safety::Safe, edits).unwrap());
    anstream::adapter::strip_str(&page.into_text()).to_string()
}

/// The place of a text.
fn place(text: &str, of: &str) -> Span {
    let start = text.find(of).unwrap();
    Span::new(start, start + of.len())
}

const POD: &str = "kind: Pod\nspec:\n  hostNetwork: true\n  containers:\n    - name: a\n      image: b:1\n";

#[test]
fn a_line_that_goes_is_shown_between_those_that_stay() {
    let edit = Edit::remove(place(POD, "  hostNetwork: true\n"));
    assert_eq!(patch(POD, vec![edit]), "2 | spec:\n  -   hostNetwork: true\n3 |   containers:\n");
}

#[test]
fn lines_that_come_have_the_numbers_that_they_get() {
    let edit = Edit::insert(place(POD, "  containers:").start, "  nodeSelector:\n    a: b\n");
    assert_eq!(
        patch(POD, vec![edit]),
        "3 |   hostNetwork: true\n4 +   nodeSelector:\n5 +     a: b\n6 |   containers:\n"
    );
}

#[test]
fn a_change_inside_of_a_line_shows_it_before_and_after() {
    let edits = vec![Edit::replace(place(POD, "b:1"), "c:2"), Edit::insert(place(POD, "image").start, "x")];
    assert_eq!(patch(POD, edits), "5 |     - name: a\n  -       image: b:1\n6 +       ximage: c:2\n");
}

#[test]
fn changes_far_apart_have_a_gap_between_them_and_near_ones_share_what_stays() {
    let of = |lines: usize| {
        let text: String = (1..=lines).map(|line| format!("line {line}.\n")).collect();
        let last = format!("line {lines}.");
        patch(&text, vec![Edit::insert(0, "new\n"), Edit::replace(place(&text, &last), "end")])
    };
    assert_eq!(of(2), "1 + new\n2 | line 1.\n  - line 2.\n3 + end\n");
    assert_eq!(of(3), "1 + new\n2 | line 1.\n3 | line 2.\n  - line 3.\n4 + end\n");
    assert_eq!(of(4), "1 + new\n2 | line 1.\n...\n4 | line 3.\n  - line 4.\n5 + end\n");
}

#[test]
fn line_breaks_of_every_kind_and_a_last_line_without_one_are_lines() {
    for text in ["a\r\nb\r\nc", "a\rb\rc", "a\nb\nc"] {
        assert_eq!(
            patch(text, vec![Edit::replace(place(text, "c"), "d")]),
            "2 | b\n  - c\n3 + d\n",
            "{text:?}"
        );
    }
    assert_eq!(patch("a\n", vec![Edit::insert(2, "b\n")]), "1 | a\n2 + b\n");
    assert_eq!(patch("", vec![Edit::insert(0, "a")]), "1 + a\n");
}

#[test]
fn a_long_patch_is_counted_beyond_what_is_shown() {
    let long = "x\n".repeat(50);
    let text = patch("a\n", vec![Edit::insert(0, long)]);
    assert_eq!(text.lines().count(), 21);
    assert!(text.ends_with("\n... 31 lines more: --diff shows all\n"), "{text}");
}

#[test]
fn an_endless_line_is_not_shown_at_all_and_a_long_one_is_cut() {
    let endless = "a".repeat(10_000);
    let text = patch(&endless, vec![Edit::insert(5000, "b")]);
    assert_eq!(text, "... too long to be shown here: --diff shows it\n");
    let long = "a".repeat(100);
    let text = patch(&long, vec![Edit::insert(0, "b")]);
    assert!(text.lines().all(|line| line.chars().count() == 40 && line.ends_with('…')), "{text}");
}

#[test]
fn what_would_command_the_terminal_is_shown_and_tabs_are_spaces() {
    let text = patch("\ta\n", vec![Edit::insert(2, "\u{1b}[31m\u{202e}")]);
    assert_eq!(text, "  -     a\n1 +     a\\u{1b}[31m\\u{202e}\n");
}

#[test]
fn edits_that_are_not_of_the_text_show_nothing_and_break_nothing() {
    for span in [Span::new(1, 99), Span::new(50, 60), Span::new(2, 3)] {
        let text = patch("aé\n", vec![Edit::replace(span, "x")]);
        assert_eq!(text, "... too long to be shown here: --diff shows it\n", "{span}");
    }
}
