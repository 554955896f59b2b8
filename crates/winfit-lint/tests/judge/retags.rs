//! Other tags in the place of those that are written: which, where, and what a verdict has left to say beside a rule.

use winfit_fleet::{Fleet, FleetHost, Orchestrator};
use winfit_lint::facts::{Cause, Facts};
use winfit_lint::report::{Outcome, Report};
use winfit_lint::{Finding, Safety, Selection, Selector, apply};

use crate::facts::{facts, unread};
use crate::{check, check_selected, cluster, labelled, linux, pod, rules, windows_pod};

const NANOSERVER: &str = "mcr.microsoft.com/windows/nanoserver";

fn server_2022() -> Fleet {
    cluster(vec![labelled("a", "10.0.20348.3091")])
}

fn only_from(words: &[&str]) -> Selection {
    let select = words.iter().map(|word| word.parse().unwrap()).collect();
    // It would say of nearly every image what is a matter of taste.
    Selection { select, ignore: vec![Selector::All, Selector::Rule("floating-windows-tag")] }
}

/// What a rule about images finds, on a fleet of one release.
fn found(rule: &str, name: &str, text: &str) -> Report {
    check_selected(&only_from(&[rule]), &Facts::new(), Some(&server_2022()), &[(name, text)])
}

/// The text after the fixes of all findings that promise at least this.
fn after(report: &Report, least: Safety) -> String {
    let fixes = report.findings.iter().filter_map(|finding| finding.fix.clone());
    let mut edits: Vec<_> = fixes.filter(|fix| fix.safety >= least).flat_map(|fix| fix.edits).collect();
    edits.sort();
    edits.dedup();
    let [document] = report.documents.as_slice() else { panic!("not one document") };
    apply(document.source.text(), &edits).unwrap()
}

#[test]
fn another_image_is_quoted_as_the_one_that_it_replaces() {
    for (written, then) in [
        (NANOSERVER.to_owned(), format!("{NANOSERVER}:ltsc2022")),
        (format!("'{NANOSERVER}:latest'"), format!("'{NANOSERVER}:ltsc2022'")),
        (format!("\"{NANOSERVER}:latest\""), format!("\"{NANOSERVER}:ltsc2022\"")),
        (format!("{NANOSERVER}:latest # why"), format!("{NANOSERVER}:ltsc2022 # why")),
    ] {
        let text = windows_pod(&written);
        let report = found("withdrawn-tag", "pod.yaml", &text);
        assert_eq!(after(&report, Safety::Unsafe), windows_pod(&then), "{written}");
    }
    let json = format!("{{\"services\": {{\"web\": {{\"image\": \"{NANOSERVER}\"}}}}}}");
    let report = found("withdrawn-tag", "compose.json", &json);
    assert_eq!(after(&report, Safety::Unsafe), json.replace("nanoserver", "nanoserver:ltsc2022"));
}

#[test]
fn text_that_others_share_or_that_spans_lines_is_left_alone() {
    let block = pod(&format!("  containers:\n  - name: web\n    image: >-\n      {NANOSERVER}\n"));
    let alias = format!(
        "x-image: &image {NANOSERVER}\nservices:\n  web: {{image: *image}}\n  api: {{image: *image}}\n"
    );
    for (name, text) in [("pod.yaml", &block), ("compose.yaml", &alias)] {
        let report = found("withdrawn-tag", name, text);
        assert!(!report.findings.is_empty(), "{text}");
        assert!(report.findings.iter().all(|it| it.fix.is_none()), "{text}: {:#?}", report.findings);
        assert!(report.findings.iter().all(|it| it.help[0].paste.ends_with(":ltsc2022")), "{text}");
    }
}

