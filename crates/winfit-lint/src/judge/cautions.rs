//! Findings about combinations that run by every rule, and that users report to fail all the same.

use winfit_compat::caution::{Caution, cautions};
use winfit_compat::verdict::Question;

use super::targets::Targets;
use super::{Check, Judged};
use crate::report::Target;
use crate::rules::placement::field_report;
use crate::{Finding, Help, Label, Severity};

pub(super) fn findings(check: &Check<'_>, judged: &Judged<'_>, targets: &Targets) -> Vec<Finding> {
    (0..judged.images.len()).flat_map(|container| of_container(check, judged, targets, container)).collect()
}

/// One finding for each report, with all the hosts that it concerns.
fn of_container(check: &Check<'_>, judged: &Judged<'_>, targets: &Targets, container: usize) -> Vec<Finding> {
    let mut reported: Vec<(Caution<'_>, Vec<String>)> = Vec::new();
    for judgement in targets.judgements.iter().filter(|it| it.target.is_considered()) {
        // A release stands for hosts with the best of revisions; only real hosts lag behind an image.
        let Target::Pool { hosts: names, .. } = &judgement.target else { continue };
        let (Some(host), Some(verdict)) = (judgement.hosts.get(container), judgement.verdicts.get(container))
        else {
            continue;
        };
        let image = judged.platform(container, verdict);
        let isolation = judged.found.workload.containers.get(container).and_then(|it| it.isolation);
        let question = Question { host, image: &image, isolation, rules: check.rules };
        for caution in cautions(check.catalog, &question, &verdict.verdict) {
            if !matches!(caution, Caution::Reported { .. }) || !verdict.verdict.answer.runs() {
                continue;
            }
            match reported.iter_mut().find(|(known, _)| *known == caution) {
                Some((_, all)) => all.extend(names.iter().cloned()),
                None => reported.push((caution, names.to_vec())),
            }
        }
    }
    let place = judged.found.images.get(container);
    reported
        .into_iter()
        .map(|(caution, hosts)| Finding {
            rule: field_report::RULE.id,
            confidence: crate::Confidence::Certain,
            fix: None,
            severity: Severity::Warning,
            message: format!(
                "{}: runs by every rule, and users report that it does not",
                judged.found.workload
            ),
            file: judged.file,
            place: Some(Label {
                span: place.map_or(judged.found.span, |place| place.span),
                text: super::describe::describe(judged, container),
            }),
            related: Vec::new(),
            notes: vec![caution.to_string(), format!("concerns {}", hosts.join(", "))],
            help: closes_gap(&caution, &hosts).into_iter().collect(),
        })
        .collect()
}

fn closes_gap(caution: &Caution<'_>, hosts: &[String]) -> Option<Help> {
    let Caution::Reported { closes_gap: Some(update), .. } = caution else { return None };
    Some(Help {
        kind: "update-host",
        text: format!("install {} or a later update on {}", update.kb?, hosts.join(", ")),
        paste: String::new(),
    })
}
