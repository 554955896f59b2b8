//! Compose files: services made of several, in one file and in others, and where a Swarm may place them.

use winfit_fleet::{Fleet, FleetHost, Orchestrator};
use winfit_lint::facts::Facts;
use winfit_lint::report::Report;
use winfit_lint::{Safety, Selection, Selector, apply};

use crate::{check, check_selected, labelled, linux, only, rules};

const SERVERCORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

fn swarm(hosts: Vec<FleetHost>) -> Fleet {
    Fleet { orchestrator: Orchestrator::Swarm, hosts }
}

fn labelled_os(name: &str, version: &str, os: &str) -> FleetHost {
    let mut host = labelled(name, version);
    host.labels.insert("OS".to_owned(), os.to_owned());
    host
}

/// What the rules of an area find.
fn found(area: &'static str, files: &[(&str, &str)]) -> Report {
    let selection = Selection { select: vec![Selector::Area(area)], ignore: vec![Selector::All] };
    check_selected(&selection, &Facts::new(), None, files)
}

fn lines_of(report: &Report) -> Vec<String> {
    let findings = report.findings.iter();
    findings
        .map(|finding| {
            let source = &report.documents.get(finding.file).unwrap().source;
            let line = source.position(finding.place.as_ref().unwrap().span.start).line;
            format!("{}:{line} {}", source.name(), finding.message)
        })
        .collect()
}

/// The text after the fix of the one finding.
fn fixed(report: &Report) -> (Safety, String) {
    let fix = only(report).fix.as_ref().unwrap();
    (fix.safety, apply(report.documents.first().unwrap().source.text(), &fix.edits).unwrap())
}

#[test]
fn a_service_that_extends_one_of_another_file_takes_over_what_that_says() {
    let base = format!("services:\n  base:\n    image: {SERVERCORE}\n    isolation: hyperv\n");
    let own = "services:\n  web:\n    extends: {file: ../common/base.yaml, service: base}\n";
    let files = [("app/compose.yaml", own), ("common/base.yaml", base.as_str())];
    let report = check(None, &files);
    let web = report.documents[0].workloads[0].workload.clone();
    assert_eq!(web.containers[0].image, SERVERCORE);
    assert_eq!(web.containers[0].name, "web");
    assert_eq!(
        web.containers[0].isolation,
        report.documents[1].workloads[0].workload.containers[0].isolation
    );
    assert_eq!(report.documents[0].problems, []);
    assert_eq!(report.workloads.len(), 2);
    let alone = check(None, &files[..1]);
    assert_eq!(alone.documents[0].problems.len(), 1);
    assert_eq!(alone.workloads.len(), 0);
    let other = check(None, &[("app/compose.yaml", own), ("other/base.yaml", base.as_str())]);
    assert_eq!(other.documents[0].problems.len(), 1);
}

#[test]
fn a_chain_through_several_files_is_followed_and_what_is_nearer_counts() {
    let files = [
        ("a.yaml", "services:\n  a:\n    extends: {file: b.yaml, service: b}\n    isolation: process\n"),
        ("b.yaml", "services:\n  b:\n    extends: {file: c.yaml, service: c}\n    platform: windows\n"),
        ("c.yaml", "services:\n  c: {image: 'registry.example/c:1', isolation: hyperv, platform: linux}\n"),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let report = check(None, &order.map(|index| files[index]));
        let a = report.documents.iter().find(|document| document.source.name() == "a.yaml").unwrap();
        let workload = &a.workloads[0].workload;
        assert_eq!(workload.containers[0].image, "registry.example/c:1", "{order:?}");
        assert_eq!(workload.containers[0].isolation.map(|it| it.to_string()).as_deref(), Some("process"));
        assert_eq!(workload.os, Some(winfit_compat::Os::Windows));
    }
}

#[test]
fn files_that_extend_each_other_end_and_keep_their_problems() {
    let report = check(
        None,
        &[
            ("a.yaml", "services:\n  a:\n    extends: {file: b.yaml, service: b}\n"),
            ("b.yaml", "services:\n  b:\n    extends: {file: a.yaml, service: a}\n"),
        ],
    );
    assert!(report.documents.iter().all(|document| document.problems.len() == 1));
}

