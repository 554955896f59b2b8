//! Causes that messages tell by themselves: what was seen, about what, and what a cause says of it.

use super::mismatch::{host_words, image_words};
use crate::cause::{Case, Cause, Confidence, Engine, Evidence, Found, Pair, Remedy, Step};
use crate::facts::Sighting;

/// The messages with a cause's signs that are about the same host, image, pod and service.
pub(super) struct Told<'a> {
    /// What it was read among.
    pub(super) case: &'a Case<'a>,
    /// What the messages are about.
    pub(super) pair: Pair<'a>,
    /// The messages, in text order.
    pub(super) seen: Vec<&'a Sighting<'a>>,
}

/// What a cause says of messages.
pub(super) struct Says {
    confidence: Confidence,
    summary: String,
    evidence: Vec<Evidence>,
    against: Vec<Evidence>,
    remedies: Vec<Remedy>,
    settle: Vec<Step>,
}

/// How many messages are shown of one thing that is wrong.
pub(super) const SHOWN: usize = 6;
/// How many things that are wrong in the same way are told.
pub(super) const MOST: usize = 20;

/// Finds a cause in the messages with its signs: once for each host, image, pod and service that they are about, where it
/// has something to say of them.
pub(super) fn told<'a>(
    case: &'a Case<'a>,
    cause: &'static Cause,
    say: impl Fn(&Told<'a>) -> Option<Says>,
) -> Vec<Found> {
    told_of(case, cause, case.seen(cause.signs), say)
}

/// The same, of some messages only.
pub(super) fn told_of<'a>(
    case: &'a Case<'a>,
    cause: &'static Cause,
    sightings: impl Iterator<Item = &'a Sighting<'a>>,
    say: impl Fn(&Told<'a>) -> Option<Says>,
) -> Vec<Found> {
    let mut groups: Vec<Told<'a>> = Vec::new();
    for sighting in sightings {
        let pair = case.pair(sighting);
        match groups.iter_mut().find(|group| group.takes(&pair)) {
            Some(group) => {
                group.learn(pair);
                group.seen.push(sighting);
            }
            None => groups.push(Told { case, pair, seen: vec![sighting] }),
        }
    }
    let mut found: Vec<Found> =
        groups.into_iter().filter_map(|told| Some(say(&told)?.of(cause, told.pair, &told.seen))).collect();
    found.sort_by_key(|it| it.confidence);
    found.truncate(MOST);
    found
}

impl<'a> Told<'a> {
    /// Whether a message about this pair belongs here: nothing that both name differs.
    fn takes(&self, pair: &Pair<'_>) -> bool {
        fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let host = |pair: &Pair<'_>| pair.host.as_ref().map(|it| (it.name.clone(), it.host.os_version));
        let image = |pair: &Pair<'_>| pair.image.as_ref().map(|it| it.reference.clone());
        agree(host(&self.pair), host(pair))
            && agree(image(&self.pair), image(pair))
            && agree(self.pair.pod.map(|it| &it.name), pair.pod.map(|it| &it.name))
            && agree(self.pair.service.map(|it| &it.name), pair.service.map(|it| &it.name))
    }

    fn learn(&mut self, pair: Pair<'a>) {
        let known = &mut self.pair;
        known.host = known.host.take().or(pair.host);
        known.image = known.image.take().or(pair.image);
        known.pod = known.pod.or(pair.pod);
        known.service = known.service.or(pair.service);
        known.isolation = known.isolation.or(pair.isolation);
    }

