//! After what is offered to a workload, every host that its placement allows runs it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::Os;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::Answer;
use winfit_fleet::placement::Toleration;
use winfit_fleet::{
    Asked, Changes, FleetHost, FleetRemedy, LabelConstraint, Orchestrator, Placement, assess, fleet_remedies,
};

use crate::hosts::{any_node, catalog, fleet, image, workload};

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
                FleetRemedy::KeepOnWindows { changes } => {
                    let after = changed(placement.clone(), &changes);
                    let is_allowed = |host: &&FleetHost| host.host.os == Os::Windows && after.admits(host).is_ok();
                    let allowed: Vec<&FleetHost> = fleet.hosts.iter().filter(is_allowed).collect();
                    prop_assert!(!allowed.is_empty());
                    for host in allowed {
                        prop_assert!(goal.contains(&host.name.as_str()), "{} does not run it", host.name);
                    }
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
