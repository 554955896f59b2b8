//! Workloads on a fleet: where placement lets them land, and what is offered.

use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_lint::Severity;
use winfit_lint::report::Outcome;

use crate::{check, cluster, labelled, linux, only, pod, two_builds, windows_pod};

#[test]
fn an_image_that_fails_on_one_of_its_nodes_is_an_error_at_the_image() {
    let text = windows_pod("fabrikam/web:windowsservercore-10.0.14393.1715");
    let report = check(Some(&two_builds()), &[("pod.yaml", &text)]);
    let finding = only(&report);
    assert_eq!((finding.rule, finding.severity), ("build-mismatch", Severity::Error));
    assert_eq!(
        finding.place.as_ref().unwrap().span.of(&text),
        "fabrikam/web:windowsservercore-10.0.14393.1715"
    );
    assert_eq!(
        finding.notes,
        ["runs on win-2016 (10.0.14393.1715)", "does not run on win-1709 (10.0.16299.0)"]
    );
    let first = &finding.help[0];
    assert_eq!(first.kind, "constrain-placement");
    assert_eq!(
        first.paste,
        "kubectl label node win-2016 beta.kubernetes.io/osbuild=14393.1715\n\
         nodeSelector:\n  kubernetes.io/os: \"windows\"\n  beta.kubernetes.io/osbuild: \"14393.1715\""
    );
}

#[test]
fn the_constraint_that_is_offered_cures_the_finding() {
    let mut fleet = two_builds();
    fleet.hosts[0].labels.insert("beta.kubernetes.io/osbuild".to_owned(), "14393.1715".to_owned());
    let text = windows_pod("fabrikam/web:windowsservercore-10.0.14393.1715").replace(
        "{kubernetes.io/os: windows}",
        "{kubernetes.io/os: windows, beta.kubernetes.io/osbuild: \"14393.1715\"}",
    );
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!(report.findings, []);
    assert_eq!(report.workloads[0].outcome, Outcome::Runs);
}

#[test]
fn a_label_that_nobody_set_leaves_the_workload_without_a_host() {
    let text = windows_pod("fabrikam/web:windowsservercore-10.0.14393.1715")
        .replace("{kubernetes.io/os: windows}", "{beta.kubernetes.io/osbuild: \"14393.1715\"}");
    let report = check(Some(&two_builds()), &[("pod.yaml", &text)]);
    let finding = only(&report);
    assert_eq!((finding.rule, finding.severity), ("no-host", Severity::Error));
    assert_eq!(finding.help[0].paste, "kubectl label node win-2016 beta.kubernetes.io/osbuild=14393.1715");
    assert_eq!(finding.help.len(), 1, "only the host that runs it is worth a label: {:?}", finding.help);
}

#[test]
fn nodes_with_the_build_label_need_no_other() {
    let fleet = cluster(vec![
        labelled("a", "10.0.17763.6775"),
        labelled("b", "10.0.20348.3091"),
        labelled("c", "10.0.26100.2894"),
    ]);
    let report =
        check(Some(&fleet), &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/servercore:ltsc2022"))]);
    let finding = only(&report);
    assert_eq!(finding.rule, "image-newer-than-host");
    let paste = &finding.help[0].paste;
    assert!(paste.contains("key: node.kubernetes.io/windows-build"), "{paste}");
    assert!(paste.contains("values: [\"10.0.20348\", \"10.0.26100\"]"), "{paste}");
}

#[test]
fn a_windows_pod_without_os_selector_may_land_on_linux() {
    let fleet = cluster(vec![labelled("a", "10.0.20348.3091"), linux("b")]);
    let text =
        pod("  containers:\n  - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!(only(&report).rule, "windows-image-on-linux");
    assert!(only(&report).help[0].paste.contains("node.kubernetes.io/windows-build: \"10.0.20348\""));
}

#[test]
fn a_taint_that_is_not_tolerated_is_named_with_its_toleration() {
    let mut host = labelled("a", "10.0.20348.3091");
    host.taints.push(Taint {
        key: "os".to_owned(),
        value: "windows".to_owned(),
        effect: TaintEffect::NoSchedule,
    });
    let fleet = cluster(vec![host]);
    let report =
        check(Some(&fleet), &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/servercore:ltsc2022"))]);
    assert_eq!(only(&report).rule, "no-host");
    assert!(only(&report).help[0].paste.contains("value: \"windows\""));
}

#[test]
fn an_image_whose_tag_names_no_release_is_a_warning_not_a_pass() {
    let report = check(Some(&two_builds()), &[("pod.yaml", &windows_pod("contoso/app:1.0"))]);
    assert_eq!((only(&report).rule, only(&report).severity), ("os-version-unknown", Severity::Warning));
    assert_eq!(report.workloads[0].outcome, Outcome::Unknown);
}

#[test]
fn linux_workloads_are_left_alone_even_on_a_fleet_of_windows_hosts() {
    for text in [
        pod("  containers: [{name: a, image: 'redis:7.4'}]\n"),
        pod(
            "  nodeSelector: {kubernetes.io/os: linux}\n  containers: [{name: a, image: 'contoso/app:1.0'}]\n",
        ),
    ] {
        let report = check(Some(&two_builds()), &[("pod.yaml", &text)]);
        assert_eq!((report.findings.len(), report.workloads.len()), (0, 0), "{text}");
    }
}