    /// What a gap holds in the first message that has it.
    pub(super) fn capture(&self, name: &str) -> Option<&'a str> {
        self.seen.iter().find_map(|it| it.capture(name))
    }

    /// What a gap holds in any of the messages, each once.
    pub(super) fn captures(&self, name: &str) -> Vec<&'a str> {
        let mut all: Vec<&str> = Vec::new();
        for value in self.seen.iter().filter_map(|it| it.capture(name)) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all
    }

    /// Whether a message begins so: its phrase does, letter case aside.
    pub(super) fn is_worded(&self, words: &str) -> bool {
        let words = words.to_ascii_lowercase();
        self.seen.iter().any(|it| it.row.phrase.to_ascii_lowercase().contains(&words))
    }

    /// Whether any of the messages shows this sign.
    pub(super) fn shows(&self, sign: &str) -> bool {
        self.seen.iter().any(|it| &*it.row.sign == sign)
    }

    /// The first message, as it stands in the text.
    pub(super) fn text(&self) -> &'a str {
        self.seen.first().map_or("", |it| it.text.as_str())
    }

    /// The image for a command line.
    pub(super) fn image(&self) -> &str {
        self.pair.image.as_ref().and_then(|it| it.reference.as_deref()).unwrap_or("IMAGE")
    }

    /// The image in a sentence: `microsoft/iis (10.0.14393.1715)`, `the image`.
    pub(super) fn image_words(&self) -> String {
        image_words(&self.pair)
    }

    /// The name of the node for a command line.
    pub(super) fn node(&self) -> &str {
        let named = self.pair.host.as_ref().and_then(|it| it.name.as_deref());
        named.or_else(|| self.pair.pod.and_then(|it| it.node.as_deref())).unwrap_or("NODE")
    }

    /// The host in a sentence: `host winw1 (10.0.17763.2452)`, `node winw1`, `the host`.
    pub(super) fn host_words(&self) -> String {
        match (&self.pair.host, self.pair.pod.and_then(|it| it.node.as_deref())) {
            (None, Some(node)) => format!("node {node}"),
            _ => host_words(&self.pair),
        }
    }

    /// The pod for a command line of kubectl: `web -n shop`.
    pub(super) fn pod(&self) -> String {
        let Some(pod) = self.pair.pod else { return "POD".to_owned() };
        match &pod.namespace {
            Some(namespace) => format!("{} -n {namespace}", pod.name),
            None => pod.name.clone(),
        }
    }

    /// The pod in a sentence: `pod web`, `the pod`.
    pub(super) fn pod_words(&self) -> String {
        self.pair.pod.map_or_else(|| "the pod".to_owned(), |it| format!("pod {}", it.name))
    }

    /// The service for a command line of docker.
    pub(super) fn service(&self) -> &'a str {
        self.pair.service.map_or("SERVICE", |it| it.name.as_str())
    }

    /// What placed the container.
    pub(super) fn engine(&self) -> Engine {
        self.case.engine()
    }
}

impl Says {
    /// What is wrong, and how sure that is.
    pub(super) fn new(confidence: Confidence, summary: impl Into<String>) -> Self {
        Self {
            confidence,
            summary: summary.into(),
            evidence: Vec::new(),
            against: Vec::new(),
            remedies: Vec::new(),
            settle: Vec::new(),
        }
    }

    /// What is wrong for certain.
    pub(super) fn certain(summary: impl Into<String>) -> Self {
        Self::new(Confidence::Certain, summary)
    }

    /// What is wrong most likely.
    pub(super) fn likely(summary: impl Into<String>) -> Self {
        Self::new(Confidence::Likely, summary)
    }

    /// What may be wrong.
    pub(super) fn possible(summary: impl Into<String>) -> Self {
        Self::new(Confidence::Possible, summary)
    }

    /// Evidence besides the messages.
    #[must_use]
    pub(super) fn because(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// What speaks against it.
    #[must_use]
    pub(super) fn against(mut self, says: impl Into<String>) -> Self {
        self.against.push(Evidence::follows(says));
        self
    }

    /// What to do, and what to paste for it.
    #[must_use]
    pub(super) fn remedy(self, text: impl Into<String>, paste: impl Into<String>) -> Self {
        self.remedies([Step::new(text, paste)])
    }

    /// What to do.
    #[must_use]
    pub(super) fn remedies(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.remedies.extend(steps.into_iter().map(Remedy::Do));
        self
    }

    /// What would make it surer, and what to paste for it.
    #[must_use]
    pub(super) fn settle(mut self, text: impl Into<String>, paste: impl Into<String>) -> Self {
        self.settle.push(Step::new(text, paste));
        self
    }

    /// The cause as found, of a host and an image, with the messages that show it.
    pub(super) fn of(self, cause: &'static Cause, pair: Pair<'_>, seen: &[&Sighting<'_>]) -> Found {
        let mut evidence: Vec<Evidence> = seen.iter().take(SHOWN).map(|it| Evidence::seen(it)).collect();
        evidence.extend(self.evidence);
        Found {
            cause,
            confidence: self.confidence,
            summary: self.summary,
            host: pair.host,
            image: pair.image,
            evidence,
            against: self.against,
            remedies: self.remedies,
            settle: self.settle,
        }
    }
}
