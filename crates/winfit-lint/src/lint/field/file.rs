//! Whether a mount names a single file.

use super::FieldUse;
use crate::yaml::Node;

/// Volumes whose entries are files.
const OF_FILES: [&str; 4] = ["configMap", "secret", "downwardAPI", "projected"];

/// As many volumes of a pod are looked at for each mount: no pod has more, and a file that is made up may.
const VOLUMES: usize = 1000;

/// Whether the `subPath` of a mount names a file: an entry of a volume of files, or a name with an extension.
pub(crate) fn names_file(field: &FieldUse<'_, '_>) -> bool {
    let path = field.value().text().unwrap_or_default();
    let name = field.place.base.get("name").and_then(Node::text);
    let Some(pod) = field.pod() else { return false };
    let mut volumes = pod.nodes.spec.get("volumes").into_iter().flat_map(Node::items).take(VOLUMES);
    let volume = volumes.find(|volume| name.is_some() && volume.get("name").and_then(Node::text) == name);
    let files = volume.and_then(|volume| OF_FILES.iter().find_map(|kind| volume.get(kind)));
    match files {
        // Entries may be given paths with folders.
        Some(files) => !items(files)
            .any(|item| item.strip_prefix(path).is_some_and(|rest| rest.starts_with(['/', '\\']))),
        None => path.rsplit(['/', '\\']).next().unwrap_or(path).trim_start_matches('.').contains('.'),
    }
}

/// The paths that a volume gives to its entries.
fn items<'a>(files: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    let sources = files.get("sources").into_iter().flat_map(Node::items);
    let of_sources = sources.flat_map(|source| OF_FILES.iter().find_map(|kind| source.get(kind)));
    let lists = [files].into_iter().chain(of_sources).filter_map(|it| it.get("items"));
    lists.flat_map(Node::items).filter_map(|item| item.get("path")?.text())
}
