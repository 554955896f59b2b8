//! What is offered to a workload keeps it on hosts that run it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::Answer;
use winfit_compat::{HyperV, Image};
use winfit_fleet::placement::{Taint, TaintEffect, Toleration};
use winfit_fleet::{
    Asked, Changes, Fleet, FleetHost, FleetRemedy, HostLabel, LabelConstraint, Orchestrator, Placement,
    Workload, assess, fleet_remedies,
};

use crate::hosts::{catalog, fleet, image, node, server, with_labels, workload};

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
    let label = Some(LabelConstraint { key: key.to_owned(), values, missing });
    vec![FleetRemedy::ConstrainPlacement { changes: Changes::default(), label }]
}

fn change(changes: Changes) -> Vec<FleetRemedy> {
    vec![FleetRemedy::ConstrainPlacement { changes, label: None }]
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
fn without_an_orchestrator_the_hosts_are_named() {
    let fleet = fleet(Orchestrator::None, vec![server("a", "17763.7314"), server("b", "20348.1")]);
    assert_eq!(of_image(&fleet, "17763.7314"), pick(&["a"]));
}

#[test]
fn what_runs_everywhere_or_nowhere_gets_no_constraint() {
    let nodes = vec![node("a", "17763.7314"), node("b", "20348.1")];
    let both = fleet(Orchestrator::Kubernetes, nodes);
    assert_eq!(of_image(&both, "26100.1"), []);
    let same = fleet(Orchestrator::Kubernetes, vec![node("a", "20348.1"), node("b", "20348.2")]);
    assert_eq!(of_image(&same, "20348.1"), []);
}

#[test]
fn a_workload_kept_from_the_hosts_that_run_it_gives_up_what_keeps_it() {
    let in_pool = |host: FleetHost, pool: &str| with_labels(host, &[("pool", pool)]);
    let nodes = vec![in_pool(node("a", "17763.7314"), "x"), in_pool(node("b", "20348.1"), "y")];
    let of_pool = |pool: &str| {
        let node_selector = vec![("pool".to_owned(), pool.to_owned())];
        workload(1, Placement { node_selector, ..Placement::default() })
    };
    let pools = fleet(Orchestrator::Kubernetes, nodes);
    let label = Some(LabelConstraint {
        key: "node.kubernetes.io/windows-build".to_owned(),
        values: vec!["10.0.17763".to_owned()],
        missing: Vec::new(),
    });
    let changes = Changes { deselect: vec!["pool".to_owned()], ..Changes::default() };
    let deselect = vec![FleetRemedy::ConstrainPlacement { changes, label }];
    assert_eq!(offered(&pools, &of_pool("y"), &[image("17763.7314")]), deselect);
    let os = Taint { key: "os".to_owned(), value: String::new(), effect: TaintEffect::NoSchedule };
    let tainted = FleetHost { taints: vec![os.clone()], ..node("c", "17763.7314") };
    let only_tainted = fleet(Orchestrator::Kubernetes, vec![tainted]);
    let tolerate = change(Changes { tolerate: vec![os], ..Changes::default() });
    assert_eq!(of_image(&only_tainted, "17763.7314"), tolerate);
    let cordoned = FleetHost { unschedulable: true, ..node("a", "17763.7314") };
    let with_cordoned = fleet(Orchestrator::Kubernetes, vec![cordoned, node("b", "20348.1")]);
    assert_eq!(of_image(&with_cordoned, "17763.7314"), []);
}

fn any_node() -> impl Strategy<Value = FleetHost> {
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

fn any_placement() -> impl Strategy<Value = Placement> {
    let pool = select(vec![None, None, Some("a"), Some("b")]);
    let node = select(vec![None, None, None, Some("n0"), Some("gone")]);
    let constraint = select(vec![None, None, Some("node.labels.pool == a"), Some("node.labels.pool != a")]);
    (pool, node, constraint, any::<bool>()).prop_map(|(pool, node, constraint, tolerates)| {
        let toleration = Toleration { key: Some("os".to_owned()), value: None, effect: None };
        Placement {
            node_name: node.map(str::to_owned),
            node_selector: pool.map(|pool| ("pool".to_owned(), pool.to_owned())).into_iter().collect(),
            constraints: constraint.map(|text| text.parse().unwrap()).into_iter().collect(),
            tolerations: tolerates.then_some(toleration).into_iter().collect(),
            ..Placement::default()
        }
    })
}

/// The placement after the changes, as a user would write them.
fn changed(mut placement: Placement, changes: &Changes) -> Placement {
    if changes.unname {
        placement.node_name = None;
    }
    placement.node_selector.retain(|(key, _)| !changes.deselect.contains(key));
    placement.constraints.retain(|constraint| !changes.unconstrain.contains(constraint));
    placement.tolerations.extend(changes.tolerate.iter().map(|taint| Toleration {
        key: Some(taint.key.clone()),
        value: Some(taint.value.clone()),
        effect: Some(taint.effect),
    }));
    placement
}

/// Whether a host carries one of the values, after the missing labels were set.
fn is_chosen(host: &FleetHost, label: &LabelConstraint) -> bool {
    let set = label.missing.iter().find(|it| it.host == host.name && it.key == label.key);
    let value = set.map(|it| &it.value).or_else(|| host.labels.get(&label.key));
    value.is_some_and(|it| label.values.contains(it))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn after_what_is_offered_every_host_that_placement_allows_runs_the_workload(
        nodes in vec(any_node(), 1..8),
        placement in any_placement(),
        orchestrator in select(vec![Orchestrator::Kubernetes, Orchestrator::Swarm, Orchestrator::None]),
        version in select(vec!["14393.1715", "16299.19", "17763.973", "17763.7314", "20348.1"]),
    ) {
        let named = nodes.into_iter().enumerate().map(|(index, it)| FleetHost { name: format!("n{index}"), ..it });
        let fleet = fleet(orchestrator, named.collect());
        let (workload, images) = (workload(1, placement.clone()), [image(version)]);
        let asked = [Asked { workload: &workload, images: &images }];
        let assessment = assess(catalog(), &fleet, &asked, RuleSet::default());
        let mut answers = vec![None; fleet.hosts.len()];
        for (pool, _, answer) in assessment.of_workload(0) {
            for member in &pool.members {
                answers[*member] = answer.answer();
            }
        }
        let takes_work = |host: &FleetHost| !host.unschedulable;
        let with = |wanted: fn(Answer) -> bool| -> Vec<&str> {
            let hosts = fleet.hosts.iter().zip(&answers);
            let wanted = hosts.filter(|(host, answer)| takes_work(host) && answer.is_some_and(wanted));
            wanted.map(|(host, _)| host.name.as_str()).collect()
        };
        let runs = with(Answer::runs);
        // Where it is known of no host that it runs there, those of which it is not known stand for them.
        let goal = if runs.is_empty() { with(|it| matches!(it, Answer::Unknown(..))) } else { runs };
        let remedies = fleet_remedies(&fleet, &assessment, 0, &placement);
        prop_assert!(remedies.is_empty() || !goal.is_empty());
        for remedy in remedies {
            match remedy {
                FleetRemedy::PickHost { mut hosts } => {
                    hosts.sort();
                    prop_assert_eq!(hosts, goal.clone());
                }
                FleetRemedy::ConstrainPlacement { changes, label } => {
                    let after = changed(placement.clone(), &changes);
                    let allowed: Vec<&FleetHost> = fleet
                        .hosts
                        .iter()
                        .filter(|host| after.admits(host).is_ok())
                        .filter(|host| label.as_ref().is_none_or(|label| is_chosen(host, label)))
                        .collect();
                    prop_assert!(allowed.iter().any(|host| goal.contains(&host.name.as_str())), "{after:?} {label:?}");
                    for host in allowed.iter().filter(|host| takes_work(host)) {
                        prop_assert!(goal.contains(&host.name.as_str()), "{} does not run it: {label:?}", host.name);
                    }
                    for missing in label.iter().flat_map(|label| &label.missing) {
                        let host = fleet.hosts.iter().find(|host| host.name == missing.host).unwrap();
                        prop_assert!(!host.labels.contains_key(&missing.key), "a label that is there is not changed");
                    }
                }
            }
        }
    }
}
