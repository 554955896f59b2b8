//! Dockerfiles that are put together from lines of the examples: whatever stands beside a line, places stay true and fixes
//! come to an end.

use proptest::prelude::*;
use winfit_compat::builtin::builtin;
use winfit_lint::Safety;

use crate::asked::{Asked, every_example};

/// The Dockerfiles among the examples that need nothing else given.
fn dockerfiles() -> Vec<Asked> {
    every_example().filter(|asked| asked.example.file == "Dockerfile").collect()
}

fn every_line() -> Vec<String> {
    let texts = dockerfiles().into_iter().map(|asked| asked.example.plain_text());
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines.dedup();
    lines
}

fn mixed() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec(proptest::sample::select(every_line()), 0..12);
    let head = proptest::sample::select(vec![
        "",
        "# escape=`\n",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n",
        "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2019 AS core\n",
    ]);
    let line_break = proptest::sample::select(vec!["\n", "\r\n", "`\n", "\\\n"]);
    (head, lines, line_break).prop_map(|(head, lines, line_break)| head.to_owned() + &lines.join(line_break))
}

proptest! {
    #[test]
    fn places_of_findings_and_fixes_are_true_in_any_mixture(text in mixed()) {
        let asked = dockerfiles().remove(0);
        for finding in asked.findings_of_all(&text, builtin().kubernetes_versions.newest) {
            let places = finding.place.iter().chain(&finding.related).map(|label| label.span);
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            for span in places.chain(edits) {
                prop_assert!(text.get(span.range()).is_some(), "{}: {} in {:?}", finding.rule, span, text);
            }
            prop_assert!(!finding.message.contains(['\n', '\r']), "{}", finding.message);
        }
    }

    #[test]
    fn fixing_any_mixture_breaks_nothing_and_comes_to_an_end(text in mixed()) {
        let asked = dockerfiles().remove(0);
        let problems = |text: &str| asked.documents(text).remove(0).problems.len();
        for least in [Safety::Safe, Safety::Unsafe] {
            let repaired = asked.repaired_by_all(&text, least);
            let fixed = repaired.report.documents[0].source.text().to_owned();
            prop_assert!(problems(&fixed) <= problems(&text), "{:?} becomes {:?}", text, fixed);
            let again = asked.repaired_by_all(&fixed, least);
            prop_assert_eq!(again.report.documents[0].source.text(), fixed.as_str(), "out of {:?}", text);
        }
    }
}
