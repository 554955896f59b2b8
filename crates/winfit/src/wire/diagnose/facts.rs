//! What a text says, in the words of `winfit/1`.

use serde::Serialize;
use winfit_compat::{Architecture, Isolation, Os, Platform};
use winfit_diagnose::facts::{
    CodeFact, CommandKind, ExitFact, Facts, HostFact, ImageFact, ImageRole, IsolationTold, Told,
};
use winfit_diagnose::redact;

use super::{Places, WhereWire};
use crate::wire;

/// What was read.
#[derive(Debug, Serialize)]
pub(crate) struct FactsWire {
    pub(crate) hosts: Vec<HostWire>,
    pub(crate) images: Vec<ImageWire>,
    pub(crate) pods: Vec<PodWire>,
    pub(crate) services: Vec<ServiceWire>,
    pub(crate) codes: Vec<CodeWire>,
    pub(crate) exits: Vec<ExitWire>,
    pub(crate) containers: Vec<ToldWire<String>>,
    pub(crate) isolation: Vec<IsolationWire>,
    pub(crate) architectures: Vec<ToldWire<&'static str>>,
    pub(crate) updates: Vec<ToldWire<String>>,
    /// Layers that the failed container was to have.
    pub(crate) layers: Option<usize>,
    pub(crate) times: Option<TimesWire>,
    pub(crate) commands: Vec<CommandWire>,
    pub(crate) messages: Vec<MessageWire>,
}

/// A host.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HostWire {
    pub(crate) name: Option<String>,
    pub(crate) os: &'static str,
    pub(crate) os_version: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) architecture: Option<&'static str>,
    pub(crate) hyperv: &'static str,
    pub(crate) runtime: Option<String>,
    pub(crate) default_isolation: Option<&'static str>,
    /// Absent where it was given by hand.
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

/// An image.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ImageWire {
    pub(crate) reference: Option<String>,
    /// `workload`, `sandbox`, `base`, `listed`.
    pub(crate) role: &'static str,
    pub(crate) platforms: Vec<PlatformWire>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

