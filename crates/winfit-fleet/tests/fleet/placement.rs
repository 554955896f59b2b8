//! What selectors, affinity, taints and constraints allow, as the schedulers and the kubelet decide it.

use proptest::prelude::*;
use winfit_compat::{Architecture, Host};
use winfit_fleet::placement::{
    Constraint, NodeSelectorTerm, Operator, Requirement, Taint, TaintEffect, Toleration,
};
use winfit_fleet::{FleetHost, Placement, Refusal};

use crate::hosts::{server, with_labels};

fn taint(key: &str, value: &str, effect: TaintEffect) -> Taint {
    Taint { key: key.to_owned(), value: value.to_owned(), effect }
}

fn toleration(key: Option<&str>, value: Option<&str>, effect: Option<TaintEffect>) -> Toleration {
    Toleration { key: key.map(str::to_owned), value: value.map(str::to_owned), effect }
}

fn selecting(key: &str, value: &str) -> Placement {
    Placement { node_selector: vec![(key.to_owned(), value.to_owned())], ..Placement::default() }
}

fn constrained(text: &str) -> Placement {
    Placement { constraints: vec![text.parse().unwrap()], ..Placement::default() }
}

fn told(placement: &Placement, host: &FleetHost) -> String {
    placement.admits(host).map_or_else(|refusal| refusal.to_string(), |()| "admitted".to_owned())
}

#[test]
fn an_empty_placement_allows_every_host_that_takes_workloads() {
    let host = server("a", "20348.1");
    let placement = Placement::default();
    assert_eq!(placement.admits(&host), Ok(()));
    assert_eq!(
        told(&placement, &FleetHost { unschedulable: true, ..host.clone() }),
        "takes no new workloads"
    );
    let tainted = FleetHost { taints: vec![taint("os", "windows", TaintEffect::NoSchedule)], ..host };
    assert_eq!(told(&placement, &tainted), "taint os=windows:NoSchedule is not tolerated");
}

