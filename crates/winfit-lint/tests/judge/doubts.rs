//! What is not known, what speaks first, and what is left out.

use winfit_fleet::placement::{Taint, TaintEffect};
use winfit_lint::Severity;
use winfit_lint::report::Outcome;

use crate::{check, cluster, labelled, linux, only, pod, rules, two_builds, windows_pod};

#[test]
fn windows_hosts_speak_before_linux_hosts_that_a_pod_may_also_land_on() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091"), linux("c")]);
    let text =
        pod("  containers:\n  - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2019'}\n");
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!(only(&report).rule, "build-mismatch");
    assert_eq!(only(&report).notes[1], "does not run on b (10.0.20348.3091); c (linux)");
}

#[test]
fn nobody_is_told_that_a_dockerfile_fails_on_linux_hosts_of_a_fleet_with_windows_hosts() {
    let files = [("Dockerfile", "FROM microsoft/nanoserver:10.0.14393.1770\n")];
    let report = check(Some(&two_builds()), &files);
    let finding = report.findings.iter().find(|finding| finding.severity == Severity::Error).unwrap();
    assert_eq!(finding.rule, "revision-mismatch-2016", "the host of the image's own build is the nearest");
    assert_eq!(report.workloads[0].targets.len(), 2);
    let only_linux = check(Some(&cluster(vec![linux("a")])), &files);
    assert!(rules(&only_linux).contains(&"windows-image-on-linux"));
}

#[test]
fn an_image_that_cannot_be_judged_is_told_beside_one_that_fails() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let text = windows_pod("mcr.microsoft.com/windows/servercore:ltsc2022")
        + "  initContainers: [{name: migrate, image: 'contoso/migrate:1.0'}]\n";
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    let found: Vec<_> = report.findings.iter().map(|it| (it.rule, it.severity)).collect();
    assert_eq!(
        found,
        [("image-newer-than-host", Severity::Error), ("os-version-unknown", Severity::Warning)]
    );
    let first = &report.findings[0].help[0];
    assert_eq!(first.text, "keep it on the nodes that may run it; its nodeSelector is then");
    assert!(first.paste.contains("node.kubernetes.io/windows-build: \"10.0.20348\""), "{}", first.paste);
    assert_eq!(report.findings[0].help.len(), 1, "a rebuild for the other host would lose this one");
}

#[test]
fn a_runtime_class_that_is_in_no_file_makes_a_failure_a_doubt() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let text =
        windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019") + "  runtimeClassName: win-2019\n";
    let class = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: win-2019}\n\
                 handler: runhcs-wcow-process\n\
                 scheduling: {nodeSelector: {node.kubernetes.io/windows-build: 10.0.17763}}\n";
    let report = check(Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!((only(&report).severity, report.workloads[0].outcome), (Severity::Warning, Outcome::Unknown));
    assert!(only(&report).help[0].paste.contains("kubectl get runtimeclass win-2019"));
    let with_class = check(Some(&fleet), &[("pod.yaml", &text), ("class.yaml", class)]);
    assert_eq!(with_class.findings, []);
    // No placement and no isolation helps an image that is newer than all hosts.
    let newer = text.replace("ltsc2019", "ltsc2025");
    let report = check(Some(&fleet), &[("pod.yaml", &newer)]);
    assert_eq!((only(&report).severity, report.workloads[0].outcome), (Severity::Error, Outcome::Fails));
}

#[test]
fn a_runtime_class_that_is_in_no_file_may_tolerate_the_taints_of_the_nodes() {
    let mut node = labelled("a", "10.0.17763.6775");
    let (key, value) = ("os".to_owned(), "windows".to_owned());
    node.taints.push(Taint { key, value, effect: TaintEffect::NoSchedule });
    let text =
        windows_pod("mcr.microsoft.com/windows/servercore:ltsc2019") + "  runtimeClassName: win-2019\n";
    let report = check(Some(&cluster(vec![node.clone(), linux("b")])), &[("pod.yaml", &text)]);
    assert_eq!((rules(&report), report.workloads[0].outcome), (Vec::new(), Outcome::Unknown));
    // What is newer than all hosts runs on none, whatever it tolerates.
    let newer = text.replace("ltsc2019", "ltsc2025");
    let report = check(Some(&cluster(vec![node, linux("b")])), &[("pod.yaml", &newer)]);
    assert_eq!((rules(&report), report.workloads[0].outcome), (vec!["no-host"], Outcome::NoHost));
}

#[test]
fn stages_that_go_on_from_others_and_services_that_are_only_built_are_not_counted() {
    let stages = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS base\nFROM base\nFROM scratch\n";
    let services = "services:\n  web: {build: ., isolation: process}\n";
    let report = check(None, &[("Dockerfile", stages), ("compose.yaml", services)]);
    assert_eq!((report.workloads.len(), report.findings.len()), (1, 0));
}

#[test]
fn a_variable_without_a_value_is_told_what_to_write() {
    for (name, text, help) in [
        (
            "Dockerfile",
            "# escape=`\nARG T\nFROM mcr.microsoft.com/windows/nanoserver:${T}\n",
            "give T a default, such as ARG T=ltsc2022",
        ),
        (
            "compose.yaml",
            "services: {a: {image: 'mcr.microsoft.com/windows/nanoserver:${T}', isolation: process}}\n",
            "give T a default, such as ${T:-ltsc2022}",
        ),
    ] {
        let report = check(None, &[(name, text)]);
        assert_eq!(only(&report).help[0].text, help);
    }
}

#[test]
fn tags_in_place_of_latest_are_those_of_the_fleet() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let report = check(Some(&fleet), &[("pod.yaml", &windows_pod("mcr.microsoft.com/windows/nanoserver"))]);
    assert_eq!(rules(&report), ["withdrawn-tag"], "what cannot be pulled needs no further word");
    assert_eq!(
        only(&report).help[0].paste,
        "image: mcr.microsoft.com/windows/nanoserver:ltsc2022\nimage: mcr.microsoft.com/windows/nanoserver:1809"
    );
}

#[test]
fn the_reason_under_an_image_that_names_no_release_fits_how_it_is_named() {
    let digest = format!("contoso/app@sha256:{}", "0".repeat(64));
    for (image, words) in [
        ("contoso/app:1.0", "the tag names no Windows release"),
        ("contoso/app", "there is no tag to name a Windows release"),
        (digest.as_str(), "a digest names no Windows release"),
    ] {
        let report = check(None, &[("pod.yaml", &windows_pod(image))]);
        let text = &only(&report).place.as_ref().unwrap().text;
        assert!(text.contains(words), "{image}: {text}");
    }
}
