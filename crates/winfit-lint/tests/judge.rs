//! What `check` says of whole files on whole fleets.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is the point of a test")]

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::rules::RuleSet;
use winfit_compat::{Host, HyperV, OsVersion};
use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_fleet::{Fleet, FleetHost, Orchestrator};
use winfit_lint::judge::{Check, judge};
use winfit_lint::report::{Outcome, Report};
use winfit_lint::{Finding, Severity, link, read_document};

fn windows(name: &str, version: &str) -> FleetHost {
    let mut host = FleetHost::new(name, Host::server(version.parse().unwrap()));
    host.labels.insert("kubernetes.io/os".to_owned(), "windows".to_owned());
    host.labels.insert("beta.kubernetes.io/os".to_owned(), "windows".to_owned());
    host
}

/// A node of a cluster that is new enough to carry the label with the build.
fn labelled(name: &str, version: &str) -> FleetHost {
    let mut host = windows(name, version);
    let build = version.parse::<OsVersion>().unwrap().build;
    host.labels.insert("node.kubernetes.io/windows-build".to_owned(), format!("10.0.{build}"));
    host
}

fn linux(name: &str) -> FleetHost {
    let mut host = FleetHost::new(name, Host::linux());
    host.labels.insert("kubernetes.io/os".to_owned(), "linux".to_owned());
    host
}

fn cluster(hosts: Vec<FleetHost>) -> Fleet {
    Fleet { orchestrator: Orchestrator::Kubernetes, hosts }
}

fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn check(fleet: Option<&Fleet>, files: &[(&str, &str)]) -> Report {
    let mut documents: Vec<_> =
        files.iter().map(|(name, text)| read_document(name, text.as_bytes().to_vec()).unwrap()).collect();
    link(&mut documents);
    judge(&Check { catalog: builtin(), rules: RuleSet::default(), today: today(), fleet }, documents)
}

fn pod(lines: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n{lines}")
}

/// A pod for Windows with one container.
fn windows_pod(image: &str) -> String {
    pod(&format!(
        "  nodeSelector: {{kubernetes.io/os: windows}}\n  containers:\n  - name: web\n    image: {image}\n"
    ))
}

fn rules(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule).collect()
}

fn only(report: &Report) -> &Finding {
    let [finding] = report.findings.as_slice() else { panic!("not one finding: {:#?}", report.findings) };
    finding
}

fn two_builds() -> Fleet {
    cluster(vec![windows("win-2016", "10.0.14393.1715"), windows("win-1709", "10.0.16299.0"), linux("linux")])
}

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
         nodeSelector:\n  beta.kubernetes.io/osbuild: \"14393.1715\""
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

