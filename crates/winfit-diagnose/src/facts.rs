//! What a text says: hosts, images, codes, names, and which known messages stand in it. Nothing here says what is wrong.

mod architecture;
mod code;
mod command;
mod container;
mod exit;
mod host;
mod image;
mod isolation;
mod layers;
mod plain;
mod pod;
pub(crate) mod reference;
mod scan;
mod service;
mod sighting;
mod table;
mod time;
mod told;
mod tree;
mod update;

use winfit_compat::catalog::{Catalog, ErrorCode, Kb};
use winfit_compat::reading::{Caution, Form};
use winfit_compat::{Architecture, Host, Isolation, OsVersion, Platform};

use crate::phrase::Phrases;
use crate::text::{Pasted, Place};
use plain::Plain;

pub use sighting::{Capture, Sighting};

/// Everything that was read, in the order of its first place. Where the same was said again, it is listed once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts<'c> {
    /// Known messages.
    pub sightings: Vec<Sighting<'c>>,
    /// Hosts: nodes by name, and hosts of which only a version is told.
    pub hosts: Vec<HostFact>,
    /// Images, by reference, or of which only a version is told.
    pub images: Vec<ImageFact>,
    /// Pods with what is told of them.
    pub pods: Vec<PodFact>,
    /// Swarm services with what is told of them.
    pub services: Vec<ServiceFact>,
    /// HRESULT and Win32 codes.
    pub codes: Vec<CodeFact<'c>>,
    /// Exit statuses of containers and programs, and NTSTATUS values.
    pub exits: Vec<ExitFact<'c>>,
    /// Ids of containers, 12 or 64 digits.
    pub containers: Vec<Told<String>>,
    /// Isolation that a container was asked to have, or had.
    pub isolations: Vec<Told<IsolationTold>>,
    /// Architectures told beside a failure: `windows/arm64`, `linux/amd64`.
    pub architectures: Vec<Told<Architecture>>,
    /// Updates that are named.
    pub updates: Vec<Told<Kb>>,
    /// How many layers a failed container was to have, by the request that failed.
    pub layers: Option<Told<usize>>,
    /// The first and the last time that is written in front of a line or in a field, as written.
    pub times: Option<(Told<String>, Told<String>)>,
    /// Command lines that start, build or pull something.
    pub commands: Vec<Command>,
}

/// Something that was told, and where; without a place it was given by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// What was told.
    pub value: T,
    /// Where.
    pub place: Option<Place>,
}

/// A host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostFact {
    /// The name of the node or machine, where the text names it.
    pub name: Option<String>,
    /// What is known of it.
    pub host: Host,
    /// In what kind of text its version stands; `None` if it was given by hand or no version is told.
    pub form: Option<Form>,
    /// What to beware of.
    pub cautions: Vec<Caution>,
    /// Where; none if given by hand.
    pub place: Option<Place>,
}

/// What an image is to the containers that a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageRole {
    /// Runs in a container.
    Workload,
    /// Runs in the sandbox of a pod: the pause image.
    Sandbox,
    /// Built upon, by `FROM`.
    Base,
    /// Only a list of platforms or a version is told, e.g. by `docker manifest inspect`.
    Listed,
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFact {
    /// The reference as written, e.g. `microsoft/iis:latest`; `None` if only a version is told.
    pub reference: Option<String>,
    /// What it is.
    pub role: ImageRole,
    /// Its platforms as far as anything tells: the text, the registry, the tag (see [`Platform::provenance`]).
    pub platforms: Vec<Platform>,
    /// Where; none if given by hand.
    pub place: Option<Place>,
}

/// A pod.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PodFact {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The node that it was assigned to.
    pub node: Option<String>,
    /// The references of its containers' images.
    pub images: Vec<String>,
    /// What it is controlled by, as `Kind/name`.
    pub controller: Option<String>,
    /// Its node selectors, as `key=value`.
    pub selectors: Vec<String>,
    /// Where it is named first.
    pub place: Option<Place>,
}

/// A Swarm service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceFact {
    /// Its name.
    pub name: String,
    /// Its image.
    pub image: Option<String>,
    /// Running and wanted tasks, as in `0/1`.
    pub replicas: Option<(u32, u32)>,
    /// The nodes of its tasks.
    pub nodes: Vec<String>,
    /// Where it is named first.
    pub place: Option<Place>,
}

