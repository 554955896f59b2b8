//! What rules make of their examples.

use winfit_lint::repair::Repaired;
use winfit_lint::{Finding, Safety, apply, rules};

use crate::asked::every_example;

fn text(repaired: &Repaired) -> &str {
    repaired.report.documents[0].source.text()
}

fn is_open(repaired: &Repaired, rule: &str) -> bool {
    let findings = repaired.report.findings.iter();
    findings
        .filter(|it| it.rule == rule)
        .any(|it| it.fix.as_ref().is_some_and(|fix| fix.safety > Safety::Offered))
}

#[test]
fn every_example_becomes_what_it_says_and_is_cured() {
    let mut wrong = Vec::new();
    for asked in every_example() {
        let before = asked.example.plain_text();
        let repaired = asked.repaired(&before, Safety::Unsafe);
        let expected = asked.example.fixed.unwrap_or(&before);
        if text(&repaired) != expected {
            wrong.push(format!("{}: becomes\n{}", asked.name(), text(&repaired)));
        }
        if is_open(&repaired, asked.rule.id) {
            wrong.push(format!("{}: a fix does not cure its finding", asked.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_example_becomes_what_it_says_by_what_is_offered_and_is_cured() {
    let is_offered =
        |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Offered);
    let mut wrong = Vec::new();
    for asked in every_example() {
        let before = asked.example.plain_text();
        let findings = asked.findings(&before);
        let mut edits: Vec<_> = findings.iter().filter(is_offered).filter_map(|it| it.fix.clone()).collect();
        // Two findings may be cured at once.
        edits.dedup_by(|one, other| one.edits == other.edits);
        let edits: Vec<_> = edits.into_iter().flat_map(|fix| fix.edits).collect();
        let after = apply(&before, &edits).filter(|_| !edits.is_empty());
        if after.as_deref() != asked.example.offered {
            wrong.push(format!("{}: is offered\n{after:?}", asked.name()));
        } else if let Some(after) = after
            && asked.findings(&after).iter().any(|finding| is_offered(&finding))
        {
            wrong.push(format!("{}: what is offered does not cure its finding", asked.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn fixing_a_second_time_changes_nothing() {
    for asked in every_example() {
        for least in [Safety::Safe, Safety::Unsafe] {
            let once = asked.repaired_by_all(&asked.example.plain_text(), least);
            let twice = asked.repaired_by_all(text(&once), least);
            assert_eq!(text(&once), text(&twice), "{}", asked.name());
            assert_eq!(twice.fixed, [], "{}", asked.name());
        }
    }
}

#[test]
fn the_fixes_of_all_rules_together_leave_a_document_that_reads_as_well_as_before() {
    for asked in every_example() {
        let before = asked.example.plain_text();
        let problems = |text: &str| asked.documents(text).remove(0).problems.len();
        let after = asked.repaired_by_all(&before, Safety::Unsafe);
        assert!(problems(text(&after)) <= problems(&before), "{}:\n{}", asked.name(), text(&after));
    }
}

#[test]
fn a_safe_fix_is_made_without_asking_for_more_and_an_unsafe_one_is_not() {
    let mut wrong = Vec::new();
    for asked in every_example() {
        let before = asked.example.plain_text();
        let repaired = asked.repaired(&before, Safety::Safe);
        let is_safe = asked.rule.fix == Some(Safety::Safe) && !asked.example.needs_unsafe;
        let expected = asked.example.fixed.filter(|_| is_safe).unwrap_or(&before);
        if text(&repaired) != expected {
            wrong.push(format!("{}: becomes by --fix alone\n{}", asked.name(), text(&repaired)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_promises_of_its_fixes_what_they_are() {
    for rule in rules() {
        let examples = || every_example().filter(|asked| asked.rule.id == rule.id);
        let fixes = || {
            let findings = examples().flat_map(|asked| asked.findings(&asked.example.plain_text()));
            findings.filter_map(|finding| finding.fix).map(|fix| fix.safety)
        };
        assert_eq!(fixes().max(), rule.fix, "{}: the best of its fixes", rule.id);
    }
}
