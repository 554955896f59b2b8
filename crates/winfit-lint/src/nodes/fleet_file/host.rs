//! An entry of `hosts`.

use std::collections::BTreeMap;

use winfit_compat::{Architecture, Host, HostKind, HyperV, Isolation, Os, OsVersion, Runtime};
use winfit_fleet::placement::Taint;
use winfit_fleet::{FleetHost, Orchestrator};

use super::{Alike, Reading, refusal};
use crate::kubernetes::{EFFECTS, effect};
use crate::nodes::version::runtime_version;
use crate::nodes::{HOSTS, HostProblem, Refusal};
use crate::reading::Path;
use crate::yaml::{Node, NodeKind};

const KEYS: [&str; 15] = [
    "name",
    "names",
    "count",
    "os",
    "os-version",
    "kind",
    "hyperv",
    "isolation",
    "architecture",
    "runtime",
    "labels",
    "engine-labels",
    "taints",
    "role",
    "unschedulable",
];

pub(super) fn read(
    node: Node<'_, '_>,
    path: Path<'_>,
    orchestrator: Orchestrator,
    reading: &mut Reading,
) -> Result<Alike, Refusal> {
    reading.known_keys(node, path, &KEYS)?;
    let names = names(node, path, reading)?;
    let mut host = FleetHost::new("", facts(node, path, reading)?);
    host.labels = labels(node, path, "labels", reading)?;
    host.engine_labels = labels(node, path, "engine-labels", reading)?;
    host.taints = taints(node, path, reading)?;
    let roles = [("worker", "worker"), ("manager", "manager")];
    host.role = reading.word(node, path, "role", &roles)?.map(str::to_owned);
    host.unschedulable = reading.truth(node, path, "unschedulable")?.unwrap_or_default();
    Ok(Alike { names, host, orchestrator })
}

/// The labels that a kubelet gives its node, where they are not there yet.
pub(super) fn add_kubelet_labels(host: &mut FleetHost) {
    let Host { os, os_version, architecture, .. } = host.host;
    let os_name = os.as_str();
    let build =
        os_version.filter(|_| os == Os::Windows).map(|it| OsVersion { revision: None, ..it }.to_string());
    let architecture = architecture.map(|it| it.as_str().to_owned());
    let labels = [
        ("kubernetes.io/hostname", Some(host.name.clone())),
        ("kubernetes.io/os", Some(os_name.to_owned())),
        ("beta.kubernetes.io/os", Some(os_name.to_owned())),
        ("kubernetes.io/arch", architecture.clone()),
        ("beta.kubernetes.io/arch", architecture),
        ("node.kubernetes.io/windows-build", build),
    ];
    for (key, value) in labels {
        if let Some(value) = value {
            host.labels.entry(key.to_owned()).or_insert(value);
        }
    }
}

/// One name, several, or as many as are counted.
fn names(node: Node<'_, '_>, path: Path<'_>, reading: &mut Reading) -> Result<Vec<String>, Refusal> {
    let conflict = |first, second| {
        let place = node.get(second).unwrap_or(node);
        Err((HostProblem::Conflict { path: path.to_string(), first, second }, place.span()))
    };
    let name = reading.text(node, path, "name")?;
    let several = reading.checked(|problems| problems.list(node, path, "names"))?;
    let count = reading.text(node, path, "count")?;
    match (name, several, count) {
        (Some(_), Some(_), _) => conflict("name", "names"),
        (_, Some(_), Some(_)) => conflict("names", "count"),
        (Some(name), None, None) => Ok(vec![name.to_owned()]),
        (None, Some(list), None) => {
            let path = path.key("names");
            let mut names = Vec::new();
            for (index, item) in list.items().enumerate() {
                reading.checked(|problems| problems.is(item, path.index(index), NodeKind::Scalar))?;
                names.push(item.text().unwrap_or_default().to_owned());
            }
            Ok(names)
        }
        (name, None, Some(count)) => {
            let number = count.parse().ok().filter(|count| (1..=HOSTS).contains(count)).ok_or_else(|| {
                let message = format!("\"{}\" is no number from 1 to {HOSTS}", count.escape_debug());
                refusal(node, path, "count", message)
            })?;
            let name = name.unwrap_or("host");
            Ok((1..=number).map(|number| format!("{name}-{number}")).collect())
        }
        (None, None, None) => {
            let path = path.key("name").to_string();
            Err((HostProblem::Missing { path, advice: "write name, names or count" }, node.span()))
        }
    }
}

