//! Kubernetes objects: what is read, and the near misses.

mod isolation;
mod objects;
mod placement;
mod problems;

use crate::{Document, read_document};

fn read(text: &str) -> Document {
    read_document("deploy.yaml", text.as_bytes().to_vec()).unwrap()
}

/// A pod whose spec has these lines beside its one container.
fn pod(spec: &str) -> Document {
    let indented: String = spec.lines().map(|line| format!("  {line}\n")).collect();
    let document = read(&format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n{indented}  containers:\n  - name: web\n    image: web:1\n"
    ));
    assert_eq!(document.workloads.len(), 1, "{:?}", document.problems);
    document
}

/// The problems with the text at their places.
fn problems(document: &Document) -> Vec<String> {
    document
        .problems
        .iter()
        .map(|problem| format!("{:?}: {problem}", document.source.slice(problem.span)))
        .collect()
}

/// The Windows hints with the text at their places.
fn hints(document: &Document) -> Vec<String> {
    let hints = document.workloads.iter().flat_map(|found| &found.windows_hints);
    hints.map(|hint| format!("{:?}: {}", hint.reason, document.source.slice(hint.span))).collect()
}
