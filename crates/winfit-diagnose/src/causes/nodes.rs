//! Which of the nodes that the text tells of have a label, as far as it follows from what they run.

use winfit_compat::{Architecture, Host, Os};

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
    let others: Vec<&str> = counted.filter(|it| !it.contains(words)).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

/// What a node's label says about the host that it is on, for the labels that the kubelet sets.
fn label(host: &Host, key: &str) -> Option<String> {
    match key.strip_prefix("beta.").unwrap_or(key) {
        "kubernetes.io/os" => Some(match host.os {
            Os::Windows => "windows".to_owned(),
            Os::Linux => "linux".to_owned(),
        }),
        "kubernetes.io/arch" => host.architecture.map(|it| match it {
            Architecture::Amd64 => "amd64".to_owned(),
            other => other.to_string(),
        }),
        "node.kubernetes.io/windows-build" => {
            let version = host.os_version.filter(|_| host.os == Os::Windows)?;
            Some(format!("{}.{}.{}", version.major, version.minor, version.build))
        }
        _ => None,
    }
}

/// The nodes that the text names.
pub(super) fn named<'a>(case: &'a Case<'_>) -> impl Iterator<Item = (&'a str, &'a HostFact)> {
    case.facts.hosts.iter().filter_map(|host| Some((host.name.as_deref()?, host)))
}

/// What a selector, as `key=value`, comes to on the nodes that the text names; `None` where they are not told of, or the
/// label is of nobody's setting but the user's.
pub(super) fn told_of(case: &Case<'_>, selector: &str) -> Option<String> {
    let (key, wanted) = selector.split_once('=')?;
    let mut with = Vec::new();
    let mut without = Vec::new();
    for (name, host) in named(case) {
        match label(&host.host, key)? {
            value if value == wanted => with.push(name),
            value => without.push(format!("{name} has {value}")),
        }
    }
    let list = |names: &[String]| names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    match (with.as_slice(), without.as_slice()) {
        ([], []) => None,
        ([], others) => Some(format!("no node that was read has {key}={wanted}: {}", list(others))),
        (with, _) => Some(format!(
            "{key}={wanted} is on {}",
            with.iter().take(5).copied().collect::<Vec<_>>().join(", ")
        )),
    }
}
