//! Which host and which image a message is about: what it names itself, what the pod or service has that it names, else what
//! stands nearest, or alone.

use winfit_compat::{Host, Isolation, Os, Platform, Provenance, Runtime};

use super::case::{Case, Engine, Stage, version_in};
use crate::facts::reference::is_same_image;
use crate::facts::{HostFact, ImageFact, ImageRole, IsolationTold, PodFact, ServiceFact, Sighting};
use crate::text::Place;

/// The host and the image that a message is about, as far as anything tells.
#[derive(Debug, Clone, Default)]
pub struct Pair<'a> {
    /// The host.
    pub host: Option<HostFact>,
    /// The image.
    pub image: Option<ImageFact>,
    /// The pod.
    pub pod: Option<&'a PodFact>,
    /// The Swarm service.
    pub service: Option<&'a ServiceFact>,
    /// The isolation that was asked for, or that the request to Windows had.
    pub isolation: Option<Isolation>,
}

impl<'a> Case<'a> {
    /// The host and the image that a message is about.
    #[must_use]
    pub fn pair(&self, sighting: &Sighting<'_>) -> Pair<'a> {
        let stage = self.stage(sighting);
        let pod = self.pod(sighting);
        let service = self.service(sighting);
        let image = self.image(sighting, stage, pod, service);
        let host = self.host(sighting, pod).map(|host| self.with_runtime(host, Some(sighting)));
        let isolation = self.isolation(image.as_ref());
        Pair { host, image, pod, service, isolation }
    }

    /// A host with the runtime that printed the message, where nothing else tells which it runs.
    fn with_runtime(&self, host: HostFact, sighting: Option<&Sighting<'_>>) -> HostFact {
        if host.host.os == Os::Linux || host.host.runtime.is_some() {
            return host;
        }
        let printed_by = sighting.map(|it| it.row.printed_by.to_ascii_lowercase()).unwrap_or_default();
        let by_daemon = sighting.is_some_and(|it| it.line.contains("Error response from daemon"));
        let is_docker = by_daemon
            || printed_by.contains("docker")
            || self.engine() == Engine::Swarm
            || self.facts.commands.iter().any(|it| it.text.contains("docker"));
        let runtime = match printed_by.as_str() {
            "containerd" => Some(Runtime::Containerd(None)),
            _ if is_docker => Some(Runtime::Docker(None)),
            _ => None,
        };
        HostFact { host: Host { runtime, ..host.host }, ..host }
    }

    /// The host and the image that a text is about where no message names them.
    #[must_use]
    pub fn pair_of_text(&self) -> Pair<'a> {
        let pod = only(self.facts.pods.iter());
        let service = only(self.facts.services.iter());
        let image = self.image_of(Stage::Container, pod, service, None);
        let isolation = self.isolation(image.as_ref());
        let host = self.host_of(pod).map(|host| self.with_runtime(host, None));
        Pair { host, image, pod, service, isolation }
    }

