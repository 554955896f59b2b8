//! JUnit XML, for the test reports of CI systems: a suite for each file, in it a case for each finding, or one that passes.
//!
//! There is no standard. This is what the xUnit plug-in of Jenkins describes in its `junit-10.xsd`, and GitLab, Azure DevOps and
//! others read as well: <https://github.com/jenkinsci/xunit-plugin>.

mod xml;

use std::collections::HashMap;

use winfit_lint::report::Notice;
use winfit_lint::{Document, Severity};

use super::lines::lines;
use super::path::slashed;
use crate::commands::check::{Checked, Unreadable};
use crate::render::clean;
use crate::wire::check::FindingWire;

pub(super) fn text(checked: &Checked) -> String {
    let report = &checked.report;
    let mut by_file: Vec<Vec<FindingWire<'_>>> = report.documents.iter().map(|_| Vec::new()).collect();
    for finding in &report.findings {
        if let (Some(document), Some(of_file)) =
            (report.documents.get(finding.file), by_file.get_mut(finding.file))
        {
            of_file.push(FindingWire::of(finding, document));
        }
    }
    let mut suites: Vec<Suite> = checked.unreadable.iter().map(of_unreadable).collect();
    suites.extend(
        report.documents.iter().zip(&by_file).map(|(document, findings)| of_file(document, findings)),
    );
    suites.extend(of_notices(&report.notices));
    print(&suites)
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    /// Differs from that of every other case of the suite: test reports tell cases apart by it.
    name: String,
    outcome: Outcome,
}

enum Outcome {
    /// Passes, with something to know.
    Passed(String),
    Skipped(String),
    Failed(Problem),
    /// Could not be asked.
    Broken(Problem),
}

struct Problem {
    rule: String,
    message: String,
    text: String,
}

impl Suite {
    fn count(&self, of: impl Fn(&Outcome) -> bool) -> usize {
        self.cases.iter().filter(|case| of(&case.outcome)).count()
    }
}

fn of_unreadable(unreadable: &Unreadable) -> Suite {
    let problem = Problem {
        rule: Unreadable::RULE.to_owned(),
        message: clean(&unreadable.message),
        text: format!("{}\nhelp: {}", clean(&unreadable.to_string()), unreadable.help),
    };
    let case = Case { name: Unreadable::RULE.to_owned(), outcome: Outcome::Broken(problem) };
    Suite { name: file_name(&unreadable.file), cases: vec![case] }
}

fn of_file(document: &Document, findings: &[FindingWire<'_>]) -> Suite {
    let mut names = HashMap::new();
    let mut cases: Vec<_> = findings.iter().map(|finding| of_finding(finding, &mut names)).collect();
    if let Some(skipped) = document.skipped.first() {
        let outcome = Outcome::Skipped(skipped.reason.to_string());
        cases.push(Case { name: "template".to_owned(), outcome });
    }
    if cases.is_empty() {
        let outcome = Outcome::Passed(String::new());
        cases.push(Case { name: "no findings".to_owned(), outcome });
    }
    Suite { name: file_name(document.source.name()), cases }
}

fn of_finding(finding: &FindingWire<'_>, names: &mut HashMap<String, usize>) -> Case {
    let name = format!("{} at {}:{}", finding.rule, finding.region.line, finding.region.column);
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    let name = if *count > 1 { format!("{name} ({count})") } else { name };
    let outcome = match finding.severity {
        Severity::Info => Outcome::Passed(lines(finding).join("\n")),
        Severity::Warning | Severity::Error => Outcome::Failed(problem(finding)),
    };
    Case { name, outcome }
}

fn problem(finding: &FindingWire<'_>) -> Problem {
    let place = format!("{}:{}:{}", file_name(finding.file), finding.region.line, finding.region.column);
    let text = format!("{place}: {}: {}", finding.severity, lines(finding).join("\n"));
    Problem { rule: finding.rule.to_owned(), message: clean(finding.message), text }
}

/// What concerns the check as a whole fails nothing.
fn of_notices(notices: &[Notice]) -> Option<Suite> {
    let case = |notice: &Notice| {
        let help = notice.help.as_ref().map(|help| format!("\nhelp: {}", clean(help)));
        let text = clean(&notice.message) + &help.unwrap_or_default();
        Case { name: notice.kind.as_str().to_owned(), outcome: Outcome::Passed(text) }
    };
    let cases: Vec<_> = notices.iter().map(case).collect();
    (!cases.is_empty()).then(|| Suite { name: "winfit".to_owned(), cases })
}

fn file_name(name: &str) -> String {
    clean(&slashed(name).unwrap_or_else(|| name.to_owned()))
}

fn print(suites: &[Suite]) -> String {
    let sum =
        |of: fn(&Outcome) -> bool| suites.iter().map(|suite| suite.count(of)).sum::<usize>().to_string();
    let is_failed = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_));
    let is_broken = |outcome: &Outcome| matches!(outcome, Outcome::Broken(_));
    let mut document = xml::Document::new();
    document.start(
        "testsuites",
        &[
            ("name", "winfit"),
            ("tests", &sum(|_| true)),
            ("failures", &sum(is_failed)),
            ("errors", &sum(is_broken)),
        ],
    );
    for suite in suites {
        let count = |of: fn(&Outcome) -> bool| suite.count(of).to_string();
        document.start(
            "testsuite",
            &[
                ("name", &suite.name),
                ("tests", &count(|_| true)),
                ("failures", &count(is_failed)),
                ("errors", &count(is_broken)),
                ("skipped", &count(|outcome| matches!(outcome, Outcome::Skipped(_)))),
            ],
        );
        suite.cases.iter().for_each(|case| print_case(&mut document, &suite.name, case));
        document.end();
    }
    document.into_text()
}

