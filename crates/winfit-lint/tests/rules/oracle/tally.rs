//! How many objects the API server has judged, and what it could not judge.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use winfit_compat::catalog::KubernetesVersion;

use super::Answer;

/// The counts.
#[derive(Default)]
pub(super) struct Tally {
    accepted: usize,
    refused: usize,
    /// Objects without an answer, by the reason.
    without: BTreeMap<String, usize>,
    /// Fields that were not kept, hence not looked at.
    dropped: BTreeMap<String, usize>,
}

impl Tally {
    pub(super) fn add(&mut self, answer: &Answer) {
        match answer {
            Answer::Accepted { dropped } => {
                self.accepted += 1;
                dropped.iter().for_each(|path| *self.dropped.entry(path.clone()).or_default() += 1);
            }
            Answer::Refused(_) => self.refused += 1,
            Answer::None(reason) => *self.without.entry(reason.clone()).or_default() += 1,
        }
    }

    /// How many objects the server has accepted or refused.
    pub(super) fn judged(&self) -> usize {
        self.accepted + self.refused
    }

    /// Shows the counts. Not by `eprintln!`, which the test harness holds back when a test passes.
    pub(super) fn show(&self, what: &str, version: KubernetesVersion) {
        let Self { accepted, refused, without, dropped } = self;
        let text = format!(
            "Of the objects as {what}, Kubernetes {version} accepts {accepted} and refuses {refused}.{}{}\n",
            list(" It was not asked about, or does not serve: ", without),
            list(" It does not keep the fields ", dropped),
        );
        io::stderr().write_all(text.as_bytes()).unwrap();
    }
}

fn list(beginning: &str, counts: &BTreeMap<String, usize>) -> String {
    let items: Vec<String> = counts.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    if items.is_empty() { String::new() } else { format!("{beginning}{}.", items.join(", ")) }
}