fn facts(node: Node<'_, '_>, path: Path<'_>, reading: &mut Reading) -> Result<Host, Refusal> {
    let os = reading.word(node, path, "os", &[("windows", Os::Windows), ("linux", Os::Linux)])?;
    let os = os.unwrap_or(Os::Windows);
    let architecture = match reading.text(node, path, "architecture")? {
        None => Architecture::Amd64,
        Some(text) => parse(text, node, path, "architecture")?,
    };
    let runtime = match reading.text(node, path, "runtime")? {
        None => None,
        Some(text) => Some(runtime(text).ok_or_else(|| {
            let message = format!(
                "\"{}\" is no runtime such as containerd 1.7, docker 26 or docker 29 containerd-store",
                text.escape_debug()
            );
            refusal(node, path, "runtime", message)
        })?),
    };
    let os_version = match reading.text(node, path, "os-version")? {
        None => None,
        Some(text) => Some(parse::<OsVersion>(text, node, path, "os-version")?),
    };
    let kinds = [("server", HostKind::Server), ("client", HostKind::Client)];
    let kind = reading.word(node, path, "kind", &kinds)?.unwrap_or(HostKind::Server);
    let hyperv = match reading.truth(node, path, "hyperv")? {
        None => HyperV::Unknown,
        Some(true) => HyperV::Available,
        Some(false) => HyperV::Unavailable,
    };
    let modes = [("process", Isolation::Process), ("hyperv", Isolation::HyperV)];
    let default_isolation = reading.word(node, path, "isolation", &modes)?;
    match (os, os_version) {
        (Os::Linux, _) => Ok(Host { architecture: Some(architecture), runtime, ..Host::linux() }),
        (Os::Windows, Some(_)) => Ok(Host {
            os,
            os_version,
            kind: Some(kind),
            architecture: Some(architecture),
            hyperv,
            runtime,
            default_isolation,
        }),
        (Os::Windows, None) => {
            let path = path.key("os-version").to_string();
            let advice = "write a version such as 10.0.20348, or os: linux";
            Err((HostProblem::Missing { path, advice }, node.span()))
        }
    }
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: &str,
    node: Node<'_, '_>,
    path: Path<'_>,
    key: &str,
) -> Result<T, Refusal> {
    text.parse().map_err(|error: T::Err| refusal(node, path, key, error.to_string()))
}

/// `NAME [VERSION] [containerd-store]`.
fn runtime(text: &str) -> Option<Runtime> {
    let mut words = text.split_whitespace().peekable();
    let name = words.next()?;
    let version = match words.next_if(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        None => None,
        Some(word) => Some(runtime_version(word)?),
    };
    match (name, words.next(), words.next()) {
        ("containerd", None, _) => Some(Runtime::Containerd(version)),
        ("docker", None, _) => Some(Runtime::Docker(version)),
        ("docker", Some("containerd-store"), None) => Some(Runtime::DockerWithContainerdStore(version)),
        _ => None,
    }
}

fn labels(
    node: Node<'_, '_>,
    path: Path<'_>,
    key: &'static str,
    reading: &mut Reading,
) -> Result<BTreeMap<String, String>, Refusal> {
    let labels = reading.checked(|problems| {
        let labels = problems.mapping(node, path, key)?;
        Some(problems.labels(labels, path.key(key)))
    })?;
    Ok(labels.unwrap_or_default().into_iter().collect())
}

/// `KEY[=VALUE]:EFFECT`, as `kubectl taint` takes them.
fn taints(node: Node<'_, '_>, path: Path<'_>, reading: &mut Reading) -> Result<Vec<Taint>, Refusal> {
    let list = reading.checked(|problems| problems.list(node, path, "taints"))?;
    let path = path.key("taints");
    let mut taints = Vec::new();
    for (index, item) in list.into_iter().flat_map(Node::items).enumerate() {
        let path = path.index(index);
        reading.checked(|problems| problems.is(item, path, NodeKind::Scalar))?;
        let text = item.text().unwrap_or_default();
        let taint = taint(text).ok_or_else(|| {
            let text = text.escape_debug();
            let message =
                format!("\"{text}\" is no taint such as os=windows:NoSchedule; the effects are {EFFECTS}");
            (HostProblem::Text { path: path.to_string(), message }, item.span())
        })?;
        taints.push(taint);
    }
    Ok(taints)
}

fn taint(text: &str) -> Option<Taint> {
    let (label, name) = text.rsplit_once(':')?;
    let (key, value) = label.split_once('=').unwrap_or((label, ""));
    let effect = effect(name)?;
    (!key.is_empty()).then(|| Taint { key: key.to_owned(), value: value.to_owned(), effect })
}
