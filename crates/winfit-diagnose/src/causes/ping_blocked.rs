//! Pings out of pods.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Engine, Example};

/// No ping leaves a Windows pod; that alone is no failure.
pub static CAUSE: Cause = Cause {
    id: "ping-blocked",
    class: Class::Network,
    title: "a ping is not answered, which from a Windows pod proves nothing",
    statement: "Networks of Windows pods translate addresses for TCP and UDP, not for ICMP: a ping to something outside of the \
                cluster is never answered, while connections work.",
    requires: "The lines of a ping that got no answer.",
    against: "TCP to the same address fails as well: then the network is at fault, its ExceptionList most often.",
    signs: &["ping-timed-out"],
    sources: &["k8s-windows-networking", "k8s-windows-intro-1.22"],
    retry_may_help: false,
    find: |case| told(case, &CAUSE, |it| Some(say(it))),
    examples: EXAMPLES,
};

fn say(told: &Told<'_>) -> Says {
    let is_pod = told.engine() == Engine::Kubernetes;
    let confidence = if is_pod { Confidence::Likely } else { Confidence::Possible };
    let pod = told.pod();
    Says::new(confidence, "a ping is not answered: from a Windows pod none to the outside is, while connections work")
            .remedy("try a connection instead", format!("kubectl exec {pod} -- curl.exe -sS -m 5 -o NUL -w \"%{{http_code}}\" https://ADDRESS"))
            .remedy(
                "if that fails too: the ExceptionList of cni.conf must hold the subnets of pods, services and nodes, and nothing \
                 that has the address in it; pods that are made afterwards have the change",
                "\"ExceptionList\": [ \"10.244.0.0/16\", \"10.96.0.0/12\", \"10.127.130.0/24\" ]",
            )
            .settle("whether TCP gets through", format!("kubectl exec {pod} -- powershell Test-NetConnection ADDRESS -Port 443"))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "four pings",
        text: "Pinging 8.8.8.8 with 32 bytes of data:\nRequest timed out.\nRequest timed out.\nRequest timed out.\nRequest timed out.",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "another request",
        text: "ERROR 10:02:11 upstream: Request timed out after 30s",
        found: None,
    },
];
