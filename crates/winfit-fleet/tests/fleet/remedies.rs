//! A constraint that is offered separates exactly the hosts that run the workload from those that do not.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::Answer;
use winfit_compat::{Image, Os};
use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_fleet::{
    Asked, Changes, Fleet, FleetHost, FleetRemedy, HostLabel, LabelConstraint, Orchestrator, Placement,
    Workload, assess, fleet_remedies,
};

use crate::hosts::{any_node, catalog, fleet, image, linux, node, server, with_labels, workload};

fn offered(fleet: &Fleet, workload: &Workload, images: &[Image]) -> Vec<FleetRemedy> {
    let assessment = assess(catalog(), fleet, &[Asked { workload, images }], RuleSet::default());
    fleet_remedies(fleet, &assessment, 0, &workload.placement)
}

fn of_image(fleet: &Fleet, version: &str) -> Vec<FleetRemedy> {
    offered(fleet, &workload(1, Placement::default()), &[image(version)])
}

fn label(host: &str, key: &str, value: &str) -> HostLabel {
    HostLabel { host: host.to_owned(), key: key.to_owned(), value: value.to_owned() }
}

fn constrain(key: &str, values: &[&str], missing: Vec<HostLabel>) -> Vec<FleetRemedy> {
    let values = values.iter().map(ToString::to_string).collect();
    let label = LabelConstraint { key: key.to_owned(), values, missing };
    vec![FleetRemedy::ConstrainPlacement { changes: Changes::default(), label: Some(label) }]
}

fn pick(hosts: &[&str]) -> Vec<FleetRemedy> {
    vec![FleetRemedy::PickHost { hosts: hosts.iter().map(ToString::to_string).collect() }]
}

#[test]
fn nodes_without_the_kubelets_label_are_labelled_by_convention_as_the_documents_do() {
    let nodes = vec![server("38519acs9010", "14393.1715"), server("38519acs9011", "16299.0")];
    let fleet = fleet(Orchestrator::Kubernetes, nodes);
    assert_eq!(
        of_image(&fleet, "14393.1715"),
        constrain(
            "beta.kubernetes.io/osbuild",
            &["14393.1715"],
            vec![label("38519acs9010", "beta.kubernetes.io/osbuild", "14393.1715")]
        )
    );
    assert_eq!(
        of_image(&fleet, "16299.19"),
        constrain(
            "beta.kubernetes.io/osbuild",
            &["16299"],
            vec![label("38519acs9011", "beta.kubernetes.io/osbuild", "16299")]
        )
    );
}

#[test]
fn nodes_of_today_have_a_label_of_their_build() {
    let nodes = vec![node("a", "17763.7314"), node("b", "20348.1"), node("c", "26100.1")];
    let fleet = fleet(Orchestrator::Kubernetes, nodes);
    let key = "node.kubernetes.io/windows-build";
    assert_eq!(of_image(&fleet, "17763.7314"), constrain(key, &["10.0.17763"], Vec::new()));
    assert_eq!(of_image(&fleet, "20348.1"), constrain(key, &["10.0.20348", "10.0.26100"], Vec::new()));
}

#[test]
fn on_server_2016_the_label_must_tell_the_revision() {
    let nodes = vec![node("a", "14393.1715"), node("b", "14393.1914")];
    let mixed = fleet(Orchestrator::Kubernetes, nodes);
    assert_eq!(
        of_image(&mixed, "14393.1715"),
        constrain(
            "beta.kubernetes.io/osbuild",
            &["14393.1715"],
            vec![label("a", "beta.kubernetes.io/osbuild", "14393.1715")]
        )
    );
    // A label that says too little, on a host that does not run it.
    let mislabelled = fleet(
        Orchestrator::Kubernetes,
        vec![
            server("a", "14393.1715"),
            with_labels(server("b", "14393.1914"), &[("beta.kubernetes.io/osbuild", "14393.1715")]),
        ],
    );
    assert_eq!(of_image(&mislabelled, "14393.1715"), pick(&["a"]));
    // No label by convention tells the sides of February 2020 apart.
    let baseline = fleet(Orchestrator::Kubernetes, vec![node("a", "17763.973"), node("b", "17763.1040")]);
    assert_eq!(of_image(&baseline, "17763.973"), pick(&["a"]));
}

