//! Hosts out of fleet files.

use winfit_compat::{Architecture, HostKind, HyperV, Isolation, Os, Runtime, RuntimeVersion};
use winfit_fleet::Orchestrator;

use super::{fleet, host, read, version};

#[test]
fn a_fleet_file_says_all_that_a_host_can_have() {
    let fleet = fleet(
        "\
# winfit fleet
orchestrator: swarm
hosts:
  - name: win-2019-a
    os-version: 10.0.17763.6293
    kind: client
    hyperv: true
    isolation: hyperv
    architecture: arm64
    runtime: docker 29 containerd-store
    labels: {OS: windows}
    engine-labels: {rack: 7}
    taints: [\"os=windows:NoSchedule\", gpu:NoExecute]
    role: manager
    unschedulable: true
  - names: [a, b]
    os: linux
",
    );
    assert_eq!(fleet.orchestrator, Orchestrator::Swarm);
    let names: Vec<_> = fleet.hosts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["win-2019-a", "a", "b"]);
    let host = &fleet.hosts[0];
    assert_eq!(version(host), "10.0.17763.6293");
    assert_eq!((host.host.kind, host.host.hyperv), (Some(HostKind::Client), HyperV::Available));
    assert_eq!(host.host.architecture, Some(Architecture::Arm64));
    assert_eq!(host.host.default_isolation, Some(Isolation::HyperV));
    let docker = RuntimeVersion { major: 29, minor: 0 };
    assert_eq!(host.host.runtime, Some(Runtime::DockerWithContainerdStore(Some(docker))));
    assert_eq!((host.labels["OS"].as_str(), host.engine_labels["rack"].as_str()), ("windows", "7"));
    assert_eq!(host.labels.len(), 1, "nothing is implied outside of kubernetes");
    let taints: Vec<_> = host.taints.iter().map(ToString::to_string).collect();
    assert_eq!(taints, ["os=windows:NoSchedule", "gpu=:NoExecute"]);
    assert_eq!((host.role.as_deref(), host.unschedulable), (Some("manager"), true));
    assert_eq!((fleet.hosts[1].host.os, fleet.hosts[1].host.os_version), (Os::Linux, None));
}

#[test]
fn the_documented_example_is_read() {
    let documented = include_str!("../../nodes.rs");
    let lines = documented
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| line.get(1..).unwrap_or_default());
    let example = lines.skip_while(|line| *line != "```yaml").skip(1).take_while(|line| *line != "```");
    let host = host(&example.collect::<Vec<_>>().join("\n"));
    assert_eq!((host.name.as_str(), version(&host).as_str()), ("win-2019-a", "10.0.17763.6293"));
    assert_eq!(host.labels["node.kubernetes.io/windows-build"], "10.0.17763");
}

#[test]
fn what_is_not_said_is_a_plain_server_and_the_rest_is_unknown() {
    let host = host("hosts: [{name: a, os-version: 10.0.20348}]");
    assert_eq!(host.host, winfit_compat::Host::server("10.0.20348".parse().unwrap()));
}

#[test]
fn counted_hosts_are_numbered() {
    let names = |text: &str| fleet(text).hosts.into_iter().map(|host| host.name).collect::<Vec<_>>();
    assert_eq!(names("hosts: [{count: 2, os: linux}]"), ["host-1", "host-2"]);
    assert_eq!(names("hosts: [{name: w, count: 3, os: linux}]"), ["w-1", "w-2", "w-3"]);
}

#[test]
fn under_kubernetes_the_labels_of_the_kubelet_are_implied_and_given_ones_kept() {
    let fleet = fleet(
        "orchestrator: kubernetes\nhosts:\n- {name: w, os-version: 10.0.17763.1, labels: {kubernetes.io/arch: x, pool: p}}\n\
         - {name: l, os: linux, architecture: arm64}\n",
    );
    let labels = |index: usize| {
        let labels = fleet.hosts[index].labels.iter();
        labels.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>()
    };
    assert_eq!(
        labels(0),
        [
            "beta.kubernetes.io/arch=amd64",
            "beta.kubernetes.io/os=windows",
            "kubernetes.io/arch=x",
            "kubernetes.io/hostname=w",
            "kubernetes.io/os=windows",
            "node.kubernetes.io/windows-build=10.0.17763",
            "pool=p",
        ]
    );
    assert_eq!(
        labels(1),
        [
            "beta.kubernetes.io/arch=arm64",
            "beta.kubernetes.io/os=linux",
            "kubernetes.io/arch=arm64",
            "kubernetes.io/hostname=l",
            "kubernetes.io/os=linux",
        ]
    );
}

