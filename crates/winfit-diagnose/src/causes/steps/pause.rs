//! The pause image of a node.

use winfit_compat::catalog::PauseImage;

use crate::cause::{Case, Pair, Step};

/// The pause image of the node.
pub(super) fn pause_image(case: &Case<'_>, pair: &Pair<'_>) -> Vec<Step> {
    let build = pair.host.as_ref().and_then(|it| it.host.os_version).map(|it| it.build);
    let fits = |it: &&PauseImage| build.is_some_and(|build| it.builds.contains(&build));
    let newest =
        case.catalog.pause_images.iter().filter(fits).max_by_key(|it| it.default_of.map(|it| it.since));
    let image = newest.map_or("registry.k8s.io/pause:3.10", |it| &*it.image);
    vec![
        Step::new(
            "containerd: set the sandbox image in C:\\Program Files\\containerd\\config.toml, then restart containerd",
            format!(
                "[plugins.\"io.containerd.grpc.v1.cri\"]\n  sandbox_image = \"{image}\"\n\nRestart-Service containerd"
            ),
        ),
        Step::new(
            "Docker (Kubernetes up to 1.23): give the kubelet the image, then restart it",
            format!("--pod-infra-container-image={image}"),
        ),
        Step::new("verify that it has an entry of the node's build", format!("winfit image {image}")),
    ]
}
