//! Findings without a fleet, their order, and those about names and reports.

use winfit_compat::HyperV;
use winfit_lint::facts::Facts;
use winfit_lint::report::Outcome;
use winfit_lint::{Selection, Severity};

use crate::{check, check_for, check_selected, cluster, labelled, only, pod, rules, windows_pod};

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
fn the_annotation_for_hyperv_counts_in_versions_that_heed_it_and_in_no_others() {
    let mut host = labelled("win-a", "10.0.20348.3091");
    host.host = host.host.with_hyperv(HyperV::Available);
    let pod = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019").replace(
        "metadata: {name: web}",
        "metadata: {name: web, annotations: {experimental.windows.kubernetes.io/isolation-type: hyperv}}",
    );
    let fleet = cluster(vec![host]);
    let outcome = |kubernetes| check_for(kubernetes, &fleet, &[("pod.yaml", &pod)]).workloads[0].outcome;
    assert_eq!(outcome("1.20"), Outcome::Runs);
    assert_eq!(outcome("1.21"), Outcome::Fails);
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
    assert_eq!(places.len(), 3);
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

#[test]
fn a_name_that_no_registry_is_asked_for_is_an_error_and_one_with_a_gap_is_not() {
    for (image, found, paste) in [
        ("host:5000/Web:UPPER", &["invalid-image-name"][..], Some("image: host:5000/web:UPPER")),
        ("'registry.example/web app:1.0'", &["invalid-image-name"], Some("")),
        ("registry.example/Web:UPPER@sha256:12", &["invalid-image-name"], Some("")),
        ("registry.example/web:UPPER", &["os-version-unknown"], None),
        ("'registry.example/{{ .Values.App }}:1.0'", &["os-version-unknown"], None),
    ] {
        let report = check(None, &[("pod.yaml", &windows_pod(image))]);
        assert_eq!(rules(&report), found, "{image}");
        let Some(paste) = paste else { continue };
        assert_eq!((only(&report).severity, only(&report).help[0].paste.as_str()), (Severity::Error, paste));
        assert_eq!(report.workloads[0].outcome, Outcome::Fails, "{image}");
    }
    let silent = pod("  containers: [{name: a, image: 'Bad Name'}]\n");
    assert_eq!(rules(&check(None, &[("pod.yaml", &silent)])), Vec::<&str>::new(), "not for Windows");
}

#[test]
fn what_a_kustomization_takes_in_is_not_said_to_lack_a_selector() {
    let text =
        pod("  containers:\n  - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n");
    let kustomization = "resources: [base/pod.yaml]\npatches:\n- path: select-windows.yaml\n";
    let selection = Selection::default();
    let told = |files: &[(&str, &str)]| {
        let report = check_selected(&selection, &Facts::new(), None, files);
        let found = report.findings.iter().find(|it| it.rule == "missing-os-selector").unwrap();
        (found.severity, found.fix.is_some(), found.message.clone())
    };
    let is_said = "Pod web: nothing sends it to Windows nodes: on a Linux node it fails".to_owned();
    let is_noted = "Pod web: nothing in this file sends it to Windows nodes".to_owned();
    assert_eq!(told(&[("base/pod.yaml", text.as_str())]), (Severity::Warning, true, is_said.clone()));
    assert_eq!(
        told(&[("base/pod.yaml", text.as_str()), ("kustomization.yaml", kustomization)]),
        (Severity::Info, false, is_noted)
    );
    assert_eq!(
        told(&[("pod.yaml", text.as_str()), ("kustomization.yaml", kustomization)]),
        (Severity::Warning, true, is_said.clone())
    );
}