#[test]
fn unknown_keys_are_refused_with_the_nearest_one() {
    assert_eq!(
        read("orchestrator: none\nhosts:\n- name: a\n  os_version: 10.0.17763\n").unwrap_err(),
        "nodes:4:3: hosts[0] has no key \"os_version\"; did you mean os-version?"
    );
    assert_eq!(
        read("hosts: []\nhost: []\n").unwrap_err(),
        "nodes:2:1: a fleet has no key \"host\"; did you mean hosts?"
    );
    assert_eq!(
        read("hosts: [{name: a, colour: b}]").unwrap_err(),
        "nodes:1:19: hosts[0] has no key \"colour\""
    );
}

#[test]
fn values_that_cannot_be_meant_are_refused_with_what_can() {
    for (host, message) in [
        ("name: a", "1:9: hosts[0].os-version is missing; write a version such as 10.0.20348, or os: linux"),
        ("os: linux", "1:9: hosts[0].name is missing; write name, names or count"),
        ("name: a, names: [b]", "1:26: hosts[0] has name and names: only one of them can be"),
        ("names: [b], count: 2", "1:29: hosts[0] has names and count: only one of them can be"),
        ("names: [b, [c]]", "1:21: hosts[0].names[1] is a list, not a scalar"),
        ("count: 0", "1:17: hosts[0].count: \"0\" is no number from 1 to 100000"),
        ("count: 100001", "1:17: hosts[0].count: \"100001\" is no number from 1 to 100000"),
        ("name: a, os: win", "1:23: hosts[0].os: \"win\" is none of windows, linux"),
        ("name: a, kind: x", "1:25: hosts[0].kind: \"x\" is none of server, client"),
        ("name: a, hyperv: maybe", "1:27: hosts[0].hyperv: \"maybe\" is none of true, false"),
        (
            "name: a, isolation: host-process",
            "1:30: hosts[0].isolation: \"host-process\" is none of process, hyperv",
        ),
        (
            "name: a, os-version: 10.0",
            "1:31: hosts[0].os-version: \"10.0\" is not an OS version such as 10.0.17763.437: it has 2 parts, not 3 or 4",
        ),
        (
            "name: a, architecture: z80",
            "1:33: hosts[0].architecture: \"z80\" is not an architecture such as amd64 or arm64",
        ),
        (
            "name: a, runtime: podman 5",
            "1:28: hosts[0].runtime: \"podman 5\" is no runtime such as containerd 1.7, docker 26 or docker 29 containerd-store",
        ),
        ("name: a, os: linux, labels: [b]", "1:38: hosts[0].labels is a list, not a mapping"),
        (
            "name: a, os: linux, taints: [b]",
            "1:39: hosts[0].taints[0]: \"b\" is no taint such as os=windows:NoSchedule; the effects are NoSchedule, \
             PreferNoSchedule or NoExecute",
        ),
        ("name: a, os: linux, role: king", "1:36: hosts[0].role: \"king\" is none of worker, manager"),
    ] {
        assert_eq!(read(&format!("hosts: [{{{host}}}]")).unwrap_err(), format!("nodes:{message}"), "{host}");
    }
    assert_eq!(read("hosts: [a]").unwrap_err(), "nodes:1:9: hosts[0] is a scalar, not a mapping");
    assert_eq!(read("hosts: {a: b}").unwrap_err(), "nodes:1:8: hosts is a mapping, not a list");
    assert_eq!(
        read("orchestrator: nomad\nhosts: []").unwrap_err(),
        "nodes:1:15: orchestrator: \"nomad\" is none of none, kubernetes, swarm"
    );
}

#[test]
fn runtimes_are_written_as_people_say_them() {
    let runtime =
        |text: &str| host(&format!("hosts: [{{name: a, os: linux, runtime: {text}}}]")).host.runtime;
    let version = |major, minor| Some(RuntimeVersion { major, minor });
    assert_eq!(runtime("containerd 1.7"), Some(Runtime::Containerd(version(1, 7))));
    assert_eq!(runtime("containerd"), Some(Runtime::Containerd(None)));
    assert_eq!(runtime("docker 26.1.4"), Some(Runtime::Docker(version(26, 1))));
    assert_eq!(runtime("docker containerd-store"), Some(Runtime::DockerWithContainerdStore(None)));
    for text in ["docker 26 other", "containerd 1.7 containerd-store", "docker x", "docker 1.x"] {
        assert!(read(&format!("hosts: [{{name: a, os: linux, runtime: {text}}}]")).is_err(), "{text}");
    }
}

#[test]
fn a_fleet_that_would_not_fit_into_memory_is_refused() {
    let many = "hosts: [{count: 100000, os: linux}, {name: one, os: linux}]";
    assert_eq!(read(many).unwrap_err(), "nodes:1:37: the fleet has more than 100000 hosts");
    let long = format!("hosts: [{{count: 100000, os: linux, labels: {{a: {}}}}}]", "x".repeat(3000));
    assert_eq!(
        read(&long).unwrap_err(),
        "nodes:1:9: the names and labels of these hosts have more than 268435456 bytes"
    );
}
