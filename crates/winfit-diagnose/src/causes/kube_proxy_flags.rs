//! What kube-proxy must be told on Windows.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// kube-proxy lacks a flag or a gate that it needs on this network.
pub static CAUSE: Cause = Cause {
    id: "kube-proxy-flags",
    class: Class::Network,
    title: "kube-proxy lacks a flag or a feature gate that it needs on this node",
    statement: "On Windows kube-proxy has to be told more than on Linux: an address of its own on overlay networks, feature \
                gates in older versions, and the address of the node, of which it looks for the adapter. It ends at once where \
                something is missing, and services cannot be reached from that node.",
    requires: "kube-proxy names the flag, the gate, or the address.",
    against: "Nothing: kube-proxy says what it lacks.",
    signs: &["kube-proxy-gate", "kube-proxy-source-vip", "kube-proxy-host-mac", "kube-proxy-kernel"],
    sources: &["k8s-winkernel", "k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let host = told.host_words();
    let settle = "sc.exe qc kube-proxy; nssm get kube-proxy AppParameters; Get-CimInstance Win32_Process -Filter \
                  \"name='kube-proxy.exe'\" | Select-Object CommandLine";
    let says = if told.is_worded("WinOverlay") {
        Says::certain(format!("kube-proxy on {host} has an overlay network without the gate WinOverlay"))
            .remedy("switch the gate on; from Kubernetes 1.20 on it is", "--feature-gates=WinOverlay=true")
    } else if told.is_worded("WinDSR") {
        Says::certain(format!("kube-proxy on {host} has --enable-dsr without the gate WinDSR"))
            .remedy(
                "switch the gate on; from Kubernetes 1.33 on it is",
                "--enable-dsr=true --feature-gates=WinDSR=true",
            )
            .remedy("or do without direct server return", "--enable-dsr=false")
    } else if told.shows("kube-proxy-source-vip") {
        Says::certain(format!(
            "kube-proxy on {host} has an overlay network and no address of its own (--source-vip)"
        ))
        .remedy(
            "reserve an address of the node's subnet, and give it to kube-proxy",
            "--network-name=vxlan0 --source-vip=ADDRESS",
        )
        .remedy(
            "a node that left and joined again has files of its old subnet: delete them, then start anew",
            "Remove-Item C:\\k\\SourceVip.json, C:\\k\\SourceVipRequest.json",
        )
    } else if told.shows("kube-proxy-host-mac") {
        Says::certain(format!(
            "kube-proxy finds no adapter of {host} with the address that it takes for the node's"
        ))
        .remedy("tell it the name of the node as Kubernetes has it", "--hostname-override=NODE")
        .remedy(
            "see whether the address that Kubernetes has is one of the node's adapters",
            format!("kubectl get node {} -o wide", told.node()),
        )
    } else {
        Says::certain(format!("kube-proxy does not reach the network service of {host}"))
            .remedy(
                "install the feature Containers, then restart the node",
                "Install-WindowsFeature Containers -Restart",
            )
            .remedy("or start the service", "Start-Service hns")
    };
    says.settle("which flags it has; on that node", settle)
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "an overlay network without an address",
        text: "F0612 10:02:11.000000 server.go:495] unable to create proxier: source-vip flag not set",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "direct server return without its gate",
        text: "E0612 10:02:11.000000 proxier.go:700] WinDSR feature gate not enabled",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "gates that are listed",
        text: "I0612 10:02:11.000000 feature_gate.go:245] feature gates: &{map[WinDSR:true WinOverlay:true]}",
        found: None,
    },
];