#[test]
fn swarm_nodes_are_labelled_with_their_version() {
    let nodes =
        vec![server("a", "14393.1715"), with_labels(server("b", "16299.0"), &[("OsVersion", "10.0.16299")])];
    let fleet = fleet(Orchestrator::Swarm, nodes);
    assert_eq!(
        of_image(&fleet, "14393.1715"),
        constrain("OsVersion", &["10.0.14393.1715"], vec![label("a", "OsVersion", "10.0.14393.1715")])
    );
    assert_eq!(of_image(&fleet, "16299.125"), constrain("OsVersion", &["10.0.16299"], Vec::new()));
}

#[test]
fn swarm_services_that_only_linux_nodes_refuse_ask_for_windows_and_need_no_label() {
    let windows = vec![server("a", "17763.7314"), linux("b")];
    let changes = Changes::default();
    assert_eq!(
        of_image(&fleet(Orchestrator::Swarm, windows.clone()), "17763.7314"),
        [FleetRemedy::KeepOnWindows { changes }]
    );
    // A second build of Windows is not kept off by that.
    let both = [windows, vec![server("c", "20348.1")]].concat();
    assert_eq!(
        of_image(&fleet(Orchestrator::Swarm, both), "17763.7314"),
        constrain("OsVersion", &["10.0.17763"], vec![label("a", "OsVersion", "10.0.17763")])
    );
    // What stands in the way goes.
    let placement =
        Placement { constraints: vec!["node.platform.os == linux".parse().unwrap()], ..Placement::default() };
    let swarm = fleet(Orchestrator::Swarm, vec![server("a", "17763.7314"), linux("b")]);
    let changes = Changes { unconstrain: placement.constraints.clone(), ..Changes::default() };
    assert_eq!(
        offered(&swarm, &workload(1, placement), &[image("17763.7314")]),
        [FleetRemedy::KeepOnWindows { changes }]
    );
}

#[test]
fn without_an_orchestrator_the_hosts_are_named() {
    let fleet = fleet(Orchestrator::None, vec![server("a", "17763.7314"), server("b", "20348.1")]);
    assert_eq!(of_image(&fleet, "17763.7314"), pick(&["a"]));
}

#[test]
fn what_runs_everywhere_or_nowhere_needs_no_constraint() {
    let nodes = vec![node("a", "17763.7314"), node("b", "20348.1")];
    let both = fleet(Orchestrator::Kubernetes, nodes);
    assert_eq!(of_image(&both, "26100.1"), []);
    let same = fleet(Orchestrator::Kubernetes, vec![node("a", "20348.1"), node("b", "20348.2")]);
    assert_eq!(of_image(&same, "20348.1"), []);
}

#[test]
fn a_wish_that_stands_in_the_way_is_given_up_and_a_taint_tolerated() {
    let in_pool = |host: FleetHost, pool: &str| with_labels(host, &[("pool", pool)]);
    let nodes = || vec![in_pool(node("a", "17763.7314"), "x"), in_pool(node("b", "20348.1"), "y")];
    let of_pool = |pool: &str| {
        let node_selector = vec![("pool".to_owned(), pool.to_owned())];
        workload(1, Placement { node_selector, ..Placement::default() })
    };
    let pools = fleet(Orchestrator::Kubernetes, nodes());
    let windows_build = LabelConstraint {
        key: "node.kubernetes.io/windows-build".to_owned(),
        values: vec!["10.0.17763".to_owned()],
        missing: Vec::new(),
    };
    // Placed where it runs already.
    assert_eq!(offered(&pools, &of_pool("x"), &[image("17763.7314")]), []);
    let changes = Changes { deselect: vec!["pool".to_owned()], ..Changes::default() };
    let label = Some(windows_build.clone());
    assert_eq!(
        offered(&pools, &of_pool("y"), &[image("17763.7314")]),
        [FleetRemedy::ConstrainPlacement { changes, label }]
    );
    let taint = Taint { key: "os".to_owned(), value: String::new(), effect: TaintEffect::NoSchedule };
    let tainted = FleetHost { taints: vec![taint.clone()], ..node("c", "17763.7314") };
    let with_tainted = fleet(Orchestrator::Kubernetes, vec![tainted, node("b", "20348.1")]);
    let changes = Changes { tolerate: vec![taint], ..Changes::default() };
    assert_eq!(
        of_image(&with_tainted, "17763.7314"),
        [FleetRemedy::ConstrainPlacement { changes, label: Some(windows_build) }]
    );
    // Nobody is sent to a cordoned host.
    let cordoned = FleetHost { unschedulable: true, ..node("a", "17763.7314") };
    let with_cordoned = fleet(Orchestrator::Kubernetes, vec![cordoned, node("b", "20348.1")]);
    assert_eq!(of_image(&with_cordoned, "17763.7314"), []);
}

