//! The facts file, brought up to date.

use std::path::Path;

use winfit_images::{ImageFacts, Lock, Resolved};

use crate::wire::image::LockChange;

/// Records what was read; what was not, or not in full, keeps its entry.
pub(super) fn merge(lock: &mut Lock, resolved: &Resolved, file: &Path) -> LockChange {
    let mut change =
        LockChange { file: file.display().to_string(), added: 0, changed: 0, unchanged: 0, kept: 0 };
    let read = resolved.iter().filter_map(|(source, facts)| Some((source, facts.as_ref().ok()?)));
    let read = read.filter(|(_, facts)| facts.is_complete());
    for (source, facts) in read {
        match lock.images.insert(source.clone(), facts.clone()) {
            None => change.added += 1,
            Some(before) if is_same(&before, facts) => change.unchanged += 1,
            Some(_) => change.changed += 1,
        }
    }
    change.kept = lock.images.len() - change.added - change.changed - change.unchanged;
    change
}

/// Whether the image is the same, whenever and wherever it was read.
fn is_same(before: &ImageFacts, now: &ImageFacts) -> bool {
    before.digest == now.digest && before.platforms == now.platforms && before.skipped == now.skipped
}
