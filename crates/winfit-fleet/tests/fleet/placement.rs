//! Constraints as Swarm reads them.

use proptest::prelude::*;
use winfit_fleet::placement::Constraint;

use crate::hosts::server;

#[test]
fn almost_constraints_are_refused_with_the_whole_text() {
    for text in [
        "",
        "node.labels.OS",
        "node.labels.OS = windows",
        "node.labels.OS ==",
        "== windows",
        "node.labels.OS > windows",
        "node labels.OS == windows",
        "node.labels.a/b == c",
        "a == b",
        "1a == b",
        "node.labels.OS == win<dows",
        // The first operator that Swarm looks for is `==`.
        "node.labels.a != b == c",
        "node.labels.OS == \u{fc}",
    ] {
        let error = text.parse::<Constraint>().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{text:?} is not a placement constraint such as node.labels.OS == windows")
        );
    }
    let kept: Constraint = " node.labels.OS  !=  a b ".parse().unwrap();
    assert_eq!((kept.key.as_str(), kept.equal, kept.value.as_str()), ("node.labels.OS", false, "a b"));
}

proptest! {
    #[test]
    fn a_constraint_that_parses_prints_as_the_same_constraint(text in "[a-zA-Z._]{0,12} ?(==|!=|=)? ?.{0,12}") {
        if let Ok(constraint) = text.parse::<Constraint>() {
            prop_assert_eq!(constraint.to_string().parse::<Constraint>(), Ok(constraint));
        }
    }

    #[test]
    fn a_constraint_and_its_denial_agree_only_on_what_is_not_known(
        key in prop::sample::select(vec!["node.role", "node.ip", "node.hostname", "node.labels.OS", "node.os"]),
        value in "[a-z0-9.]{1,9}",
    ) {
        let holds = |equal| Constraint { key: key.to_owned(), equal, value: value.clone() }.holds(&server("a", "20348.1"));
        let expected = match key {
            "node.role" | "node.ip" => (true, true),
            "node.os" => (false, false),
            _ => (value == "a" && key == "node.hostname", value != "a" || key != "node.hostname"),
        };
        prop_assert_eq!((holds(true), holds(false)), expected);
    }
}
