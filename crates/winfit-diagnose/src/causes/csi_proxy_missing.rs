//! A storage driver without csi-proxy.

use super::told::{Says, told};
use crate::cause::{Cause, Class, Confidence, Example};

/// A storage driver needs csi-proxy, which does not run on the node.
pub static CAUSE: Cause = Cause {
    id: "csi-proxy-missing",
    class: Class::Node,
    title: "a storage driver needs csi-proxy, which does not run on the node",
    statement: "Storage drivers that run in ordinary containers work on disks and volumes of the node through csi-proxy, a program \
                on the node itself. It does not run there. Newer drivers run as host-process containers and need it no more.",
    requires: "A driver could not open a pipe of csi-proxy.",
    against: "Nothing: the message names the pipe.",
    signs: &["csi-proxy-missing"],
    sources: &["csi-proxy"],
    retry_may_help: true,
    find: |case| {
        told(case, &CAUSE, |it| {
            let host = it.host_words();
            Some(
                Says::certain(format!("csi-proxy does not run on {host}, and a storage driver needs it"))
                    .remedy(
                        "install it as a service on each Windows node",
                        "sc.exe create csiproxy binPath= \"C:\\etc\\kubernetes\\node\\bin\\csi-proxy.exe -windows-service \
                         -log_file=C:\\var\\log\\csi-proxy.log -logtostderr=false\"\nsc.exe config csiproxy start= auto\n\
                         Start-Service csiproxy",
                    )
                    .remedy("or take a version of the driver that runs as a host-process container", "")
                    .settle("whether its pipes are there", "Get-ChildItem \\\\.\\pipe\\ | Where-Object Name -like csi-proxy*"),
            )
        })
    },
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example {
        says: "a driver that starts",
        text: "E0612 10:02:11.000000       1 main.go:88] failed to get safe mounter. Error: open \\\\.\\pipe\\csi-proxy-filesystem-v1: \
               The system cannot find the file specified.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "csi-proxy starts",
        text: "listening on \\\\.\\pipe\\csi-proxy-filesystem-v1",
        found: None,
    },
];
