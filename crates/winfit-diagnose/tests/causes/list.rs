//! The list as a whole.

use std::collections::BTreeSet;

use winfit_compat::builtin::builtin;
use winfit_diagnose::causes::CAUSES;

#[test]
fn ids_are_kebab_case_and_given_once() {
    let ids: BTreeSet<_> = CAUSES.iter().map(|cause| cause.id).collect();
    assert_eq!(ids.len(), CAUSES.len());
    for id in ids {
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id}");
    }
}

#[test]
fn every_sign_of_the_catalogue_is_looked_at_and_no_other() {
    let shown: BTreeSet<&str> = builtin().error_texts.iter().map(|row| &*row.sign).collect();
    let looked_at: BTreeSet<&str> = CAUSES.iter().flat_map(|cause| cause.signs).copied().collect();
    let unknown: Vec<_> = looked_at.difference(&shown).collect();
    let unused: Vec<_> = shown.difference(&looked_at).collect();
    assert!(unknown.is_empty(), "no wording shows {unknown:?}");
    assert!(unused.is_empty(), "no cause looks at {unused:?}");
}

#[test]
fn every_source_is_in_the_catalogue() {
    for cause in CAUSES {
        assert!(!cause.sources.is_empty(), "{}", cause.id);
        for source in cause.sources {
            assert!(builtin().source(source).is_some(), "{}: {source}", cause.id);
        }
    }
}

#[test]
fn every_cause_says_all_of_itself() {
    for cause in CAUSES {
        for text in [cause.title, cause.statement, cause.requires, cause.against] {
            assert!(!text.is_empty(), "{}", cause.id);
        }
        assert!(!cause.title.ends_with('.') && cause.statement.ends_with('.'), "{}", cause.id);
    }
}