    fn pod(&self, sighting: &Sighting<'_>) -> Option<&'a PodFact> {
        let named = |pod: &&PodFact| names(&sighting.line, &pod.name);
        let pods = &self.facts.pods;
        let longest = pods.iter().filter(named).max_by_key(|pod| pod.name.len());
        longest.or_else(|| only(pods.iter()))
    }

    fn service(&self, sighting: &Sighting<'_>) -> Option<&'a ServiceFact> {
        let named = |service: &&ServiceFact| names(&sighting.line, &service.name);
        self.facts.services.iter().find(named).or_else(|| only(self.facts.services.iter()))
    }

    /// The host that the message gives the version of; else the node that it names, or that its pod or service is on;
    /// else the only Windows host.
    fn host(&self, sighting: &Sighting<'_>, pod: Option<&PodFact>) -> Option<HostFact> {
        let hosts = &self.facts.hosts;
        let wanted = || sighting.capture("platform").filter(|_| sighting.is_platform_wanted());
        let told = sighting.capture("host_version").or_else(wanted);
        if let Some(version) = told.and_then(version_in) {
            let is_it = |host: &&HostFact| host.host.os_version.is_some_and(|it| it.same_build(version));
            let known =
                hosts.iter().filter(is_it).max_by_key(|it| it.host.os_version.and_then(|it| it.revision));
            return known.cloned();
        }
        let named =
            hosts.iter().find(|host| host.name.as_deref().is_some_and(|it| names(&sighting.line, it)));
        named.cloned().or_else(|| self.host_of(pod))
    }

    /// The node of a pod, else the only Windows host.
    fn host_of(&self, pod: Option<&PodFact>) -> Option<HostFact> {
        let hosts = &self.facts.hosts;
        let node = pod.and_then(|pod| pod.node.as_deref());
        if let Some(node) = node.and_then(|node| hosts.iter().find(|it| it.name.as_deref() == Some(node))) {
            return Some(node.clone());
        }
        // Another node than the pod's is not meant; a host without a name may be.
        let may_be = |host: &&HostFact| node.is_none() || host.name.is_none();
        let hosts = hosts.iter().filter(may_be);
        let is_windows = |host: &&HostFact| host.host.os == Os::Windows && host.host.os_version.is_some();
        let mut windows = hosts.filter(is_windows);
        let first = windows.next()?;
        // The same build may be told twice, once with its revision.
        let is_same_build = |it: &HostFact| {
            it.host.os_version.zip(first.host.os_version).is_some_and(|(one, other)| one.same_build(other))
        };
        let revision = |it: &&HostFact| it.host.os_version.and_then(|it| it.revision);
        let best = std::iter::once(first).chain(windows.clone()).max_by_key(revision);
        windows.all(is_same_build).then_some(best)?.cloned()
    }

    /// The image that the message names or gives the version of, else the one of what it is about.
    fn image(
        &self,
        sighting: &Sighting<'_>,
        stage: Stage,
        pod: Option<&PodFact>,
        service: Option<&ServiceFact>,
    ) -> Option<ImageFact> {
        let role = if stage == Stage::Sandbox { ImageRole::Sandbox } else { ImageRole::Workload };
        let named = sighting.capture("image").map(|reference| self.of_reference(reference, role));
        let image = named.or_else(|| self.image_of(stage, pod, service, Some(sighting.place)));
        let Some(version) = sighting.capture("image_version").and_then(version_in) else { return image };
        let platform = Platform { architecture: None, ..Platform::windows(version, Provenance::Daemon) };
        let reference = image.and_then(|it| it.reference);
        Some(ImageFact { reference, role, platforms: vec![platform], place: Some(sighting.place) })
    }

    /// The one image of a pod, a service, the command lines, or of all that was read.
    fn image_of(
        &self,
        stage: Stage,
        pod: Option<&PodFact>,
        service: Option<&ServiceFact>,
        place: Option<Place>,
    ) -> Option<ImageFact> {
        let of_role = |roles: &[ImageRole]| {
            let images = || self.facts.images.iter().filter(|it| roles.contains(&it.role));
            only(images()).or_else(|| nearest_before(images(), place?)).cloned()
        };
        if stage == Stage::Sandbox {
            return of_role(&[ImageRole::Sandbox]);
        }
        let known = |reference: &str| self.of_reference(reference, ImageRole::Workload);
        let of_pod = only(pod.into_iter().flat_map(|it| &it.images)).map(|it| known(it));
        let of_service = || service.and_then(|it| it.image.as_deref()).map(known);
        let of_command = || {
            let mut images: Vec<&str> =
                self.facts.commands.iter().filter_map(|it| it.image.as_deref()).collect();
            images.dedup();
            only(images.into_iter()).map(known)
        };
        // A text that is read beside others has an image of its own.
        let is_elsewhere = |image: &ImageFact| {
            let inputs = self.facts.images.iter().filter_map(|it| it.place).map(|it| it.input);
            place.is_some_and(|place| {
                image.place.is_some_and(|it| it.input != place.input)
                    && inputs.clone().any(|it| it == place.input)
            })
        };
        let of_command = || of_command().filter(|image| !is_elsewhere(image));
        let nearest = || {
            let roles = [ImageRole::Workload, ImageRole::Base];
            nearest_before(self.facts.images.iter().filter(|it| roles.contains(&it.role)), place?).cloned()
        };
        of_pod
            .or_else(of_service)
            .or_else(nearest)
            .or_else(of_command)
            .or_else(|| of_role(&[ImageRole::Workload, ImageRole::Base]))
            .or_else(|| of_role(&[ImageRole::Listed]))
    }

    /// An image by its name: what was read of it, else what its name claims.
    fn of_reference(&self, reference: &str, role: ImageRole) -> ImageFact {
        let is_it = |it: &&ImageFact| it.reference.as_deref().is_some_and(|it| is_same_image(it, reference));
        let known = self.facts.images.iter().find(is_it).cloned();
        known.unwrap_or_else(|| ImageFact::of_name(self.catalog, reference, role))
    }

    fn isolation(&self, image: Option<&ImageFact>) -> Option<Isolation> {
        let reference = image.and_then(|image| image.reference.as_deref());
        let commands = self.facts.commands.iter();
        let of_image =
            commands.filter(|it| it.image.as_deref().zip(reference).is_none_or(|(a, b)| is_same_image(a, b)));
        let asked = of_image.filter_map(|it| it.isolation).next();
        let told = self.facts.isolations.iter().find_map(|told| match told.value {
            IsolationTold::Asked(isolation) | IsolationTold::Requested(isolation) => Some(isolation),
            IsolationTold::Default(_) => None,
        });
        asked.or(told)
    }
}

/// The image that is named last before a place, in the same text and not too far away: what was pulled, built or run there.
fn nearest_before<'f>(images: impl Iterator<Item = &'f ImageFact>, place: Place) -> Option<&'f ImageFact> {
    const NEAR: u64 = 60;
    let before = images.filter_map(|image| {
        let at = image.place.filter(|it| it.input == place.input && it.line <= place.line)?;
        Some((at.line, image)).filter(|_| place.line - at.line <= NEAR)
    });
    before.max_by_key(|(line, _)| *line).map(|(_, image)| image)
}

/// Whether a line names something: the name stands there as a word.
fn names(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    !name.is_empty()
        && line.match_indices(name).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let behind = line.get(at + name.len()..).and_then(|behind| behind.chars().next());
            !before.is_some_and(is_part) && !behind.is_some_and(|c| is_part(c) && c != '.')
        })
}

/// The one that there is, if there is no second.
fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}
