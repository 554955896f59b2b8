//! `kubectl describe pod`: from `Name:` on, with `Node:` at the same depth.

use super::super::plain::Plain;
use super::super::reference::reference;
use super::super::tree::{Field, Level, walk};
use super::{Pods, Told};

/// A description that is being read.
#[derive(Debug, Default)]
struct Described<'t> {
    told: Told<'t>,
    /// Where its name stands, and how many keys that is under.
    at: usize,
    depth: usize,
    has_node: bool,
}

/// Adds the pods that a text describes.
pub(super) fn read(plain: &Plain<'_>, pods: &mut Pods) {
    let mut open: Option<Described<'_>> = None;
    walk(plain, |path, field| {
        let depth = path.len();
        let ends = |it: &Described<'_>| depth < it.depth || (depth == it.depth && field.key == "Name");
        if open.as_ref().is_some_and(ends) {
            finish(open.take(), plain, pods);
        }
        match &mut open {
            Some(described) => described.field(path, field),
            None if field.key == "Name" && !field.value.is_empty() => {
                let told = Told { name: field.value, ..Told::default() };
                open = Some(Described { told, at: field.at, depth, has_node: false });
            }
            None => {}
        }
    });
    finish(open, plain, pods);
}

fn finish(described: Option<Described<'_>>, plain: &Plain<'_>, pods: &mut Pods) {
    if let Some(described) = described.filter(|it| it.has_node) {
        pods.add(&described.told, plain, described.at);
    }
}

impl<'t> Described<'t> {
    fn field(&mut self, path: &[Level<'t>], field: &Field<'t>) {
        if path.len() == self.depth {
            match field.key {
                "Namespace" => self.told.namespace = Some(field.value),
                "Node" => {
                    self.has_node = true;
                    self.told.node = field.value.split('/').next();
                }
                "Controlled By" | "Controllers" if field.value.contains('/') => {
                    self.told.controller = Some(field.value.to_owned());
                }
                "Node-Selectors" => self.selector(field.value),
                _ => {}
            }
            return;
        }
        let under = path.get(self.depth).map(|(_, key)| *key);
        match (field.key, under) {
            ("", Some("Node-Selectors")) => self.selector(field.value),
            ("Image", _) => {
                self.told.images.extend(reference(field.value).filter(|_| self.told.images.len() < 64));
            }
            _ => {}
        }
    }

    fn selector(&mut self, text: &'t str) {
        let is_selector = text.contains('=') && !text.contains(char::is_whitespace);
        self.told.selectors.extend(Some(text).filter(|_| is_selector && self.told.selectors.len() < 64));
    }
}
