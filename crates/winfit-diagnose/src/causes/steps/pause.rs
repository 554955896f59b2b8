//! The pause image of a node.

use winfit_compat::Runtime;
use winfit_compat::catalog::PauseImage;

use crate::cause::{Case, Pair, Step};

/// The newest pause image that has an entry of a build, or of any, if the build is not known.
pub(in crate::causes) fn newest_pause_image(case: &Case<'_>, build: Option<u32>) -> String {
    let fits = |it: &&PauseImage| match build {
        Some(build) => it.builds.contains(&build),
        None => !it.builds.is_empty(),
    };
    let defaults = case.catalog.pause_images.iter().filter(fits);
    let newest = defaults.max_by_key(|it| it.default_of.map(|it| it.since));
    newest.map_or_else(|| "PAUSE_IMAGE".to_owned(), |it| it.image.to_string())
}

/// Sets the pause image of the node.
pub(super) fn set(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    let build = pair.host.as_ref().and_then(|it| it.host.os_version).map(|it| it.build);
    let image = newest_pause_image(case, build);
    let runtime = pair.host.as_ref().and_then(|it| it.host.runtime);
    let mut steps = Vec::new();
    if !matches!(runtime, Some(Runtime::Docker(_))) {
        steps.push(Step::new(
            "containerd: set it in C:\\Program Files\\containerd\\config.toml, under \
             [plugins.\"io.containerd.grpc.v1.cri\"], or in containerd 2 as sandbox under pinned_images",
            format!("sandbox_image = \"{image}\""),
        ));
        steps.push(Step::new("restart it", "Restart-Service containerd"));
    }
    if !matches!(runtime, Some(Runtime::Containerd(_))) {
        steps.push(Step::new(
            "Docker (Kubernetes up to 1.23): give it to the kubelet, then restart that",
            format!("--pod-infra-container-image={image}"),
        ));
    }
    steps.push(Step::new("verify that it has an entry of the node's build", format!("winfit image {image}")));
    steps
}