fn print_case(document: &mut xml::Document, suite: &str, case: &Case) {
    let attributes = [("name", case.name.as_str()), ("classname", suite)];
    if matches!(&case.outcome, Outcome::Passed(text) if text.is_empty()) {
        document.empty("testcase", &attributes);
        return;
    }
    document.start("testcase", &attributes);
    match &case.outcome {
        Outcome::Passed(text) => document.with_text("system-out", &[], text),
        Outcome::Skipped(reason) => document.empty("skipped", &[("message", reason)]),
        Outcome::Failed(problem) => print_problem(document, "failure", problem),
        Outcome::Broken(problem) => print_problem(document, "error", problem),
    }
    document.end();
}

fn print_problem(document: &mut xml::Document, element: &'static str, problem: &Problem) {
    document.with_text(element, &[("type", &problem.rule), ("message", &problem.message)], &problem.text);
}

#[cfg(test)]
mod tests {
    use roxmltree::Document as Parsed;
    use winfit_lint::{Finding, read_document};

    use super::*;
    use crate::commands::check::sample::checked;

    #[test]
    fn each_file_is_a_suite_and_each_finding_a_case() {
        insta::assert_snapshot!(text(&checked()), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="winfit" tests="6" failures="2" errors="1">
          <testsuite name="gone.yaml" tests="1" failures="0" errors="1" skipped="0">
            <testcase name="unreadable-file" classname="gone.yaml">
              <error type="unreadable-file" message="No such file or directory">gone.yaml: No such file or directory
        help: check the path</error>
            </testcase>
          </testsuite>
          <testsuite name="deploy/web.yaml" tests="3" failures="2" errors="0" skipped="0">
            <testcase name="field-report at 4:3" classname="deploy/web.yaml">
              <system-out>users report that it fails on "web, too": 100 %
        note: seen on 10.0.26100.2894
        fix: name it, to be applied by hand</system-out>
            </testcase>
            <testcase name="build-mismatch at 8:14" classname="deploy/web.yaml">
              <failure type="build-mismatch" message="the image runs on no host">deploy/web.yaml:8:14: error: the image runs on no host
        help: use a tag of build 20348
          image: a
          image: b
        help: run it in Hyper-V isolation
        fix: place it on build 17763, applied by --unsafe-fixes only</failure>
            </testcase>
            <testcase name="malformed-field at 10:9" classname="deploy/web.yaml">
              <failure type="malformed-field" message="privileged means nothing on Windows">deploy/web.yaml:10:9: warning: privileged means nothing on Windows
        fix: remove privileged</failure>
            </testcase>
          </testsuite>
          <testsuite name="ok.yaml" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="no findings" classname="ok.yaml"/>
          </testsuite>
          <testsuite name="winfit" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="stale-facts" classname="winfit">
              <system-out>the facts of 1 image are 40 days old
        help: run winfit image --lock again</system-out>
            </testcase>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn findings_of_one_rule_at_one_place_have_names_of_their_own() {
        let mut checked = checked();
        let finding = Finding::new("no-host", Severity::Warning, 0, "x");
        checked.report.findings = vec![finding.clone(), finding];
        let text = text(&checked);
        assert!(text.contains("\"no-host at 1:1\"") && text.contains("\"no-host at 1:1 (2)\""), "{text}");
    }

    #[test]
    fn a_template_is_skipped_and_not_passed() {
        let mut checked = checked();
        let template = "apiVersion: v1\nkind: {{ .Kind }}\n{{- if .x }}\nspec: {}\n{{- end }}\n";
        checked.report.documents[1] = read_document("t.yaml", template.into()).unwrap();
        let text = text(&checked);
        let parsed = Parsed::parse(&text).unwrap();
        let suite = parsed.descendants().find(|it| it.attribute("name") == Some("t.yaml")).unwrap();
        assert_eq!(suite.attribute("skipped"), Some("1"));
        assert!(suite.descendants().any(|it| it.has_tag_name("skipped")), "{text}");
    }
}
