//! The questions of the Kubernetes documents about Windows: those that a text can answer are answered.

use crate::found;

/// The number of a question, the cause that answers it, and a text that proves it.
const PROVEN: [(u8, &str, &str); 14] = [
    (2, "kubelet-flag-removed", "kubelet.exe : Error: failed to parse kubelet flag: unknown flag: --service"),
    (
        2,
        "node-service-mode",
        "A timeout was reached (30000 milliseconds) while waiting for the flanneld service to connect.",
    ),
    (3, "mac-spoofing-off", "VMName             : winw1\nMacAddressSpoofing : Off\nRouterGuard        : Off"),
    (
        4,
        "ping-blocked",
        "C:\\>ping -n 2 203.0.113.7\n\nPinging 203.0.113.7 with 32 bytes of data:\nRequest timed out.\nRequest timed out.",
    ),
    (
        5,
        "node-to-service",
        "curl: (7) Failed to connect to 127.0.0.1 port 31234 after 2041 ms: Connection refused",
    ),
    (
        6,
        "hns-network-missing",
        "hcnModifyEndpoint: Endpoint ID \"5c1d9a4e-0000-4e21-8d2f-0f1e2d3c4b5a\" not found",
    ),
    (
        8,
        "flannel-waiting",
        "Waiting for the Network to be created\nWaiting for the Network to be created\nWaiting for the Network to be created",
    ),
    (
        9,
        "flannel-subnet-env",
        "Warning  FailedCreatePodSandBox  9s (x12 over 2m)  kubelet, winw1  Failed create pod sandbox: rpc error: code = Unknown \
         desc = failed to set up sandbox container \"5c1d\" network for pod \"iis-0\": NetworkPlugin cni failed to set up pod \
         \"iis-0_default\" network: open /run/flannel/subnet.env: The system cannot find the file specified.",
    ),
    (10, "node-to-service", "curl: (28) Failed to connect to 10.100.4.9 port 80 after 21039 ms: Timed out"),
    (
        11,
        "kubelet-no-adapter",
        "Failed to find a suitable network adapter, check your network settings.\nAt C:\\k\\helper.psm1:31 char:9",
    ),
    (
        12,
        "sandbox-pause-image-mismatch",
        "Failed create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod \"iis-0\": Error \
         response from daemon: hcsshim::CreateComputeSystem 5c1d: The container operating system does not match the host \
         operating system.",
    ),
    (13, "dns-names", "Resolve-DnsName : iis.default : DNS name does not exist\nAt line:1 char:1"),
    (
        14,
        "port-forward-wincat",
        "an error occurred forwarding 8080 -> 80: error forwarding port 80 to pod 5c1d: unable to do port forwarding: wincat not \
         found.",
    ),
    (
        15,
        "proxy-missing",
        "Error response from daemon: Get \"https://mcr.microsoft.com/v2/\": proxyconnect tcp: dial tcp: lookup proxy.example.com: \
         no such host",
    ),
];

#[test]
fn each_question_that_a_text_can_answer_is_answered_first() {
    for (item, cause, text) in PROVEN {
        let all: Vec<_> = found(text).into_iter().map(|it| it.cause.id).collect();
        assert_eq!(all.first().copied(), Some(cause), "item {item}: {all:?}");
    }
}

#[test]
fn a_fault_of_the_network_is_never_told_as_a_mismatch() {
    let of_network = PROVEN.iter().filter(|(item, ..)| *item != 12);
    for (item, _, text) in of_network {
        assert!(!found(text).iter().any(|it| it.cause.class.is_os_mismatch()), "item {item}");
    }
}

#[test]
fn the_node_of_a_pod_is_named_where_nothing_else_is_told_of_it() {
    let all = found(
        "Name:           iis-0\nNamespace:      default\nNode:           winw2/10.0.0.12\nEvents:\n  Warning  \
         FailedCreatePodSandBox  9s  kubelet  Failed to create pod sandbox: open /run/flannel/subnet.env: The system cannot \
         find the path specified.",
    );
    let first = all.first().unwrap();
    assert!(first.summary.starts_with("flanneld on node winw2 "), "{}", first.summary);
}
