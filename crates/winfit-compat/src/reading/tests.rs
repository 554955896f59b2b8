//! What concerns several forms at once: whole answers, refusals, and that reading stays linear.

use super::site::work;
use super::*;

fn one(text: &str) -> Reading {
    match read_one(text) {
        Ok(Answer::One(reading)) => reading,
        other => panic!("{text}: {other:?}"),
    }
}

fn several(text: &str) -> Vec<String> {
    match read_one(text) {
        Ok(Answer::Several(readings)) => {
            readings.iter().filter_map(|reading| Some(reading.os_version()?.to_string())).collect()
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_sure_revision_wins_over_a_build_lab() {
    let reading = one("Kernel Version: 10.0 14393 (14393.2189.amd64fre.rs1_release.180329-1711)\n\
         Operating System: Windows Server 2016 Datacenter Version 1607 (OS Build 14393.2214)");
    assert_eq!(reading.os_version(), Some(OsVersion::new(14393, 2214)));
    assert_eq!(reading.form, Form::OsBuild);
    assert_eq!(reading.architecture, Some(Architecture::Amd64));
}

#[test]
fn a_known_revision_settles_the_cautions_about_it() {
    let reading =
        one("BuildLabEx : 17763.1.amd64fre.rs5_release.180914-1434\nCurrentBuild : 17763\nUBR : 437");
    assert_eq!(reading.os_version(), Some(OsVersion::new(17763, 437)));
    assert_eq!(reading.cautions, []);
}

#[test]
fn an_older_build_lab_gives_way_to_the_build() {
    let reading =
        one("BuildLabEx : 19041.1.amd64fre.vb_release.191206-1406\nCurrentBuild : 19045\nUBR : 2006");
    assert_eq!(reading.os_version(), Some(OsVersion::new(19045, 2006)));
    let unrelated = "BuildLabEx : 17763.1.amd64fre.rs5_release.180914-1434\nCurrentBuild : 19045";
    assert_eq!(several(unrelated), ["10.0.17763", "10.0.19045"]);
}

#[test]
fn a_banner_beside_another_witness_needs_no_caution() {
    let reading = one("Microsoft Windows [Version 10.0.17763.437]\nOS Build 17763.437");
    assert_eq!((reading.form, reading.cautions), (Form::Banner, vec![]));
}

#[test]
fn hosts_come_before_images_and_passing_versions() {
    let text =
        "docker run nanoserver:10.0.14393.1770 on 10.0.16299.1\nMicrosoft Windows [Version 10.0.17763.437]";
    assert_eq!(read(text).len(), 3);
    assert_eq!(one(text).os_version(), Some(OsVersion::new(17763, 437)));
}

#[test]
fn two_revisions_of_one_build_are_two_answers() {
    assert_eq!(several("host 10.0.17763.1039, image 10.0.17763.973"), ["10.0.17763.1039", "10.0.17763.973"]);
}

#[test]
fn the_same_version_twice_is_one_answer() {
    assert_eq!(one("10.0.17763.437 and 10.0.17763.437 and 10.0.17763").span, 0..14);
}

#[test]
fn a_build_by_itself_is_read_only_as_the_whole_text() {
    for (text, version) in [
        ("17763", OsVersion::of_build(17763)),
        (" 17763.437\r\n", OsVersion::new(17763, 437)),
        ("Build 17763.437", OsVersion::new(17763, 437)),
    ] {
        assert_eq!(read(text), [], "{text}");
        let reading = one(text);
        assert_eq!((reading.os_version(), reading.form), (Some(version), Form::Build), "{text}");
    }
    for text in ["17763 pods", "1776", "17763.437.1", "v17763", "-17763", "17763;"] {
        assert!(read_one(text).is_err(), "{text}");
    }
}

#[test]
fn a_refusal_says_what_was_seen_instead() {
    let message = |text: &str| read_one(text).unwrap_err().to_string();
    assert_eq!(
        message(" \n"),
        "the text is empty: give it the output of ver, docker info or kubectl get nodes -o wide"
    );
    assert_eq!(message("hello"), "no OS version such as 10.0.17763.437 in the text");
    assert_eq!(
        message("10.240.0.6"),
        "no OS version such as 10.0.17763.437 in the text: \"10.240.0.6\" looks like an IP address"
    );
    assert_eq!(
        message("kb4493509 and ltsc2019"),
        "no OS version such as 10.0.17763.437 in the text: \"kb4493509\" is an article number: \
         try `winfit updates KB4493509`; \"ltsc2019\" names a release, not a version: see `winfit releases`"
    );
}

#[test]
fn a_row_without_kubectls_columns_still_names_its_node() {
    let subjects =
        |text: &str| -> Vec<_> { read(text).into_iter().map(|r| (r.subject.clone(), r.os())).collect() };
    let windows = |name: &str| (Some(name.to_owned()), Os::Windows);
    let linux = |name: &str| (Some(name.to_owned()), Os::Linux);
    assert_eq!(
        subjects(
            "NAME   KERNEL             OS\nwin-a  10.0.17763.5696    windows\nlin-a  5.15.0-1057-azure  linux\n\nwin-b 10.0.20348.1"
        ),
        [windows("win-a"), linux("lin-a"), (None, Os::Windows)]
    );
    assert_eq!(subjects("NAME READY STATUS\nweb-10 10.0.17763.1 Running"), [(None, Os::Windows)]);
}

#[test]
fn a_list_of_another_kind_gives_no_subjects() {
    let pod = "kind: Pod\nmetadata:\n  name: web\nspec:\n  nodeSelector:\n    node.kubernetes.io/windows-build: 10.0.17763";
    assert_eq!(read(pod).first().and_then(|reading| reading.subject.clone()), None);
    let node = pod.replace("kind: Pod", "kind: Node");
    assert_eq!(read(&node).first().and_then(|reading| reading.subject.clone()).as_deref(), Some("web"));
}

#[test]
fn what_follows_the_events_of_a_node_is_not_the_nodes() {
    let text = "Name: win-a\nRoles: agent\nKernel Version: 10.0.17763.1\nEvents: <none>\nKernel Version: 10.0.20348.1";
    let subjects: Vec<_> = read(text).into_iter().map(|reading| reading.subject).collect();
    assert_eq!(subjects, [Some("win-a".to_owned()), None]);
}

#[test]
fn an_endless_name_is_no_subject() {
    let name = "n".repeat(254);
    let text = format!(
        "kind: Node\nmetadata:\n  name: {name}\nstatus:\n  nodeInfo:\n    kernelVersion: 10.0.17763.1"
    );
    assert_eq!(read(&text).first().map(|reading| reading.subject.clone()), Some(None));
}

#[test]
fn two_hosts_of_different_kinds_dispute_what_is_said_of_both() {
    let text =
        "OS Name: Microsoft Windows Server 2019\nOS Name: Microsoft Windows 10 Pro\nCurrentBuild : 17763";
    assert_eq!(one(text).kind, None);
}

/// Texts that would be slow if anything looked further than it should: each is repeated.
const TIRING: [&str; 26] = [
    "10.0 ",
    "10.0.17763.437 ",
    "10.0.17763 N/A Build ",
    "17763.437,",
    "17763 ",
    "UBR 1 ",
    "UBR=0x",
    "CurrentBuild=17763 ",
    "1.",
    "[",
    "[Version 10.0.17763.1",
    "{",
    "}",
    "{\"a\":",
    "\"metadata\":{\"name\":\"n\",\"kind\":\"Node\",",
    "{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},\"l\":\"10.0.17763\"},",
    "\"a\": \n",
    "- ",
    "- a:\n",
    " ",
    "\r\n",
    "NAME STATUS\nn Ready 10.0.17763.1\n",
    "Name: n\nRoles: x\nKernel Version: 10.0.17763.1\n",
    "版10.0.17763",
    "OS Builds 17763.1, and ",
    "17763.1.amd64fre.rs5_release.",
];

#[test]
fn looking_around_stays_in_proportion_to_the_text() {
    for unit in TIRING {
        let small = unit.repeat(20_000 / unit.len());
        let large = unit.repeat(80_000 / unit.len());
        let seen = |text: &str| work::count(|| drop(read(text)));
        let (small_work, large_work) = (seen(&small), seen(&large));
        assert!(large_work <= small_work * 5, "{unit:?}: {small_work} then {large_work}");
        assert!(large_work <= large.len() * 200, "{unit:?}: {large_work} for {}", large.len());
    }
}

/// Nobody would wait for the end if any step looked at all the text again.
#[test]
fn long_texts_of_anything_are_read_to_the_end() {
    for unit in TIRING {
        let text = unit.repeat((1 << 16) / unit.len());
        let readings = read(&text);
        assert!(readings.len() <= text.len() / 4, "{unit:?}");
        let _ = read_one(&text);
    }
}

#[test]
fn a_deep_nest_costs_no_more_than_its_braces() {
    let text =
        format!("{}\"kernelVersion\":\"10.0.17763.1\"{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(read(&text).len(), 1);
    let text = format!(
        "{text}\n{{\"kind\":\"Node\",\"metadata\":{{\"name\":\"n\"}},\"k\":{{\"kernelVersion\":\"10.0.17763.2\"}}}}"
    );
    assert_eq!(read(&text).pop().and_then(|reading| reading.subject).as_deref(), Some("n"));
}

#[test]
fn versions_of_components_in_a_log_are_not_read_and_that_of_the_host_is() {
    let log = "12:01 WinSDK 10.0.22621.755 installed\n12:02 restored Microsoft.Extensions 10.0.26100.1742\n";
    assert_eq!(read(log), []);
    let found = read(&format!("{log}12:03 host is Windows 10.0.20348.2031\n{log}"));
    let versions: Vec<_> = found.iter().filter_map(Reading::os_version).collect();
    assert_eq!(versions, [OsVersion::new(20348, 2031)]);
}