/// A platform of an image.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlatformWire {
    pub(crate) os: Option<&'static str>,
    pub(crate) architecture: Option<&'static str>,
    pub(crate) os_version: Option<String>,
    pub(crate) provenance: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct PodWire {
    pub(crate) name: String,
    pub(crate) namespace: Option<String>,
    pub(crate) node: Option<String>,
    pub(crate) images: Vec<String>,
    pub(crate) controller: Option<String>,
    pub(crate) selectors: Vec<String>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ServiceWire {
    pub(crate) name: String,
    pub(crate) image: Option<String>,
    pub(crate) running: Option<u32>,
    pub(crate) wanted: Option<u32>,
    pub(crate) nodes: Vec<String>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CodeWire {
    /// `0xc0370101`.
    pub(crate) code: String,
    pub(crate) name: Option<String>,
    pub(crate) means: Option<String>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ExitWire {
    /// 3221225794.
    pub(crate) status: u32,
    /// -1073741502.
    pub(crate) signed: i32,
    /// `0xc0000142`.
    pub(crate) code: String,
    pub(crate) name: Option<String>,
    pub(crate) means: Option<String>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

#[derive(Debug, Serialize)]
pub(crate) struct IsolationWire {
    pub(crate) isolation: &'static str,
    /// `asked`, `default`, `requested`.
    pub(crate) told: &'static str,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

/// Something that was told.
#[derive(Debug, Serialize)]
pub(crate) struct ToldWire<T> {
    pub(crate) value: T,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TimesWire {
    pub(crate) first: String,
    pub(crate) last: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct CommandWire {
    /// `run`, `build`, `pull`.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    pub(crate) image: Option<String>,
    pub(crate) isolation: Option<&'static str>,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

/// A known message.
#[derive(Debug, Serialize)]
pub(crate) struct MessageWire {
    /// What it shows.
    pub(crate) sign: String,
    pub(crate) text: String,
    /// What it says, in other words.
    pub(crate) says: String,
    pub(crate) count: u32,
    /// It was cut off before its end.
    pub(crate) cut: bool,
    #[serde(rename = "where")]
    pub(crate) place: Option<WhereWire>,
}

impl FactsWire {
    pub(super) fn new(facts: &Facts<'_>, places: Places<'_>) -> Self {
        Self {
            hosts: facts.hosts.iter().map(|it| HostWire::new(it, places)).collect(),
            images: facts.images.iter().map(|it| ImageWire::new(it, places)).collect(),
            pods: facts
                .pods
                .iter()
                .map(|it| PodWire {
                    name: it.name.clone(),
                    namespace: it.namespace.clone(),
                    node: it.node.clone(),
                    images: it.images.clone(),
                    controller: it.controller.clone(),
                    selectors: it.selectors.clone(),
                    place: places.of(it.place),
                })
                .collect(),
            services: facts
                .services
                .iter()
                .map(|it| ServiceWire {
                    name: it.name.clone(),
                    image: it.image.clone(),
                    running: it.replicas.map(|(running, _)| running),
                    wanted: it.replicas.map(|(_, wanted)| wanted),
                    nodes: it.nodes.clone(),
                    place: places.of(it.place),
                })
                .collect(),
            codes: facts.codes.iter().map(|it| CodeWire::new(it, places)).collect(),
            exits: facts.exits.iter().map(|it| ExitWire::new(it, places)).collect(),
            containers: told(&facts.containers, places, Clone::clone),
            isolation: facts
                .isolations
                .iter()
                .map(|it| {
                    let (isolation, told) = match it.value {
                        IsolationTold::Asked(isolation) => (isolation, "asked"),
                        IsolationTold::Default(isolation) => (isolation, "default"),
                        IsolationTold::Requested(isolation) => (isolation, "requested"),
                    };
                    IsolationWire { isolation: isolation.as_str(), told, place: places.of(it.place) }
                })
                .collect(),
            architectures: told(&facts.architectures, places, |it| it.as_str()),
            updates: told(&facts.updates, places, ToString::to_string),
            layers: facts.layers.as_ref().map(|it| it.value),
            times: facts
                .times
                .as_ref()
                .map(|(first, last)| TimesWire { first: first.value.clone(), last: last.value.clone() }),
            commands: facts
                .commands
                .iter()
                .map(|it| CommandWire {
                    kind: match it.kind {
                        CommandKind::Run => "run",
                        CommandKind::Build => "build",
                        CommandKind::Pull => "pull",
                    },
                    text: redact(&it.text),
                    image: it.image.clone(),
                    isolation: it.isolation.map(Isolation::as_str),
                    place: places.of(it.place),
                })
                .collect(),
            messages: facts
                .sightings
                .iter()
                .map(|it| MessageWire {
                    sign: it.row.sign.to_string(),
                    text: redact(&it.text),
                    says: it.row.says.to_string(),
                    count: it.count,
                    cut: it.is_cut,
                    place: places.of(Some(it.place)),
                })
                .collect(),
        }
    }
}

fn told<T, V>(all: &[Told<T>], places: Places<'_>, value: impl Fn(&T) -> V) -> Vec<ToldWire<V>> {
    all.iter().map(|it| ToldWire { value: value(&it.value), place: places.of(it.place) }).collect()
}

impl HostWire {
    pub(super) fn new(fact: &HostFact, places: Places<'_>) -> Self {
        let host = &fact.host;
        Self {
            name: fact.name.clone(),
            os: host.os.as_str(),
            os_version: host.os_version.map(|it| it.to_string()),
            kind: host.kind.map(wire::host_kind),
            architecture: host.architecture.map(Architecture::as_str),
            hyperv: wire::hyperv(host.hyperv),
            runtime: host.runtime.map(wire::runtime),
            default_isolation: host.default_isolation.map(Isolation::as_str),
            place: places.of(fact.place),
        }
    }
}

impl ImageWire {
    pub(super) fn new(fact: &ImageFact, places: Places<'_>) -> Self {
        Self {
            reference: fact.reference.clone(),
            role: match fact.role {
                ImageRole::Workload => "workload",
                ImageRole::Sandbox => "sandbox",
                ImageRole::Base => "base",
                ImageRole::Listed => "listed",
            },
            platforms: fact.platforms.iter().map(PlatformWire::from).collect(),
            place: places.of(fact.place),
        }
    }
}

impl From<&Platform> for PlatformWire {
    fn from(platform: &Platform) -> Self {
        Self {
            os: platform.os.map(Os::as_str),
            architecture: platform.architecture.map(Architecture::as_str),
            os_version: platform.os_version.inside().map(|it| it.to_string()),
            provenance: wire::provenance(platform.provenance),
        }
    }
}

impl CodeWire {
    fn new(fact: &CodeFact<'_>, places: Places<'_>) -> Self {
        Self {
            code: format!("{:#010x}", fact.code),
            name: fact.row.map(|row| row.name.to_string()),
            means: fact.row.map(|row| row.means.to_string()),
            place: places.of(fact.place),
        }
    }
}

impl ExitWire {
    fn new(fact: &ExitFact<'_>, places: Places<'_>) -> Self {
        Self {
            status: fact.status,
            signed: fact.status.cast_signed(),
            code: format!("{:#010x}", fact.status),
            name: fact.row.map(|row| row.name.to_string()),
            means: fact.row.map(|row| row.means.to_string()),
            place: places.of(fact.place),
        }
    }
}