#[test]
fn the_default_of_an_argument_is_changed_where_that_is_all_and_only_offered_where_others_use_it() {
    let stage = |text: &str| format!("ARG TAG=latest\n{text}\n");
    for (text, then) in [
        (stage(&format!("FROM {NANOSERVER}:$TAG")), Some("ARG TAG=ltsc2022")),
        (stage(&format!("FROM {NANOSERVER}:${{TAG}} AS x")), Some("ARG TAG=ltsc2022")),
        (format!("ARG NAME={NANOSERVER}\nFROM $NAME:latest\n"), None),
        (format!("ARG TAG=\"latest\"\nFROM {NANOSERVER}:$TAG\n"), None),
        (format!("ARG A=late\nARG TAG=${{A}}st\nFROM {NANOSERVER}:$TAG\n"), None),
        (format!("FROM {NANOSERVER}:${{TAG:-latest}}\n"), None),
    ] {
        let report = found("withdrawn-tag", "Dockerfile", &text);
        assert_eq!(rules(&report), ["withdrawn-tag"], "{text}");
        let fixed = after(&report, Safety::Unsafe);
        let expected = then.map_or_else(|| text.clone(), |then| text.replacen("ARG TAG=latest", then, 1));
        assert_eq!(fixed, expected);
    }
    let image = format!("ARG NAME={NANOSERVER}:latest\nFROM $NAME\n");
    let report = found("withdrawn-tag", "Dockerfile", &image);
    assert_eq!(after(&report, Safety::Unsafe), image.replace("latest", "ltsc2022"));
    let shared = stage(&format!("FROM {NANOSERVER}:$TAG\nFROM golang:$TAG"));
    let report = found("withdrawn-tag", "Dockerfile", &shared);
    assert_eq!(report.findings[0].fix.as_ref().map(|fix| fix.safety), Some(Safety::Offered));
    assert_eq!(after(&report, Safety::Unsafe), shared);
}

fn fix_of(report: &Report) -> Option<(Safety, &str)> {
    let finding: &Finding = report.findings.iter().find(|it| it.fix.is_some())?;
    finding.fix.as_ref().map(|fix| (fix.safety, fix.title.as_str()))
}

#[test]
fn a_verdict_is_cured_by_a_tag_that_is_known_and_runs_on_every_host_where_no_placement_helps() {
    let servercore = |tag: &str| format!("mcr.microsoft.com/windows/servercore:{tag}");
    let old = || labelled("old", "10.0.17763.6775");
    let new = || labelled("new", "10.0.20348.3091");
    let newest = || labelled("newest", "10.0.26100.3194");
    let uses = |tag: &str| Some((Safety::Unsafe, format!("use {}", servercore(tag))));
    for (hosts, image, expected) in [
        (vec![new()], servercore("ltsc2019"), uses("ltsc2022")),
        (vec![old()], servercore("ltsc2022"), uses("ltsc2019")),
        // The tag has to serve all, or it is one among several ways.
        (vec![new(), newest()], servercore("ltsc2019"), uses("ltsc2022")),
        (vec![old(), new()], servercore("ltsc2025"), None),
        // Only the registry knows that tag.
        (vec![new()], "mcr.microsoft.com/dotnet/aspnet:5.0-nanoserver-1809".to_owned(), None),
        (vec![new()], "registry.example/app:ltsc2019".to_owned(), None),
        (vec![labelled("2016", "10.0.14393.7699")], servercore("10.0.14393.7515"), uses("10.0.14393.7699")),
    ] {
        let names: Vec<_> = hosts.iter().map(|host: &FleetHost| host.name.clone()).collect();
        let report = check(Some(&cluster(hosts)), &[("pod.yaml", &windows_pod(&image))]);
        let found = fix_of(&report).map(|(safety, title)| (safety, title.to_owned()));
        assert_eq!(found, expected, "{names:?} {image}");
    }
    let report = check(None, &[("pod.yaml", &windows_pod(&servercore("1909")))]);
    assert_eq!(fix_of(&report), None, "nobody knows the hosts");
    // A pod that may come to a Linux node has to be kept off it first.
    let mixed = cluster(vec![new(), linux("b")]);
    let text = pod(&format!("  containers:\n  - name: web\n    image: {}\n", servercore("ltsc2019")));
    assert_eq!(fix_of(&check(Some(&mixed), &[("pod.yaml", &text)])), None);
}

#[test]
fn containers_that_share_a_finding_are_cured_together() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    let text = windows_pod(image) + &format!("  - name: other\n    image: {image}\n");
    let report = check(Some(&server_2022()), &[("pod.yaml", &text)]);
    assert_eq!(rules(&report), ["build-mismatch"]);
    assert_eq!(after(&report, Safety::Unsafe), text.replace("ltsc2019", "ltsc2022"));
    let block = windows_pod(image) + &format!("  - name: other\n    image: >-\n      {image}\n");
    let report = check(Some(&server_2022()), &[("pod.yaml", &block)]);
    assert_eq!(rules(&report), ["build-mismatch"]);
    assert_eq!(fix_of(&report), None, "it would cure one of two");
}

