//! Services that extend those of other files, where these files are among the documents of a set.
//!
//! What is taken from another file has no place in this one: whatever points at it points at `extends`.

use std::collections::HashMap;

use winfit_fleet::Container;

use super::extends::LENGTH;
use crate::yaml::Limits;
use crate::{
    Document, DocumentKind, Found, ImagePlace, ImageStyle, Place, PlaceKind, ProblemKind, WindowsHint,
};

/// Merges into services what those say that they extend in other files. Doing so again changes nothing.
pub(crate) fn link(documents: &mut [Document]) {
    if !documents.iter().flat_map(|it| &it.workloads).any(is_open) {
        return;
    }
    let files: HashMap<String, usize> = documents
        .iter()
        .enumerate()
        .filter(|(_, document)| document.kind == DocumentKind::Compose)
        .map(|(index, document)| (normalized(document.source.name()), index))
        .collect();
    let mut left = Limits::DOCUMENT.expansion;
    // Each pass takes one step of a chain.
    for _ in 0..LENGTH {
        let merges = merges(documents, &files, &mut left);
        if merges.is_empty() {
            return;
        }
        for Merge { file, workload, base } in merges {
            let Some(document) = documents.get_mut(file) else { continue };
            let Some(found) = document.workloads.get_mut(workload) else { continue };
            merge(base, found);
            let span = found.extends.as_ref().map(|extends| extends.span);
            let is_solved = |kind: &ProblemKind| matches!(kind, ProblemKind::ExtendsFile { .. });
            document.problems.retain(|it| Some(it.span) != span || !is_solved(&it.kind));
        }
    }
}

/// A service, and what it takes from another.
struct Merge {
    file: usize,
    workload: usize,
    base: Found,
}

fn is_open(found: &Found) -> bool {
    found.extends.as_ref().is_some_and(|extends| !extends.linked)
}

/// The services whose base is known, and says all that it will.
fn merges(documents: &[Document], files: &HashMap<String, usize>, left: &mut usize) -> Vec<Merge> {
    let services: HashMap<(usize, &str), &Found> = documents
        .iter()
        .enumerate()
        .flat_map(|(file, document)| document.workloads.iter().map(move |found| (file, found)))
        .map(|(file, found)| ((file, found.workload.name.as_str()), found))
        .collect();
    let mut merges = Vec::new();
    for (file, document) in documents.iter().enumerate() {
        for (workload, found) in document.workloads.iter().enumerate().filter(|(_, found)| is_open(found)) {
            let Some(extends) = &found.extends else { continue };
            let path = beside(document.source.name(), &extends.file);
            let base = files.get(&path).and_then(|base| services.get(&(*base, extends.service.as_str())));
            let Some(base) = base.filter(|base| !is_open(base)) else { continue };
            let Some(rest) = left.checked_sub(size(base)) else { continue };
            *left = rest;
            merges.push(Merge { file, workload, base: (*base).clone() });
        }
    }
    merges
}

/// What is copied from a service, in values.
fn size(found: &Found) -> usize {
    let Found { workload, windows_hints, build, .. } = found;
    let arguments = build.as_ref().map_or(0, |build| build.args.len());
    1 + workload.containers.len() + workload.placement.constraints.len() + windows_hints.len() + arguments
}

/// What the service says itself counts before what it extends.
fn merge(base: Found, found: &mut Found) {
    let Some(extends) = &mut found.extends else { return };
    extends.linked = true;
    let (span, own) = (extends.span, extends.isolation);
    let place = |kind: PlaceKind| Place { kind, key: span, value: span };
    let asks = |found: &Found| found.place(&PlaceKind::Isolation).is_some();
    // A service without an image has no container, and may ask for an isolation all the same.
    let of_base = base.workload.containers.first().map(|container| container.isolation);
    let inherited = of_base.unwrap_or(base.extends.as_ref().and_then(|extends| extends.isolation));
    let isolation = if asks(found) { own } else { inherited };
    if !asks(found) && asks(&base) {
        found.places.push(place(PlaceKind::Isolation));
    }
    if let Some(extends) = &mut found.extends {
        extends.isolation = isolation;
    }
    let of_base = base.workload.containers.into_iter().zip(base.images).next();
    match (found.workload.containers.first_mut(), of_base) {
        (Some(own), _) => own.isolation = isolation,
        (None, Some((base, image))) => {
            let name = found.workload.name.clone();
            found.workload.containers.push(Container { name, isolation, ..base });
            found.images.push(ImagePlace { span, style: ImageStyle::Shared, ..image });
        }
        (None, None) => {}
    }
    if found.workload.os.is_none() {
        found.workload.os = base.workload.os;
    }
    for constraint in base.workload.placement.constraints {
        let constraints = &mut found.workload.placement.constraints;
        found.places.push(place(PlaceKind::Constraint(constraints.len())));
        constraints.push(constraint);
    }
    let hints = base.windows_hints.into_iter().map(|hint| WindowsHint { reason: hint.reason, span });
    found.windows_hints.extend(hints);
    if found.build.is_none() {
        found.build = base.build.map(|build| crate::Build { span, ..build });
    }
}

/// The name of a file that another names, both as the user knows them.
pub(crate) fn beside(of: &str, file: &str) -> String {
    let folder = of.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
    let is_absolute = file.starts_with(['/', '\\']) || file.get(1..2) == Some(":");
    if is_absolute || folder.is_empty() { normalized(file) } else { normalized(&format!("{folder}/{file}")) }
}

/// A path without detours.
pub(crate) fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_from_where_it_is_named() {
        for (of, file, path) in [
            ("compose.yaml", "common.yml", "common.yml"),
            ("./compose.yaml", "./common.yml", "common.yml"),
            ("a/b/compose.yaml", "../common.yml", "a/common.yml"),
            ("a\\compose.yaml", "b\\common.yml", "a/b/common.yml"),
            ("/srv/compose.yaml", "common.yml", "/srv/common.yml"),
            ("a/compose.yaml", "/srv/common.yml", "/srv/common.yml"),
            ("a/compose.yaml", "C:\\srv\\common.yml", "C:/srv/common.yml"),
            ("../compose.yaml", "../common.yml", "../../common.yml"),
        ] {
            assert_eq!(beside(of, file), path, "{file} of {of}");
        }
    }
}
