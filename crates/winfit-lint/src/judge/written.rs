//! How an image is written in a file.

use winfit_fleet::WorkloadKind;

use super::Judged;

/// The line that names an image in this kind of file.
pub(crate) fn line(judged: &Judged<'_>, reference: &str) -> String {
    match judged.found.workload.kind {
        WorkloadKind::DockerfileStage => format!("FROM {reference}"),
        _ => format!("image: {reference}"),
    }
}