/// A code of Windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFact<'c> {
    /// The code.
    pub code: u32,
    /// What the catalogue knows of it.
    pub row: Option<&'c ErrorCode>,
    /// Where.
    pub place: Option<Place>,
}

/// An exit status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitFact<'c> {
    /// The status as an unsigned number: 3221225794 for -1073741502.
    pub status: u32,
    /// As written.
    pub text: String,
    /// What the catalogue knows of it as an NTSTATUS value.
    pub row: Option<&'c ErrorCode>,
    /// Where.
    pub place: Option<Place>,
}

/// How an isolation was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IsolationTold {
    /// Asked for by a flag or a field: `--isolation=process`.
    Asked(Isolation),
    /// The daemon's default: `Default Isolation: hyperv`.
    Default(Isolation),
    /// The request to Windows had it: `"HvPartition":false` is process isolation.
    Requested(Isolation),
}

/// What a command line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommandKind {
    /// `docker run`, `docker create`, `nerdctl run` …
    Run,
    /// `docker build`, `docker compose build`.
    Build,
    /// `docker pull`, `crictl pull`.
    Pull,
}

/// A command line in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it does.
    pub kind: CommandKind,
    /// As written.
    pub text: String,
    /// The image that it names.
    pub image: Option<String>,
    /// The isolation that it asks for.
    pub isolation: Option<Isolation>,
    /// Where.
    pub place: Option<Place>,
}

/// How many different facts of a kind are kept of a text; more help nobody.
pub const MOST: usize = 256;

/// Reads everything that some texts say. Takes time and memory in proportion to their length.
#[must_use]
pub fn read_facts<'c>(catalog: &'c Catalog, phrases: &Phrases<'c>, inputs: &[Pasted]) -> Facts<'c> {
    let mut facts = Facts::default();
    let mut hosts = host::Hosts::default();
    let mut images = image::Images::default();
    let mut pods = pod::Pods::default();
    let mut services = service::Services::default();
    let inputs = inputs.iter().enumerate();
    for (input, piece) in inputs.flat_map(|(input, pasted)| pasted.pieces.iter().map(move |it| (input, it))) {
        let plain = Plain::new(input, piece);
        let readings = winfit_compat::reading::read(plain.text());
        sighting::read(phrases, &plain, &mut facts);
        let inspected = command::read(&plain, &mut facts, &mut images, &mut services);
        host::read(&plain, &readings, &mut hosts, &mut images);
        image::read(&plain, &mut images);
        image::read_listed(&plain, &readings, inspected, &mut images);
        pod::read(&plain, &mut pods);
        service::read(&plain, &mut services, &mut images);
        code::read(catalog, &plain, &mut facts.codes);
        exit::read(catalog, &plain, &mut facts.exits);
        container::read(&plain, &mut facts);
        isolation::read(&plain, &mut facts);
        architecture::read(&plain, &mut facts);
        update::read(&plain, &mut facts);
        layers::read(&plain, &mut facts);
        time::read(&plain, &mut facts);
    }
    hosts.of_sightings(&facts.sightings);
    images.of_sightings(&facts.sightings);
    pods.of_sightings(&facts.sightings);
    isolation::of_sightings(&mut facts);
    Facts {
        hosts: hosts.finish(),
        images: images.finish(catalog),
        pods: pods.finish(),
        services: services.finish(),
        ..facts
    }
}

impl<T> Told<T> {
    /// Given by hand: by a flag, or in a file of nodes.
    pub const fn given(value: T) -> Self {
        Self { value, place: None }
    }

    /// Told at a place.
    pub const fn at(value: T, place: Place) -> Self {
        Self { value, place: Some(place) }
    }
}

impl ImageFact {
    /// An image of which only the name is known, with what that claims to offer.
    #[must_use]
    pub fn of_name(catalog: &Catalog, reference: &str, role: ImageRole) -> Self {
        let platforms = image::of_name(catalog, reference);
        Self { reference: Some(reference.to_owned()), role, platforms, place: None }
    }

    /// The Windows versions inside, where anything tells.
    pub fn os_versions(&self) -> impl Iterator<Item = OsVersion> {
        self.platforms.iter().filter_map(|platform| platform.os_version.inside())
    }
}
