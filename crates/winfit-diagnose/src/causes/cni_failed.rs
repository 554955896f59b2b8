//! The network plug-in fails.

use super::frames;
use super::told::{Says, Told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The network plug-in did not set up a pod, or is not there, and no other cause knows why.
pub static CAUSE: Cause = Cause {
    id: "cni-failed",
    class: Class::Network,
    title: "the network plug-in did not set up the network of the pod, or is not there",
    statement: "Before any container of a pod starts, the network plug-in gives it an address. On this node there is none, it \
                has no configuration, or it failed, and says why. Versions of image and host have no part in it.",
    requires: "The kubelet or containerd says that the plug-in failed or is not ready, and no message beside it is known to \
               another cause.",
    against: "Nothing that it was the plug-in; why is up to what stands behind.",
    signs: &["cni-failed"],
    sources: &["k8s-kubelet", "containerd", "cni-plugins"],
    retry_may_help: true,
    find: |case| frames::unexplained(case, &CAUSE, say),
    examples: EXAMPLES,
};

/// Wordings of a node that has no configuration of a plug-in.
const ABSENT: [&str; 4] = [
    "cni plugin not initialized",
    "cni config uninitialized",
    "container runtime network not ready",
    "no networks found in",
];

const CONFIGURATION: &str = "Get-ChildItem C:\\etc\\cni\\net.d, 'C:\\Program Files\\containerd\\cni\\conf', C:\\k\\cni\\config \
                             -ErrorAction SilentlyContinue\nSelect-String -Path 'C:\\Program Files\\containerd\\config.toml' \
                             -Pattern bin_dir, conf_dir";

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    if ABSENT.iter().any(|words| told.is_worded(words)) {
        return Says::certain(format!(
            "{host} has no network plug-in, or none with a configuration: no pod can start there"
        ))
        .remedy(
            "install the network plug-in on Windows nodes too: most have a manifest of their own for them",
            "kubectl get daemonsets --all-namespaces -o wide",
        )
        .remedy(
            "look whether it fails there",
            format!(
                "kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName={}",
                told.node()
            ),
        )
        .remedy(
            "let containerd look where the plug-in puts its files, then restart it",
            "Restart-Service containerd",
        )
        .settle(
            "which configuration is there, and where containerd looks for it; on that node",
            CONFIGURATION,
        );
    }
    if told.is_worded("failed to find plugin") {
        return Says::certain(format!(
            "{host} lacks a program of the network plug-in that its configuration names"
        ))
        .remedy(
            "install the plug-in's programs for Windows into bin_dir of containerd's configuration",
            "https://github.com/containernetworking/plugins/releases",
        )
        .settle(
            "which configuration is there, and where containerd looks for it; on that node",
            CONFIGURATION,
        );
    }
    let reason = told.seen.iter().rev().find_map(|it| frames::reason(it));
    let reason = reason.map(|it| format!(": {it}")).unwrap_or_default();
    let says = Says::likely(format!("the network plug-in did not set up {}{reason}", told.pod_words()));
    frames::decoded(says, told)
        .remedy(
            "look at the plug-in on that node",
            format!(
                "kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName={}",
                told.node()
            ),
        )
        .settle(
            "which networks the plug-in has made; on that node",
            "Get-HnsNetwork | Format-Table Name, Type, ManagementIP",
        )
        .settle("what the pod was told since", format!("kubectl describe pod {}", told.pod()))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "a node without a plug-in",
        text: "KubeletNotReady container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady \
               message:Network plugin returns error: cni plugin not initialized",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a plug-in that says why",
        text: "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \"0f1e\": plugin \
               type=\"calico\" failed (add): error getting ClusterInformation: connection is unauthorized",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "a reason that another cause knows",
        text: "NetworkPlugin cni failed to set up pod \"web_default\" network: open /run/flannel/subnet.env: The system cannot \
               find the path specified.",
        found: None,
    },
];
