//! Hosts and workloads in few words.

use winfit_compat::catalog::Catalog;
use winfit_compat::{Host, Image, OsVersion, Platform, Provenance, builtin};
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
    of_platforms(vec![Platform::windows(version, Provenance::Digest)])
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
