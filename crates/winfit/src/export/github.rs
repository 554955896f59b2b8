//! Annotations of GitHub Actions: a workflow command for each finding, worst first, and a last line that sums up.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>. GitHub shows the first ten errors and
//! the first ten warnings of a step on the files that they are about, and all of them in the log.

use std::cmp::Reverse;

use winfit_lint::Severity;
use winfit_lint::report::Notice;

use super::lines::lines;
use super::path::slashed;
use crate::commands::check::{Checked, Counts};
use crate::render::clean;
use crate::wire::check::{FindingWire, findings};

/// As many errors, and as many warnings, of a step does GitHub show.
const SHOWN: usize = 10;

pub(super) fn text(checked: &Checked) -> String {
    let mut findings: Vec<_> = findings(checked).collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let mut text = String::new();
    for finding in &findings {
        push(&mut text, command(finding.severity), &properties(finding), &message(finding));
    }
    for notice in &checked.report.notices {
        push(&mut text, "notice", &[("title", notice.kind.as_str().to_owned())], &of_notice(notice));
    }
    let counts = Counts::of(checked);
    text.push_str(&format!("winfit: {counts}{}\n", hidden(counts)));
    text
}

/// That not all of them are seen beside the code, where that is so.
fn hidden(counts: Counts) -> &'static str {
    if counts.errors <= SHOWN && counts.warnings <= SHOWN {
        return "";
    }
    "; GitHub shows 10 errors and 10 warnings of a step beside the code, and all of them in the log"
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// Standard input is no file that GitHub could show: its place goes into the message.
fn message(finding: &FindingWire<'_>) -> String {
    let lines = lines(finding).join("\n");
    let region = finding.region;
    match slashed(finding.file) {
        Some(_) => lines,
        None => format!("{}:{}:{}: {lines}", finding.file, region.line, region.column),
    }
}

fn properties(finding: &FindingWire<'_>) -> Vec<(&'static str, String)> {
    let region = finding.region;
    let mut properties = Vec::new();
    if let Some(file) = slashed(finding.file) {
        properties.push(("file", clean(&file)));
        properties.push(("line", region.line.to_string()));
        properties.push(("endLine", region.end_line.to_string()));
        // GitHub takes columns only for what is on one line.
        if region.line == region.end_line {
            properties.push(("col", region.column.to_string()));
            properties.push(("endColumn", region.end_column.to_string()));
        }
    }
    properties.push(("title", finding.rule.to_owned()));
    properties
}

fn of_notice(notice: &Notice) -> String {
    let help = notice.help.as_ref().map(|help| format!("\nhelp: {}", clean(help)));
    clean(&notice.message) + &help.unwrap_or_default()
}

/// Adds `::command key=value,key=value::message`.
fn push(text: &mut String, command: &str, properties: &[(&'static str, String)], message: &str) {
    let properties: Vec<_> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    text.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(message)));
}

/// What would end a command, or read as an escape, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same, with what would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use winfit_lint::{Finding, read_document};

    use super::*;
    use crate::commands::check::sample::{checked, place};

    #[test]
    fn the_worst_comes_first_and_the_last_line_is_no_command() {
        insta::assert_snapshot!(text(&checked()), @r#"
        ::error file=gone.yaml,line=1,endLine=1,col=1,endColumn=1,title=unreadable-file::No such file or directory%0Ahelp: check the path
        ::error file=deploy/web.yaml,line=8,endLine=8,col=14,endColumn=55,title=build-mismatch::the image runs on no host%0Ahelp: use a tag of build 20348%0A  image: a%0A  image: b%0Ahelp: run it in Hyper-V isolation%0Afix: place it on build 17763, applied by --unsafe-fixes only
        ::warning file=deploy/web.yaml,line=10,endLine=10,col=9,endColumn=25,title=malformed-field::privileged means nothing on Windows%0Afix: remove privileged
        ::notice file=deploy/web.yaml,line=4,endLine=4,col=3,endColumn=12,title=field-report::users report that it fails on "web, too": 100 %25%0Anote: seen on 10.0.26100.2894%0Afix: name it, to be applied by hand
        ::notice title=stale-facts::the facts of 1 image are 40 days old%0Ahelp: run winfit image --lock again
        winfit: 4 findings, 1 fixable with --fix, 1 more with --unsafe-fixes
        "#);
    }

    #[test]
    fn what_is_on_several_lines_has_no_columns() {
        let mut checked = checked();
        let finding = Finding::new("no-host", Severity::Error, 0, "x");
        checked.report.findings = vec![finding.at(place("kind: Pod\nmetadata"), "")];
        let text = text(&checked);
        assert!(text.contains("file=deploy/web.yaml,line=2,endLine=3,title=no-host::x"), "{text}");
    }

    #[test]
    fn more_than_is_shown_beside_the_code_is_said_to_be_in_the_log() {
        let mut checked = checked();
        let warning = Finding::new("no-host", Severity::Warning, 0, "x");
        for (warnings, is_said) in [(SHOWN, false), (SHOWN + 1, true)] {
            checked.report.findings = vec![warning.clone(); warnings];
            assert_eq!(text(&checked).contains("beside the code"), is_said, "{warnings}");
        }
    }

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        assert_eq!(data("100 %:\r\n::error::x"), "100 %25:%0D%0A::error::x");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }

    #[test]
    fn a_hostile_file_adds_no_command_of_its_own() {
        let mut checked = checked();
        let name = "a\n::stop-commands::x\r,line=9:b.yaml";
        checked.report.documents[0] = read_document(name, Vec::new()).unwrap();
        let message = "bad\n::error::worse\u{1b}[31m";
        checked.report.findings = vec![Finding::new("no-host", Severity::Error, 0, message)];
        let text = text(&checked);
        let commands = text.lines().filter(|line| line.starts_with("::")).count();
        // The unreadable file, the finding, the notice.
        assert_eq!(commands, 3, "{text}");
        assert!(text.contains("file=a\\n%3A%3Astop-commands%3A%3Ax\\r%2Cline=9%3Ab.yaml,line=1,"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
