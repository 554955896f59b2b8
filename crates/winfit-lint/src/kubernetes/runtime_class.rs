//! Runtime classes: which handler runs a pod, and which nodes have it.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use winfit_compat::Isolation;
use winfit_fleet::placement::Toleration;

use super::{isolation, placement};
use crate::document::Contents;
use crate::reading::Path;
use crate::yaml::Node;
use crate::{Document, Found, RuntimeClass};

pub(super) fn read(object: Node<'_, '_>, path: Path<'_>, contents: &mut Contents) {
    let problems = &mut contents.problems;
    let Some(name) = object.at(&["metadata", "name"]).and_then(Node::text) else { return };
    // The first version kept everything under `spec`, and called the handler otherwise.
    let spec = object.get("spec");
    let handler = problems.text(object, path, "handler").or_else(|| spec?.get("runtimeHandler")?.text());
    let Some(handler) = handler else {
        problems.missing(path.key("handler"), object.get("kind").unwrap_or(object));
        return;
    };
    let mut class = RuntimeClass {
        name: name.to_owned(),
        handler: handler.to_owned(),
        node_selector: Vec::new(),
        tolerations: Vec::new(),
        span: object.span(),
    };
    if let Some(scheduling) = problems.mapping(object, path, "scheduling") {
        let path = path.key("scheduling");
        if let Some(selector) = problems.mapping(scheduling, path, "nodeSelector") {
            class.node_selector = problems.labels(selector, path.key("nodeSelector"));
        }
        if let Some(tolerations) = problems.list(scheduling, path, "tolerations") {
            let path = path.key("tolerations");
            class.tolerations = placement::tolerations(tolerations, path, problems)
                .into_iter()
                .map(|(toleration, _)| toleration)
                .collect();
        }
    }
    contents.runtime_classes.push(class);
}

/// Most bytes of selectors and tolerations that are copied from runtime classes into workloads: what many pods take of a
/// class with very many labels is no cluster's, and would fill the memory.
const MERGED: usize = 64 << 20;

/// Merges the runtime classes of a set of documents into the workloads that name them. Doing so again changes nothing.
///
/// Of several classes of one name, the first counts. Beyond [`MERGED`], workloads are left without their class.
pub(crate) fn link(documents: &mut [Document]) {
    let mut classes: HashMap<String, RuntimeClass> = HashMap::new();
    for class in documents.iter().flat_map(|document| &document.runtime_classes) {
        classes.entry(class.name.clone()).or_insert_with(|| class.clone());
    }
    if classes.is_empty() {
        return;
    }
    let mut left = MERGED;
    for found in documents.iter_mut().flat_map(|document| &mut document.workloads) {
        let named = found.runtime_class.as_mut().filter(|class| !class.linked);
        let Some(named) = named else { continue };
        let Some(class) = classes.get(&named.name) else { continue };
        let Some(rest) = left.checked_sub(size(class)) else { continue };
        left = rest;
        named.linked = true;
        merge(class, found);
    }
}

fn size(class: &RuntimeClass) -> usize {
    let labels = class.node_selector.iter().map(|(key, value)| key.len() + value.len());
    let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let tolerations = class.tolerations.iter().map(|it| text(&it.key) + text(&it.value));
    let entries = class.node_selector.len() + class.tolerations.len();
    labels.chain(tolerations).sum::<usize>() + entries * size_of::<Toleration>()
}

fn merge(class: &RuntimeClass, found: &mut Found) {
    // The handler tells for certain what the name of the class only suggested.
    let isolation = isolation::of_handler(&class.handler);
    for container in &mut found.workload.containers {
        if container.isolation != Some(Isolation::HostProcess) {
            container.isolation = isolation;
        }
    }
    let placement = &mut found.workload.placement;
    // The API refuses a pod that selects another value itself: nothing is lost by keeping both.
    add(&mut placement.node_selector, &class.node_selector);
    add(&mut placement.tolerations, &class.tolerations);
    if found.workload.os.is_none() {
        found.workload.os = placement::selected_os(&found.workload.placement);
    }
}

/// Adds what is not there yet.
fn add<T: Clone + Eq + Hash>(own: &mut Vec<T>, more: &[T]) {
    let missing: Vec<T> = {
        let mut known: HashSet<&T> = own.iter().collect();
        more.iter().filter(|it| known.insert(*it)).cloned().collect()
    };
    own.extend(missing);
}
