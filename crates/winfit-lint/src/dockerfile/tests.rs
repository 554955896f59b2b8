//! Dockerfiles: what is read, and the near misses.

mod arguments;
mod lines;
mod problems;
mod random;
mod script;
mod stages;

use crate::{Document, DocumentKind, read_document};

fn read(text: &str) -> Document {
    let document = read_document("Dockerfile", text.as_bytes().to_vec()).unwrap();
    assert_eq!(document.kind, DocumentKind::Dockerfile);
    document
}

fn problems(document: &Document) -> Vec<String> {
    document
        .problems
        .iter()
        .map(|problem| format!("{:?}: {problem}", document.source.slice(problem.span)))
        .collect()
}

fn hints(text: &str) -> Vec<String> {
    let document = read(text);
    let hints = document.workloads.iter().flat_map(|found| &found.windows_hints);
    hints.map(|hint| format!("{:?}: {}", hint.reason, document.source.slice(hint.span))).collect()
}

/// Each stage with its image, the text at the image's place, and what is unknown of it.
fn stages(document: &Document) -> Vec<String> {
    document
        .workloads
        .iter()
        .map(|found| match found.workload.containers.first() {
            None => format!("{} -", found.workload.name),
            Some(container) => {
                let place = &found.images[0];
                let written = document.source.slice(place.span);
                let unknown: Vec<_> = place.unknown_variables().collect();
                format!("{} {} <- {written} {unknown:?}", found.workload.name, container.image)
            }
        })
        .collect()
}
