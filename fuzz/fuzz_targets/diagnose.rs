//! Texts of failures: whatever they are, they are read to their end, every place lies in them, the answer does not depend on
//! how lines end, and nothing is shown that was to be blacked out.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use winfit_compat::builtin::builtin;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::{Pasted, Sift, sift};
use winfit_diagnose::{Phrases, diagnose, redact};

static PHRASES: LazyLock<Phrases<'static>> =
    LazyLock::new(|| Phrases::new(builtin()).expect("the built-in wordings fit"));

/// So small that a text of a few kilobytes is a long one.
const LIMITS: Sift = Sift { whole: 2_048, around: 512, kept: 8_192, repeats: 4, limit: 1 << 20 };

fuzz_target!(|bytes: &[u8]| {
    let pasted = sift("text", bytes, &PHRASES, LIMITS).expect("bytes in memory can be read");
    check(&pasted);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = redact(text);
        check(&Pasted::whole("text", text));
        if !text.contains(['\r', '\u{1b}', '\\']) {
            let causes = |text: &str| causes(&Pasted::whole("text", text));
            assert_eq!(causes(text), causes(&text.replace('\n', "\r\n")), "{text:?}");
        }
    }
});

fn check(pasted: &Pasted) {
    let facts = read_facts(builtin(), &PHRASES, std::slice::from_ref(pasted));
    for sighting in &facts.sightings {
        assert!(sighting.place.line >= 1 && sighting.lines.0 <= sighting.lines.1);
    }
    let today = "2026-01-01".parse().expect("a day");
    for found in diagnose(builtin(), &facts, today) {
        assert!(!found.evidence.is_empty() && !found.summary.is_empty(), "{}", found.cause.id);
    }
}

fn causes(pasted: &Pasted) -> Vec<&'static str> {
    let facts = read_facts(builtin(), &PHRASES, std::slice::from_ref(pasted));
    let today = "2026-01-01".parse().expect("a day");
    diagnose(builtin(), &facts, today).iter().map(|found| found.cause.id).collect()
}