#[test]
fn a_service_that_is_only_built_is_looked_at_and_not_judged() {
    let text = "services:\n  web:\n    build: .\n    platform: windows\n    privileged: true\n";
    let report = found("compose", &[("compose.yaml", text)]);
    assert_eq!(
        lines_of(&report),
        ["compose.yaml:5 service web: privileged: the engine refuses it on Windows"]
    );
    assert_eq!(report.workloads.len(), 0);
}

#[test]
fn a_key_that_services_share_is_told_where_it_stands_and_of_each_service_that_takes_it() {
    let text = format!(
        "services:\n  base:\n    image: redis:7\n    privileged: true\n  web:\n    extends: base\n    image: {SERVERCORE}\n  \
         own:\n    extends: base\n    image: {SERVERCORE}\n    privileged: false\n"
    );
    let report = found("compose", &[("compose.yaml", &text)]);
    assert_eq!(
        lines_of(&report),
        ["compose.yaml:4 service web: privileged: the engine refuses it on Windows"]
    );
    assert_eq!(only(&report).related[0].text, "extends base");
    assert_eq!(only(&report).fix, None);
    // A base that is for Windows itself answers for itself.
    let text = text.replace("redis:7", SERVERCORE);
    let report = found("compose", &[("compose.yaml", &text)]);
    assert_eq!(
        lines_of(&report),
        ["compose.yaml:4 service base: privileged: the engine refuses it on Windows"]
    );
    assert!(only(&report).fix.is_some());
}

#[test]
fn a_swarm_service_that_linux_nodes_refuse_is_kept_on_windows_nodes_by_an_edit() {
    let fleet = swarm(vec![labelled("win-a", "10.0.20348.3091"), linux("linux-a")]);
    let text = format!("services:\n  web:\n    image: {SERVERCORE}\n");
    let report = check(Some(&fleet), &[("stack.yaml", &text)]);
    assert_eq!(rules(&report), ["windows-image-on-linux"]);
    let (safety, after) = fixed(&report);
    let constraints =
        "    deploy:\n      placement:\n        constraints:\n          - node.platform.os == windows\n";
    assert_eq!((safety, &after), (Safety::Unsafe, &format!("{text}{constraints}")));
    assert_eq!(check(Some(&fleet), &[("stack.yaml", &after)]).findings, []);
}

#[test]
fn a_swarm_service_that_one_build_refuses_is_kept_on_the_others_by_their_label() {
    let with_version = |name, version: &str| {
        let mut host = labelled_os(name, version, "windows");
        host.labels.insert("OsVersion".to_owned(), version.to_owned());
        host
    };
    let fleet = swarm(vec![with_version("a", "10.0.17763.6775"), with_version("b", "10.0.20348.3091")]);
    let text = format!(
        "services:\n  web:\n    image: {SERVERCORE}\n    deploy:\n      placement:\n        constraints: [node.labels.OS == windows]\n"
    );
    let report = check(Some(&fleet), &[("stack.yaml", &text)]);
    assert_eq!(rules(&report), ["image-newer-than-host"]);
    let (safety, after) = fixed(&report);
    let constraints = "[node.labels.OS == windows, node.labels.OsVersion == 10.0.20348.3091]";
    assert_eq!((safety, &after), (Safety::Unsafe, &text.replace("[node.labels.OS == windows]", constraints)));
    assert_eq!(check(Some(&fleet), &[("stack.yaml", &after)]).findings, []);
}

#[test]
fn a_constraint_that_no_node_fulfils_is_named_with_what_the_nodes_have_and_corrected() {
    let fleet = swarm(vec![labelled_os("win-a", "10.0.20348.3091", "windows")]);
    let text = format!(
        "services:\n  web:\n    image: {SERVERCORE}\n    deploy:\n      placement:\n        constraints:\n          - node.labels.OS == win\n"
    );
    let report = check(Some(&fleet), &[("stack.yaml", &text)]);
    assert_eq!(rules(&report), ["no-host"]);
    let told = format!("{:#?}", only(&report));
    assert!(told.contains("label OS is windows"), "{told}");
    let (safety, after) = fixed(&report);
    assert_eq!(safety, Safety::Unsafe);
    assert_eq!(check(Some(&fleet), &[("stack.yaml", &after)]).findings, [], "{after}");
}

