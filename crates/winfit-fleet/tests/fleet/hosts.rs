//! Hosts and workloads in few words, and arbitrary hosts.

use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::catalog::Catalog;
use winfit_compat::{Host, HyperV, Image, OsVersion, Platform, Provenance, builtin};
use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_fleet::{
    Container, ContainerRole, Fleet, FleetHost, Orchestrator, Placement, Workload, WorkloadKind,
};

pub(crate) fn catalog() -> &'static Catalog {
    builtin::builtin()
}

/// A Windows server of this version, written without `10.0.`.
pub(crate) fn server(name: &str, version: &str) -> FleetHost {
    let version: OsVersion = format!("10.0.{version}").parse().unwrap();
    FleetHost::new(name, Host::server(version))
}

/// A host that runs Linux containers.
pub(crate) fn linux(name: &str) -> FleetHost {
    FleetHost::new(name, Host::linux())
}

pub(crate) fn with_labels(mut host: FleetHost, labels: &[(&str, &str)]) -> FleetHost {
    host.labels.extend(labels.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    host
}

/// A Kubernetes node with the label that its kubelet sets.
pub(crate) fn node(name: &str, version: &str) -> FleetHost {
    let host = server(name, version);
    let version = host.host.os_version.map(|it| OsVersion { revision: None, ..it }.to_string()).unwrap();
    with_labels(host, &[("kubernetes.io/os", "windows"), ("node.kubernetes.io/windows-build", &version)])
}

pub(crate) fn fleet(orchestrator: Orchestrator, hosts: Vec<FleetHost>) -> Fleet {
    Fleet { orchestrator, hosts }
}

/// An image of one Windows platform, written without `10.0.`.
pub(crate) fn image(version: &str) -> Image {
    let version: OsVersion = format!("10.0.{version}").parse().unwrap();
    of_platforms(vec![Platform::windows(version, Provenance::Registry)])
}

pub(crate) fn of_platforms(platforms: Vec<Platform>) -> Image {
    Image { reference: "contoso/app".to_owned(), digest: None, platforms }
}

/// A deployment of so many containers, placed like this.
pub(crate) fn workload(containers: usize, placement: Placement) -> Workload {
    let container = |number: usize| Container {
        name: format!("c{number}"),
        image: "contoso/app".to_owned(),
        role: ContainerRole::Main,
        isolation: None,
    };
    Workload {
        kind: WorkloadKind::Kubernetes("Deployment".to_owned()),
        name: "app".to_owned(),
        namespace: None,
        os: None,
        containers: (0..containers).map(container).collect(),
        placement,
    }
}

/// A host with or without labels that are right, wrong or too short, in one of two pools, tainted or not.
pub(crate) fn any_node() -> impl Strategy<Value = FleetHost> {
    let version = select(vec![
        "14393.1715",
        "14393.1914",
        "14393",
        "16299.0",
        "17763.973",
        "17763.1040",
        "17763.7314",
        "20348.1",
        "26100.1",
    ]);
    let label = select(vec!["none", "kubelet", "osbuild", "OsVersion"]);
    let pool = select(vec!["a", "b"]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (version, label, pool, flags).prop_map(|(version, label, pool, (hyperv, cordoned, tainted))| {
        let host = match label {
            "kubelet" => node("", version),
            "osbuild" => with_labels(server("", version), &[("beta.kubernetes.io/osbuild", version)]),
            "OsVersion" => with_labels(server("", version), &[("OsVersion", "10.0.14393.1715")]),
            _ => server("", version),
        };
        let hyperv = if hyperv { HyperV::Available } else { HyperV::Unknown };
        let host = with_labels(host, &[("pool", pool)]);
        let os = Taint { key: "os".to_owned(), value: "windows".to_owned(), effect: TaintEffect::NoSchedule };
        let taints = tainted.then_some(os).into_iter().collect();
        FleetHost { unschedulable: cordoned, host: host.host.with_hyperv(hyperv), taints, ..host }
    })
}
