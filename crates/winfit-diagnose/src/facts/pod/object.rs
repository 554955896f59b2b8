//! Pods as objects: `kubectl get pod -o yaml` and `-o json`, one or a list of them.

use super::super::plain::Plain;
use super::super::reference::reference;
use super::super::tree::{Field, Level, keys, walk};
use super::{Pods, Told};

/// An object that is being read.
#[derive(Debug, Default)]
struct Object<'t> {
    seen: Vec<&'t str>,
    kind: &'t str,
    told: Told<'t>,
    owner: (&'t str, &'t str),
    selectors: Vec<String>,
    at: usize,
}

/// Keys of an object's own, of which each comes once.
const OWN: [&str; 5] = ["apiVersion", "kind", "metadata", "spec", "status"];

/// Adds the pods whose objects a text prints.
pub(super) fn read(plain: &Plain<'_>, pods: &mut Pods) {
    let mut object = Object::default();
    walk(plain, |path, field| {
        let is_in_list = path.iter().any(|(_, key)| *key == "items");
        let path = keys(path);
        if path.is_empty() && OWN.contains(&field.key) {
            if object.seen.contains(&field.key) || (is_in_list && object.kind.ends_with("List")) {
                std::mem::take(&mut object).finish(plain, pods);
            }
            object.seen.push(field.key);
        }
        object.field(path, field);
    });
    object.finish(plain, pods);
}

impl<'t> Object<'t> {
    fn field(&mut self, path: &[Level<'t>], field: &Field<'t>) {
        let mut names = path.iter().map(|(_, key)| *key);
        let path = [names.next(), names.next(), names.next()];
        let value = field.value;
        match (path, field.key) {
            ([None, ..], "kind") => self.kind = value,
            ([Some("metadata"), None, _], "name") => {
                self.told.name = value;
                self.at = field.at;
            }
            ([Some("metadata"), None, _], "namespace") => self.told.namespace = Some(value),
            ([Some("metadata"), Some("ownerReferences"), None], "kind") => self.owner.0 = value,
            ([Some("metadata"), Some("ownerReferences"), None], "name") => self.owner.1 = value,
            ([Some("spec"), None, _], "nodeName") => self.told.node = Some(value),
            ([Some("spec"), Some("containers" | "initContainers"), None], "image") => {
                self.told.images.extend(reference(value).filter(|_| self.told.images.len() < 64));
            }
            ([Some("spec"), Some("nodeSelector"), None], key)
                if !key.is_empty() && self.selectors.len() < 64 =>
            {
                self.selectors.push(format!("{key}={value}"));
            }
            _ => {}
        }
    }

    fn finish(self, plain: &Plain<'_>, pods: &mut Pods) {
        if self.kind != "Pod" {
            return;
        }
        let (kind, name) = self.owner;
        let controller = (!kind.is_empty() && !name.is_empty()).then(|| format!("{kind}/{name}"));
        let selectors = self.selectors.iter().map(String::as_str).collect();
        pods.add(&Told { controller, selectors, ..self.told }, plain, self.at);
    }
}