#[test]
fn what_a_rule_says_of_an_image_the_verdict_does_not_say_again() {
    let digest = format!("{NANOSERVER}@sha256:{}", "0123456789abcdef".repeat(4));
    let both = only_from(&["compatibility", "image"]);
    let verdicts = only_from(&["compatibility"]);
    let server_2016 = cluster(vec![labelled("a", "10.0.14393.7699")]);
    for (image, fleet, rule, verdict) in [
        ("registry.example/app", server_2022(), "unpinned-windows-tag", "os-version-unknown"),
        (&digest, server_2022(), "digest-without-platform", "os-version-unknown"),
        (
            "mcr.microsoft.com/windows/servercore:ltsc2016",
            server_2016,
            "server-2016-without-revision",
            "revision-mismatch-2016",
        ),
    ] {
        let asked = |selection| {
            let text = windows_pod(image);
            check_selected(selection, &Facts::new(), Some(&fleet), &[("pod.yaml", &text)])
        };
        let (told, untold) = (asked(&both), asked(&verdicts));
        assert_eq!(rules(&told), [rule], "{image}");
        assert_eq!(rules(&untold), [verdict], "{image}");
        let outcomes = [&told, &untold].map(|report| report.workloads[0].outcome);
        assert_eq!(outcomes, [Outcome::Unknown; 2], "{image}");
    }
    // What another container lacks is still said.
    let text = windows_pod("registry.example/app") + "  - {name: b, image: 'registry.example/b:1'}\n";
    let report = check_selected(&both, &Facts::new(), Some(&server_2022()), &[("pod.yaml", &text)]);
    assert_eq!(rules(&report), ["unpinned-windows-tag", "os-version-unknown"]);
}

#[test]
fn a_rule_that_speaks_for_a_verdict_says_why_the_image_was_not_read() {
    let facts = facts(&[("registry.example/app", unread(Cause::Failed("denied")))]);
    let text = windows_pod("registry.example/app");
    let selection = only_from(&["compatibility", "image"]);
    let report = check_selected(&selection, &facts, Some(&server_2022()), &[("pod.yaml", &text)]);
    assert_eq!(rules(&report), ["unpinned-windows-tag"]);
    let finding = &report.findings[0];
    assert!(finding.notes.iter().any(|it| it.ends_with("was not read: it is denied")), "{:?}", finding.notes);
    assert!(finding.help.iter().any(|it| it.text == "try this"), "{:?}", finding.help);
}

#[test]
fn files_for_linux_have_no_finding_about_images() {
    let images =
        ["golang:1.25", "redis", "registry.k8s.io/pause:3.9", "mcr.microsoft.com/dotnet/runtime:8.0"];
    let all = Selection { select: vec![Selector::Area("image")], ignore: vec![Selector::All] };
    let selector =
        pod("  nodeSelector: {kubernetes.io/os: linux}\n  containers:\n  - {name: a, image: 'IMAGE'}\n");
    let plain = pod("  containers:\n  - {name: a, image: 'IMAGE'}\n");
    let compose = "services:\n  web: {image: 'IMAGE'}\n".to_owned();
    let by_hand = Fleet { orchestrator: Orchestrator::None, hosts: vec![labelled("a", "10.0.20348.3091")] };
    for image in images {
        for (name, text) in [
            ("pod.yaml", &selector),
            ("pod.yaml", &plain),
            ("compose.yaml", &compose),
            ("Dockerfile", &"FROM IMAGE\nRUN make\n".to_owned()),
        ] {
            let text = text.replace("IMAGE", image);
            for fleet in [None, Some(&by_hand)] {
                let report = check_selected(&all, &Facts::new(), fleet, &[(name, &text)]);
                assert_eq!(report.findings, [], "{text}");
            }
        }
    }
}

#[test]
fn services_that_share_an_image_are_named_in_their_own_order() {
    let services: String = (0..8).rev().map(|it| format!("  web{it}: {{image: *image}}\n")).collect();
    let text = format!("x-image: &image {NANOSERVER}\nservices:\n{services}");
    let report = found("withdrawn-tag", "compose.yaml", &text);
    let named: Vec<_> = report.findings.iter().filter_map(|it| it.message.split(':').next()).collect();
    assert_eq!(named, ["services web7, web6, web5 and 5 more"]);
}
