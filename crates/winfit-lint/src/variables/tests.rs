//! Variables of Compose files and Dockerfiles.

use super::*;
use proptest::prelude::*;

fn known(name: &str) -> Variable {
    match name {
        "TAG" => Variable::Set { value: "ltsc2022".to_owned(), source: Some(Span::new(1, 2)) },
        "EMPTY" => Variable::Set { value: String::new(), source: None },
        "TARGETARCH" => Variable::Foreign,
        _ => Variable::Unset,
    }
}

/// The text, and the unknown variables behind a bar.
fn filled(text: &str) -> String {
    let filled = fill(text, Dialect::DoubleDollar, &known);
    let unknown = filled.substitutions.iter().filter(|it| it.value.is_none()).map(|it| it.name.as_str());
    let unknown: Vec<_> = unknown.collect();
    assert_eq!(filled.is_known, unknown.is_empty());
    format!("{}|{}", filled.text, unknown.join(","))
}

#[test]
fn what_the_document_sets_is_put_in() {
    assert_eq!(filled("core:$TAG"), "core:ltsc2022|");
    assert_eq!(filled("core:${TAG}-x"), "core:ltsc2022-x|");
    assert_eq!(filled("core:${TAG:-1809}"), "core:ltsc2022|");
    assert_eq!(filled("core${TAG:+-tagged}${EMPTY:+no}"), "core-tagged|");
    assert_eq!(filled("core:${TAG:?needed}"), "core:ltsc2022|");
}

#[test]
fn the_default_counts_for_what_nobody_sets_and_with_a_colon_for_what_is_empty() {
    assert_eq!(filled("core:${X:-1809}"), "core:1809|");
    assert_eq!(filled("core:${X-1809}"), "core:1809|");
    assert_eq!(filled("core:${EMPTY:-1809}"), "core:1809|");
    assert_eq!(filled("core:${EMPTY-1809}"), "core:|");
    assert_eq!(filled("core:${X:-${Y:-${TAG}}}"), "core:ltsc2022|");
    assert_eq!(filled("core${X:+-x}${X+-x}${EMPTY+-e}"), "core-e|");
}

#[test]
fn what_nothing_tells_stays_as_written_and_is_named() {
    assert_eq!(filled("core:$X-$Y"), "core:$X-$Y|X,Y");
    assert_eq!(filled("${R}/core:${X?needed}-${X}"), "${R}/core:${X?needed}-${X}|R,X");
    assert_eq!(filled("core:${X:-${Y}}"), "core:${X:-${Y}}|Y,X");
    assert_eq!(filled("core:${TARGETARCH:-amd64}"), "core:${TARGETARCH:-amd64}|TARGETARCH");
}

#[test]
fn an_escaped_dollar_sign_is_plain_in_either_dialect() {
    assert_eq!(filled("a$$b$${TAG}"), "a$b${TAG}|");
    let filled = fill("a`$b`${TAG}$TAG", Dialect::Escaped('`'), &known);
    assert_eq!((filled.text.as_str(), filled.bad.len()), ("a$b${TAG}ltsc2022", 0));
}

#[test]
fn what_a_dockerfile_cuts_off_a_variable_makes_it_unknown_and_is_no_mistake() {
    for text in ["a:${TAG#ltsc}", "a:${TAG%%2*}", "a:${TAG/ltsc/x}", "a:${TAG//l/x}"] {
        let filled = fill(text, Dialect::Escaped('\\'), &known);
        assert_eq!((filled.text.as_str(), filled.is_known, filled.bad.len()), (text, false, 0));
        assert_eq!(fill(text, Dialect::DoubleDollar, &known).bad.len(), 1, "{text}");
    }
}

#[test]
fn what_starts_as_a_variable_and_is_none_is_reported() {
    assert_eq!(filled("a${TAG"), "a${TAG|${TAG");
    assert_eq!(filled("a${}b"), "a${}b|${}");
    assert_eq!(filled("a${TAG:}b"), "a${TAG:}b|${TAG:}");
    assert_eq!(filled("a${TAG#x}b"), "a${TAG#x}b|${TAG#x}");
    assert_eq!(filled("a$ b"), "a$ b|$ ");
    assert_eq!(filled("a$é"), "a$é|$é");
    assert_eq!(filled("a$"), "a$|$");
    let deep = format!("{}x{}", "${A:-".repeat(100_000), "}".repeat(100_000));
    assert_eq!(fill(&deep, Dialect::DoubleDollar, &known).bad.len(), 1);
}

#[test]
fn where_a_value_comes_from_is_noted_once() {
    let filled = fill("$TAG-$TAG-$X", Dialect::DoubleDollar, &known);
    let expected = [
        Substitution {
            name: "TAG".to_owned(),
            value: Some("ltsc2022".to_owned()),
            source: Some(Span::new(1, 2)),
        },
        Substitution { name: "X".to_owned(), value: None, source: None },
    ];
    assert_eq!(filled.substitutions, expected);
}

#[test]
fn of_very_many_variables_some_are_named_and_an_unknown_one_is_never_lost() {
    let text: String = (0..100_000).map(|number| format!("${{A{number}:-x}}")).collect();
    let filled = fill(&(text + "$B"), Dialect::DoubleDollar, &known);
    assert_eq!(filled.substitutions.len(), 65);
    assert!(!filled.is_known && filled.substitutions[64].value.is_none());
}

#[test]
fn a_value_that_grows_without_end_is_given_up_as_unknown() {
    let long = |_: &str| Variable::Set { value: "x".repeat(LENGTH), source: None };
    let filled = fill(&"$A".repeat(100_000), Dialect::DoubleDollar, &long);
    assert!(filled.text.len() <= 2 * LENGTH + 200_000 && !filled.is_known);
    assert!(filled.substitutions.iter().any(|it| it.value.is_none()));
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "([$]|\\{|\\}|[a-zé:?+-]|TAG|`){0,40}") {
        for dialect in [Dialect::DoubleDollar, Dialect::Escaped('`')] {
            fill(&text, dialect, &known);
        }
    }

    #[test]
    fn text_without_dollar_signs_is_unchanged(text in "[^$]*") {
        prop_assert_eq!(fill(&text, Dialect::DoubleDollar, &known).text, text);
    }
}
