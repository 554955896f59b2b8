//! All rules and their fixes on any text: places lie in the text, and a fixed file is what its edits make of it. The first
//! byte picks the name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::rules::RuleSet;
use winfit_lint::facts::Facts;
use winfit_lint::judge::{Check, judge};
use winfit_lint::repair::repair;
use winfit_lint::{Accepted, Safety, Selection, Selector, apply, link, read_document};

const NAMES: [&str; 5] = ["Dockerfile", "Dockerfile", "compose.yaml", "deployment.yaml", "daemon.json"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(document) = read_document(name, bytes.to_vec()) else { return };
    let mut documents = vec![document];
    link(&mut documents);
    let facts = Facts::new();
    let selection = Selection { select: vec![Selector::All], ignore: Vec::new() };
    let check = Check {
        catalog: builtin(),
        rules: RuleSet::default(),
        today: Date::new(2026, 11, 20).expect("there is such a day"),
        fleet: None,
        facts: &facts,
        selection: &selection,
        kubernetes: builtin().kubernetes_versions.newest,
        accepted: Accepted::NOTHING,
    };
    let report = judge(&check, documents.clone());
    let text = report.documents[0].source.text();
    for finding in &report.findings {
        for label in finding.place.iter().chain(&finding.related) {
            assert!(text.get(label.span.range()).is_some(), "{} is not of the text", label.span);
        }
        if let Some(fix) = &finding.fix {
            assert!(apply(text, &fix.edits).is_some(), "{}: edits that cannot be made", finding.rule);
        }
        assert!(!finding.message.contains('\n'), "{}: {:?}", finding.rule, finding.message);
    }
    let repaired = repair(&check, documents, Safety::Unsafe);
    let fixed = repaired.report.documents[0].source.text();
    match repaired.changed.as_slice() {
        [] => assert_eq!(fixed, text),
        [changed] => assert_eq!(apply(text, &changed.edits).as_deref(), Some(fixed)),
        _ => unreachable!("there is one file"),
    }
});
