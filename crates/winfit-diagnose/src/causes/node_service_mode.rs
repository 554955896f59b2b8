//! Programs of a node that are no services.

use super::told::{Says, Told, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A program of the node is registered as a service and has no service mode, or was not told to use it.
pub static CAUSE: Cause = Cause {
    id: "node-service-mode",
    class: Class::Node,
    title: "a program of the node is registered as a service and does not run as one",
    statement: "A service has to report to Windows when it has started. The kubelet and kube-proxy do so with \
                --windows-service, not with the --service that guides name; flanneld never does, and needs a manager of services \
                such as nssm. Windows ends a service that does not report (error 1053).",
    requires: "Windows waited in vain for the service of a program that a node runs; or the service control manager gives error \
               1053.",
    against: "A service of something else; or a host so slow that the program had no time to report.",
    signs: &["service-no-response"],
    sources: &["k8s-windows-intro-1.22", "win32-error-codes"],
    retry_may_help: true,
    find: |case| told(case, &CAUSE, say),
    examples: EXAMPLES,
};

/// The services of a node, and how each becomes one.
const SERVICES: [(&str, &str); 5] = [
    ("kubelet", NATIVE),
    ("kube-proxy", NATIVE),
    (
        "flanneld",
        "nssm install flanneld C:\\flannel\\flanneld.exe\nnssm set flanneld AppParameters --kubeconfig-file=C:\\k\\config \
                  --iface=ADDRESS --ip-masq=1 --kube-subnet-mgr=1\nnssm start flanneld",
    ),
    ("containerd", "containerd.exe --register-service; Start-Service containerd"),
    ("docker", "dockerd.exe --register-service; Start-Service docker"),
];

const NATIVE: &str =
    "sc.exe create NAME binPath= \"C:\\k\\NAME.exe --windows-service …\"\nStart-Service NAME";

fn say(told: &Told<'_>) -> Option<Says> {
    let service = told
        .captures("service")
        .into_iter()
        .find_map(|named| SERVICES.iter().find(|(name, _)| named.to_ascii_lowercase().starts_with(name)));
    let says = match service {
        Some((name, register)) => {
            Says::likely(format!("{name} is registered as a service, and does not run as one"))
                .remedy("register it so that it reports to Windows", register.replace("NAME", name))
        }
        // The event names the service: one that no node runs is somebody else's.
        None if told.capture("service").is_some() => return None,
        None => Says::possible("a program is registered as a service, and does not run as one")
            .remedy("the kubelet and kube-proxy: register them so that they report to Windows", NATIVE)
            .remedy(
                "flanneld: run it under a manager of services",
                "nssm install flanneld C:\\flannel\\flanneld.exe",
            ),
    };
    let name = service.map_or("NAME", |(name, _)| *name);
    Some(says.settle("with which command line it is registered", format!("sc.exe qc {name}")).settle(
        "what it prints before it is ended",
        format!("nssm set {name} AppStdout C:\\k\\{name}.log; nssm set {name} AppStderr C:\\k\\{name}.log"),
    ))
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "the event of a kubelet that does not report",
        text: "7009 Error A timeout was reached (30000 milliseconds) while waiting for the kubelet service to connect.",
        found: Some(Confidence::Likely),
    },
    Example {
        says: "sc.exe",
        text: "C:\\k>sc.exe start kube-proxy\n[SC] StartService FAILED 1053:\n\nThe service did not respond to the start or control \
               request in a timely fashion.",
        found: Some(Confidence::Possible),
    },
    Example {
        says: "a service that no node runs",
        text: "A timeout was reached (30000 milliseconds) while waiting for the Print Spooler service to connect.",
        found: None,
    },
];
