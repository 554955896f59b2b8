//! Placements that are offered: after the change the workload runs.

use winfit_fleet::FleetHost;
use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_lint::report::Report;

use crate::{check, cluster, labelled, only, windows_pod};

fn tainted(mut host: FleetHost) -> FleetHost {
    host.taints.push(Taint {
        key: "os".to_owned(),
        value: "windows".to_owned(),
        effect: TaintEffect::NoSchedule,
    });
    host
}

fn constraint(report: &Report) -> &str {
    let help = only(report).help.iter().find(|help| help.kind == "constrain-placement");
    &help.unwrap_or_else(|| panic!("no placement: {:#?}", report.findings)).paste
}

#[test]
fn a_placement_that_is_offered_gives_up_selectors_that_stand_in_its_way() {
    let mut pool = labelled("a", "10.0.20348.3091");
    pool.labels.insert("agentpool".to_owned(), "win22".to_owned());
    let fleet = cluster(vec![pool, labelled("b", "10.0.17763.6775")]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019")
        .replace("{kubernetes.io/os: windows}", "{kubernetes.io/os: windows, agentpool: win22}");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    let lines =
        "nodeSelector:\n  kubernetes.io/os: \"windows\"\n  node.kubernetes.io/windows-build: \"10.0.17763\"";
    let without_label = "nodeSelector:\n  kubernetes.io/os: \"windows\"";
    let paste = constraint(&report);
    assert!([lines, without_label].contains(&paste) && !paste.contains("agentpool"), "{paste}");
    let mended = text.replace(
        "{kubernetes.io/os: windows, agentpool: win22}",
        "{kubernetes.io/os: windows, node.kubernetes.io/windows-build: \"10.0.17763\"}",
    );
    assert_eq!(check(Some(&fleet), &[("pod.yaml", &mended)]).findings, []);
}

#[test]
fn a_placement_that_is_offered_brings_the_tolerations_that_it_needs() {
    let fleet =
        cluster(vec![tainted(labelled("a", "10.0.20348.3091")), tainted(labelled("b", "10.0.17763.6775"))]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    let paste = constraint(&report);
    assert!(paste.contains("node.kubernetes.io/windows-build: \"10.0.17763\""), "{paste}");
    assert!(
        paste.contains("tolerations:\n  - key: os\n    operator: Equal\n    value: \"windows\""),
        "{paste}"
    );
    let indented: String = paste.lines().map(|line| format!("  {line}\n")).collect();
    let mended = text.replace("  nodeSelector: {kubernetes.io/os: windows}\n", &indented);
    assert_eq!(check(Some(&fleet), &[("pod.yaml", &mended)]).findings, [], "{mended}");
}

#[test]
fn a_placement_that_is_offered_drops_the_node_that_was_named() {
    let fleet = cluster(vec![labelled("a", "10.0.20348.3091"), labelled("b", "10.0.17763.6775")]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2022")
        .replace("spec:\n", "spec:\n  nodeName: b\n");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    let help = &only(&report).help[0];
    assert!(help.text.starts_with("drop its nodeName"), "{help:?}");
}

#[test]
fn a_placement_that_is_offered_concerns_only_hosts_that_the_workload_may_land_on() {
    let mut pool = labelled("a", "10.0.20348.3091");
    pool.labels.insert("pool".to_owned(), "x".to_owned());
    let mut other = labelled("b", "10.0.17763.6775");
    other.labels.insert("pool".to_owned(), "x".to_owned());
    let fleet = cluster(vec![pool, other, labelled("c", "10.0.26100.2894")]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2022")
        .replace("{kubernetes.io/os: windows}", "{pool: x}");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    let paste = constraint(&report);
    assert!(paste.contains("10.0.20348") && !paste.contains("10.0.26100"), "{paste}");
}