#[test]
fn a_selector_asks_for_every_label_with_exactly_that_value() {
    let host = with_labels(server("a", "20348.1"), &[("kubernetes.io/os", "windows")]);
    assert_eq!(told(&selecting("kubernetes.io/os", "windows"), &host), "admitted");
    assert_eq!(
        told(&selecting("kubernetes.io/os", "Windows"), &host),
        "label kubernetes.io/os is windows, not Windows"
    );
    assert_eq!(
        told(&selecting("beta.kubernetes.io/osbuild", "16299"), &host),
        "no label beta.kubernetes.io/osbuild, 16299 is selected"
    );
    let both = Placement {
        node_selector: [("kubernetes.io/os", "windows"), ("pool", "b")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec(),
        ..Placement::default()
    };
    assert_eq!(told(&both, &host), "no label pool, b is selected");
}

fn requires(key: &str, operator: Operator, values: &[&str]) -> Requirement {
    Requirement { key: key.to_owned(), operator, values: values.iter().map(ToString::to_string).collect() }
}

#[test]
fn affinity_requirements_compare_as_kubernetes_does() {
    let host = with_labels(server("node-1", "20348.1"), &[("build", "20348"), ("pool", "a"), ("odd", "x1")]);
    for (key, operator, values, holds) in [
        ("pool", Operator::In, &["a", "b"][..], true),
        ("pool", Operator::In, &["b"], false),
        ("pool", Operator::In, &["A"], false),
        ("absent", Operator::In, &["a"], false),
        ("pool", Operator::NotIn, &["b"], true),
        ("pool", Operator::NotIn, &["a"], false),
        ("absent", Operator::NotIn, &["a"], true),
        ("pool", Operator::Exists, &[], true),
        ("absent", Operator::Exists, &[], false),
        ("absent", Operator::DoesNotExist, &[], true),
        ("pool", Operator::DoesNotExist, &[], false),
        ("build", Operator::Gt, &["17763"], true),
        ("build", Operator::Gt, &["20348"], false),
        ("build", Operator::Lt, &["26100"], true),
        ("build", Operator::Lt, &["20348"], false),
        ("absent", Operator::Gt, &["1"], false),
        ("odd", Operator::Gt, &["1"], false),
        ("build", Operator::Gt, &["x"], false),
        ("build", Operator::Gt, &[], false),
    ] {
        let term =
            NodeSelectorTerm { expressions: vec![requires(key, operator, values)], fields: Vec::new() };
        let placement = Placement { affinity: vec![term], ..Placement::default() };
        let expected = if holds { Ok(()) } else { Err(Refusal::Affinity) };
        assert_eq!(placement.admits(&host), expected, "{key} {operator:?} {values:?}");
    }
}

#[test]
fn one_term_of_affinity_suffices_and_all_of_its_requirements_must_hold() {
    let host = with_labels(server("node-1", "20348.1"), &[("pool", "a"), ("zone", "1")]);
    let term = |expressions: &[Requirement], fields: &[Requirement]| NodeSelectorTerm {
        expressions: expressions.to_vec(),
        fields: fields.to_vec(),
    };
    let (pool, other) = (requires("pool", Operator::In, &["a"]), requires("zone", Operator::In, &["2"]));
    let name = requires("metadata.name", Operator::In, &["node-1"]);
    let no_field = requires("metadata.namespace", Operator::In, &["node-1"]);
    for (terms, holds) in [
        (vec![term(std::slice::from_ref(&pool), &[])], true),
        (vec![term(&[pool.clone(), other.clone()], &[])], false),
        (vec![term(std::slice::from_ref(&other), &[]), term(std::slice::from_ref(&pool), &[])], true),
        (vec![term(&[], std::slice::from_ref(&name))], true),
        (vec![term(&[other], std::slice::from_ref(&name))], false),
        (vec![term(&[pool], &[no_field])], false),
        // A term without requirements is none that holds.
        (vec![term(&[], &[])], false),
        (vec![term(&[], &[]), term(&[], &[name])], true),
    ] {
        let placement = Placement { affinity: terms.clone(), ..Placement::default() };
        assert_eq!(placement.admits(&host).is_ok(), holds, "{terms:?}");
    }
}

#[test]
fn a_toleration_covers_the_key_value_and_effect_that_it_names() {
    let windows = taint("os", "windows", TaintEffect::NoSchedule);
    for (toleration, covers) in [
        (toleration(Some("os"), Some("windows"), Some(TaintEffect::NoSchedule)), true),
        (toleration(Some("os"), Some("windows"), None), true),
        (toleration(Some("os"), None, None), true),
        (toleration(None, None, None), true),
        (toleration(None, None, Some(TaintEffect::NoSchedule)), true),
        (toleration(Some("os"), Some("linux"), None), false),
        (toleration(Some("os"), Some(""), None), false),
        (toleration(Some("OS"), None, None), false),
        (toleration(Some("os"), Some("windows"), Some(TaintEffect::NoExecute)), false),
    ] {
        let host = FleetHost { taints: vec![windows.clone()], ..server("a", "20348.1") };
        let placement = Placement { tolerations: vec![toleration.clone()], ..Placement::default() };
        assert_eq!(placement.admits(&host).is_ok(), covers, "{toleration:?}");
    }
    let preferred = FleetHost {
        taints: vec![taint("os", "windows", TaintEffect::PreferNoSchedule)],
        ..server("a", "20348.1")
    };
    assert_eq!(told(&Placement::default(), &preferred), "admitted");
    let two = FleetHost {
        taints: vec![windows, taint("gpu", "", TaintEffect::NoExecute)],
        ..server("a", "20348.1")
    };
    let one_tolerated =
        Placement { tolerations: vec![toleration(Some("os"), None, None)], ..Placement::default() };
    assert_eq!(told(&one_tolerated, &two), "taint gpu=:NoExecute is not tolerated");
}

#[test]
fn a_cordoned_node_takes_the_pods_that_tolerate_that() {
    let cordoned = FleetHost { unschedulable: true, ..server("a", "20348.1") };
    let daemon = toleration(Some("node.kubernetes.io/unschedulable"), None, Some(TaintEffect::NoSchedule));
    let of_daemon_set = Placement { tolerations: vec![daemon], ..Placement::default() };
    assert_eq!(told(&of_daemon_set, &cordoned), "admitted");
    let other = Placement { tolerations: vec![toleration(Some("os"), None, None)], ..Placement::default() };
    assert_eq!(told(&other, &cordoned), "takes no new workloads");
}

#[test]
fn a_node_name_passes_by_the_scheduler_and_not_by_the_kubelet() {
    let by_name = |placement: Placement| Placement { node_name: Some("a".to_owned()), ..placement };
    let host = with_labels(server("a", "20348.1"), &[("pool", "a")]);
    assert_eq!(told(&by_name(Placement::default()), &server("b", "20348.1")), "nodeName asks for a");
    let cordoned = FleetHost {
        unschedulable: true,
        taints: vec![taint("os", "windows", TaintEffect::NoSchedule)],
        ..host.clone()
    };
    assert_eq!(told(&by_name(Placement::default()), &cordoned), "admitted");
    assert_eq!(told(&by_name(selecting("pool", "b")), &host), "label pool is a, not b");
    assert_eq!(told(&by_name(selecting("pool", "a")), &host), "admitted");
    let evicting = FleetHost { taints: vec![taint("gone", "", TaintEffect::NoExecute)], ..host };
    assert_eq!(told(&by_name(Placement::default()), &evicting), "taint gone=:NoExecute is not tolerated");
}

fn swarm_node() -> FleetHost {
    let mut host = with_labels(server("win-1", "16299.0"), &[("OsVersion", "10.0.16299"), ("OS", "Windows")]);
    host.engine_labels.insert("storage".to_owned(), "ssd".to_owned());
    FleetHost { id: Some("2ivku8v2gvtg4".to_owned()), role: Some("worker".to_owned()), ..host }
}

#[test]
fn swarm_constraints_compare_without_case_what_swarm_knows() {
    let host = swarm_node();
    for (text, holds) in [
        ("node.labels.OsVersion == 10.0.16299", true),
        ("node.labels.OsVersion==10.0.16299", true),
        ("node.labels.OsVersion == 10.0.14393.1715", false),
        ("node.labels.OsVersion != 10.0.14393.1715", true),
        ("node.labels.OS == windows", true),
        ("NODE.LABELS.OS == WINDOWS", true),
        // Label names keep their case.
        ("node.labels.os == windows", false),
        ("node.labels.os != windows", true),
        ("engine.labels.storage == SSD", true),
        ("engine.labels.storage != ssd", false),
        ("node.platform.os == windows", true),
        ("node.platform.os != linux", true),
        ("node.platform.arch == x86_64", true),
        ("node.platform.arch == amd64", false),
        ("node.hostname == WIN-1", true),
        ("node.role == worker", true),
        ("node.role == manager", false),
        ("node.id == 2ivku8v2gvtg4", true),
        // An address is not known, and what is not known refuses nothing.
        ("node.ip == 10.0.0.1", true),
        ("node.ip != 10.0.0.0/8", true),
        // What Swarm does not know holds nowhere, not even when denied.
        ("node.os == windows", false),
        ("node.os != linux", false),
        ("node.labels. != a", false),
        ("hostname != other", false),
    ] {
        let told = told(&constrained(text), &host);
        let refused = format!("constraint {} does not hold", spaced(text));
        assert!(if holds { told == "admitted" } else { told.starts_with(&refused) }, "{text}: {told}");
    }
    let arm = FleetHost {
        host: Host { architecture: Some(Architecture::Arm64), ..host.host },
        ..FleetHost::new("bare", host.host)
    };
    for (text, holds) in [
        ("node.platform.arch == aarch64", true),
        ("node.role == worker", true),
        ("node.role != worker", true),
        ("node.id != x1", true),
    ] {
        assert_eq!(constrained(text).admits(&arm).is_ok(), holds, "{text}");
    }
}

/// As constraints are printed.
fn spaced(text: &str) -> String {
    text.parse::<Constraint>().unwrap().to_string()
}

#[test]
fn a_constraint_that_does_not_hold_is_told_with_what_the_node_has_instead() {
    for (text, what) in [
        ("node.labels.OS == linux", ": label OS is Windows"),
        ("node.labels.OS != Windows", ": label OS is Windows"),
        ("node.labels.os == windows", ": no label os"),
        ("node.role == manager", ": it is worker"),
        ("node.os == windows", ""),
    ] {
        let expected = format!("constraint {text} does not hold{what}");
        assert_eq!(told(&constrained(text), &swarm_node()), expected);
    }
}

#[test]
fn all_constraints_must_hold() {
    let placement = Placement {
        constraints: vec!["node.role == worker".parse().unwrap(), "node.labels.OS == linux".parse().unwrap()],
        ..Placement::default()
    };
    assert_eq!(
        told(&placement, &swarm_node()),
        "constraint node.labels.OS == linux does not hold: label OS is Windows"
    );
}

#[test]
fn almost_constraints_are_refused_with_the_whole_text() {
    for text in [
        "",
        "node.labels.OS",
        "node.labels.OS = windows",
        "node.labels.OS ==",
        "== windows",
        "node.labels.OS > windows",
        "node labels.OS == windows",
        "node.labels.a/b == c",
        "a == b",
        "1a == b",
        "node.labels.OS == win<dows",
        // The first operator that Swarm looks for is `==`.
        "node.labels.a != b == c",
        "node.labels.OS == \u{fc}",
    ] {
        let error = text.parse::<Constraint>().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{text:?} is not a placement constraint such as node.labels.OS == windows")
        );
    }
    let kept: Constraint = " node.labels.OS  !=  a b ".parse().unwrap();
    assert_eq!((kept.key.as_str(), kept.equal, kept.value.as_str()), ("node.labels.OS", false, "a b"));
}

proptest! {
    #[test]
    fn a_constraint_that_parses_prints_as_the_same_constraint(text in "[a-zA-Z._]{0,12} ?(==|!=|=)? ?.{0,12}") {
        if let Ok(constraint) = text.parse::<Constraint>() {
            prop_assert_eq!(constraint.to_string().parse::<Constraint>(), Ok(constraint));
        }
    }

    #[test]
    fn a_constraint_and_its_denial_never_both_hold(
        key in prop::sample::select(vec!["node.id", "node.role", "node.labels.OS", "node.os", "engine.labels.x"]),
        value in "[a-z0-9.]{1,9}",
    ) {
        let holds = |equal| Constraint { key: key.to_owned(), equal, value: value.clone() }.holds(&swarm_node());
        prop_assert!(!(holds(true) && holds(false)));
    }
}
