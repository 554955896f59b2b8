//! Every rule has a source and examples, and says of each example what the example claims.

use winfit_compat::builtin::builtin;
use winfit_compat::rules::{Case, Outcome, RULES, RuleSet};
use winfit_compat::selection;
use winfit_compat::verdict::{Answer, Question, grounds, otherwise, verdict};
use winfit_compat::{Host, HyperV, Isolation, OsVersion, Platform, Provenance};

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
        assert!(rule.why.ends_with('.'), "{} does not say why it matters", rule.id);
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

#[test]
fn platform_selection_has_known_sources() {
    for source in selection::STATEMENT.sources {
        assert!(builtin().source(source).is_some(), "{source}");
    }
}

#[test]
fn a_verdict_rests_on_the_rule_that_decided_or_vouches() {
    let server =
        |build, revision| Host::server(OsVersion::new(build, revision)).with_hyperv(HyperV::Available);
    let image = |build, revision| Platform::windows(OsVersion::new(build, revision), Provenance::Given);
    for (host, image, isolation, rule) in [
        (server(17763, 973), image(17763, 437), Isolation::Process, "build-mismatch"),
        (server(26100, 1), image(20348, 1), Isolation::Process, "stable-abi-window"),
        (server(17763, 973), image(14393, 1), Isolation::HyperV, "image-newer-than-host"),
        (server(17763, 973), image(26100, 1), Isolation::HostProcess, "host-process"),
        (Host::linux(), Platform::linux(Provenance::Given), Isolation::Process, "windows-image-on-linux"),
        (server(17763, 973), image(14393, 1), Isolation::Process, "build-mismatch"),
        (server(14393, 1), image(14393, 2), Isolation::Process, "revision-mismatch-2016"),
    ] {
        let rules = RuleSet::default();
        let question = Question { host: &host, image: &image, isolation: Some(isolation), rules };
        let grounds = grounds(builtin(), &host, &image, &verdict(builtin(), &question));
        assert_eq!(grounds.rule.id, rule);
        assert!(!grounds.reason.is_empty());
    }
}

#[test]
fn the_other_verdict_knows_its_rule_set_and_its_reason() {
    let host = Host::client(OsVersion::of_build(17763)).with_hyperv(HyperV::Unavailable);
    let image = Platform::windows(OsVersion::of_build(17763), Provenance::Given);
    let question = Question {
        host: &host,
        image: &image,
        isolation: Some(Isolation::Process),
        rules: RuleSet::default(),
    };
    let documented = verdict(builtin(), &question);
    let runtime = otherwise(&documented).unwrap();
    assert_eq!((documented.answer.as_str(), runtime.answer), ("blocked", Answer::Runs));
    assert_eq!(runtime.rules, RuleSet::Runtime);
    assert_eq!(grounds(builtin(), &host, &image, &runtime).reason, "host and image are both build 17763");
    assert_eq!(otherwise(&runtime).unwrap().answer, documented.answer);
}