fn any_untainted_node() -> impl Strategy<Value = FleetHost> {
    any_node().prop_map(|node| FleetHost { taints: Vec::new(), ..node })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn every_constraint_offered_separates_exactly(
        nodes in vec(any_untainted_node(), 1..8),
        orchestrator in select(vec![Orchestrator::Kubernetes, Orchestrator::Swarm, Orchestrator::None]),
        version in select(vec!["14393.1715", "16299.19", "17763.973", "17763.7314", "20348.1"]),
    ) {
        let named = nodes.into_iter().enumerate().map(|(index, it)| FleetHost { name: format!("n{index}"), ..it });
        let fleet = fleet(orchestrator, named.collect());
        let (workload, images) = (workload(1, Placement::default()), [image(version)]);
        let assessment = assess(catalog(), &fleet, &[Asked { workload: &workload, images: &images }], RuleSet::default());
        let mut runs = vec![false; fleet.hosts.len()];
        let mut may_run = runs.clone();
        for (pool, _, answer) in assessment.of_workload(0) {
            for member in &pool.members {
                runs[*member] = answer.answer() == Some(Answer::Runs);
                may_run[*member] = matches!(answer.answer(), Some(Answer::Unknown(..)));
            }
        }
        let surely = runs.clone();
        // Where no host is known to run it, those that may are kept apart.
        if !fleet.hosts.iter().zip(&runs).any(|(host, runs)| *runs && !host.unschedulable) {
            runs = may_run;
        }
        for remedy in fleet_remedies(&fleet, &assessment, 0, &workload.placement) {
            match remedy {
                FleetRemedy::PickHost { hosts } => {
                    for (host, runs) in fleet.hosts.iter().zip(&runs) {
                        let is_named = hosts.contains(&host.name);
                        prop_assert_eq!(is_named, *runs && !host.unschedulable, "{}", host.name);
                    }
                }
                FleetRemedy::KeepOnWindows { changes } => {
                    prop_assert!(changes.is_empty() && orchestrator == Orchestrator::Swarm);
                    for ((host, runs), surely) in fleet.hosts.iter().zip(&runs).zip(&surely) {
                        let is_chosen = host.host.os == Os::Windows;
                        prop_assert!(!is_chosen || *runs || *surely, "{} is chosen and does not run it", host.name);
                    }
                }
                FleetRemedy::ConstrainPlacement { changes, label } => {
                    prop_assert!(changes.is_empty(), "nothing stands in the way: {changes:?}");
                    let LabelConstraint { key, values, missing } = label.unwrap();
                    for ((host, runs), surely) in fleet.hosts.iter().zip(&runs).zip(&surely) {
                        let set = missing.iter().find(|it| it.host == host.name && it.key == key);
                        prop_assert!(set.is_none() || !host.labels.contains_key(&key), "a label is not changed");
                        let value = set.map(|it| &it.value).or_else(|| host.labels.get(&key));
                        let is_chosen = value.is_some_and(|it| values.contains(it));
                        prop_assert!(!is_chosen || *runs || *surely, "{} is chosen and does not run it", host.name);
                        let is_lost = *runs && !host.unschedulable && !is_chosen;
                        prop_assert!(!is_lost, "{} runs it and is not chosen", host.name);
                    }
                }
            }
        }
    }
}
