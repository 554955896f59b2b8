//! A text that is no image reference.

use winfit_compat::reference::Reference;

use crate::judge::Unpullable;
use crate::lint::Subject;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "invalid-image-name",
    title: "the image's name is no image reference",
    statement: "The text is not of the form [registry/]repository[:tag][@digest]: most often there are capitals in the \
                repository, a blank, or a placeholder that nobody has filled in. Nothing pulls it: Kubernetes says \
                InvalidImageName, Docker \"invalid reference format\". Where another tool puts the image in, check what that \
                tool writes.",
    since: "always",
    sources: &["moby"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Workload(find),
    examples: EXAMPLES,
};

fn find(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let containers = subject.found().workload.containers.iter().zip(&subject.found().images).enumerate();
    for (container, (asked, place)) in containers {
        let Some(Unpullable::NoName(error)) = subject.judged.unpullable(container) else { continue };
        let help = match in_lower_case(&asked.image) {
            Some(lower) => Help::new("retag", "write it in lower case").paste(subject.image_line(&lower)),
            None => Help::new("retag", "write it as [registry/]repository[:tag]"),
        };
        findings
            .push(subject.finding(&RULE, place.span, error).at(place.span, "nothing pulls it").help(help));
    }
}

/// The name with its repository in lower case, if that is all that is wrong with it.
fn in_lower_case(text: &str) -> Option<String> {
    // Tags may have capitals.
    let last = text.rfind('/').unwrap_or_default();
    let end = text.match_indices([':', '@']).map(|(at, _)| at).find(|at| *at > last).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let lower = format!("{}{rest}", name.to_ascii_lowercase());
    (lower != text && lower.parse::<Reference>().is_ok()).then_some(lower)
}

const EXAMPLES: &[Example] = &[];