#[test]
fn without_a_fleet_an_image_that_runs_on_one_supported_release_is_no_finding() {
    let report = check(None, &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019"))]);
    assert_eq!(report.findings, []);
    assert_eq!(report.workloads[0].outcome, Outcome::Runs);
}

#[test]
fn without_a_fleet_an_image_of_a_dead_release_needs_hyperv() {
    let report = check(None, &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/servercore:1909"))]);
    assert_eq!((only(&report).rule, only(&report).severity), ("build-mismatch", Severity::Warning));
    assert_eq!(report.workloads[0].outcome, Outcome::NeedsHyperV);
}

#[test]
fn latest_of_a_base_image_is_an_error_that_names_the_day_it_went() {
    for image in ["mcr.microsoft.com/windows/nanoserver:latest", "microsoft/nanoserver"] {
        let report = check(None, &[("pod.yaml", &windows_pod(image))]);
        let finding = report.findings.iter().find(|finding| finding.rule == "withdrawn-tag").unwrap();
        assert_eq!(finding.severity, Severity::Error);
        assert!(finding.message.contains("2019-04-16"), "{}", finding.message);
        assert!(
            finding.help[0].paste.contains("image: mcr.microsoft.com/windows/nanoserver:ltsc2022"),
            "{:?}",
            finding.help
        );
        assert_eq!(report.workloads[0].outcome, Outcome::Fails);
    }
}

#[test]
fn an_image_on_docker_hub_is_told_its_new_name() {
    let report = check(None, &[("pod.yaml", &windows_pod("microsoft/windowsservercore:ltsc2016"))]);
    let finding = report.findings.iter().find(|finding| finding.rule == "retired-image-name").unwrap();
    assert!(finding.help[0].text.contains("mcr.microsoft.com/windows/servercore"), "{:?}", finding.help);
}

#[test]
fn containers_of_two_builds_run_together_on_no_host() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019")
        + "  - name: other\n    image: mcr.microsoft.com/windows/nanoserver:ltsc2022\n";
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!(rules(&report), ["build-mismatch", "image-newer-than-host"]);
    let offers_placement =
        report.findings.iter().any(|it| it.help.iter().any(|help| help.kind == "constrain-placement"));
    assert!(!offers_placement, "no placement helps: {:#?}", report.findings);
}

#[test]
fn a_retag_is_offered_with_the_hosts_that_it_serves() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let report =
        check(Some(&fleet), &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/servercore:ltsc2025"))]);
    let retags: Vec<_> = only(&report).help.iter().filter(|help| help.kind == "retag").collect();
    let [retag] = retags.as_slice() else { panic!("{:#?}", report.findings) };
    assert_eq!(retag.paste, "image: mcr.microsoft.com/windows/servercore:ltsc2022");
    assert!(retag.text.ends_with("which runs on b"), "{}", retag.text);
}

#[test]
fn hyperv_isolation_is_offered_where_a_host_has_it_and_nowhere_else() {
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019");
    for (hyperv, offered) in
        [(HyperV::Available, true), (HyperV::Unavailable, false), (HyperV::Unknown, false)]
    {
        let mut host = labelled("a", "10.0.20348.3091");
        host.host = host.host.with_hyperv(hyperv);
        let report = check(Some(&cluster(vec![host])), &[("pod.yaml", &text)]);
        let is_offered = only(&report).help.iter().any(|help| help.kind == "use-hyperv");
        assert_eq!(is_offered, offered, "{hyperv:?}: {:#?}", report.findings);
    }
}

#[test]
fn a_broken_document_is_a_finding_and_the_next_is_judged() {
    let text =
        format!("kind: [unclosed\n---\n{}", windows_pod("mcr.microsoft.com/windows/servercore:ltsc2025"));
    let fleet = cluster(vec![labelled("a", "10.0.20348.3091")]);
    let report = check(Some(&fleet), &[("pods.yaml", &text)]);
    assert_eq!(rules(&report), ["broken-document", "image-newer-than-host"]);
}

#[test]
fn findings_come_in_the_order_of_files_and_places() {
    let text = windows_pod("contoso/app:1.0");
    let two = text.clone() + "  - name: other\n    image: contoso/other:1.0\n";
    let report = check(
        None,
        &[("a.yaml", &two.replace("contoso/other:1.0", "microsoft/nanoserver")), ("b.yaml", &text)],
    );
    let places: Vec<_> =
        report.findings.iter().map(|it| (it.file, it.place.as_ref().unwrap().span.start)).collect();
    assert_eq!(places.len(), 4);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn containers_that_fail_alike_share_a_finding() {
    let text = windows_pod("contoso/app:1.0") + "  - name: other\n    image: contoso/other:1.0\n";
    let report = check(None, &[("a.yaml", &text)]);
    let finding = only(&report);
    assert_eq!(finding.place.as_ref().unwrap().span.of(&text), "contoso/app:1.0");
    assert_eq!(
        finding.related.iter().map(|label| label.span.of(&text)).collect::<Vec<_>>(),
        ["contoso/other:1.0"]
    );
}

#[test]
fn an_image_newer_than_its_host_on_the_same_build_is_a_field_report_with_the_update_that_closes_the_gap() {
    let text = windows_pod("mcr.microsoft.com/windows/servercore:10.0.26100.3194");
    let report = check(Some(&cluster(vec![labelled("a", "10.0.26100.2894")])), &[("pod.yaml", &text)]);
    assert!(rules(&report).iter().all(|rule| *rule == "field-report"), "{:#?}", report.findings);
    assert!(report.findings.iter().any(|it| it.help.iter().any(|help| help.text.contains("KB5051987"))));
    assert_eq!(report.workloads[0].outcome, Outcome::Runs, "a report changes no verdict");
    let cured = check(Some(&cluster(vec![labelled("a", "10.0.26100.3194")])), &[("pod.yaml", &text)]);
    assert_eq!(cured.findings, []);
}
