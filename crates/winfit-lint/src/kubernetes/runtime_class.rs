//! Runtime classes: which handler runs a pod, and which nodes have it.

use winfit_compat::Isolation;

use super::{isolation, placement};
use crate::document::Contents;
use crate::reading::Path;
use crate::yaml::Node;
use crate::{Document, Found, PlaceKind, RuntimeClass};

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

/// Merges the runtime classes of a set of documents into the workloads that name them. Doing so again changes nothing.
pub(crate) fn link(documents: &mut [Document]) {
    let classes: Vec<RuntimeClass> =
        documents.iter().flat_map(|document| &document.runtime_classes).cloned().collect();
    if classes.is_empty() {
        return;
    }
    for found in documents.iter_mut().flat_map(|document| &mut document.workloads) {
        let named = found.runtime_class.as_mut().filter(|class| !class.linked);
        let Some(named) = named else { continue };
        if let Some(class) = classes.iter().find(|class| class.name == named.name) {
            named.linked = true;
            merge(class, found);
        }
    }
}

fn merge(class: &RuntimeClass, found: &mut Found) {
    let is_annotated = found.place(&PlaceKind::IsolationAnnotation).is_some();
    // The handler tells for certain what the name of the class only suggested.
    let isolation = isolation::of_handler(&class.handler);
    for container in &mut found.workload.containers {
        if container.isolation != Some(Isolation::HostProcess) && !is_annotated {
            container.isolation = isolation;
        }
    }
    let placement = &mut found.workload.placement;
    for (key, value) in &class.node_selector {
        // The API refuses a pod that selects another value itself: nothing is lost by keeping both.
        if !placement.node_selector.iter().any(|own| own == &(key.clone(), value.clone())) {
            placement.node_selector.push((key.clone(), value.clone()));
        }
    }
    for toleration in &class.tolerations {
        if !placement.tolerations.contains(toleration) {
            placement.tolerations.push(toleration.clone());
        }
    }
    if found.workload.os.is_none() {
        found.workload.os = placement::selected_os(&found.workload.placement);
    }
}
