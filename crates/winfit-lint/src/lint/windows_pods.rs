//! Which workloads for Windows an object selects or serves, out of all files.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::judge::Judged;

/// Of so few pods an answer is found as fast as it is looked up.
const RARE: usize = 16;

/// The pods for Windows, by what objects name: there may be as many objects as pods, so that none can look at all of them.
#[derive(Default)]
pub(crate) struct WindowsPods<'a>(HashMap<&'a str, Namespace<'a>>);

#[derive(Default)]
struct Namespace<'a> {
    pods: Vec<&'a Judged<'a>>,
    /// The numbers of the pods that have a label.
    by_label: HashMap<(&'a str, &'a str), Vec<usize>>,
    /// The persistent volume claims that they use.
    claims: HashSet<&'a str>,
    /// What was found out already, by labels: where no label is rare, many services may ask the same.
    known: RefCell<HashMap<Vec<(String, String)>, bool>>,
}

impl<'a> WindowsPods<'a> {
    pub(super) fn of(judged: &'a [Judged<'a>]) -> Self {
        let mut pods = Self::default();
        for judged in judged.iter().filter(|judged| judged.is_for_windows) {
            let found = judged.found;
            pods.0.entry(name(found.workload.namespace.as_deref())).or_default().add(judged);
        }
        pods
    }

    /// Whether there are any at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a namespace has a pod with all these labels.
    pub(super) fn has_labels(&self, namespace: Option<&str>, labels: &[(String, String)]) -> bool {
        self.0.get(name(namespace)).is_some_and(|namespace| namespace.has_labels(labels))
    }

    /// Whether a pod of a namespace uses this persistent volume claim.
    pub(super) fn claims(&self, namespace: Option<&str>, claim: &str) -> bool {
        self.0.get(name(namespace)).is_some_and(|namespace| namespace.claims.contains(claim))
    }
}

impl<'a> Namespace<'a> {
    fn add(&mut self, judged: &'a Judged<'a>) {
        let found = judged.found;
        let number = self.pods.len();
        self.pods.push(judged);
        for (key, value) in &found.labels {
            self.by_label.entry((key, value)).or_default().push(number);
        }
        self.claims.extend(found.claims.iter().map(String::as_str));
    }

    fn has_labels(&self, labels: &[(String, String)]) -> bool {
        // The rarest label leaves the fewest pods to look at.
        let Some(fewest) = labels.iter().map(|label| self.with(label)).min_by_key(|pods| pods.len()) else {
            return true;
        };
        let has_all = |judged: &&Judged<'_>| labels.iter().all(|label| judged.found.labels.contains(label));
        let finds = || fewest.iter().filter_map(|number| self.pods.get(*number)).any(has_all);
        if fewest.len() <= RARE {
            return finds();
        }
        let known = self.known.borrow().get(labels).copied();
        known.unwrap_or_else(|| *self.known.borrow_mut().entry(labels.to_vec()).or_insert_with(finds))
    }

    /// The numbers of the pods that have a label.
    fn with<'s>(&'s self, (key, value): &'s (String, String)) -> &'s [usize] {
        self.by_label.get(&(key.as_str(), value.as_str())).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The name of a namespace, where it may be left out.
fn name(namespace: Option<&str>) -> &str {
    namespace.unwrap_or("default")
}
