//! Which hosts a placement allows, by the habits of the Kubernetes scheduler, the kubelet and Swarm.

use winfit_compat::Host;

use super::*;

/// A Linux host named `a` with these labels (`KEY=VALUE`).
fn host(labels: &[&str]) -> FleetHost {
    let mut host = FleetHost::new("a", Host::linux());
    host.labels = labels
        .iter()
        .filter_map(|label| label.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    host
}

fn taint(effect: TaintEffect) -> Taint {
    Taint { key: "os".to_owned(), value: "windows".to_owned(), effect }
}

fn toleration(key: Option<&str>, value: Option<&str>, effect: Option<TaintEffect>) -> Toleration {
    Toleration { key: key.map(str::to_owned), value: value.map(str::to_owned), effect }
}

/// The refusal as text; empty if the host is admitted.
fn refusal(placement: &Placement, host: &FleetHost) -> String {
    placement.admits(host).err().map(|refusal| refusal.to_string()).unwrap_or_default()
}

#[test]
fn an_empty_placement_admits_every_host_but_cordoned_and_tainted_ones() {
    let placement = Placement::default();
    assert_eq!(refusal(&placement, &host(&[])), "");
    let cordoned = FleetHost { unschedulable: true, ..host(&[]) };
    assert_eq!(refusal(&placement, &cordoned), "takes no new workloads");
    for (effect, expected) in [
        (TaintEffect::NoSchedule, "taint os=windows:NoSchedule is not tolerated"),
        (TaintEffect::NoExecute, "taint os=windows:NoExecute is not tolerated"),
        (TaintEffect::PreferNoSchedule, ""),
    ] {
        let tainted = FleetHost { taints: vec![taint(effect)], ..host(&[]) };
        assert_eq!(refusal(&placement, &tainted), expected);
    }
}

#[test]
fn a_toleration_covers_the_taints_that_it_names_and_no_others() {
    let no_schedule = taint(TaintEffect::NoSchedule);
    for (key, value, effect, tolerates) in [
        (Some("os"), Some("windows"), Some(TaintEffect::NoSchedule), true),
        (Some("os"), Some("windows"), None, true),
        (Some("os"), None, None, true),
        (None, None, None, true),
        (None, None, Some(TaintEffect::NoExecute), false),
        (Some("os"), Some("windows"), Some(TaintEffect::NoExecute), false),
        (Some("os"), Some("Windows"), None, false),
        (Some("os"), Some(""), None, false),
        (Some("OS"), None, None, false),
    ] {
        let toleration = toleration(key, value, effect);
        assert_eq!(toleration.tolerates(&no_schedule), tolerates, "{toleration:?}");
    }
}

#[test]
fn a_cordoned_host_admits_who_tolerates_its_taint_such_as_daemon_sets() {
    let cordoned = FleetHost { unschedulable: true, taints: vec![Taint::unschedulable()], ..host(&[]) };
    let admitted = |tolerations: Vec<Toleration>| {
        let placement = Placement { tolerations, ..Placement::default() };
        // The taint follows the mark within moments, and counts no more than that.
        let unmarked = FleetHost { taints: Vec::new(), ..cordoned.clone() };
        assert_eq!(placement.admits(&cordoned).is_ok(), placement.admits(&unmarked).is_ok());
        placement.admits(&cordoned).is_ok()
    };
    assert!(admitted(Toleration::of_daemon_sets().collect()));
    assert!(admitted(vec![toleration(None, None, None)]));
    assert!(!admitted(vec![toleration(Some("os"), None, None)]));
    let daemons = Placement { tolerations: Toleration::of_daemon_sets().collect(), ..Placement::default() };
    let tainted = FleetHost { taints: vec![taint(TaintEffect::NoSchedule)], ..host(&[]) };
    assert!(daemons.admits(&tainted).is_err());
}

#[test]
fn a_node_name_passes_by_the_scheduler_and_not_by_the_kubelet() {
    let named = |name: &str| Placement { node_name: Some(name.to_owned()), ..Placement::default() };
    assert_eq!(refusal(&named("b"), &host(&[])), "nodeName asks for b");
    let mut closed = FleetHost { unschedulable: true, ..host(&["pool=x"]) };
    closed.taints = vec![taint(TaintEffect::NoSchedule)];
    assert_eq!(refusal(&named("a"), &closed), "");
    closed.taints.push(taint(TaintEffect::NoExecute));
    assert_eq!(refusal(&named("a"), &closed), "taint os=windows:NoExecute is not tolerated");
    let selecting = Placement { node_selector: vec![("pool".to_owned(), "y".to_owned())], ..named("a") };
    assert_eq!(refusal(&selecting, &host(&["pool=x"])), "label pool is x, not y");
    let fixed = Placement { affinity: vec![NodeSelectorTerm::default()], ..named("a") };
    assert_eq!(refusal(&fixed, &host(&[])), "no term of the required node affinity holds");
}

#[test]
fn one_term_of_the_affinity_suffices_and_needs_all_its_expressions() {
    let is = |key: &str, operator, values: &[&str]| Requirement {
        key: key.to_owned(),
        operator,
        values: values.iter().map(|it| (*it).to_owned()).collect(),
    };
    let term = |expressions: &[Requirement]| NodeSelectorTerm {
        expressions: expressions.to_vec(),
        fields: Vec::new(),
    };
    let holds = |terms: &[NodeSelectorTerm], labels: &[&str]| {
        let placement = Placement { affinity: terms.to_vec(), ..Placement::default() };
        placement.admits(&host(labels)).is_ok()
    };
    let (x, y) = (is("x", Operator::In, &["1", "2"]), is("y", Operator::Exists, &[]));
    let either = [term(std::slice::from_ref(&x)), term(std::slice::from_ref(&y))];
    let both = [term(&[x, y])];
    assert!(holds(&either, &["x=2"]) && holds(&either, &["y=0"]) && !holds(&either, &["x=3"]));
    assert!(holds(&both, &["x=2", "y=0"]) && !holds(&both, &["x=2"]) && !holds(&both, &["y=0"]));
    for (operator, values, label, expected) in [
        (Operator::NotIn, &["1"] as &[&str], "x=2", true),
        (Operator::NotIn, &["1"], "x=1", false),
        (Operator::NotIn, &["1"], "z=1", true),
        (Operator::DoesNotExist, &[], "z=1", true),
        (Operator::DoesNotExist, &[], "x=1", false),
        (Operator::Gt, &["17762"], "x=17763", true),
        (Operator::Gt, &["17763"], "x=17763", false),
        (Operator::Lt, &["17764"], "x=17763", true),
        (Operator::Lt, &["17763"], "x=17763", false),
        (Operator::Gt, &["1"], "x=many", false),
        (Operator::Lt, &["1"], "z=0", false),
    ] {
        let terms = [term(&[is("x", operator, values)])];
        assert_eq!(holds(&terms, &[label]), expected, "{terms:?} {label}");
    }
    let by_name = |name: &str| {
        let fields = vec![is("metadata.name", Operator::In, &[name])];
        holds(&[NodeSelectorTerm { expressions: Vec::new(), fields }], &[])
    };
    assert!(by_name("a") && !by_name("b"));
}

#[test]
fn constraints_compare_without_case_and_an_absent_label_is_empty() {
    let mut host = host(&["OsVersion=10.0.17763"]);
    host.role = Some("worker".to_owned());
    let holds = |text: &str, host: &FleetHost| text.parse::<Constraint>().unwrap().holds(host);
    for text in [
        "node.labels.OsVersion == 10.0.17763",
        "NODE.Labels.OsVersion==10.0.17763",
        "node.labels.osversion != 10.0.17763",
        "node.platform.os == Linux",
        "node.role != manager",
        "node.hostname == A",
        "engine.labels.x != y",
    ] {
        assert!(holds(text, &host), "{text}");
    }
    for text in [
        "node.labels.OsVersion != 10.0.17763",
        "node.labels.osversion == 10.0.17763",
        "engine.labels.OsVersion == 10.0.17763",
        "node.platform.os == windows",
        "node.role == manager",
    ] {
        assert!(!holds(text, &host), "{text}");
    }
}

#[test]
fn a_constraint_on_a_fact_that_nobody_told_refuses_no_host_and_one_on_an_unknown_key_all() {
    let holds = |text: &str| text.parse::<Constraint>().unwrap().holds(&host(&[]));
    for text in
        ["node.role == manager", "node.id == x", "node.ip == 10.0.0.0/8", "node.platform.arch == x86_64"]
    {
        assert!(holds(text), "{text}");
    }
    for text in ["node.os == linux", "node.os != windows", "node.labels. != x"] {
        assert!(!holds(text), "{text}");
    }
}
