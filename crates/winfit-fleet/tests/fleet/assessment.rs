//! Grouping by distinct facts gives the answers that asking host by host gives.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Answer, image_verdict};
use winfit_compat::{Host, HyperV, Image, Isolation, OsVersion, Platform, Provenance, Runtime};
use winfit_fleet::placement::{Taint, TaintEffect, Toleration};
use winfit_fleet::{Asked, Fleet, FleetHost, Orchestrator, Placement, Workload, assess, worst};

use crate::hosts::{catalog, fleet, image, of_platforms, server, workload};

fn answers(hosts: Vec<FleetHost>, workload: &Workload, images: &[Image]) -> Vec<Option<String>> {
    let fleet = fleet(Orchestrator::None, hosts);
    let assessment = assess(catalog(), &fleet, &[Asked { workload, images }], RuleSet::default());
    assessment.of_workload(0).map(|(_, _, answer)| answer.answer().map(|it| it.to_string())).collect()
}

#[test]
fn hosts_that_are_alike_are_one_pool_and_pools_are_ordered_by_their_facts() {
    let hosts = vec![server("c", "20348.1"), server("a", "17763.1"), server("b", "20348.1")];
    let pools = fleet(Orchestrator::None, hosts).pools();
    let members: Vec<_> = pools.iter().map(|pool| pool.members.clone()).collect();
    assert_eq!(members, [vec![1], vec![0, 2]]);
}

#[test]
fn a_workload_is_as_good_as_its_worst_container() {
    let host = || vec![server("a", "20348.1").clone()];
    let hyperv = || {
        let host = server("a", "20348.1");
        vec![FleetHost { host: host.host.with_hyperv(HyperV::Available), ..host }]
    };
    let two = workload(2, Placement::default());
    let runs = image("20348.1");
    for (hosts, other, expected) in [
        (host(), image("20348.2"), "runs"),
        (hyperv(), image("17763.1"), "runs-with-hyperv"),
        (host(), image("17763.1"), "blocked"),
        (host(), of_platforms(Vec::new()), "unknown"),
        (host(), of_platforms(vec![Platform::unknown()]), "unknown"),
    ] {
        for images in [[runs.clone(), other.clone()], [other.clone(), runs.clone()]] {
            assert_eq!(answers(hosts.clone(), &two, &images), [Some(expected.to_owned())], "{other:?}");
        }
    }
    assert_eq!(answers(host(), &workload(0, Placement::default()), &[]), [None]);
}

#[test]
fn a_container_without_an_image_is_not_passed_over() {
    let two = workload(2, Placement::default());
    assert_eq!(
        answers(vec![server("a", "20348.1")], &two, &[image("20348.1")]),
        [Some("unknown".to_owned())]
    );
}

#[test]
fn blocked_is_worse_than_unknown_and_that_worse_than_a_way_out() {
    let host = Host::server(OsVersion::of_build(20348)).with_hyperv(HyperV::Available);
    let of =
        |image: Platform, isolation| image_verdict(catalog(), &host, &[image], isolation, RuleSet::default());
    let image = |build| Platform::windows(OsVersion::of_build(build), Provenance::Given);
    let in_order: [Answer; 4] = [
        of(image(20348), None).verdict.answer,
        of(image(17763), None).verdict.answer,
        of(Platform::unknown(), None).verdict.answer,
        of(image(26100), None).verdict.answer,
    ];
    assert_eq!(in_order.map(Answer::as_str), ["runs", "runs-with-hyperv", "unknown", "blocked"]);
    for (better, a) in in_order.iter().enumerate() {
        for b in &in_order[better..] {
            assert_eq!((worst(*a, *b), worst(*b, *a)), (*b, *b));
        }
    }
}

fn any_host() -> impl Strategy<Value = Host> {
    let version =
        (select(vec![14393_u32, 17763, 20348, 26100]), option::of(select(vec![1_u32, 973, 1040, 1715])));
    let hyperv = select(vec![HyperV::Available, HyperV::Unavailable, HyperV::Unknown]);
    let runtime = select(vec![None, Some(Runtime::Docker(None)), Some(Runtime::Containerd(None))]);
    (version, hyperv, runtime).prop_map(|((build, revision), hyperv, runtime)| {
        let version = OsVersion { revision, ..OsVersion::of_build(build) };
        Host { hyperv, runtime, ..Host::server(version) }
    })
}

