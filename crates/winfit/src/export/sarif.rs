//! SARIF 2.1.0, for code scanning: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
//!
//! What code scanning of GitHub needs and shows beyond the standard is in as well:
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>.

mod fingerprints;
mod line_hash;
mod log;
mod rules;

use std::io;

use winfit_lint::report::Notice;
use winfit_lint::{Finding, Severity};

use super::path::{is_relative, uri};
use crate::commands::check::{Checked, Unreadable};
use crate::files::STANDARD_INPUT;
use crate::render::fix_words;
use crate::wire::check::{self, FindingWire, FixWire};
use fingerprints::{Hashes, Known};
use log::{
    ArtifactChange, ArtifactLocation, Content, DescriptorReference, Driver, Fix, Invocation, Location, Log,
    Notification, Outcome, OutcomeProperties, PhysicalLocation, Region, Replacement, Run, Text, Tool,
};
use rules::Rules;

/// The schema under the address that code scanning of GitHub names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const VERSION: &str = env!("CARGO_PKG_VERSION");
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

pub(super) fn text(checked: &Checked) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(&log(checked))?;
    text.push('\n');
    Ok(text)
}

fn log(checked: &Checked) -> Log<'_> {
    let mut rules = Rules::default();
    let results = outcomes(checked, &mut rules);
    let unreadable = checked.unreadable.iter().map(of_unreadable);
    let notifications = unreadable.chain(checked.report.notices.iter().map(of_notice)).collect();
    let driver = Driver {
        name: "winfit",
        version: VERSION,
        semantic_version: VERSION,
        information_uri: REPOSITORY,
        rules: rules.into_descriptors(),
    };
    let invocation = Invocation { execution_successful: true, tool_execution_notifications: notifications };
    let run =
        Run { tool: Tool { driver }, invocations: [invocation], column_kind: "unicodeCodePoints", results };
    Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
}

fn outcomes<'a>(checked: &'a Checked, rules: &mut Rules) -> Vec<Outcome<'a>> {
    let mut known = Known::default();
    let mut results = Vec::new();
    for unreadable in &checked.unreadable {
        let finding = FindingWire::of_unreadable(unreadable);
        let fingerprints = known.next(finding.rule, &uri(finding.file), "", None);
        results.push(outcome(finding, rules, fingerprints));
    }
    let documents = &checked.report.documents;
    let placed = |it: &'a Finding| {
        let document = documents.get(it.file)?;
        Some((it.file, document, FindingWire::of(it, document)))
    };
    // Accepted findings are left out: code scanning does not heed `suppressions`, and would open alerts for them.
    let findings: Vec<_> = checked.report.findings.iter().filter_map(placed).collect();
    let hashes = Hashes::of(&findings);
    for (file, document, finding) in findings {
        let text = fingerprints::lines_of(document, &finding.region);
        let hash = hashes.get(file, finding.region.line);
        let fingerprints = known.next(finding.rule, &uri(finding.file), text, hash);
        results.push(outcome(finding, rules, fingerprints));
    }
    results
}

fn outcome<'a>(finding: FindingWire<'a>, rules: &mut Rules, fingerprints: log::Fingerprints) -> Outcome<'a> {
    let message = match finding.help {
        Some(help) => format!("{}. Help: {help}", finding.message),
        None => finding.message.to_owned(),
    };
    let related = finding.related.iter().zip(1..).map(|(place, id)| Location {
        id: Some(id),
        physical_location: physical(finding.file, place.region),
        message: (!place.text.is_empty()).then(|| of_message(place.text)),
    });
    Outcome {
        rule_index: rules.index(finding.rule),
        level: level(finding.severity),
        message: of_message(&message),
        related_locations: related.collect(),
        locations: [at(finding.file, finding.region)],
        partial_fingerprints: fingerprints,
        fixes: finding.fix.map(|it| fix(it, finding.file)).into_iter().collect(),
        properties: OutcomeProperties { confidence: finding.confidence.as_str() },
        rule_id: finding.rule,
    }
}

fn fix<'a>(fix: FixWire<'a>, file: &str) -> Fix<'a> {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: region(edit.region),
        inserted_content: (!edit.text.is_empty()).then_some(Content { text: edit.text }),
    });
    let change = ArtifactChange { artifact_location: artifact(file), replacements: replacements.collect() };
    Fix { description: of_message(&fix_words(fix.title, fix.safety)), artifact_changes: [change] }
}

/// That the check is not complete; what it would have been about is a result as well, which code scanning shows.
fn of_unreadable(unreadable: &Unreadable) -> Notification {
    let finding = FindingWire::of_unreadable(unreadable);
    Notification {
        descriptor: DescriptorReference { id: Unreadable::RULE },
        level: level(finding.severity),
        message: of_message(&format!("{unreadable}. Help: {}", unreadable.help)),
        locations: vec![at(finding.file, finding.region)],
    }
}

