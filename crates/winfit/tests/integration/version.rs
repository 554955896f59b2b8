//! `winfit version`. Builds out of support are asked about where the newest revision is shown, for theirs stays.

use crate::program::{json, piped, winfit};

#[test]
fn a_version_is_shown_with_its_releases_update_and_distance() {
    insta::assert_snapshot!(winfit(&["version", "10.0.16299.19"]).clean(), @r"
    10.0.16299.19: Windows Server, version 1709 or Windows 10, version 1709

    read from the number itself
    release   Windows Server, version 1709 (sac1709): support ended on 2019-04-09
              Windows 10, version 1709 (Fall Creators Update) (win10-1709): support
              ended on 2020-10-13
    update    KB4043961, 2017-10-17
    newest    10.0.16299.2166, KB4580328, 2020-10-13: 35 monthly updates and 1092
              days behind
    ");
}

#[test]
fn the_trap_of_the_build_lab_is_named() {
    let lab = "17763.1.amd64fre.rs5_release.180914-1434";
    let version = json(&winfit(&["version", lab, "--format", "json"]).clean());
    assert_eq!(
        (&version["os_version"], &version["revision"]),
        (&"10.0.17763".into(), &serde_json::Value::Null)
    );
    assert_eq!(version["cautions"][0]["id"], "build-lab-is-not-revision");
    let lab = "14393.321.amd64fre.rs1_release_inmarket.161004-2338";
    let version = json(&winfit(&["version", lab, "--format", "json"]).clean());
    assert_eq!(
        (&version["os_version"], &version["updates"][0]),
        (&"10.0.14393.321".into(), &"KB3194798".into())
    );
}

#[test]
fn words_are_joined_and_a_pipe_is_read_with_or_without_a_dash() {
    let banner = "Microsoft Windows [Version 10.0.16299.19]";
    let words: Vec<&str> = std::iter::once("version").chain(banner.split(' ')).collect();
    let expected = winfit(&words).clean();
    assert!(
        expected.starts_with("10.0.16299.19: Windows Server, version 1709 or Windows 10, version 1709\n"),
        "{expected}"
    );
    assert_eq!(piped(&["version", "-"], banner.as_bytes()).clean(), expected);
    assert_eq!(piped(&["version"], format!("{banner}\r\n").as_bytes()).clean(), expected);
}

#[test]
fn nodes_are_a_table_and_an_array() {
    let nodes = "\
NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION     CONTAINER-RUNTIME
linux1   Ready    master   10d   v1.18.8   10.240.0.4    <none>        Ubuntu 18.04.5 LTS               5.4.0-1031-azure   docker://19.3.12
win1709  Ready    <none>   10d   v1.18.8   10.240.0.5    <none>        Windows Server Standard          10.0.16299.1387    docker://19.3.12
win1803  Ready    <none>   10d   v1.18.8   10.240.0.6    <none>        Windows Server Standard          10.0.17134.1304    docker://19.3.12
";
    insta::assert_snapshot!(piped(&["version", "-"], nodes.as_bytes()).clean(), @r"
    3 OS versions: 2 of Windows, 1 of Linux

    host     OS version       update     behind  release
    linux1   linux            -          -       -
    win1709  10.0.16299.1387  KB4516066  13      Windows Server, version 1709
    win1803  10.0.17134.1304  KB4537762  0       Windows Server, version 1803

    behind: monthly security updates up to the newest revision known
    ");
    let versions =
        json(&piped(&["version", "--format", "json"], nodes.as_bytes()).clean())["versions"].clone();
    let pairs: Vec<_> = versions
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["subject"].as_str(), it["os_version"].as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            (Some("linux1"), None),
            (Some("win1709"), Some("10.0.16299.1387")),
            (Some("win1803"), Some("10.0.17134.1304")),
        ]
    );
}

#[test]
fn server_and_client_revisions_that_are_numbered_apart_are_told_apart() {
    let kind =
        |version: &str| json(&winfit(&["version", version, "--format", "json"]).clean())["kind"].clone();
    assert_eq!(kind("10.0.26100.32230"), "server");
    assert_eq!(kind("10.0.26100.7623"), "client");
    let shared = json(&winfit(&["version", "10.0.26100.4061", "--format", "json"]).clean());
    assert_eq!(shared["kind"], serde_json::Value::Null);
    assert_ne!(shared["newest"]["os_version"], shared["newest_client"]["os_version"]);
}

#[test]
fn what_is_newer_than_the_catalogue_is_said_to_be() {
    let version = json(&winfit(&["version", "10.0.16299.65000", "--format", "json"]).clean());
    assert_eq!(
        (&version["behind"], &version["cautions"][0]["id"]),
        (&serde_json::Value::Null, &"newer-than-catalogue".into())
    );
    let version = json(&winfit(&["version", "10.0.99999.1", "--format", "json"]).clean());
    assert_eq!(
        (&version["release"], &version["cautions"][0]["id"]),
        (&serde_json::Value::Null, &"unknown-build".into())
    );
}

#[test]
fn look_alikes_are_refused_by_name() {
    insta::assert_snapshot!(winfit(&["version", "10.240.0.6"]).failed(), @r#"
    error: no OS version such as 10.0.17763.437 in the text: "10.240.0.6" looks like an IP address
    help: winfit reads ver, BuildLabEx, systeminfo, docker info, docker version, kubectl get nodes -o wide and more: paste the whole output
    "#);
    insta::assert_snapshot!(winfit(&["version"]).failed(), @r"
    error: the text is empty: give it the output of ver, docker info or kubectl get nodes -o wide
    help: winfit reads ver, BuildLabEx, systeminfo, docker info, docker version, kubectl get nodes -o wide and more: paste the whole output
    ");
}

#[test]
fn hostile_input_gives_an_error_or_an_answer_and_no_crash() {
    let long_line = b"10.0.".repeat(1 << 20);
    let deep = b"{\"a\":[".repeat(1 << 18);
    let control = b"\x1b]0;owned\x07 10.0.16299.19".to_vec();
    let binary: Vec<u8> = (0..=255).cycle().take(1 << 16).collect();
    let half_utf16 = b"\xff\xfe1\x000\x00\xd8".to_vec();
    for input in [long_line, deep, binary, half_utf16, vec![b'\n'; 1 << 20], vec![0xff; 1 << 16]] {
        let run = piped(&["version", "-"], &input);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.starts_with("error: ") && run.err.len() < 2_000, "{}", run.err);
    }
    assert!(!piped(&["version", "-"], &control).clean().contains('\x1b'));
}

#[test]
fn utf_16_and_code_pages_are_read() {
    let utf16: Vec<u8> = "\u{feff}10.0.16299.19\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(piped(&["version"], &utf16).clean().starts_with("10.0.16299.19: "));
    let cp866 = b"Microsoft Windows [\x82\xa5\xe0\xe1\xa8\xef 10.0.16299.19]\r\n";
    assert!(piped(&["version"], cp866).clean().starts_with("10.0.16299.19: "));
}

#[test]
fn more_than_64_mib_are_refused() {
    let run = piped(&["version", "-"], &vec![b' '; (64 << 20) + 1]);
    assert!(run.failed().contains("more than the 67108864 bytes that are read"));
}
