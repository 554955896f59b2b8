//! One verdict, in the words of `winfit/1`.

use winfit_compat::catalog::{Catalog, Edition, Release};
use winfit_compat::remedy::{ImageQuestion, image_remedies};
use winfit_compat::rules::{Case, RuleSet};
use winfit_compat::verdict::{Answer, Question, Verdict, evidence, grounds, image_verdict, otherwise};
use winfit_compat::{Architecture, Fact, Host, HostKind, Isolation, Os, Platform, Provenance};
use winfit_lint::Severity;
use winfit_lint::facts::origin;

use super::cautions::cautions;
use super::pick;
use super::subject::Subject;
use super::unpullable::Unpullable;
use crate::context::Context;
use crate::remedies::remedy;
use crate::wire::ImageError;
use crate::wire::fits::{Evidence, Fits, Otherwise};
use crate::wire::{self, ReleaseName};

/// What is asked, but for the host.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) isolation: Option<Isolation>,
    pub(super) rules: RuleSet,
    pub(super) context: &'a Context,
}

impl Asked<'_> {
    /// The verdict on a host, and how bad it is.
    pub(super) fn on(&self, host: &Host, text: Option<&str>) -> (Fits, Option<Severity>) {
        let catalog = self.context.catalog();
        let Self { isolation, rules, .. } = *self;
        let platforms = self.subject.image.platforms.as_slice();
        let judged = image_verdict(catalog, host, platforms, isolation, rules);
        let verdict = judged.verdict;
        let taken = judged.platform.and_then(|index| platforms.get(index));
        let image = &taken.copied().unwrap_or(Platform::unknown());
        let question = Question { host, image, isolation, rules };
        let cautions = cautions(catalog, &question, &verdict, self.subject);
        let severity = severity(verdict.answer, !cautions.is_empty());
        let means = self.subject.means(self.context);
        let remedies = image_remedies(catalog, &ImageQuestion { host, platforms, isolation, rules }, &means);
        let case = Case { catalog, host, image, isolation: verdict.isolation, rules: verdict.rules };
        let mut grounds = grounds(catalog, host, image, &verdict);
        if let Some(why) = self.subject.missing(verdict.answer, judged.platform) {
            grounds.reason = why;
        }
        let image_version = image.os_version.inside();
        let mut fits = Fits {
            schema: wire::SCHEMA,
            verdict: verdict.answer.as_str(),
            rule: grounds.rule.id,
            host: version_of(host),
            image: image_version.map(|version| version.to_string()),
            isolation: verdict.isolation.as_str(),
            reason: grounds.reason,
            remedies: remedies.iter().map(|it| remedy(it, host, self.subject.for_remedies())).collect(),
            isolation_asked: verdict.isolation_asked,
            rules: verdict.rules.as_str(),
            edition: verdict.rules.edition().map(Edition::as_str),
            fact: missing(verdict.answer).map(Fact::as_str),
            evidence: pick::evidence(platforms, &judged)
                .into_iter()
                .chain(evidence(&case).into_iter().map(Evidence::from))
                .collect(),
            cautions,
            otherwise: otherwise_said(catalog, host, image, &verdict),
            host_asked: text.map(str::to_owned),
            host_releases: releases(catalog, host.os_version.map(|it| it.build), host.kind),
            host_kind: host.kind.map(wire::host_kind),
            host_architecture: host.architecture.map(Architecture::as_str),
            host_hyperv: wire::hyperv(host.hyperv),
            host_runtime: host.runtime.map(wire::runtime),
            image_reference: self.subject.text.clone(),
            image_releases: releases(catalog, image_version.map(|it| it.build), Some(HostKind::Server)),
            image_architecture: image.architecture.map(Architecture::as_str),
            image_digest: self.subject.image.digest.clone(),
            image_platforms: self.subject.platforms(),
            image_platform: judged.platform,
            image_platform_is_second_best: platforms.len() > 1 && (!judged.taken || judged.newer.is_some()),
            image_error: self.subject.unread().map(|it| ImageError::of(it, &self.subject.image.reference)),
            provenance: wire::provenance(
                taken.or(platforms.first()).map_or(Provenance::None, |it| it.provenance),
            ),
            origin: origin(&self.subject.image),
        };
        match Unpullable::of(self.subject) {
            Some(tag) => {
                let severity = tag.outweigh(&mut fits, &question, &verdict, self.subject, self.context);
                (fits, Some(severity))
            }
            None => (fits, severity),
        }
    }
}

/// What the other rule set says, where it differs.
fn otherwise_said(catalog: &Catalog, host: &Host, image: &Platform, verdict: &Verdict) -> Option<Otherwise> {
    let other = otherwise(verdict)?;
    let grounds = grounds(catalog, host, image, &other);
    Some(Otherwise {
        rules: other.rules.as_str(),
        edition: other.rules.edition().map(Edition::as_str),
        verdict: other.answer.as_str(),
        rule: grounds.rule.id,
        reason: grounds.reason,
    })
}

/// blocked and unknown are errors; what runs with a reservation is a warning.
const fn severity(answer: Answer, has_cautions: bool) -> Option<Severity> {
    match answer {
        Answer::Blocked(_) | Answer::Unknown(..) => Some(Severity::Error),
        Answer::RunsWithHyperV(_) | Answer::Preview(_) => Some(Severity::Warning),
        Answer::Runs if has_cautions => Some(Severity::Warning),
        Answer::Runs => None,
    }
}

const fn missing(answer: Answer) -> Option<Fact> {
    match answer {
        Answer::Unknown(fact, _) => Some(fact),
        _ => None,
    }
}

fn version_of(host: &Host) -> String {
    match (host.os, host.os_version) {
        (Os::Linux, _) => "linux".to_owned(),
        (Os::Windows, Some(version)) => version.to_string(),
        (Os::Windows, None) => "unknown".to_owned(),
    }
}

/// The releases of a build and kind.
fn releases(catalog: &Catalog, build: Option<u32>, kind: Option<HostKind>) -> Vec<ReleaseName> {
    let is_of =
        |release: &&Release| kind.is_none_or(|kind| release.is_server() == (kind == HostKind::Server));
    let of_build = build.into_iter().flat_map(|build| catalog.releases_of_build(build));
    of_build.filter(is_of).map(ReleaseName::from).collect()
}

impl From<winfit_compat::verdict::Evidence> for Evidence {
    fn from(evidence: winfit_compat::verdict::Evidence) -> Self {
        Self { rule: evidence.rule.id, outcome: wire::outcome(evidence.outcome), reason: evidence.reason }
    }
}
