//! Findings that somebody accepts: by comment, for a file, by baseline.

use winfit_compat::builtin::builtin;
use winfit_compat::rules::RuleSet;
use winfit_lint::facts::Facts;
use winfit_lint::judge::{Check, judge};
use winfit_lint::repair::{Repaired, repair};
use winfit_lint::report::{Outcome, Report};
use winfit_lint::{Accepted, Baseline, Safety, Selection, SuppressedBy, accepting_comment, apply};

use crate::{documents, only, rules, today};

fn with_check<T>(accepted: &Accepted, ask: impl FnOnce(&Check<'_>) -> T) -> T {
    ask(&Check {
        catalog: builtin(),
        rules: RuleSet::default(),
        today: today(),
        fleet: None,
        facts: &Facts::new(),
        selection: &Selection::default(),
        kubernetes: builtin().kubernetes_versions.newest,
        accepted,
    })
}

fn check(accepted: &Accepted, files: &[(&str, &str)]) -> Report {
    with_check(accepted, |check| judge(check, documents(files)))
}

pub(crate) fn fixed(accepted: &Accepted, files: &[(&str, &str)]) -> Repaired {
    with_check(accepted, |check| repair(check, documents(files), Safety::Unsafe))
}

fn suppressed(report: &Report) -> Vec<(&str, &SuppressedBy)> {
    report.suppressed.iter().map(|it| (it.finding.rule, &it.by)).collect()
}

const LATEST: &str = "FROM mcr.microsoft.com/windows/nanoserver:latest\n";

/// Windows ignores these, and fixes take them out.
const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        privileged: true
        procMount: Default
";

#[test]
fn a_comment_takes_a_finding_out_of_the_report_and_keeps_it_with_its_reason() {
    let bare = check(Accepted::NOTHING, &[("Dockerfile", LATEST)]);
    assert_eq!((only(&bare).rule, bare.suppressed.len()), ("withdrawn-tag", 0));
    for (comment, reason) in [
        ("# winfit: ignore[withdrawn-tag] goes in March\n", "goes in March"),
        ("# winfit: ignore-file[withdrawn-tag] goes in March\n", "goes in March"),
        ("# winfit: ignore[withdrawn-tag]\n", ""),
    ] {
        let report = check(Accepted::NOTHING, &[("Dockerfile", &format!("{comment}{LATEST}"))]);
        assert_eq!(report.findings, [], "{comment}");
        let by = SuppressedBy::Comment { reason: reason.to_owned() };
        assert_eq!(suppressed(&report), [("withdrawn-tag", &by)]);
        assert_eq!(report.worst(), None);
        // What it does is not changed by who accepts it.
        assert_eq!(report.workloads[0].outcome, Outcome::Fails);
    }
}

#[test]
fn a_comment_accepts_no_other_rule_no_other_line_and_no_other_file() {
    for files in [
        &[("Dockerfile", "# winfit: ignore[no-host] x\nFROM mcr.microsoft.com/windows/nanoserver:latest\n")]
            [..],
        &[(
            "Dockerfile",
            "# winfit: ignore[withdrawn-tag] x\nARG A=b\nFROM mcr.microsoft.com/windows/nanoserver:latest\n",
        )],
        &[(
            "Dockerfile",
            "FROM mcr.microsoft.com/windows/nanoserver:latest\n# winfit: ignore[withdrawn-tag] x\n",
        )],
        &[
            ("a.Dockerfile", "# winfit: ignore-file[withdrawn-tag] x\nFROM alpine\n"),
            ("b.Dockerfile", LATEST),
        ],
    ] {
        let report = check(Accepted::NOTHING, files);
        assert!(rules(&report).contains(&"withdrawn-tag"), "{files:?}");
        assert_eq!(report.suppressed, [], "{files:?}");
    }
}

#[test]
fn the_narrower_comment_accepts_and_the_wider_one_is_then_unused() {
    let wide = "# winfit: ignore-file[privileged-container] x\n";
    let narrow = POD.replace("privileged: true", "privileged: true # winfit: ignore[privileged-container] y");
    let report = check(Accepted::NOTHING, &[("pod.yaml", &format!("{wide}{narrow}"))]);
    let by = SuppressedBy::Comment { reason: "y".to_owned() };
    assert!(suppressed(&report).contains(&("privileged-container", &by)), "{:?}", report.suppressed);
    let unused: Vec<_> = report.findings.iter().filter(|it| it.rule == "unused-suppression").collect();
    assert_eq!(unused.len(), 1);
    assert_eq!(unused[0].place.as_ref().unwrap().span.start, 0);
}

#[test]
fn what_is_said_of_a_comment_can_be_accepted_by_a_comment_for_the_file() {
    let text = "# winfit: ignore-file[unknown-suppression] the next release has it\n\
                # winfit: ignore[future-rule] x\n\
                FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
    let report = check(Accepted::NOTHING, &[("Dockerfile", text)]);
    assert_eq!((rules(&report), report.suppressed.len()), (vec![], 1));
}

#[test]
fn rules_and_areas_can_be_accepted_for_a_file() {
    for (word, is_accepted) in
        [("withdrawn-tag", true), ("image", true), ("all", true), ("placement", false), ("no-host", false)]
    {
        let by_file = [("Dockerfile".to_owned(), vec![word.parse().unwrap()])].into();
        let accepted = Accepted { by_file, baseline: None };
        let report = check(&accepted, &[("Dockerfile", LATEST), ("other.Dockerfile", LATEST)]);
        let expected = if is_accepted { vec![("withdrawn-tag", &SuppressedBy::File)] } else { Vec::new() };
        assert_eq!(suppressed(&report), expected, "{word}");
        assert_eq!(report.findings.last().unwrap().file, 1);
    }
}

fn baseline_of(report: &Report) -> Accepted {
    Accepted { baseline: Some(Baseline::of(report)), ..Accepted::default() }
}

#[test]
fn a_baseline_accepts_what_was_there_wherever_it_moved_and_nothing_more() {
    let before = check(Accepted::NOTHING, &[("Dockerfile", LATEST)]);
    let accepted = baseline_of(&before);
    let moved = format!("# new\n\n  {LATEST}");
    for text in [LATEST, &moved] {
        let report = check(&accepted, &[("Dockerfile", text)]);
        assert_eq!(
            (rules(&report), suppressed(&report)),
            (vec![], vec![("withdrawn-tag", &SuppressedBy::Baseline)])
        );
        assert!(accepted.baseline.as_ref().unwrap().without(&report).is_empty());
    }
    for (name, text) in [
        ("Dockerfile", LATEST.replace("nanoserver", "servercore")),
        ("Dockerfile", LATEST.replace(":latest\n", ":latest AS a\n")),
        ("other.Dockerfile", LATEST.to_owned()),
    ] {
        let report = check(&accepted, &[(name, &text)]);
        assert!(rules(&report).contains(&"withdrawn-tag"), "{name} {text}");
        assert_eq!(accepted.baseline.as_ref().unwrap().without(&report).len(), 1);
    }
    // As often as it was there.
    let twice = check(&accepted, &[("Dockerfile", &LATEST.repeat(2))]);
    assert_eq!((rules(&twice), twice.suppressed.len()), (vec!["withdrawn-tag"], 1));
}

#[test]
fn a_baseline_of_a_report_that_used_one_has_all_of_it_and_nothing_that_others_accept() {
    let accepted = baseline_of(&check(Accepted::NOTHING, &[("Dockerfile", LATEST)]));
    let text = format!("{LATEST}# winfit: ignore[withdrawn-tag] x\n{LATEST}");
    let report = check(&accepted, &[("Dockerfile", &text)]);
    assert_eq!(report.suppressed.len(), 2);
    assert_eq!(Some(Baseline::of(&report)), accepted.baseline);
}

#[test]
fn what_is_accepted_is_not_fixed() {
    let both = fixed(Accepted::NOTHING, &[("pod.yaml", POD)]);
    assert!(both.fixed.len() >= 2, "{:?}", both.fixed);
    let text = POD.replace("privileged: true", "privileged: true # winfit: ignore[privileged-container] x");
    let kept = fixed(Accepted::NOTHING, &[("pod.yaml", &text)]);
    let text = kept.report.documents[0].source.text();
    assert!(text.contains("privileged: true # winfit") && !text.contains("procMount"), "{text}");
    let all = fixed(&baseline_of(&check(Accepted::NOTHING, &[("pod.yaml", POD)])), &[("pod.yaml", POD)]);
    assert_eq!((all.fixed, all.changed), (vec![], vec![]));
}

#[test]
fn what_fixes_did_is_told_as_edits_of_the_text_before() {
    let repaired =
        fixed(Accepted::NOTHING, &[("linux.yaml", "services: {db: {image: postgres}}\n"), ("pod.yaml", POD)]);
    let [changed] = repaired.changed.as_slice() else { panic!("{:?}", repaired.changed) };
    assert_eq!((changed.file, changed.before.text()), (1, POD));
    let after = apply(POD, &changed.edits).unwrap();
    assert_eq!(after, repaired.report.documents[1].source.text());
    assert_ne!(after, POD);
}

#[test]
fn a_comment_is_not_called_unused_where_a_part_of_the_file_cannot_be_read() {
    let text = format!("# winfit: ignore-file[host-pid] x\n{POD}");
    let broken = format!("{text}---\nkind: [\n");
    for (text, is_told) in [(&text, true), (&broken, false)] {
        let report = check(Accepted::NOTHING, &[("pod.yaml", text)]);
        assert_eq!(rules(&report).contains(&"unused-suppression"), is_told, "{text}");
    }
}

/// The text with a comment that accepts the first finding of a rule.
fn accepting(name: &str, text: &str, rule: &str) -> Option<String> {
    let report = check(Accepted::NOTHING, &[(name, text)]);
    let finding = report.findings.iter().find(|it| it.rule == rule);
    let finding = finding.unwrap_or_else(|| panic!("no {rule} in {:?}", rules(&report)));
    let edit = accepting_comment(report.documents.first()?, finding)?;
    apply(text, &[edit])
}

#[test]
fn a_comment_that_is_written_for_a_finding_accepts_it_and_no_other() {
    let above = POD
        .replace("        privileged", "        # winfit: ignore[privileged-container]\n        privileged");
    let escaped = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN echo a `\n  && chmod 755 b\n";
    for (name, text, rule, expected) in [
        ("pod.yaml", POD, "privileged-container", above.clone()),
        ("pod.yaml", &POD.replace('\n', "\r\n"), "privileged-container", above.replace('\n', "\r\n")),
        (
            "pod.yaml",
            &POD.replace("true", "true # winfit: ignore[host-pid] why"),
            "privileged-container",
            POD.replace("true", "true # winfit: ignore[host-pid, privileged-container] why"),
        ),
        ("Dockerfile", LATEST, "withdrawn-tag", format!("# winfit: ignore[withdrawn-tag]\n{LATEST}")),
        (
            "Dockerfile",
            &format!("# escape=`\n{escaped}"),
            "unix-program",
            format!("# escape=`\n{}", escaped.replace("RUN", "# winfit: ignore[unix-program]\nRUN")),
        ),
    ] {
        let accepted = accepting(name, text, rule).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(accepted, expected);
        let (before, after) =
            (check(Accepted::NOTHING, &[(name, text)]), check(Accepted::NOTHING, &[(name, &accepted)]));
        assert!(!rules(&after).contains(&rule), "{:?}", rules(&after));
        let is_other = |it: &&str| *it != rule && !it.ends_with("suppression");
        let others = [&before, &after].map(|it| rules(it).into_iter().filter(is_other).collect::<Vec<_>>());
        assert_eq!(others[0], others[1]);
    }
}

#[test]
fn no_comment_is_written_where_it_would_be_none_or_do_harm() {
    let json = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "w"}, "spec": {"os": {"name": "windows"}, "hostPID": true, "containers": [{"name": "w", "image": "registry.example/web:1"}]}}"#;
    let directive = "# escape='`'\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n";
    for (name, text, rule) in [("pod.json", json, "host-pid"), ("Dockerfile", directive, "refused-directive")]
    {
        assert_eq!(accepting(name, text, rule), None, "{text}");
    }
}
