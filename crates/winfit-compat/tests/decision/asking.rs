//! Questions in few words.

use winfit_compat::builtin::builtin;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Question, Verdict, verdict};
use winfit_compat::{Host, Isolation, OsVersion, Platform, Provenance};

pub(crate) fn os_version(text: &str) -> OsVersion {
    text.parse().unwrap()
}

/// A server of this version, written without the leading `10.0.`.
pub(crate) fn server(version: &str) -> Host {
    Host::server(os_version(&format!("10.0.{version}")))
}

/// A client of this version, written without the leading `10.0.`.
pub(crate) fn client(version: &str) -> Host {
    Host::client(os_version(&format!("10.0.{version}")))
}

/// An image of this version, written without the leading `10.0.`.
pub(crate) fn image(version: &str) -> Platform {
    Platform::windows(os_version(&format!("10.0.{version}")), Provenance::Given)
}

/// What comes of a container that asks for no isolation, by the documents.
pub(crate) fn by_default(host: &Host, image: &Platform) -> Verdict {
    ask(host, image, None, RuleSet::default())
}

/// What comes of a container that asks for process isolation, by the documents.
pub(crate) fn in_process(host: &Host, image: &Platform) -> Verdict {
    ask(host, image, Some(Isolation::Process), RuleSet::default())
}

/// What comes of a container that asks for Hyper-V isolation, by the documents.
pub(crate) fn in_hyperv(host: &Host, image: &Platform) -> Verdict {
    ask(host, image, Some(Isolation::HyperV), RuleSet::default())
}

pub(crate) fn ask(host: &Host, image: &Platform, isolation: Option<Isolation>, rules: RuleSet) -> Verdict {
    verdict(builtin(), &Question { host, image, isolation, rules })
}

/// The verdict's answer with the rule that it rests on, as `blocked build-mismatch`.
pub(crate) fn told(verdict: &Verdict) -> String {
    match verdict.answer.rule() {
        Some(rule) => format!("{} {}", verdict.answer, rule.id),
        None => verdict.answer.to_string(),
    }
}
