//! A VXLAN configuration of flannel that Windows does not take.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// flannel is configured with a VXLAN id or port that Windows does not take.
pub static CAUSE: Cause = Cause {
    id: "flannel-backend",
    class: Class::Network,
    title: "flannel has a VXLAN id or port that Windows does not take",
    statement: "On Windows, VXLAN takes the port 4789 and ids from 4096 on. The defaults of flannel on Linux are 8472 and 1, so \
                that a cluster with both has to say so for all its nodes.",
    requires: "flanneld refuses its configuration, with the number.",
    against: "Nothing: the message names the field.",
    signs: &["flannel-vni"],
    sources: &["flannel"],
    retry_may_help: false,
    find: |case| {
        told(case, &CAUSE, |it| {
            let what = if it.is_worded("Port [") { "port" } else { "id (VNI)" };
            let value = it.capture("count").map(|it| format!(" {it}")).unwrap_or_default();
            Some(
                Says::certain(format!("flannel is configured with the VXLAN {what}{value}, which Windows does not take"))
                    .remedy(
                        "change net-conf.json in the ConfigMap of flannel: it holds for all nodes",
                        "kubectl edit configmap kube-flannel-cfg -n kube-flannel\n\n\"Backend\": { \"Type\": \"vxlan\", \"VNI\": 4096, \
                         \"Port\": 4789 }",
                    )
                    .remedy(
                        "start flannel anew on all nodes, and delete the old network on the Windows ones",
                        "kubectl rollout restart daemonset -n kube-flannel",
                    )
                    .settle("what it is configured with", "kubectl get configmap kube-flannel-cfg -n kube-flannel -o yaml"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "the id that is the default on Linux",
        text: "E0612 10:02:11.000000 main.go:330] Error registering network: invalid VXLAN backend config. VNI [1] must be greater \
               than or equal to 4096 on Windows",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a good one",
        text: "I0612 10:02:11.000000 vxlan_windows.go:125] VXLAN config: Name=flannel.4096 VNI=4096 Port=4789",
        found: None,
    },
];
