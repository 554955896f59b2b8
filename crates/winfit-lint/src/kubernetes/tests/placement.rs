//! Selectors, affinity and tolerations out of pods.

use winfit_compat::Os;
use winfit_fleet::placement::{Operator, Taint, TaintEffect, Toleration};

use super::{hints, pod, problems, read};
use crate::PlaceKind;

fn os(spec: &str) -> Option<Os> {
    pod(spec).workloads[0].workload.os
}

#[test]
fn the_operating_system_is_told_by_spec_os_else_by_the_selector_else_by_affinity() {
    assert_eq!(os("os: {name: windows}"), Some(Os::Windows));
    assert_eq!(os("os: {name: linux}\nnodeSelector: {kubernetes.io/os: windows}"), Some(Os::Linux));
    assert_eq!(os("nodeSelector: {kubernetes.io/os: windows}"), Some(Os::Windows));
    assert_eq!(os("nodeSelector: {beta.kubernetes.io/os: linux}"), Some(Os::Linux));
    assert_eq!(os("nodeSelector: {kubernetes.io/os: plan9}"), None);
    assert_eq!(os("nodeSelector: {os: windows}"), None);
}

#[test]
fn a_misspelt_operating_system_is_a_sign_of_windows_and_no_more_and_no_problem_of_reading() {
    let document = pod("os: {name: Windows}");
    assert_eq!(document.workloads[0].workload.os, None);
    assert_eq!(hints(&document), ["PodOs: Windows"]);
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(os("os: {name: Windows}\nnodeSelector: {kubernetes.io/os: linux}"), Some(Os::Linux));
    assert_eq!(hints(&pod("os: {name: win32}")), Vec::<String>::new());
}

fn with_terms(terms: &str) -> String {
    format!(
        "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms: {terms}"
    )
}

#[test]
fn required_affinity_tells_the_operating_system_if_all_terms_agree() {
    let term = |operator: &str, values: &str| {
        format!("{{matchExpressions: [{{key: kubernetes.io/os, operator: {operator}, values: {values}}}]}}")
    };
    let windows = term("In", "[windows]");
    assert_eq!(os(&with_terms(&format!("[{windows}]"))), Some(Os::Windows));
    assert_eq!(os(&with_terms(&format!("[{windows}, {}]", term("NotIn", "[linux]")))), Some(Os::Windows));
    assert_eq!(os(&with_terms(&format!("[{windows}, {}]", term("In", "[linux]")))), None);
    assert_eq!(os(&with_terms(&format!("[{windows}, {{}}]"))), None);
    assert_eq!(os(&with_terms(&format!("[{}]", term("In", "[windows, linux]")))), None);
    assert_eq!(os(&with_terms(&format!("[{}]", term("Exists", "[]")))), None);
    assert_eq!(os("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}"), None);
}

#[test]
fn affinity_keeps_expressions_fields_and_operators() {
    let document = pod(&with_terms(
        "[{matchExpressions: [{key: a, operator: DoesNotExist}, {key: b, operator: Gt, values: ['5']}], matchFields: \
         [{key: metadata.name, operator: In, values: [n1]}]}]",
    ));
    let term = &document.workloads[0].workload.placement.affinity[0];
    let operators: Vec<_> = term.expressions.iter().map(|it| it.operator).collect();
    assert_eq!(operators, [Operator::DoesNotExist, Operator::Gt]);
    assert_eq!((term.fields[0].key.as_str(), term.fields[0].values[0].as_str()), ("metadata.name", "n1"));
    assert!(document.workloads[0].place(&PlaceKind::NodeAffinity).is_some());
}

#[test]
fn tolerations_have_the_defaults_of_kubernetes() {
    let document = pod("\
tolerations:
- {key: os, value: windows, effect: NoSchedule}
- {key: os}
- {key: os, operator: Exists}
- {operator: Exists}
- {key: '', operator: Exists, effect: NoExecute}
- {key: os, operator: '', value: w}");
    let toleration = |key: Option<&str>, value: Option<&str>, effect| Toleration {
        key: key.map(str::to_owned),
        value: value.map(str::to_owned),
        effect,
    };
    assert_eq!(
        document.workloads[0].workload.placement.tolerations,
        [
            toleration(Some("os"), Some("windows"), Some(TaintEffect::NoSchedule)),
            toleration(Some("os"), Some(""), None),
            toleration(Some("os"), None, None),
            toleration(None, None, None),
            toleration(None, None, Some(TaintEffect::NoExecute)),
            toleration(Some("os"), Some("w"), None),
        ]
    );
    assert_eq!(hints(&document), ["Toleration: {key: os, value: windows, effect: NoSchedule}"]);
}

#[test]
fn tolerations_that_kubernetes_refuses_tolerate_nothing() {
    let document = pod("\
tolerations:
- {value: windows}
- {key: os, operator: Is}
- {key: os, effect: Never}
- os
- {key: [a], operator: Exists}");
    assert_eq!(
        problems(&document),
        [
            "\"{value: windows}\": spec.tolerations[0].key is missing",
            "\"Is\": spec.tolerations[1].operator is \"Is\", not Equal or Exists",
            "\"Never\": spec.tolerations[2].effect is \"Never\", not NoSchedule, PreferNoSchedule or NoExecute",
            "\"os\": spec.tolerations[3] is a scalar, not a mapping",
            "\"[a]\": spec.tolerations[4].key is a list, not a scalar",
        ]
    );
}

#[test]
fn node_name_and_selector_are_kept_with_their_places() {
    let document = pod("nodeName: win-1\nnodeSelector:\n  pool: a\n  flag: true\n  empty:\n");
    let found = &document.workloads[0];
    assert_eq!(found.workload.placement.node_name.as_deref(), Some("win-1"));
    let selector = [("pool", "a"), ("flag", "true"), ("empty", "")];
    let selector: Vec<_> = selector.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    assert_eq!(found.workload.placement.node_selector, selector);
    let whole = found.place(&PlaceKind::NodeSelector).unwrap();
    assert!(document.source.slice(whole.value).starts_with("pool: a\n"));
    assert_eq!(document.source.slice(found.place(&PlaceKind::NodeName).unwrap().value), "win-1");
}

#[test]
fn labels_of_windows_nodes_are_hints() {
    let document = pod("nodeSelector:\n  node.kubernetes.io/windows-build: 10.0.17763\n  a: windows\n");
    assert_eq!(hints(&document), ["NodeSelector: node.kubernetes.io/windows-build: 10.0.17763"]);
}

#[test]
fn a_daemon_set_tolerates_cordons_behind_what_it_says_itself() {
    let tolerations = |kind: &str| {
        let document = read(&format!(
            "apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: a}}\nspec:\n  template:\n    spec:\n      tolerations:\n      \
             - {{key: os, operator: Exists}}\n      containers: [{{name: a, image: a}}]\n"
        ));
        let tolerations = document.workloads[0].workload.placement.tolerations.clone();
        (tolerations[0].key.clone(), tolerations.iter().any(|it| it.tolerates(&Taint::unschedulable())))
    };
    assert_eq!(tolerations("DaemonSet"), (Some("os".to_owned()), true));
    assert_eq!(tolerations("Deployment"), (Some("os".to_owned()), false));
}
