//! `winfit fits`.

use crate::program::{json, winfit};

const NANOSERVER: &str = "mcr.microsoft.com/windows/nanoserver";

#[test]
fn an_image_newer_than_the_host_is_blocked_with_a_tag_that_would_do() {
    let run = winfit(&["fits", "mcr.microsoft.com/windows/nanoserver:1709", "--host", "10.0.14393.1715"]);
    insta::assert_snapshot!(run.found(), @r"
    blocked: mcr.microsoft.com/windows/nanoserver:1709 does not run on 10.0.14393.1715 (Windows Server 2016) in process isolation

    why       image build 16299 is newer than host build 14393: it runs in no
              isolation [image-newer-than-host]
    image     10.0.16299 (Windows Server, version 1709), amd64, inferred from tag
    host      10.0.14393.1715 (Windows Server 2016), server, amd64, Hyper-V
              available
    rules     documented, 2025 edition

    What to do, least effort first:
      1. use the tag that names 10.0.14393.1715
           mcr.microsoft.com/windows/nanoserver:10.0.14393.1715
    ");
}

#[test]
fn the_documents_story_is_told_with_its_rule_and_its_remedies() {
    let arguments =
        ["fits", "--image-os-version", "10.0.14393.1715", "--host", "10.0.16299.0", "--isolation", "process"];
    insta::assert_snapshot!(winfit(&arguments).found(), @r"
    blocked: an image of 10.0.14393.1715 does not run on 10.0.16299.0 (Windows Server, version 1709) in process isolation

    why       image build 14393 is not host build 16299, as process isolation needs
              [build-mismatch]
    image     10.0.14393.1715 (Windows Server 2016), as given
    host      10.0.16299.0 (Windows Server, version 1709), server, amd64, Hyper-V
              available
    rules     documented, 2025 edition

    What to do, least effort first:
      1. run it in Hyper-V isolation
           --isolation=hyperv
      2. run it on Windows Server 2016 (14393)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.14393 }
      3. rebuild the image on a base image of build 16299
           FROM mcr.microsoft.com/windows/servercore:1709
    ");
}

#[test]
fn what_needs_hyperv_isolation_says_so_and_how() {
    let run = winfit(&["fits", "mcr.microsoft.com/windows/servercore:ltsc2019", "--host", "ltsc2022"]);
    insta::assert_snapshot!(run.clean(), @r"
    runs-with-hyperv: mcr.microsoft.com/windows/servercore:ltsc2019 runs on 10.0.20348 (Windows Server 2022) in Hyper-V isolation only

    why       image build 17763 is not host build 20348, as process isolation needs
              [build-mismatch]
    image     10.0.17763 (Windows Server 2019), amd64, inferred from tag
    host      10.0.20348 (Windows Server 2022), server, amd64, Hyper-V available
    rules     documented, 2025 edition

    What to do, least effort first:
      1. run it in Hyper-V isolation
           docker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019
      2. use the tag that names build 20348
           mcr.microsoft.com/windows/servercore:ltsc2022
      3. run it on Windows Server 2019 (17763)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.17763 }
    ");
}

#[test]
fn what_runs_says_so_in_one_line_and_offers_no_remedy() {
    let run = winfit(&["fits", "mcr.microsoft.com/windows/servercore:ltsc2022", "--host", "10.0.26100.4061"]);
    insta::assert_snapshot!(run.clean(), @r"
    runs: mcr.microsoft.com/windows/servercore:ltsc2022 runs on 10.0.26100.4061 (Windows Server 2025) in process isolation

    why       image build 20348 lies in the window of host build 26100
    image     10.0.20348 (Windows Server 2022), amd64, inferred from tag
    host      10.0.26100.4061 (Windows Server 2025), server, amd64, Hyper-V
              available
    rules     documented, 2025 edition
    ");
}

#[test]
fn a_tag_that_is_gone_is_blocked_whatever_the_versions_say_and_another_is_offered() {
    let run = winfit(&["fits", "mcr.microsoft.com/windows/servercore", "--host", "ltsc2022"]);
    insta::assert_snapshot!(run.found(), @r"
    blocked: mcr.microsoft.com/windows/servercore: the tag latest, meant where none is written, is gone since 2019-04-16: pulling it fails

    why       the tag latest, meant where none is written, is gone since 2019-04-16:
              pulling it fails [withdrawn-tag]
    image     10.0.14393 (Windows Server 2016), inferred from tag
    host      10.0.20348 (Windows Server 2022), server, amd64, Hyper-V available
    rules     documented, 2025 edition
    caution   Meant the newest Windows Server 2016 image, so a cached copy is one of
              those. [withdrawn-tag]

    What to do, least effort first:
      1. use the tag that names build 20348
           mcr.microsoft.com/windows/servercore:ltsc2022
    ");
}

#[test]
fn a_tag_that_is_gone_is_gone_for_every_host_and_under_every_name() {
    let ask = |image, host: &str| {
        let verdict = json(&winfit(&["fits", image, "--host", host, "--format", "json"]).found());
        assert_eq!((&verdict["verdict"], &verdict["rule"]), (&"blocked".into(), &"withdrawn-tag".into()));
        assert_eq!(verdict["evidence"][0]["rule"], "withdrawn-tag");
        (verdict["reason"].to_string(), verdict["remedies"].clone())
    };
    // Even on hosts that would run what was in it.
    let (reason, remedies) = ask("microsoft/nanoserver:latest", "win10-22h2");
    assert_eq!(reason, "\"the tag latest is gone since 2019-04-16: pulling it fails\"");
    assert_eq!(remedies[0]["kind"], "retag");
    assert!(remedies[0]["reference"].as_str().unwrap().starts_with(NANOSERVER), "{remedies}");
    let (_, remedies) = ask("mcr.microsoft.com/windows/servercore:latest", "ltsc2016");
    assert_eq!(remedies[0]["reference"], "mcr.microsoft.com/windows/servercore:ltsc2016");
    let (_, remedies) = ask(NANOSERVER, "linux");
    assert_eq!(remedies.as_array().map(Vec::len), Some(0), "no tag of it runs on Linux");
    // Without hosts, the best answer counts, and none is good.
    assert_eq!(winfit(&["fits", NANOSERVER]).status, 1);
    // Of other images, latest is as good as any tag.
    let other = winfit(&["fits", "contoso/web", "--host", "ltsc2022", "--format", "json"]).found();
    assert_eq!(json(&other)["verdict"], "unknown");
}

#[test]
fn under_containerd_hyperv_isolation_counts_only_where_it_is_said_to_be_there() {
    let ask = |host| {
        let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
        json(&winfit(&["fits", image, "--host", host, "--format", "json"]).out)["verdict"].clone()
    };
    assert_eq!(ask("ltsc2022,containerd=1.7"), "blocked");
    assert_eq!(ask("ltsc2022,containerd=1.7,hyperv"), "runs-with-hyperv");
    assert_eq!(ask("ltsc2022,docker"), "runs-with-hyperv");
}

#[test]
fn a_host_whose_build_no_release_has_gets_a_caution_unless_that_is_the_verdict() {
    let ids = |image, host| {
        let verdict = json(&winfit(&["fits", image, "--host", host, "--format", "json"]).out);
        let cautions = verdict["cautions"].as_array().unwrap().iter();
        (verdict["verdict"].clone(), cautions.map(|it| it["id"].clone()).collect::<Vec<_>>())
    };
    let [ltsc2019, ltsc2022] =
        ["ltsc2019", "ltsc2022"].map(|tag| format!("mcr.microsoft.com/windows/servercore:{tag}"));
    assert_eq!(ids(&ltsc2019, "99999"), ("runs-with-hyperv".into(), vec!["unknown-host-build".into()]));
    assert_eq!(ids(&ltsc2022, "99999"), ("unknown".into(), vec![]));
    assert_eq!(ids(&ltsc2019, "20348"), ("runs-with-hyperv".into(), vec![]));
}

#[test]
fn an_edition_behind_the_name_of_a_host_names_the_same_host() {
    let ask = |host| {
        let image = "mcr.microsoft.com/windows/servercore:ltsc2022";
        json(&winfit(&["fits", image, "--host", host, "--format", "json"]).clean())["host"].clone()
    };
    assert_eq!(ask("Windows Server 2022 Datacenter"), "10.0.20348");
}

#[test]
fn several_hosts_are_compared_in_a_table() {
    let hosts = ["--host", "ltsc2022,nohyperv", "--host", "ltsc2025", "--host", "linux"];
    let arguments = [&["fits", "myteam/app:4.8-windowsservercore-ltsc2019"][..], &hosts].concat();
    insta::assert_snapshot!(winfit(&arguments).found(), @r"
    runs on none of 3 hosts, on 1 in Hyper-V isolation only: myteam/app:4.8-windowsservercore-ltsc2019

    host                              verdict           why
    10.0.20348 (Windows Server 2022)  blocked           image build 17763 is not
                                                        host build 20348, as process
                                                        isolation needs
    10.0.26100 (Windows Server 2025)  runs-with-hyperv  image build 17763 is not
                                                        host build 26100, as process
                                                        isolation needs
    a Linux host                      blocked           the image is a Windows image
                                                        and the host runs Linux
                                                        containers

    image     10.0.17763 (Windows Server 2019), inferred from tag
    isolation process

    10.0.20348 (Windows Server 2022): blocked [build-mismatch]
      1. run it on Windows Server 2019 (17763)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.17763 }
      2. rebuild the image on a base image of build 20348
           FROM mcr.microsoft.com/windows/servercore:ltsc2022

    10.0.26100 (Windows Server 2025): runs-with-hyperv [build-mismatch]
      1. run it in Hyper-V isolation
           docker run --isolation=hyperv myteam/app:4.8-windowsservercore-ltsc2019
      2. run it on Windows Server 2019 (17763)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.17763 }
      3. rebuild the image on a base image of build 26100
           FROM mcr.microsoft.com/windows/servercore:ltsc2025

    a Linux host: blocked [windows-image-on-linux]
      1. run it on Windows Server 2019 (17763)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.17763 }
    ");
}

#[test]
fn without_hosts_every_supported_server_is_asked() {
    let run = winfit(&["fits", "mcr.microsoft.com/windows/servercore:ltsc2019"]);
    insta::assert_snapshot!(run.clean(), @r"
    runs on 1 of 4 supported server releases, on 2 in Hyper-V isolation only: mcr.microsoft.com/windows/servercore:ltsc2019

    host                              verdict           why
    10.0.14393 (Windows Server 2016)  blocked           image build 17763 is newer
                                                        than host build 14393: it
                                                        runs in no isolation
    10.0.17763 (Windows Server 2019)  runs              host and image are both
                                                        build 17763
    10.0.20348 (Windows Server 2022)  runs-with-hyperv  image build 17763 is not
                                                        host build 20348, as process
                                                        isolation needs
    10.0.26100 (Windows Server 2025)  runs-with-hyperv  image build 17763 is not
                                                        host build 26100, as process
                                                        isolation needs

    image     10.0.17763 (Windows Server 2019), amd64, inferred from tag
    isolation process

    10.0.20348 (Windows Server 2022): runs-with-hyperv [build-mismatch]
      1. run it in Hyper-V isolation
           docker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019
      2. use the tag that names build 20348
           mcr.microsoft.com/windows/servercore:ltsc2022

    10.0.26100 (Windows Server 2025): runs-with-hyperv [build-mismatch]
      1. run it in Hyper-V isolation
           docker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019
      2. use the tag that names build 26100
           mcr.microsoft.com/windows/servercore:ltsc2025
    ");
}

#[test]
fn both_rule_sets_are_shown_where_they_differ() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2022";
    let run = winfit(&["fits", image, "--host", "win11-25h2,containerd=2.2,hyperv", "--rules", "runtime"]);
    insta::assert_snapshot!(run.clean(), @r"
    runs-with-hyperv: mcr.microsoft.com/windows/servercore:ltsc2022 runs on 10.0.26200 (Windows 11, version 25H2) in Hyper-V isolation only

    why       image build 20348 is older than 26100, the oldest that this runtime
              takes on host build 26200 [stable-abi-window]
    image     10.0.20348 (Windows Server 2022), amd64, inferred from tag
    host      10.0.26200 (Windows 11, version 25H2), client, amd64, Hyper-V
              available, containerd 2.2
    rules     runtime; the 2025 edition says otherwise: runs, for image build 20348
              lies in the window of host build 26200 [stable-abi-window]

    What to do, least effort first:
      1. run it in Hyper-V isolation: give the pod a RuntimeClass whose handler
         offers it
      2. use the tag that names build 26100
           mcr.microsoft.com/windows/servercore:ltsc2025
      3. run it on Windows Server 2025 (26100) or Windows Server 2022 (20348)
           nodeSelector: { node.kubernetes.io/windows-build: 10.0.26100 }
    ");
}

#[test]
fn a_field_report_is_a_caution_with_the_update_that_closes_the_gap() {
    let image = format!("{NANOSERVER}:10.0.26100.3194");
    let run = winfit(&["fits", &image, "--host", "10.0.26100.2894", "--format", "json"]);
    let verdict = json(&run.clean());
    assert_eq!(verdict["verdict"], "runs");
    let cautions = verdict["cautions"].as_array().unwrap();
    let ids: Vec<_> = cautions.iter().map(|caution| caution["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["image-revision-newer-than-host", "server-2025-below-3194"]);
    assert!(cautions[0]["text"].as_str().unwrap().contains("KB5051987"), "{cautions:?}");
    // A warning, not an error.
    assert_eq!(winfit(&["fits", &image, "--host", "10.0.26100.2894", "--fail-on", "warning"]).status, 1);
}

#[test]
fn one_host_gives_an_object_and_several_or_none_an_array() {
    let one = ["fits", "nginx", "--format", "json", "--host", "ltsc2022"];
    assert!(json(&winfit(&one).out).is_object());
    let two = [&one[..], &["--host", "ltsc2025"]].concat();
    assert_eq!(json(&winfit(&two).out).as_array().unwrap().len(), 2);
    assert_eq!(json(&winfit(&one[..4]).out).as_array().unwrap().len(), 4);
}

#[test]
fn the_json_of_a_verdict_starts_as_the_contract_says() {
    let arguments =
        ["fits", "--image-os-version", "10.0.14393.1715", "--host", "10.0.16299.0", "--isolation", "process"];
    let text = winfit(&[&arguments[..], &["--format", "json"]].concat()).found();
    let expected = "{\"schema\":\"winfit/1\",\"verdict\":\"blocked\",\"rule\":\"build-mismatch\",\
                    \"host\":\"10.0.16299.0\",\"image\":\"10.0.14393.1715\",\"isolation\":\"process\",\"reason\":\"";
    assert!(text.starts_with(expected), "{text}");
    let verdict = json(&text);
    assert_eq!(verdict["remedies"][0]["kind"], "use-hyperv");
    assert_eq!(verdict["provenance"], "given");
}

#[test]
fn what_the_tag_claims_is_marked_and_what_is_given_outweighs_it() {
    let image = format!("{NANOSERVER}:1809-KB4493509");
    let by_tag = json(&winfit(&["fits", &image, "--host", "17763.973", "--format", "json"]).clean());
    assert_eq!((&by_tag["image"], &by_tag["provenance"]), (&"10.0.17763.437".into(), &"tag".into()));
    let given = ["fits", &image, "--image-os-version", "20348.1", "--host", "17763", "--format", "json"];
    let given = json(&winfit(&given).found());
    assert_eq!((&given["image"], &given["provenance"]), (&"10.0.20348.1".into(), &"given".into()));
}

#[test]
fn an_edition_is_judged_by_its_own_rules() {
    let ask = |edition| {
        let image = "mcr.microsoft.com/windows/servercore:ltsc2022";
        let arguments = ["fits", image, "--host", "ltsc2025", "--isolation", "process", "--edition", edition];
        winfit(&arguments).status
    };
    assert_eq!((ask("2022"), ask("2025")), (1, 0));
}

#[test]
fn a_missing_fact_is_named() {
    let arguments =
        ["fits", "mcr.microsoft.com/windows/servercore:ltsc2016", "--host", "14393.1715", "--format", "json"];
    let verdict = json(&winfit(&[&arguments[..], &["--isolation", "process"]].concat()).found());
    assert_eq!((&verdict["verdict"], &verdict["fact"]), (&"unknown".into(), &"image.revision".into()));
    assert_eq!(verdict["remedies"][0]["kind"], "learn");
}