fn any_fleet_host() -> impl Strategy<Value = FleetHost> {
    (any_host(), select(vec!["a", "b"]), any::<bool>(), any::<bool>()).prop_map(
        |(host, pool, tainted, cordoned)| {
            let mut host = FleetHost::new("host", host);
            host.labels.insert("pool".to_owned(), pool.to_owned());
            let taint =
                Taint { key: "os".to_owned(), value: "windows".to_owned(), effect: TaintEffect::NoSchedule };
            FleetHost {
                taints: tainted.then_some(taint).into_iter().collect(),
                unschedulable: cordoned,
                ..host
            }
        },
    )
}

fn any_placement() -> impl Strategy<Value = Placement> {
    (option::of(select(vec!["a", "b"])), any::<bool>()).prop_map(|(pool, tolerates)| {
        let toleration = Toleration { key: Some("os".to_owned()), value: None, effect: None };
        Placement {
            node_selector: pool.map(|pool| ("pool".to_owned(), pool.to_owned())).into_iter().collect(),
            tolerations: tolerates.then_some(toleration).into_iter().collect(),
            ..Placement::default()
        }
    })
}

fn any_images() -> impl Strategy<Value = Vec<(Image, Option<Isolation>)>> {
    let version =
        (select(vec![14393_u32, 17763, 20348, 26100]), option::of(select(vec![1_u32, 973, 1040, 1715])));
    let platform = prop_oneof![
        5 => version.prop_map(|(build, revision)| {
            Platform::windows(OsVersion { revision, ..OsVersion::of_build(build) }, Provenance::Registry)
        }),
        1 => Just(Platform::linux(Provenance::Registry)),
        1 => Just(Platform::unknown()),
    ];
    let isolation = select(vec![None, Some(Isolation::Process), Some(Isolation::HyperV)]);
    vec((vec(platform, 0..4).prop_map(of_platforms), isolation), 1..4)
}

fn any_workload() -> impl Strategy<Value = (Workload, Vec<Image>)> {
    (any_images(), any_placement()).prop_map(|(images, placement)| {
        let mut workload = workload(images.len(), placement);
        for (container, (_, isolation)) in workload.containers.iter_mut().zip(&images) {
            container.isolation = *isolation;
        }
        (workload, images.into_iter().map(|(image, _)| image).collect())
    })
}

proptest! {
    #[test]
    fn grouping_by_facts_gives_the_answers_of_asking_host_by_host(
        hosts in vec(any_fleet_host(), 1..12),
        workloads in vec(any_workload(), 1..8),
        rules in select(vec![RuleSet::default(), RuleSet::Runtime]),
    ) {
        let fleet = Fleet { orchestrator: Orchestrator::Kubernetes, hosts };
        let asked: Vec<_> = workloads.iter().map(|(workload, images)| Asked { workload, images }).collect();
        let assessment = assess(catalog(), &fleet, &asked, rules);
        prop_assert_eq!(assessment.workloads.len(), workloads.len());
        for (index, (workload, images)) in workloads.iter().enumerate() {
            let mut seen = vec![0; fleet.hosts.len()];
            for (pool, admitted, answer) in assessment.of_workload(index) {
                for member in &pool.members {
                    seen[*member] += 1;
                    let host = &fleet.hosts[*member];
                    let one_by_one: Vec<_> = workload
                        .containers
                        .iter()
                        .zip(images)
                        .map(|(it, image)| image_verdict(catalog(), &host.host, &image.platforms, it.isolation, rules))
                        .collect();
                    prop_assert_eq!(&answer.containers, &one_by_one);
                    let admits = workload.placement.admits(host);
                    prop_assert_eq!(admitted.hosts.contains(member), admits.is_ok());
                    let refusal = admitted.refused.iter().find(|(refused, _)| refused == member);
                    prop_assert_eq!(refusal.map(|(_, refusal)| refusal.clone()), admits.err());
                }
            }
            prop_assert!(seen.iter().all(|times| *times == 1), "each host is in one pool: {seen:?}");
        }
        let distinct: std::collections::HashSet<_> = workloads.iter().map(|(it, _)| &it.placement).collect();
        prop_assert_eq!(assessment.admissions.len(), distinct.len(), "each placement is asked once");
    }
}