#[test]
fn what_services_have_in_common_is_one_finding_that_names_them() {
    let anchored = "x-base: &base\n  image: mcr.microsoft.com/windows/servercore:ltsc2022\n  read_only: true\n  sysctls: {a: b}\n\
                    services:\n  a: {<<: *base}\n  b: {<<: *base}\n";
    let report = found("compose", &[("compose.yaml", anchored)]);
    assert_eq!(
        lines_of(&report),
        [
            "compose.yaml:3 services a, b: read_only: the engine refuses it on Windows",
            "compose.yaml:4 services a, b: sysctls: Windows ignores it",
        ]
    );
    let help = report.findings[1].help.iter().map(|help| help.text.as_str());
    assert_eq!(
        help.collect::<Vec<_>>(),
        ["remove sysctls"],
        "the edit cannot be made, and is told all the same"
    );

    let extended = format!(
        "services:\n  base: {{image: alpine, privileged: true}}\n{}",
        ["a", "b", "c", "d", "e"]
            .map(|name| format!("  {name}:\n    extends: base\n    image: {SERVERCORE}\n"))
            .concat()
    );
    let report = found("compose", &[("compose.yaml", &extended)]);
    let finding = only(&report);
    assert_eq!(finding.message, "services a, b, c and 2 more: privileged: the engine refuses it on Windows");
    assert_eq!(finding.related.len(), 5, "each says where it takes it over");
}

#[test]
fn services_that_differ_at_one_place_have_findings_of_their_own() {
    let platforms = format!(
        "x-base: &base\n  platform: linux/arm64\nservices:\n  a:\n    <<: *base\n    image: {SERVERCORE}\n  b:\n    \
         <<: *base\n    image: registry.example/b:ltsc2022\n    isolation: process\n  c:\n    <<: *base\n    image: {SERVERCORE}\n"
    );
    let report = found("compose", &[("compose.yaml", &platforms)]);
    let starts = report.findings.iter().map(|finding| finding.message.split(": ").next().unwrap());
    assert_eq!(starts.collect::<Vec<_>>(), ["services a, c", "service b"], "{:?}", lines_of(&report));
}

#[test]
fn services_whose_cures_are_edits_of_their_own_have_findings_of_their_own() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    let text =
        format!("x-base: &base {{image: {image}}}\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base\n");
    let mut hosts = vec![labelled("new", "10.0.20348.3091"), labelled("old", "10.0.17763.6775")];
    for (host, version) in hosts.iter_mut().zip(["ltsc2022", "ltsc2019"]) {
        host.labels.insert("OsVersion".to_owned(), version.to_owned());
    }
    let report = check(Some(&swarm(hosts)), &[("stack.yaml", &text)]);
    let of_rule = report.findings.iter().filter(|finding| finding.rule == "build-mismatch");
    let starts: Vec<_> = of_rule.clone().map(|finding| finding.message.split(": ").next().unwrap()).collect();
    assert_eq!(starts, ["service a", "service b"], "{:?}", lines_of(&report));
    let edited: Vec<_> = of_rule.map(|finding| &finding.fix.as_ref().unwrap().edits).collect();
    assert_ne!(edited[0], edited[1]);
}

#[test]
fn a_constraint_that_swarm_cannot_read_is_replaced_by_the_one_that_it_was_meant_to_be() {
    let fleet = swarm(vec![labelled("win", "10.0.20348.3091"), linux("lin")]);
    let text = format!(
        "services:\n  web:\n    image: {SERVERCORE}\n    deploy:\n      placement:\n        \
         constraints: [node.role != leader, node.platform.os = windows]\n"
    );
    let report = check(Some(&fleet), &[("stack.yaml", &text)]);
    assert!(rules(&report).contains(&"malformed-field"), "{:?}", rules(&report));
    let fix = report.findings.iter().find_map(|finding| finding.fix.as_ref()).unwrap();
    let after = apply(&text, &fix.edits).unwrap();
    assert!(after.ends_with("constraints: [node.role != leader, node.platform.os == windows]\n"), "{after}");
}
