//! Objects that a kustomization among the documents takes in: what they lack it may add, and it is not applied here.

use std::collections::HashSet;

use crate::compose::{beside, normalized};
use crate::document::trees;
use crate::rules::placement::{linux_workload_on_windows, missing_os_selector};
use crate::yaml::Node;
use crate::{Confidence, Document, Finding, Help, Severity};

/// Whether a file is a kustomization, by its name.
fn is_kustomization(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    matches!(name, "kustomization.yaml" | "kustomization.yml" | "Kustomization")
}

/// Turns what findings say that an object lacks into a note, where a kustomization names its file.
pub(super) fn soften(documents: &[Document], findings: &mut [Finding]) {
    let is_meant =
        |it: &Finding| [missing_os_selector::RULE.id, linux_workload_on_windows::RULE.id].contains(&it.rule);
    if !findings.iter().any(is_meant) {
        return;
    }
    let named = named(documents);
    for finding in findings.iter_mut().filter(|it| is_meant(it)) {
        let name = documents.get(finding.file).map(|document| normalized(document.source.name()));
        if name.is_some_and(|name| named.contains(&name)) {
            // What is said of all that is there holds of the file alone.
            let (who, what) = finding.message.split_once(": ").unwrap_or_default();
            if let Some(rest) = what.strip_prefix("nothing ") {
                let rest = rest.split(": ").next().unwrap_or_default();
                finding.message = format!("{who}: nothing in this file {rest}");
            }
            finding.severity = Severity::Info;
            finding.confidence = Confidence::Possible;
            finding.fix = None;
            finding.notes.push("a kustomization takes it in, and may add what is missing".to_owned());
            let render = Help::new("learn", "check what it makes of it")
                .paste("kubectl kustomize FOLDER | winfit check -");
            finding.help = vec![render];
        }
    }
}

/// The files that kustomizations name.
fn named(documents: &[Document]) -> HashSet<String> {
    let mut named = HashSet::new();
    for document in documents.iter().filter(|it| is_kustomization(it.source.name())) {
        let of = document.source.name();
        trees(document.source.text(), |tree| {
            let Ok(tree) = tree else { return };
            let lists = ["resources", "bases", "patchesStrategicMerge", "patches"];
            let items = lists.into_iter().filter_map(|key| tree.root().get(key)).flat_map(Node::items);
            let paths = items.filter_map(|item| item.text().or_else(|| item.get("path")?.text()));
            named.extend(paths.map(|path| beside(of, path)));
        });
    }
    named
}
