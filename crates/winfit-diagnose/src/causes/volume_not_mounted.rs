//! A volume that is not mounted, and nothing says why.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A volume of the pod was not mounted, and nothing known says why.
pub static CAUSE: Cause = Cause {
    id: "volume-not-mounted",
    class: Class::Consequence,
    title: "a volume of the pod was not mounted",
    statement: "The kubelet mounts all volumes of a pod before it starts its containers. What stands behind the words says why: a \
                secret that is missing, a driver that the node does not have, a share that is not reached.",
    requires: "The kubelet's words about a volume.",
    against: "Any message that says why: then this only follows.",
    signs: &["mount-failed"],
    sources: &["k8s-kubelet", "k8s-windows-storage"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let message: String = told.capture("message").unwrap_or_default().chars().take(160).collect();
    let named = if message.is_empty() { String::new() } else { format!(": {message}") };
    Some(
        Says::possible(format!("a volume of {} was not mounted{named}", told.pod_words()))
            .settle("the events of the pod", format!("kubectl describe pod {}", told.pod()))
            .settle("which drivers the node has", format!("kubectl get csinode {} -o yaml", told.node())),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a secret that is missing",
        text: r#"Warning  FailedMount  3s  kubelet  MountVolume.SetUp failed for volume "settings" : secret "shop-settings" not found"#,
        found: Some(Confidence::Possible),
    },
    Example {
        says: "an owner that Windows cannot give",
        text: r#"MountVolume.SetUp failed for volume "token" : chown c:\var\lib\kubelet\pods\5a\token: not supported by windows"#,
        found: None,
    },
];
