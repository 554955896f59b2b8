//! How long it takes to judge a large fleet: what counts is how many distinct facts there are, not how many hosts.
//!
//! Run with `cargo bench -p winfit-fleet --bench assessment`. The budget is 100 ms for 5,000 hosts and 150,000 workloads.

#![expect(clippy::indexing_slicing, reason = "numbers are taken modulo the length")]

use std::collections::HashSet;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use winfit_compat::builtin::builtin;
use winfit_compat::rules::RuleSet;
use winfit_compat::{Host, HyperV, Image, OsVersion, Platform, Provenance, Runtime, RuntimeVersion};
use winfit_fleet::placement::{Taint, TaintEffect, Toleration};
use winfit_fleet::{
    Asked, Container, ContainerRole, Fleet, FleetHost, Orchestrator, Placement, Workload, WorkloadKind,
    assess,
};

/// Builds of today's servers with revisions of a year of updates each.
const BUILDS: [u32; 4] = [14393, 17763, 20348, 26100];
const UPDATES: u32 = 12;

fn version(number: usize) -> OsVersion {
    let build = BUILDS[number % BUILDS.len()];
    let update = u32::try_from(number / BUILDS.len()).unwrap_or_default() % UPDATES;
    OsVersion::new(build, 7000 + 50 * update)
}

/// Hosts of four releases, a year of updates and two kinds of Hyper-V, in ten node pools.
fn fleet(hosts: usize) -> Fleet {
    let runtime = Runtime::Containerd(Some(RuntimeVersion { major: 1, minor: 7 }));
    let host = |number: usize| {
        let hyperv = if number.is_multiple_of(7) { HyperV::Available } else { HyperV::Unavailable };
        let facts = Host::server(version(number)).with_hyperv(hyperv).with_runtime(runtime);
        let mut host = FleetHost::new(format!("node-{number}"), facts);
        let build = OsVersion { revision: None, ..version(number) }.to_string();
        for (key, value) in [
            ("kubernetes.io/os", "windows"),
            ("node.kubernetes.io/windows-build", &build),
            ("pool", &format!("pool-{}", number % 10)),
        ] {
            host.labels.insert(key.to_owned(), value.to_owned());
        }
        host.taints.push(Taint {
            key: "os".to_owned(),
            value: "windows".to_owned(),
            effect: TaintEffect::NoSchedule,
        });
        host
    };
    Fleet { orchestrator: Orchestrator::Kubernetes, hosts: (0..hosts).map(host).collect() }
}

/// Every fourth image is a list of all releases; the others are of one.
fn images(images: usize) -> Vec<Image> {
    let platform = |number| Platform::windows(version(number), Provenance::Registry);
    let image = |number: usize| Image {
        reference: format!("contoso.azurecr.io/team-{}/app-{number}:1.0", number % 50),
        digest: None,
        platforms: match number % 4 {
            0 => (0..BUILDS.len()).map(|build| platform(number + build)).collect(),
            _ => vec![platform(number)],
        },
    };
    (0..images).map(image).collect()
}

fn workload(number: usize, images: &[Image]) -> Workload {
    let image = &images[number % images.len()];
    Workload {
        kind: WorkloadKind::Kubernetes("Deployment".to_owned()),
        name: format!("app-{number}"),
        namespace: Some(format!("team-{}", number % 50)),
        os: None,
        containers: vec![Container {
            name: "app".to_owned(),
            image: image.reference.clone(),
            role: ContainerRole::Main,
            isolation: None,
        }],
        placement: Placement {
            node_selector: match number % 11 {
                10 => vec![("kubernetes.io/os".to_owned(), "windows".to_owned())],
                pool => vec![("pool".to_owned(), format!("pool-{pool}"))],
            },
            tolerations: vec![Toleration { key: Some("os".to_owned()), value: None, effect: None }],
            ..Placement::default()
        },
    }
}

fn assessment(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("assessment");
    group.sample_size(10);
    for (hosts, workloads) in [(5_000, 10_000), (5_000, 150_000)] {
        let (fleet, images) = (fleet(hosts), images(10_000));
        let workloads: Vec<Workload> = (0..workloads).map(|number| workload(number, &images)).collect();
        let asked: Vec<Asked<'_>> = workloads
            .iter()
            .enumerate()
            .map(|(number, workload)| Asked {
                workload,
                images: std::slice::from_ref(&images[number % images.len()]),
            })
            .collect();
        let distinct: HashSet<_> = images.iter().map(|image| &image.platforms).collect();
        let pools = fleet.pools().len();
        let name = format!("{hosts}-hosts-in-{pools}-pools");
        let parameter = format!("{}-workloads-of-{}-distinct-images", asked.len(), distinct.len());
        group.bench_function(BenchmarkId::new(name, parameter), |bencher| {
            bencher.iter(|| assess(builtin(), black_box(&fleet), black_box(&asked), RuleSet::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, assessment);
criterion_main!(benches);