fn of_notice(notice: &Notice) -> Notification {
    let message = match &notice.help {
        Some(help) => format!("{}. Help: {help}", notice.message),
        None => notice.message.clone(),
    };
    Notification {
        descriptor: DescriptorReference { id: notice.kind.as_str() },
        level: level(Severity::Info),
        message: of_message(&message),
        locations: Vec::new(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A message in which braces are braces: single ones would stand for arguments.
fn of_message(text: &str) -> Text {
    Text { text: text.replace('{', "{{").replace('}', "}}") }
}

fn at(file: &str, region: check::Region) -> Location {
    Location { id: None, physical_location: physical(file, region), message: None }
}

fn physical(file: &str, of: check::Region) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(file), region: region(of) }
}

/// Relative to the root of the sources, as far as anybody knows; standard input is relative to nothing.
fn artifact(file: &str) -> ArtifactLocation {
    let uri = uri(file);
    let has_base = is_relative(&uri) && file != STANDARD_INPUT;
    ArtifactLocation { uri, uri_base_id: has_base.then_some("%SRCROOT%") }
}

const fn region(region: check::Region) -> Region {
    Region {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
    }
}

#[cfg(test)]
#[path = "../../tests/sarif/valid.rs"]
mod valid;

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::commands::check::sample::checked;

    fn document(checked: &Checked) -> Value {
        serde_json::from_str(&text(checked).unwrap()).unwrap()
    }

    #[test]
    fn a_report_with_everything_in_it_is_valid() {
        let errors = valid::errors(&document(&checked()));
        assert!(errors.is_empty(), "{errors:#?}");
    }

    #[test]
    fn a_result_says_what_where_and_why_and_how_sure() {
        let result = &document(&checked())["runs"][0]["results"][2];
        let file = json!({"uri": "deploy/web.yaml", "uriBaseId": "%SRCROOT%"});
        let region = |line: usize, column: usize, end_column: usize| json!({"startLine": line, "startColumn": column, "endLine": line, "endColumn": end_column});
        let expected = json!({
            "ruleId": "build-mismatch",
            "ruleIndex": 2,
            "level": "error",
            "message": {"text": "the image runs on no host. Help: use a tag of build 20348"},
            "locations": [{"physicalLocation": {"artifactLocation": file, "region": region(8, 14, 55)}}],
            "relatedLocations": [{
                "id": 1,
                "physicalLocation": {"artifactLocation": file, "region": region(2, 1, 10)},
                "message": {"text": "placed on every host"},
            }],
            "partialFingerprints": result["partialFingerprints"],
            "fixes": [{
                "description": {"text": "place it on build 17763, applied by --unsafe-fixes only"},
                "artifactChanges": [{"artifactLocation": file, "replacements": [
                    {
                        "deletedRegion": region(6, 1, 1),
                        "insertedContent": {
                            "text": "  nodeSelector:\n    node.kubernetes.io/windows-build: \"10.0.17763\"\n",
                        },
                    },
                    {"deletedRegion": region(8, 51, 55), "insertedContent": {"text": "ltsc2019"}},
                ]}],
            }],
            "properties": {"confidence": "likely"},
        });
        assert_eq!(*result, expected);
    }

    #[test]
    fn a_removal_inserts_nothing() {
        let replacement = &document(&checked())["runs"][0]["results"][3]["fixes"][0]["artifactChanges"][0]["replacements"]
            [0];
        let region = json!({"startLine": 10, "startColumn": 1, "endLine": 11, "endColumn": 1});
        assert_eq!(*replacement, json!({"deletedRegion": region}));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_result_and_told_beside_what_concerns_the_whole_check() {
        let run = &document(&checked())["runs"][0];
        assert_eq!(run["results"][0]["ruleId"], "unreadable-file");
        let notifications = &run["invocations"][0]["toolExecutionNotifications"];
        let texts: Vec<_> = (0..2)
            .map(|at| [&notifications[at]["descriptor"]["id"], &notifications[at]["message"]["text"]])
            .collect();
        assert_eq!(
            texts[0],
            ["unreadable-file", "gone.yaml: No such file or directory. Help: check the path"]
        );
        assert_eq!(
            texts[1],
            ["stale-facts", "the facts of 1 image are 40 days old. Help: run winfit image --lock again"]
        );
    }

    #[test]
    fn braces_in_a_message_stand_for_no_argument() {
        let mut checked = checked();
        checked.report.findings[0].message = "{0} and ${TAG}".to_owned();
        assert_eq!(document(&checked)["runs"][0]["results"][1]["message"]["text"], "{{0}} and ${{TAG}}");
    }
}
