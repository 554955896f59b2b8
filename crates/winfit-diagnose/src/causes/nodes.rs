//! Which of the nodes that the text tells of have a label, as far as it follows from what they run.

use winfit_compat::{Host, Os};
use winfit_fleet::label::{WINDOWS_BUILD, windows_build};

use super::told::Told;
use crate::cause::Case;
use crate::facts::HostFact;

/// Reasons that the scheduler counts beside the one with these words. It gives one for each node, so that the nodes behind
/// the others have passed what it looks at before.
pub(super) fn other_reasons(told: &Told<'_>, words: &str) -> Option<String> {
    let line = told.seen.first().map(|it| it.line.as_str()).unwrap_or_default();
    let (_, reasons) = line.split_once("nodes are available:")?;
    let reasons = reasons.split("preemption:").next().unwrap_or(reasons);
    let counted = reasons.split(',').map(|it| it.trim().trim_end_matches(['.', '"']));
    let counted = counted.filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    // Nodes of the control plane are meant for hardly any pod.
    let is_meant = |it: &&str| !it.contains("control-plane") && !it.contains("/master");
    let others: Vec<&str> = counted.filter(|it| !it.contains(words)).filter(is_meant).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

/// The nodes that the text names.
pub(super) fn named<'a>(case: &'a Case<'_>) -> impl Iterator<Item = (&'a str, &'a HostFact)> {
    case.facts.hosts.iter().filter_map(|host| Some((host.name.as_deref()?, host)))
}

/// Which of the nodes have what a selector asks for.
pub(super) struct Selected<'a> {
    /// What is asked for, as `key=value`.
    pub(super) selector: &'a str,
    with: Vec<&'a str>,
    without: Vec<String>,
}

/// What a selector, as `key=value`, comes to on the nodes that the text names; `None` where there are none, or the label is
/// of nobody's setting but the user's.
pub(super) fn selected<'a>(case: &'a Case<'_>, selector: &'a str) -> Option<Selected<'a>> {
    let (key, wanted) = selector.split_once('=')?;
    let mut selected = Selected { selector, with: Vec::new(), without: Vec::new() };
    for (name, host) in named(case) {
        match label(&host.host, key) {
            Label::Unknown => return None,
            Label::Is(value) if value == wanted => selected.with.push(name),
            Label::Is(value) => selected.without.push(format!("{name} has {value}")),
            Label::Absent => selected.without.push(format!("{name} has none")),
        }
    }
    (!selected.with.is_empty() || !selected.without.is_empty()).then_some(selected)
}

impl Selected<'_> {
    /// No node has it.
    pub(super) fn is_nowhere(&self) -> bool {
        self.with.is_empty()
    }

    /// In a sentence.
    pub(super) fn words(&self) -> String {
        match self.is_nowhere() {
            true => format!(
                "no node that was read has {}: {}",
                self.selector,
                self.without.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ")
            ),
            false => format!(
                "{} is on {}",
                self.selector,
                self.with.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ")
            ),
        }
    }
}

/// How many nodes are named in a sentence.
const SHOWN: usize = 5;

/// What a node has under a key, as far as it follows from its system.
enum Label {
    Is(String),
    Absent,
    Unknown,
}

/// Of the labels that the kubelet sets.
fn label(host: &Host, key: &str) -> Label {
    match key.strip_prefix("beta.").unwrap_or(key) {
        "kubernetes.io/os" if host.os == Os::Windows => Label::Is("windows".to_owned()),
        "kubernetes.io/os" => Label::Is("linux".to_owned()),
        "kubernetes.io/arch" => host.architecture.map_or(Label::Unknown, |it| Label::Is(it.to_string())),
        WINDOWS_BUILD if host.os == Os::Linux => Label::Absent,
        WINDOWS_BUILD => host.os_version.and_then(windows_build).map_or(Label::Unknown, Label::Is),
        _ => Label::Unknown,
    }
}
