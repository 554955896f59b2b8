//! Every rule has a source and examples, and says of each example what the example claims.

use winfit_compat::builtin::builtin;
use winfit_compat::rules::{Case, Outcome, RULES};
use winfit_compat::verdict::{Answer, Question, verdict};

#[test]
fn every_rule_says_of_its_examples_what_they_claim() {
    for rule in RULES {
        for example in rule.examples {
            let case = Case {
                catalog: builtin(),
                host: &example.host,
                image: &example.image,
                isolation: example.isolation,
                rules: example.rules,
            };
            let outcome = (rule.check)(&case);
            assert_eq!(outcome, example.outcome, "{}: {}", rule.id, example.says);
            let reason = (rule.reason)(&case, outcome);
            if outcome != Outcome::NotApplicable {
                assert!(!reason.is_empty(), "{}: {} has no reason", rule.id, example.says);
                assert!(!reason.ends_with('.'), "{}: {reason}", rule.id);
            }
        }
    }
}

#[test]
fn what_a_rule_blocks_the_verdict_blocks_by_that_rule() {
    for rule in RULES {
        for example in rule.examples.iter().filter(|example| example.outcome == Outcome::Blocked) {
            let question = Question {
                host: &example.host,
                image: &example.image,
                isolation: Some(example.isolation),
                rules: example.rules,
            };
            assert_eq!(
                verdict(builtin(), &question).answer,
                Answer::Blocked(rule),
                "{}: {}",
                rule.id,
                example.says
            );
        }
    }
}

#[test]
fn every_rule_has_a_hit_a_near_miss_and_known_sources() {
    for rule in RULES {
        let has = |wanted: fn(&Outcome) -> bool| rule.examples.iter().any(|example| wanted(&example.outcome));
        assert!(has(|it| matches!(it, Outcome::Blocked | Outcome::Missing(_))), "{} has no hit", rule.id);
        assert!(has(|it| !matches!(it, Outcome::Blocked)), "{} has no near miss", rule.id);
        assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
        for source in rule.sources {
            assert!(
                builtin().source(source).is_some(),
                "{}: source {source} is not in the catalogue",
                rule.id
            );
        }
    }
}

#[test]
fn rule_ids_are_kebab_case_and_unique() {
    for (index, rule) in RULES.iter().enumerate() {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.id.chars().all(fits), "{}", rule.id);
        assert!(RULES.iter().skip(index + 1).all(|other| other.id != rule.id), "{} occurs twice", rule.id);
    }
}
