//! Hosts out of what docker prints.

use winfit_compat::{Architecture, HostKind, HyperV, Isolation, Os, Runtime, RuntimeVersion};
use winfit_fleet::Orchestrator;

use super::{fleet, host, read, version};

const SERVER: &str = r#"{"ID":"7TLO","Containers":0,"Driver":"windowsfilter","DriverStatus":[["Windows",""]],
"KernelVersion":"10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)",
"OperatingSystem":"Microsoft Windows Server Version 1809 (OS Build 17763.1577)","OSVersion":"1809","OSType":"windows",
"Architecture":"x86_64","Labels":["rack=7","gpu"],"Isolation":"process","Name":"WIN-1","ServerVersion":"19.03.13",
"Swarm":{"NodeID":"","LocalNodeState":"inactive"}}"#;

#[test]
fn an_engine_on_a_server_tells_all_but_the_revision_in_its_build_lab() {
    let fleet = fleet(SERVER);
    assert_eq!(fleet.orchestrator, Orchestrator::None);
    let host = &fleet.hosts[0];
    assert_eq!((host.name.as_str(), version(host).as_str()), ("WIN-1", "10.0.17763.1577"));
    assert_eq!(host.host.kind, Some(HostKind::Server));
    assert_eq!(host.host.architecture, Some(Architecture::Amd64));
    let docker = RuntimeVersion { major: 19, minor: 3 };
    assert_eq!(host.host.runtime, Some(Runtime::Docker(Some(docker))));
    assert_eq!((host.host.default_isolation, host.host.hyperv), (Some(Isolation::Process), HyperV::Unknown));
    assert_eq!((host.engine_labels["rack"].as_str(), host.engine_labels["gpu"].as_str()), ("7", ""));
    assert_eq!(host.id, None);
}

#[test]
fn newer_engines_and_clients_are_understood() {
    let newer = host(
        r#"{"OSType":"windows","OperatingSystem":"Microsoft Windows Server 2022 Datacenter (Build 20348)",
        "OSVersion":"10.0.20348","KernelVersion":"10.0 20348 (20348.1.amd64fre.fe_release.210507-1500)","ServerVersion":"28.1.1",
        "DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]],"Isolation":"process"}"#,
    );
    assert_eq!((version(&newer).as_str(), newer.host.kind), ("10.0.20348", Some(HostKind::Server)));
    let docker = RuntimeVersion { major: 28, minor: 1 };
    assert_eq!(newer.host.runtime, Some(Runtime::DockerWithContainerdStore(Some(docker))));
    let client = host(
        r#"{"OSType":"windows","OperatingSystem":"Microsoft Windows 11 Pro (Build 22631)","OSVersion":"10.0.22631",
        "Isolation":"hyperv"}"#,
    );
    assert_eq!((client.host.kind, client.host.hyperv), (Some(HostKind::Client), HyperV::Available));
    assert_eq!(client.host.default_isolation, Some(Isolation::HyperV));
    let old = host(
        r#"{"OSType":"windows","OperatingSystem":"Windows Server 2016 Datacenter","ServerVersion":"17.06.2-ee-5",
        "KernelVersion":"10.0 14393 (14393.1770.amd64fre.rs1_release.170917-1700)"}"#,
    );
    assert_eq!(version(&old), "10.0.14393.1770");
}

#[test]
fn an_engine_for_linux_containers_is_a_linux_host() {
    let host = host(
        r#"{"OSType":"linux","OperatingSystem":"Docker Desktop","Architecture":"aarch64","Isolation":""}"#,
    );
    assert_eq!((host.host.os, host.host.architecture), (Os::Linux, Some(Architecture::Arm64)));
}

#[test]
fn an_answer_without_an_engine_says_why() {
    let text = r#"{"ID":"","OSType":"","ServerVersion":"","Driver":"","ServerErrors":["error during connect: pipe not found"]}"#;
    assert_eq!(
        read(text).unwrap_err(),
        "nodes: docker info did not reach an engine: \"error during connect: pipe not found\"; run it where the engine answers"
    );
}

const SWARM: &str = r#"[
  {"ID": "w1", "Spec": {"Labels": {"OS": "windows", "OsVersion": "10.0.16299"}, "Role": "worker", "Availability": "active"},
   "Description": {"Hostname": "WIN-1", "Platform": {"Architecture": "x86_64", "OS": "windows"},
     "Engine": {"EngineVersion": "20.10.9", "Labels": {"rack": "7"}}}, "Status": {"State": "ready"}},
  {"ID": "w2", "Spec": {"Labels": {}, "Role": "worker", "Availability": "drain"},
   "Description": {"Hostname": "WIN-2", "Platform": {"Architecture": "x86_64", "OS": "windows"}, "Engine": {}}},
  {"ID": "m1", "Spec": {"Labels": null, "Role": "manager", "Availability": "active"},
   "Description": {"Hostname": "lx", "Platform": {"Architecture": "x86_64", "OS": "linux"}, "Engine": {"EngineVersion": "27.0.1"}}}
]"#;

#[test]
fn swarm_nodes_tell_their_version_by_label_only() {
    let fleet = fleet(SWARM);
    assert_eq!(fleet.orchestrator, Orchestrator::Swarm);
    let versions: Vec<_> = fleet.hosts.iter().map(version).collect();
    assert_eq!(versions, ["10.0.16299", "-", "-"]);
    let first = &fleet.hosts[0];
    assert_eq!((first.id.as_deref(), first.role.as_deref()), (Some("w1"), Some("worker")));
    assert_eq!((first.labels["OS"].as_str(), first.engine_labels["rack"].as_str()), ("windows", "7"));
    assert_eq!(first.host.architecture, Some(Architecture::Amd64));
    assert!(!first.unschedulable && fleet.hosts[1].unschedulable);
    assert_eq!(fleet.hosts[2].host.os, Os::Linux);
}

#[test]
fn what_an_engine_says_completes_its_swarm_node() {
    let engine = SERVER.replace("\"NodeID\":\"\"", "\"NodeID\":\"w2\"");
    let joined = fleet(&format!("{SWARM}\n{engine}"));
    let versions: Vec<_> = joined.hosts.iter().map(version).collect();
    assert_eq!(versions, ["10.0.16299", "10.0.17763.1577", "-"], "the id tells which, not the name");
    let by_name = fleet(&format!("{SERVER}{SWARM}"));
    let versions: Vec<_> = by_name.hosts.iter().map(version).collect();
    assert_eq!(versions, ["10.0.17763.1577", "-", "-"]);
    assert_eq!(by_name.hosts[0].role.as_deref(), Some("worker"));
    assert_eq!(by_name.orchestrator, Orchestrator::Swarm);
}

#[test]
fn engines_of_several_machines_are_a_fleet_without_orchestrator() {
    let other = SERVER.replace("WIN-1", "WIN-9");
    assert_eq!(fleet(&format!("{SERVER}\n{other}\n")).hosts.len(), 2);
}
