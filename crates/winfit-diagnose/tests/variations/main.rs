//! The same failure told in another way has the same cause: other ids and versions, another line width, other line ends,
//! quotes, colours, timestamps, JSON around it, another language beside it, lines in another order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod carried;
mod precise;

use std::sync::LazyLock;

use winfit_compat::builtin::builtin;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::Pasted;
use winfit_diagnose::{Found, Phrases, diagnose};

static PHRASES: LazyLock<Phrases<'static>> = LazyLock::new(|| Phrases::new(builtin()).unwrap());

/// What is found in a text, the most likely first.
fn found(text: &str) -> Vec<Found> {
    let facts = read_facts(builtin(), &PHRASES, &[Pasted::whole("text", text)]);
    diagnose(builtin(), &facts, "2026-01-01".parse().unwrap())
}

/// The most likely cause; empty if there is none.
fn first(text: &str) -> &'static str {
    found(text).first().map_or("", |it| it.cause.id)
}

/// What stands for whatever differs from one machine to the next.
#[derive(Debug, Clone)]
struct Names {
    id: String,
    image: String,
    pod: String,
    node: String,
}

/// Failures with their causes. `ID`, `IMAGE`, `POD` and `NODE` stand for names; each line holds by itself.
const FAILURES: [(&str, &str); 16] = [
    (
        "os-mismatch-build",
        "docker: Error response from daemon: container ID encountered an error during CreateContainer: failure in a Windows \
         system call: The operating system of the container does not match the operating system of the host. (0xc0370101) \
         extra info: {\"SystemType\":\"Container\",\"Name\":\"ID\",\"HvPartition\":false}.",
    ),
    (
        "os-mismatch-build",
        "Error: failed to start container \"web\": Error response from daemon: hcsshim::CreateComputeSystem ID: The container \
         operating system does not match the host operating system.",
    ),
    (
        "os-mismatch-build",
        "failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem ID: The container operating \
         system does not match the host operating system.: unknown",
    ),
    (
        "sandbox-pause-image-mismatch",
        "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod \"POD\": Error \
         response from daemon: hcsshim::CreateComputeSystem ID: The container operating system does not match the host \
         operating system.",
    ),
    (
        "sandbox-pause-image-mismatch",
        "RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed pulling image \"k8s.gcr.io/pause:3.1\": \
         no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
    ),
    (
        "image-newer-than-host",
        "a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host",
    ),
    (
        "image-newer-than-host",
        "a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host",
    ),
    (
        "no-matching-manifest",
        "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
    ),
    (
        "no-matching-manifest",
        "no matching manifest for windows(10.0.26100)/amd64 in the manifest list entries",
    ),
    (
        "no-matching-manifest",
        "failed to pull and unpack image \"IMAGE\": no match for platform in manifest: not found",
    ),
    ("linux-image-on-windows", "image operating system \"linux\" cannot be used on this platform"),
    ("windows-image-on-linux", "docker: image operating system \"windows\" cannot be used on this platform."),
    (
        "hyperv-unavailable",
        "Error response from daemon: hcsshim::CreateComputeSystem ID: The virtual machine could not be started because a \
         required feature is not installed.",
    ),
    (
        "container-exists",
        "Error response from daemon: hcsshim::CreateComputeSystem ID: A virtual machine or container with the specified \
         identifier already exists.",
    ),
    (
        "cni-vpc-label",
        "failed to parse Kubernetes args: pod does not have label vpc.amazonaws.com/PrivateIPv4Address",
    ),
    (
        "run-as-user-on-windows",
        "MountVolume.SetUp failed for volume \"kube-api-access-vjdzc\" : chown c:\\var\\lib\\kubelet\\pods\\d3bf6416\\volumes\\token: \
         not supported by windows",
    ),
];
