//! The pause image of a node.

use winfit_compat::Runtime;
use winfit_compat::catalog::PauseImage;

use crate::cause::{Case, Pair, Step};

/// The pause image of the node.
pub(super) fn pause_image(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    let build = pair.host.as_ref().and_then(|it| it.host.os_version).map(|it| it.build);
    let fits = |it: &&PauseImage| build.is_some_and(|build| it.builds.contains(&build));
    let newest =
        case.catalog.pause_images.iter().filter(fits).max_by_key(|it| it.default_of.map(|it| it.since));
    let image = newest.map_or("registry.k8s.io/pause:3.10", |it| &*it.image);
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
