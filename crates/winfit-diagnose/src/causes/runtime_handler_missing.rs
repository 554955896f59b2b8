//! A RuntimeClass that the node cannot serve.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// The runtime of the node has no handler of the RuntimeClass, or there is no such class.
pub static CAUSE: Cause = Cause {
    id: "runtime-handler-missing",
    class: Class::Node,
    title: "the node has no handler for the RuntimeClass of the pod",
    statement: "A RuntimeClass names a handler, and every node that its pods may go to needs it in the configuration of \
                containerd. Hyper-V isolation in Kubernetes needs such a handler; containerd has none unless somebody \
                configures it, and Docker never had one.",
    requires: "The message of the kubelet, the API server or containerd that names class or handler.",
    against: "The same class on other nodes that works there: then only this node lacks the handler.",
    signs: &["runtime-handler-missing"],
    sources: &["k8s-runtime-class", "containerd"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let class = told.capture("runtime_class").unwrap_or("NAME");
    if told.is_worded("RuntimeClass") {
        return Some(
            Says::certain(format!("the cluster has no RuntimeClass {class}"))
                .remedy("make it, with a selector for the nodes that have the handler", class_object(class))
                .remedy("or take runtimeClassName out of the pod template", "")
                .settle("which there are", "kubectl get runtimeclass"),
        );
    }
    let section = format!("plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.{class}");
    let options = match class.contains("hyper") {
        true => format!("\n  [{section}.options]\n    SandboxIsolation = 1"),
        false => String::new(),
    };
    Some(
        Says::certain(format!("containerd on {} has no handler {class}", told.host_words()))
            .remedy(
                "configure it on the Windows nodes that are meant: config.toml, then restart containerd",
                format!("[{section}]\n  runtime_type = \"io.containerd.runhcs.v1\"{options}\n\nRestart-Service containerd"),
            )
            .remedy("and keep its pods on these nodes, by the RuntimeClass itself", class_object(class))
            .settle("which handlers the node has; there", "containerd config dump | Select-String runtimes"),
    )
}

fn class_object(class: &str) -> String {
    format!(
        "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: {class}\nhandler: {class}\nscheduling:\n  \
         nodeSelector:\n    kubernetes.io/os: windows"
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "containerd",
        text: r#"Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runhcs-wcow-hypervisor" is configured"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the API server",
        text: r#"Error creating: pods "web-" is forbidden: pod rejected: RuntimeClass "windows-2022" not found"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "the sandbox fails for its image",
        text: r#"Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.5": no match for platform in manifest: not found"#,
        found: None,
    },
];
