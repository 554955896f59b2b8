//! HostProcess containers that break the rules for them.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A HostProcess container does not meet the rules for such containers.
pub static CAUSE: Cause = Cause {
    id: "host-process-refused",
    class: Class::Workload,
    title: "a HostProcess container does not meet the rules for such containers",
    statement: "A pod with HostProcess containers has nothing else: all its containers are such, it has hostNetwork, its account \
                is one of the host, and the namespace, the API server and containerd (1.6 or newer) have to allow it. \
                Best say hostProcess once, for the pod.",
    requires: "The API server's, the kubelet's or containerd's message about HostProcess.",
    against: "A pod that was not meant to be one: then take the field out.",
    signs: &["host-process-refused"],
    sources: &["k8s-validation", "k8s-host-process", "k8s-pod-security-admission", "containerd"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Option<Says> {
    let pod = told.pod_words();
    let namespace = told.pair.pod.and_then(|it| it.namespace.as_deref()).unwrap_or("NAMESPACE");
    let says = match () {
        () if told.is_worded("hostNetwork must be true") => {
            Says::certain(format!("{pod} has HostProcess containers, and not hostNetwork"))
        }
        () if told.is_worded("must not set") => {
            Says::certain(format!("the namespace of {pod} does not allow HostProcess containers")).remedy(
                "allow it, for the namespace",
                format!("kubectl label namespace {namespace} pod-security.kubernetes.io/enforce=privileged --overwrite"),
            )
        }
        () if told.is_worded("disallowed by cluster policy") => {
            Says::certain("the API server does not allow HostProcess containers")
                .remedy("allow privileged containers, when starting the API server", "--allow-privileged=true")
        }
        () if told.is_worded("is not enabled") => {
            Says::certain(format!("the kubelet of {} has HostProcess containers switched off", told.host_words()))
                .remedy("switch them on, or use Kubernetes 1.23 or newer", "--feature-gates=WindowsHostProcessContainers=true")
        }
        () => Says::certain(format!("only some of the containers of {pod} are HostProcess containers, or pod and containers differ")),
    };
    Some(
        says.remedy(
            "say it once, for the pod, and not again in containers and init containers",
            "spec:\n  hostNetwork: true\n  securityContext:\n    windowsOptions:\n      hostProcess: true\n      runAsUserName: NT AUTHORITY\\SYSTEM",
        )
        .settle(
            "what it has where",
            format!("kubectl get pod {} -o yaml | Select-String hostProcess,hostNetwork -Context 2", told.pod()),
        ),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the API server",
        text: "spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a namespace of the baseline",
        text: r#"pods "agent" is forbidden: violates PodSecurity "baseline:latest": hostProcess (pod must not set securityContext.windowsOptions.hostProcess=true)"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "host networking of a container that is none",
        text: "docker: Error response from daemon: network host not found.",
        found: None,
    },
];
