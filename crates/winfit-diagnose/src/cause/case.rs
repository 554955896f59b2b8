//! What causes look at: the facts, and what the decision says of a host and an image.

use winfit_compat::catalog::{Catalog, Date};
use winfit_compat::reference::Reference;
use winfit_compat::remedy::{self, ImageQuestion, Means, image_remedies};
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::{Grounds, ImageVerdict, grounds, image_verdict};
use winfit_compat::{OsVersion, Platform};

use super::{Evidence, Pair, Remedy};
use crate::facts::{Facts, Sighting};

/// What a cause is asked about.
#[derive(Debug)]
pub struct Case<'a> {
    /// The facts of the catalogue.
    pub catalog: &'a Catalog,
    /// What was read.
    pub facts: &'a Facts<'a>,
    /// The day for which "supported" is judged.
    pub today: Date,
}

/// What placed the container that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// A person, or a script, by hand.
    Docker,
    /// Docker Swarm.
    Swarm,
    /// Kubernetes.
    Kubernetes,
}

/// What failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Making the sandbox of a pod, which runs the pause image.
    Sandbox,
    /// Getting or starting a container's own image.
    Container,
}

/// What the decision says of a pair.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The verdict.
    pub verdict: ImageVerdict,
    /// What it rests on.
    pub grounds: Grounds,
    /// What to do.
    pub remedies: Vec<remedy::Remedy>,
}

impl<'a> Case<'a> {
    /// A case.
    #[must_use]
    pub const fn new(catalog: &'a Catalog, facts: &'a Facts<'a>, today: Date) -> Self {
        Self { catalog, facts, today }
    }

    /// The messages that show any of these signs, in text order.
    pub fn seen(&self, signs: &'a [&'a str]) -> impl Iterator<Item = &'a Sighting<'a>> {
        let facts = self.facts;
        facts.sightings.iter().filter(move |it| signs.contains(&&*it.row.sign))
    }

    /// Whether any message shows a sign.
    #[must_use]
    pub fn has(&self, sign: &str) -> bool {
        self.facts.sightings.iter().any(|it| &*it.row.sign == sign)
    }

    /// What placed the containers that the text is about.
    #[must_use]
    pub fn engine(&self) -> Engine {
        let by_kubelet = |it: &Sighting<'_>| {
            let printed_by = it.row.printed_by.to_ascii_lowercase();
            printed_by.contains("kube") || printed_by.contains("cri")
        };
        if !self.facts.services.is_empty() || self.has("no-suitable-node") {
            Engine::Swarm
        } else if !self.facts.pods.is_empty() || self.facts.sightings.iter().any(by_kubelet) {
            Engine::Kubernetes
        } else {
            Engine::Docker
        }
    }

    /// What failed, by the message and by those in the same lines.
    #[must_use]
    pub fn stage(&self, sighting: &Sighting<'_>) -> Stage {
        let is_pause = |image: &str| {
            let image = image.to_ascii_lowercase();
            image.rsplit('/').next().is_some_and(|last| last.starts_with("pause"))
                || self.catalog.pause_image(&image).is_some()
                || image.contains("/pause:")
        };
        let in_sandbox = |it: &Sighting<'_>| &*it.row.sign == "sandbox-failed" && it.is_beside(sighting, 0);
        let in_container = |it: &Sighting<'_>| {
            &*it.row.sign == "container-start-failed"
                && it.capture("container").is_some()
                && it.is_beside(sighting, 0)
        };
        match sighting.capture("image") {
            Some(image) if is_pause(image) => Stage::Sandbox,
            Some(_) => Stage::Container,
            None if self.facts.sightings.iter().any(in_container) => Stage::Container,
            None if self.facts.sightings.iter().any(in_sandbox) => Stage::Sandbox,
            None => Stage::Container,
        }
    }

    /// What the decision says of a pair, by what runtimes let start; `None` unless both sides are known.
    #[must_use]
    pub fn judge(&self, pair: &Pair<'_>) -> Option<Judged> {
        let host = pair.host.as_ref()?.host;
        let image = pair.image.as_ref().filter(|image| !image.platforms.is_empty())?;
        let platforms = &image.platforms;
        let rules = RuleSet::Runtime;
        let verdict = image_verdict(self.catalog, &host, platforms, pair.isolation, rules);
        let platform = verdict.platform.and_then(|index| platforms.get(index)).copied();
        let platform = platform.unwrap_or_else(Platform::unknown);
        let grounds = grounds(self.catalog, &host, &platform, &verdict.verdict);
        let reference = image.reference.as_deref().and_then(|it| it.parse::<Reference>().ok());
        let claim = reference.as_ref().map(|reference| read_tag(self.catalog, reference));
        let means = Means { reference: reference.as_ref().zip(claim.as_ref()), today: self.today };
        let question = ImageQuestion { host: &host, platforms, isolation: pair.isolation, rules };
        let remedies = image_remedies(self.catalog, &question, &means);
        Some(Judged { verdict, grounds, remedies })
    }
}

impl Judged {
    /// The remedies, as those of a cause.
    pub fn into_remedies(self) -> impl Iterator<Item = Remedy> {
        self.remedies.into_iter().map(Remedy::Verdict)
    }
}

impl Evidence {
    /// A message that was read.
    #[must_use]
    pub fn seen(sighting: &Sighting<'_>) -> Self {
        Self { says: sighting.text.clone(), place: Some(sighting.place) }
    }
}

/// The OS version of Windows in a short text such as `windows/amd64 10.0.17763`.
pub(crate) fn version_in(text: &str) -> Option<OsVersion> {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let mut words = text.split(|c: char| !number(c)).filter(|word| word.contains('.'));
    words.find_map(|word| word.trim_matches('.').parse().ok())
}
