//! An owner that Windows cannot give a file.

use super::steps::patch;
use super::told::{Says, Told, told_of};
use crate::cause::{Cause, Class, Confidence, Example};
use crate::facts::Sighting;

/// The pod asks for a user or a group of Linux, and its files should get that owner.
pub static CAUSE: Cause = Cause {
    id: "run-as-user-on-windows",
    class: Class::Workload,
    title: "the pod asks for a user or group of Linux on a Windows node",
    statement: "With runAsUser, runAsGroup or fsGroup the kubelet gives the token and other projected files of the pod that \
                owner, which Windows cannot: the volume is never set up, and the pod waits for ever. Kubernetes since 1.31 \
                ignores the fields on Windows. Very often the pod is for Linux, and nothing keeps it off Windows nodes.",
    requires: "A chown that is not supported by Windows, of a volume of a pod.",
    against: "A program of one's own that says so.",
    signs: &["run-as-user-chown"],
    sources: &["k8s-issue-102849", "k8s-pr-125040", "k8s-projected-volumes"],
    retry_may_help: false,
    find: |case| told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_of_volume(it)), say),
    examples: EXAMPLES,
};

/// Go says of many things that Windows does not support them.
fn is_of_volume(sighting: &Sighting<'_>) -> bool {
    let line = sighting.line.to_ascii_lowercase();
    line.contains("chown") || line.contains("mountvolume")
}

fn say(told: &Told<'_>) -> Option<Says> {
    let volume = told.capture("volume").map(|it| format!(" of volume {it}")).unwrap_or_default();
    let node = match told
        .pair
        .host
        .as_ref()
        .and_then(|it| it.name.as_deref())
        .or(told.pair.pod.and_then(|it| it.node.as_deref()))
    {
        Some(node) => format!(" on Windows node {node}"),
        None => String::new(),
    };
    Some(
        Says::certain(format!(
            "{} asks for a user of Linux (runAsUser or fsGroup){node}, and files{volume} cannot get that owner",
            told.pod_words()
        ))
        .remedy("if it is for Linux: keep it on Linux nodes", patch(told.pair.pod, "{\"kubernetes.io/os\":\"linux\"}"))
        .remedy(
            "if it is for Windows: name the account in place of the number, and take out runAsUser, runAsGroup and fsGroup",
            "securityContext:\n  windowsOptions:\n    runAsUserName: ContainerUser",
        )
        .remedy("or use Kubernetes 1.31 or newer, which ignores them on Windows", "")
        .settle(
            "which of the fields it has",
            format!(
                "kubectl get pod {} -o jsonpath='{{.spec.securityContext}} {{.spec.containers[*].securityContext}}'",
                told.pod()
            ),
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the token of a pod",
        text: r#"Warning  FailedMount  3m  kubelet  MountVolume.SetUp failed for volume "kube-api-access-7dq2b" : chown c:\var\lib\kubelet\pods\5a\volumes\kubernetes.io~projected\kube-api-access-7dq2b\..2023_01_01\token: not supported by windows"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a program of one's own",
        text: "backup: open /dev/fuse: not supported by windows",
        found: None,
    },
];
