//! An administrator where the pod forbids one.

use super::steps::patch_spec;
use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The pod forbids the administrator of the container, or root, and its image or the pod itself asks for it.
pub static CAUSE: Cause = Cause {
    id: "run-as-non-root",
    class: Class::Workload,
    title: "the pod forbids the administrator, and its image or the pod itself asks for it",
    statement: "With runAsNonRoot: true the kubelet refuses ContainerAdministrator on Windows, which is the account of Server \
                Core images that name none, and root on Linux.",
    requires: "The kubelet's message.",
    against: "A policy of the namespace that asks for the field: that refuses the pod before any node has it.",
    signs: &["run-as-non-root"],
    sources: &["k8s-kubelet", "k8s-run-as-user-name"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let is_windows = told.is_worded("regarded as root identity");
    let account =
        if is_windows { "ContainerAdministrator" } else { "root or a user that cannot be told from it" };
    let says = Says::certain(format!("{} has runAsNonRoot, and would run as {account}", told.pod_words()));
    let says = match is_windows {
        true => says,
        false => says.remedy(
            "on Linux: give the user by its number",
            patch_spec(told.pair.pod, "{\"securityContext\":{\"runAsNonRoot\":true,\"runAsUser\":1000}}"),
        ),
    };
    Some(
        says.remedy(
            "on Windows: run as the account without rights",
            patch_spec(
                told.pair.pod,
                "{\"securityContext\":{\"windowsOptions\":{\"runAsUserName\":\"ContainerUser\"}}}",
            ),
        )
        .remedy("or in the image", "USER ContainerUser")
        .settle(
            "the account of the image",
            format!("docker image inspect --format '{{{{.Config.User}}}}' {}", told.image()),
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a Server Core image",
        text: "Error: container's runAsUserName (ContainerAdministrator) which will be regarded as root identity and will \
               break non-root policy (pod: \"web_shop\", container: web)",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a policy that wants the field",
        text: r#"pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true"#,
        found: None,
    },
];
