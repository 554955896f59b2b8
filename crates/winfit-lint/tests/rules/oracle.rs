//! The API server's own opinion of the examples: what it refuses was found before it could, and what fixes make of a file
//! is accepted.
//!
//! A server knows the kinds and fields of its version, and winfit is asked for that version. What the server cannot judge is
//! counted and shown, never passed over.

mod answer;
mod tally;
mod windows_options;

use winfit_compat::catalog::KubernetesVersion;
use winfit_lint::yaml::{Limits, pieces};
use winfit_lint::{DocumentKind, Example, Severity, Span};
use winfit_testkit::ControlPlane;

use self::answer::{Answer, answer};
use self::tally::Tally;
use crate::asked::{Asked, every_example};

#[test]
fn every_object_that_was_fixed_is_accepted_by_the_api_server() {
    ask("fixed", |example| example.fixed.map(str::to_owned), |_| false);
}

#[test]
fn every_object_that_somebody_made_of_what_is_offered_is_accepted_by_the_api_server() {
    ask("offered", |example| example.offered.map(str::to_owned), |_| false);
}

#[test]
fn what_the_api_server_refuses_is_found_as_an_error() {
    ask("written", |example| Some(example.plain_text()), is_found);
}

/// An object that the server refuses.
struct Refused<'a> {
    asked: Asked,
    /// The text in which it is, and the part of that which it is.
    text: &'a str,
    part: Span,
    /// The server's version.
    kubernetes: KubernetesVersion,
}

/// Asks the server about the objects of all examples, in the text that `text_of` takes of them, and fails for those that it
/// refuses, unless that may be.
fn ask(what: &str, text_of: fn(&Example) -> Option<String>, may_be: fn(&Refused<'_>) -> bool) {
    let Some(server) = ControlPlane::shared() else { return };
    let (_, minor) = server.version();
    let kubernetes = KubernetesVersion::new(minor.try_into().unwrap());
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    for asked in every_example() {
        let Some(text) = text_of(asked.example).filter(|text| is_kubernetes(asked, text)) else { continue };
        for piece in pieces(&text) {
            let answer = answer(server, piece.text(), piece.parse(Limits::DOCUMENT).ok());
            tally.add(&answer);
            if let Answer::Refused(status) = answer
                && !may_be(&Refused { asked, text: &text, part: piece.span(), kubernetes })
            {
                wrong.push(format!("{}: {status}\n{}", asked.name(), piece.text()));
            }
        }
    }
    tally.show(what, kubernetes);
    assert!(wrong.is_empty(), "the server refuses {} objects:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(tally.judged() > 0, "the server has judged nothing");
}

fn is_kubernetes(asked: Asked, text: &str) -> bool {
    asked.documents(text).iter().any(|document| document.kind == DocumentKind::Kubernetes)
}

/// Whether a rule finds an error in it.
fn is_found(refused: &Refused<'_>) -> bool {
    let Refused { asked, text, part, kubernetes } = refused;
    asked.findings_of_all(text, *kubernetes).iter().any(|finding| {
        let starts = finding.place.as_ref().map(|place| place.span.start);
        finding.severity == Severity::Error
            && starts.is_some_and(|start| (part.start..part.end).contains(&start))
    })
}
