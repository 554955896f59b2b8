//! Pods: by what `kubectl` describes, lists and prints of them, by events, and by the messages of kubelet and runtime.

use super::plain::Plain;
use super::scan::{is_host_name, is_name};
use super::told::First;
use super::{MOST, PodFact, Sighting};

mod described;
mod listed;
mod named;
mod object;

/// The pods of all texts so far.
#[derive(Debug, Default)]
pub(super) struct Pods {
    facts: Vec<PodFact>,
    /// Of each fact where it was named first.
    firsts: Vec<First>,
}

/// What a text tells of a pod at one place.
#[derive(Debug, Default)]
struct Told<'t> {
    name: &'t str,
    namespace: Option<&'t str>,
    node: Option<&'t str>,
    images: Vec<&'t str>,
    controller: Option<String>,
    selectors: Vec<&'t str>,
}

/// Adds the pods of a text.
pub(super) fn read(plain: &Plain<'_>, pods: &mut Pods) {
    described::read(plain, pods);
    object::read(plain, pods);
    listed::read(plain, pods);
    named::read(plain, pods);
}

impl Pods {
    fn add(&mut self, told: &Told<'_>, plain: &Plain<'_>, at: usize) {
        let index = self.told(told);
        let found = index.and_then(|index| Some((self.facts.get_mut(index)?, self.firsts.get_mut(index)?)));
        if let Some((pod, first)) = found {
            first.found(plain, at, &mut pod.place);
        }
    }

    /// Adds to what is known of a pod; which one it is.
    fn told(&mut self, told: &Told<'_>) -> Option<usize> {
        if !is_name(told.name) {
            return None;
        }
        let namespace = told.namespace.filter(|it| is_name(it) && !it.contains('.'));
        let agrees = |pod: &PodFact| {
            pod.name == told.name
                && pod.namespace.as_deref().zip(namespace).is_none_or(|(one, other)| one == other)
        };
        let index = match self.facts.iter().position(agrees) {
            Some(index) => index,
            None if self.facts.len() >= MOST => return None,
            None => {
                self.facts.push(PodFact { name: told.name.to_owned(), ..PodFact::default() });
                self.firsts.push(First::default());
                self.facts.len() - 1
            }
        };
        let pod = self.facts.get_mut(index)?;
        let keep = |known: &mut Option<String>, told: Option<&str>| {
            if known.is_none() {
                *known = told.map(str::to_owned);
            }
        };
        keep(&mut pod.namespace, namespace);
        keep(&mut pod.node, told.node.filter(|node| is_host_name(node)));
        keep(&mut pod.controller, told.controller.as_deref());
        add_new(&mut pod.images, &told.images);
        add_new(&mut pod.selectors, &told.selectors);
        Some(index)
    }

    /// What messages tell: the pod, and beside it the node.
    pub(super) fn of_sightings(&mut self, sightings: &[Sighting<'_>]) {
        for sighting in sightings {
            let Some(name) = sighting.capture("pod") else { continue };
            let told = Told { node: sighting.capture("node"), ..named::pod_of(name) };
            let pod = self.told(&told).and_then(|index| self.facts.get_mut(index));
            if let Some(pod) = pod {
                pod.place = Some(pod.place.map_or(sighting.place, |place| place.min(sighting.place)));
            }
        }
    }

    /// All of them, in text order.
    pub(super) fn finish(mut self) -> Vec<PodFact> {
        self.facts.sort_by_key(|pod| pod.place);
        self.facts
    }
}

fn add_new(known: &mut Vec<String>, told: &[&str]) {
    for text in told {
        if known.len() < MOST && !known.iter().any(|it| it == text) {
            known.push((*text).to_owned());
        }
    }
}

#[cfg(test)]
mod tests;
