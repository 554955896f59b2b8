//! Hosts: every output that tells a host's version, with what is told beside it, and the versions in messages.
//!
//! What is told of one host several times becomes one fact. A node is known by its name; a host without a name by its
//! build. The more precise revision wins, and a build lab loses against everything else.

use std::collections::HashSet;

use winfit_compat::reading::{Caution, Form, Reading, System};
use winfit_compat::{Architecture, Host, HostKind, HyperV, Isolation, Os, OsVersion, Runtime};

use super::plain::Plain;
use super::{HostFact, MOST, Sighting};
use crate::cause::case::version_in;
use crate::text::Place;

mod beside;
mod spoken;
mod swarm_node;

/// The hosts of all texts so far.
#[derive(Debug, Default)]
pub(super) struct Hosts(Vec<HostFact>);

/// What a text tells of a host at one place.
#[derive(Debug, Clone)]
struct Told {
    name: Option<String>,
    /// `None` on Linux.
    version: Option<OsVersion>,
    os: Os,
    form: Option<Form>,
    kind: Option<HostKind>,
    architecture: Option<Architecture>,
    runtime: Option<Runtime>,
    default_isolation: Option<Isolation>,
    cautions: Vec<Caution>,
    place: Place,
}

/// Later builds keep the name of the lab that made the first of their line, at most so many numbers below theirs.
const LINE: u32 = 100;

/// Adds the hosts of a text.
pub(super) fn read(
    plain: &Plain<'_>,
    readings: &[Reading],
    hosts: &mut Hosts,
    images: &mut super::image::Images,
) {
    let mut told = Vec::new();
    let mut known = HashSet::new();
    for reading in readings {
        if is_of_host(plain, reading) {
            if known.insert((&reading.subject, reading.system, reading.form, reading.kind)) {
                told.push(Told::of(reading, plain));
            }
        } else if spoken::is_of_image(plain, reading) {
            spoken::tell_image(plain, reading, images);
        }
        if told.len() >= 4 * MOST {
            break;
        }
    }
    beside::read(plain, &mut told);
    swarm_node::read(plain, &mut told);
    told.into_iter().for_each(|it| hosts.add(it));
}

/// Whether a version is a host's, by its form or the words around it.
fn is_of_host(plain: &Plain<'_>, reading: &Reading) -> bool {
    match reading.form {
        // Labels also stand where workloads select by them.
        Form::NodeLabel => reading.subject.is_some(),
        // Titles of updates carry the builds that they lead to.
        Form::OsBuild => !spoken::is_of_update(plain, reading),
        Form::Plain | Form::Platform | Form::ImageTag | Form::Build => {
            reading.system == System::Linux || spoken::is_of_host(plain, reading)
        }
        _ => true,
    }
}

impl Told {
    fn of(reading: &Reading, plain: &Plain<'_>) -> Self {
        Self {
            name: reading.subject.clone(),
            version: reading.os_version(),
            os: reading.os(),
            form: Some(reading.form).filter(|_| reading.os() == Os::Windows),
            kind: reading.kind,
            architecture: reading.architecture,
            runtime: None,
            default_isolation: None,
            cautions: reading.cautions.clone(),
            place: plain.place(reading.span.start),
        }
    }

    fn of_message(version: OsVersion, architecture: Option<Architecture>, place: Place) -> Self {
        Self {
            name: None,
            version: Some(version),
            os: Os::Windows,
            form: Some(Form::Platform),
            kind: None,
            architecture,
            runtime: None,
            default_isolation: None,
            cautions: Vec::new(),
            place,
        }
    }

    fn into_fact(self) -> HostFact {
        let host = match self.os {
            Os::Linux => Host { architecture: self.architecture, runtime: self.runtime, ..Host::linux() },
            Os::Windows => Host {
                os: Os::Windows,
                os_version: self.version,
                kind: self.kind,
                architecture: self.architecture,
                hyperv: HyperV::Unknown,
                runtime: self.runtime,
                default_isolation: self.default_isolation,
            },
        };
        HostFact { name: self.name, host, form: self.form, cautions: self.cautions, place: Some(self.place) }
    }

    /// Whether a fact is of the same host.
    fn is_of(&self, fact: &HostFact) -> bool {
        match (&self.name, &fact.name) {
            (Some(one), Some(other)) => one == other,
            _ if self.os != fact.host.os => false,
            (None, None) if self.os == Os::Linux => true,
            (Some(_), None) | (None, Some(_)) if self.os == Os::Linux => false,
            _ => self.version.zip(fact.host.os_version).is_some_and(|(one, other)| {
                let agree = one.revision.zip(other.revision).is_none_or(|(one, other)| one == other);
                let is_from_lab = [self.form, fact.form].iter().any(|form| form.is_some_and(is_lab));
                one.same_build(other) && (agree || is_from_lab)
            }),
        }
    }

