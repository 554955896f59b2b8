//! Wordings among the letters of a text.

use std::sync::LazyLock;

use proptest::prelude::*;
use winfit_compat::builtin::builtin;

use super::*;

static PHRASES: LazyLock<Phrases<'static>> = LazyLock::new(|| Phrases::new(builtin()).unwrap());

fn found(text: &str) -> Vec<(String, bool)> {
    let phrases = &*PHRASES;
    let lettered = Lettered::of(text);
    let matches = phrases.find(text, &lettered);
    matches.iter().map(|it| (phrases.phrases[it.phrase].row.sign.to_string(), it.is_cut)).collect()
}

fn shows(text: &str, sign: &str) -> bool {
    found(text).iter().any(|(it, _)| it == sign)
}

const SENTENCE: &str = "The container operating system does not match the host operating system.";

#[test]
fn every_wording_of_the_catalogue_can_be_looked_for_and_is_found_in_itself() {
    let phrases = &*PHRASES;
    assert_eq!(phrases.phrases.len(), builtin().error_texts.len());
    for row in builtin().error_texts.iter() {
        let text = row.phrase.replace(['{', '}'], "");
        assert!(shows(&text, &row.sign), "{}", row.phrase);
    }
}

#[test]
fn a_wording_is_found_however_it_is_carried() {
    for text in [
        SENTENCE.to_owned(),
        SENTENCE.to_uppercase(),
        SENTENCE.replace(' ', "\r\n> "),
        SENTENCE.replace("system", "sys\ntem"),
        SENTENCE.replace("host", "**host**"),
        format!("{{\"message\":\"{{\\\"text\\\":\\\"{SENTENCE}\\\\n\\\"}}\"}}"),
    ] {
        assert!(shows(&text, "os-mismatch"), "{text}");
    }
}

#[test]
fn part_of_a_longer_word_is_not_a_wording() {
    assert!(
        !shows(&format!("x{SENTENCE}").replace("The", "Bathe"), "os-mismatch") || SENTENCE.starts_with("The")
    );
    assert!(!shows("10xc0370101", "os-mismatch"));
    assert!(!shows("0xc03701019", "os-mismatch"));
}

#[test]
fn a_wording_that_was_cut_off_with_a_mark_is_found_as_cut() {
    for text in
        ["The container operating system does not ma…", "\"The container operating system does not m...\""]
    {
        assert!(found(text).contains(&("os-mismatch".to_owned(), true)), "{text}: {:?}", found(text));
    }
    assert!(!shows("The container operating system does not like it", "os-mismatch"));
}

#[test]
fn a_message_that_was_cut_off_where_it_could_go_on_as_several_is_none_of_them() {
    let text = "hcsshim::CreateComputeSystem 48877a937942: A virtual machi…";
    assert!(!shows(text, "element-not-found") && !shows(text, "hyperv-unavailable"), "{:?}", found(text));
    assert!(shows(text, "compute-system-failed"));
}

#[test]
fn a_gap_for_a_name_holds_no_other_message() {
    let text = "hcsshim::CreateComputeSystem 4c1f: The system is shutting down. HNS said: Element not found.";
    assert!(!shows(text, "element-not-found"), "{:?}", found(text));
    assert!(shows("hcsshim::CreateComputeSystem\n  4c1f: Element not found.", "element-not-found"));
}

proptest! {
    #[test]
    fn a_wording_is_found_between_any_words_and_with_any_breaks(
        before in "[a-z ,.]{0,40} ",
        behind in " [a-z ,.]{0,40}",
        breaks in prop::collection::vec(0_usize..60, 0..6),
    ) {
        let mut sentence = SENTENCE.to_owned();
        for at in breaks {
            sentence.insert(at, '\n');
        }
        let text = format!("{before}{sentence}{behind}");
        prop_assert!(shows(&text, "os-mismatch"));
    }

    #[test]
    fn whatever_the_text_is_matches_lie_in_it(text in ".{0,300}") {
        let lettered = Lettered::of(&text);
        for found in PHRASES.find(&text, &lettered) {
            prop_assert!(found.letters.end <= lettered.letters.len());
        }
    }
}