    /// Adds what is told to the fact of the same host.
    fn add_to(self, fact: &mut HostFact) {
        let known = &mut fact.host;
        known.kind = known.kind.or(self.kind);
        known.architecture = known.architecture.or(self.architecture);
        known.runtime = known.runtime.or(self.runtime);
        known.default_isolation = known.default_isolation.or(self.default_isolation);
        fact.name = fact.name.take().or(self.name);
        fact.place = fact.place.min(Some(self.place));
        let (Some(version), Some(form)) = (self.version, self.form) else { return };
        let rank = rank(version, form);
        let is_better = known.os_version.zip(fact.form).is_none_or(|(old, of)| rank > self::rank(old, of));
        let is_same = known.os_version == Some(version);
        if is_better {
            known.os_version = Some(version);
            fact.form = Some(form);
            fact.cautions.retain(|it| matches!(it, Caution::NameSaysWindows10));
        }
        if is_better || is_same {
            for caution in self.cautions {
                let is_settled =
                    caution == Caution::BuildLabOfLaterBuild && fact.form != Some(Form::BuildLab);
                if !is_settled && !fact.cautions.contains(&caution) {
                    fact.cautions.push(caution);
                }
            }
        }
    }
}

const fn is_lab(form: Form) -> bool {
    matches!(form, Form::BuildLab | Form::KernelVersionWithLab)
}

/// How much a form is worth when it tells a version of a host.
fn rank(version: OsVersion, form: Form) -> u8 {
    match (version.revision, form) {
        (_, Form::BuildLab) => 0,
        (_, Form::NodeLabel) => 1,
        (None, Form::Platform | Form::Plain) => 2,
        (None, _) => 3,
        (Some(_), form) if is_lab(form) => 4,
        (Some(_), _) => 5,
    }
}

impl Hosts {
    fn add(&mut self, told: Told) {
        let of_name = |fact: &HostFact| told.name.is_some() && fact.name == told.name;
        if let Some(known) = self.0.iter_mut().find(|fact| of_name(fact)) {
            return told.add_to(known);
        }
        let has_room = self.0.len() < MOST;
        let mut same = self.0.iter_mut().filter(|fact| told.is_of(fact));
        let first = same.next();
        // A version without a name that fits several nodes tells nothing of any.
        let is_ambiguous = told.name.is_none() && same.next().is_some();
        match first {
            Some(_) if is_ambiguous => {}
            Some(fact) => told.add_to(fact),
            None if has_room => self.0.push(told.into_fact()),
            None => {}
        }
    }

    /// What messages tell: `a 10.0.17763 host`, `no matching manifest for windows/amd64 10.0.17763`.
    pub(super) fn of_sightings(&mut self, sightings: &[Sighting<'_>]) {
        for sighting in sightings {
            let wanted = sighting.capture("platform").filter(|_| sighting.is_platform_wanted());
            let platform = wanted.filter(|it| it.contains("windows"));
            let Some(text) = sighting.capture("host_version").or(platform) else { continue };
            let Some(version) = version_in(text) else { continue };
            let architecture = platform.and_then(architecture_in);
            self.add(Told::of_message(version, architecture, sighting.place));
        }
    }

    /// All of them, in text order.
    pub(super) fn finish(mut self) -> Vec<HostFact> {
        // A node may have been named after a host of its build was told without a name.
        let (named, unnamed): (Vec<_>, Vec<_>) = self.0.drain(..).partition(|fact| fact.name.is_some());
        self.0 = named;
        for fact in unnamed {
            self.add(Told::from(fact));
        }
        let builds: Vec<(bool, Option<OsVersion>)> =
            self.0.iter().map(|it| (it.form == Some(Form::BuildLab), it.host.os_version)).collect();
        self.0.retain(|fact| {
            let is_lab = fact.name.is_none() && fact.form == Some(Form::BuildLab);
            let build = fact.host.os_version.map_or(0, |it| it.build);
            let is_later = |it: u32| it > build && it - build <= LINE;
            !is_lab || !builds.iter().any(|(lab, it)| !lab && it.is_some_and(|it| is_later(it.build)))
        });
        self.0.sort_by_key(|fact| fact.place);
        self.0
    }
}

impl From<HostFact> for Told {
    fn from(fact: HostFact) -> Self {
        Self {
            name: fact.name,
            version: fact.host.os_version,
            os: fact.host.os,
            form: fact.form,
            kind: fact.host.kind,
            architecture: fact.host.architecture,
            runtime: fact.host.runtime,
            default_isolation: fact.host.default_isolation,
            cautions: fact.cautions,
            place: fact.place.unwrap_or(Place { input: 0, line: 1, column: 1 }),
        }
    }
}

/// The architecture of `windows/amd64 10.0.17763` or `windows(10.0.17763)/amd64`.
fn architecture_in(platform: &str) -> Option<Architecture> {
    let (_, behind) = platform.split_once('/')?;
    super::scan::word(behind).split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests;
