//! `winfit image`, against Debian's registry.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use winfit_testkit::{Index, Manifest, Registry, fixtures};

use crate::program::{Run, command, json, run, winfit};
use crate::schema::assert_valid;

/// Nobody listens there.
const NOBODY: &str = "127.0.0.1:1";

/// A cache of its own for each test, and nobody kept from asking.
pub(crate) fn online(cache: &Path) -> Command {
    let mut command = command();
    command.env_remove("WINFIT_OFFLINE").env("WINFIT_CACHE_DIR", cache);
    command
}

fn image(cache: &Path, arguments: &[&str]) -> Run {
    run(online(cache).arg("image").args(arguments), b"")
}

/// A folder for caches and lists.
fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What was printed, with the registry's port replaced.
fn plain(registry: &Registry, text: &str) -> String {
    text.replace(registry.host(), "127.0.0.1:PORT")
}

#[test]
fn an_image_of_several_versions_is_told_with_where_it_runs() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("windows/app", "multi", &fixtures::multi_version());
    let folder = folder();
    let out = image(folder.path(), &[&registry.reference("windows/app", "multi")]).clean();
    insta::assert_snapshot!(plain(&registry, &out), @r"
    127.0.0.1:PORT/windows/app:multi: Windows Server 2019, 2022 and 2025, up to 34 monthly updates behind; runs on 3 of 4 supported servers
    read from registry sha256:0ef5165b4cf7d785588107a1c3a85fda80a6c4529a6a9e11efeee27f76a72302
    checked   just now

    platform       OS version       update     date        behind  release
    windows/amd64  10.0.17763.5329  KB5034127  2024-01-09  34      ltsc2019
    windows/amd64  10.0.20348.2227  KB5034129  2024-01-09  33      ltsc2022
    windows/amd64  10.0.26100.2314  KB5046617  2024-11-12  23      ltsc2025

    newest    10.0.17763.9487, 2026-11-10
              10.0.20348.5761, 2026-10-13
              10.0.26100.33650, 2026-10-13
    process   Windows Server 2019, 2022, 2025, Windows 11 24H2
    Hyper-V   Windows Server 2019, 2022, 2025, Windows 11 24H2, 25H2, 26H2, 26H1

    behind: monthly security updates up to the newest revision known
    ");
}

#[test]
fn a_platform_for_linux_tells_nothing_of_windows_hosts() {
    let Some(registry) = Registry::anonymous() else { return };
    let index = Index::oci().with(&Manifest::linux().architecture("arm64").image());
    registry.push("team/app", "1", &index.with(&fixtures::single()).image());
    let folder = folder();
    let out = image(folder.path(), &[&registry.reference("team/app", "1")]).clean();
    let hyperv = "\nHyper-V   Windows Server 2022, 2025, Windows 11 24H2, 25H2, 26H2, 26H1\n";
    assert!(out.contains(hyperv), "{out}");
}

#[test]
fn where_it_runs_under_one_runtime_only_the_runtime_is_named() {
    let Some(registry) = Registry::anonymous() else { return };
    let index = Index::oci().with(&fixtures::docker_single()).with(&fixtures::single());
    registry.push("team/app", "1", &index.image());
    let folder = folder();
    let reference = registry.reference("team/app", "1");
    let out = image(folder.path(), &[&reference]).clean();
    assert!(
        out.contains("\nprocess   Windows Server 2019, 2022; under containerd Windows Server 2025\n"),
        "{out}"
    );
    let out = image(folder.path(), &[&reference, "--format", "json"]).clean();
    assert_valid("image", &out);
    let read = &json(&out)["images"][0];
    let on = |id: &str| {
        read["releases"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap()["process"].clone()
    };
    assert_eq!(
        on("ltsc2022"),
        json(r#"{"verdict":"runs","rule":"build-mismatch","platform":1,"runtime":null}"#)
    );
    assert_eq!(
        on("ltsc2025"),
        json(r#"{"verdict":"runs","rule":"stable-abi-window","platform":1,"runtime":"containerd"}"#)
    );
}

#[test]
fn an_image_that_mixes_everything_says_what_it_skips() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "mixed", &fixtures::mixed());
    let folder = folder();
    let out = image(folder.path(), &[&registry.reference("team/app", "mixed")]).clean();
    insta::assert_snapshot!(plain(&registry, &out), @r"
    127.0.0.1:PORT/team/app:mixed: Linux, Windows Server 2022 and 2025, up to 33 monthly updates behind; runs on 2 of 4 supported servers
    read from registry sha256:49853f379c534ced1bf37290127759a81d700ccb5a20051b66fb9a0e7ce73f47
    checked   just now

    platform        OS version       update     date        behind  release
    linux/amd64     -                -          -           -       -
    linux/arm64/v8  -                -          -           -       -
    windows/amd64   10.0.20348.2227  KB5034129  2024-01-09  33      ltsc2022
    windows/amd64   10.0.26100.2314  KB5046617  2024-11-12  23      ltsc2025

    newest    10.0.20348.5761, 2026-10-13
              10.0.26100.33650, 2026-10-13
    process   Windows Server 2022, 2025, Windows 11 24H2, 25H2, 26H2, 26H1
    Hyper-V   Windows Server 2022, 2025, Windows 11 24H2, 25H2, 26H2, 26H1
    skipped   1 attestation, 1 artifact (application/vnd.cncf.helm.config.v1+json)

    behind: monthly security updates up to the newest revision known
    ");
}

#[test]
fn a_name_tells_the_base_image_where_the_image_does_not() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "4.8-nanoserver-ltsc2022", &fixtures::single());
    let folder = folder();
    let reference = registry.reference("app", "4.8-nanoserver-ltsc2022");
    let out = image(folder.path(), &[&reference]).clean();
    assert!(out.contains("\nbase      Nano Server, by its name\n"), "{out}");
    let out = image(folder.path(), &[&reference, "--format", "json"]).clean();
    let base = &json(&out)["images"][0]["platforms"][0]["base"];
    assert_eq!(*base, serde_json::json!({"family": "nanoserver", "os_version": null, "told_by": "name"}));
}

#[test]
fn linux_is_left_to_linux_hosts() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "linux", &fixtures::linux());
    let folder = folder();
    let out = image(folder.path(), &[&registry.reference("team/app", "linux")]).clean();
    assert!(out.starts_with(&format!("{}: Linux\n", registry.reference("team/app", "linux"))), "{out}");
    assert!(!out.contains("Windows"), "{out}");
}

#[test]
fn json_is_as_described_whatever_was_read() {
    let Some(registry) = Registry::anonymous() else { return };
    let folder = folder();
    for (tag, pushed) in [
        ("multi", fixtures::multi_version()),
        ("docker", fixtures::docker_multi_version()),
        ("plain", fixtures::without_os_version()),
        ("2016", fixtures::server_2016_revisions()),
        ("single", fixtures::single()),
        ("mixed", fixtures::mixed()),
        ("linux", fixtures::linux()),
    ] {
        let digest = registry.push("windows/app", tag, &pushed);
        let reference = registry.reference("windows/app", tag);
        let out = image(folder.path(), &[&reference, "--format", "json"]).clean();
        assert_valid("image", &out);
        let read = &json(&out)["images"][0];
        assert_eq!((&read["reference"], &read["digest"]), (&reference.into(), &digest.into()), "{tag}");
        assert_eq!((&read["provenance"], &read["cached"]), (&"registry".into(), &false.into()), "{tag}");
    }
}

#[test]
fn an_image_that_fails_keeps_no_other_from_being_read() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "1", &fixtures::single());
    let folder = folder();
    let (good, missing) = (registry.reference("team/app", "1"), registry.reference("team/app", "2"));
    let nobody = format!("{NOBODY}/team/app:1");
    let arguments = [&missing, &good, "Not An Image", &nobody, &missing];
    let out = image(folder.path(), &arguments).found();
    assert!(out.starts_with("1 of 4 images read, 3 could not be\n"), "{out}");
    // What failed is not overlooked behind what did not.
    assert!(out.rfind(": not read\n") < out.find(": Windows Server 2022"), "{out}");
    let out = image(folder.path(), &[&arguments[..], &["--format", "json"]].concat()).found();
    assert_valid("image", &out);
    let images = json(&out)["images"].clone();
    let told: Vec<_> =
        images.as_array().unwrap().iter().map(|it| (&it["reference"], &it["error"]["kind"])).collect();
    let [missing, good, none, nobody] = [&missing, &good, "Not An Image", &nobody].map(Value::from);
    let [not_found, reference, unreachable] = ["not-found", "reference", "unreachable"].map(Value::from);
    let expected =
        [(&missing, &not_found), (&good, &Value::Null), (&none, &reference), (&nobody, &unreachable)];
    assert_eq!(told, expected);
}

#[test]
fn where_not_one_image_can_be_read_there_is_no_answer() {
    let Some(registry) = Registry::anonymous() else { return };
    let folder = folder();
    let missing = registry.reference("team/app", "2");
    let error = image(folder.path(), &[&missing]).failed();
    let says = format!("error: {} has no team/app:2", registry.host());
    assert!(error.starts_with(&says) && error.contains("\nhelp: "), "{error}");
    let error = image(folder.path(), &[&missing, "Not An Image", "--format", "json"]).failed();
    assert!(error.starts_with("error: none of 2 images could be read\n"), "{error}");
    assert!(error.contains("\nhelp: "), "{error}");
}

#[test]
fn images_come_from_arguments_lists_and_standard_input_in_the_order_asked() {
    let Some(registry) = Registry::anonymous() else { return };
    for tag in ["a", "b", "c"] {
        registry.push("app", tag, &fixtures::single());
    }
    let folder = folder();
    let [a, b, c] = ["a", "b", "c"].map(|tag| registry.reference("app", tag));
    let list = folder.path().join("images.txt");
    fs::write(&list, format!("# those of the shop\r\n\r\n{b} # first\r\n{a}\r\n{b}\r\n")).unwrap();
    let mut command = online(&folder.path().join("cache"));
    command.args(["image", "-", "--format", "json", "--file"]).arg(&list);
    let out = run(&mut command, format!("{c}\n").as_bytes()).clean();
    let images = json(&out)["images"].clone();
    let told: Vec<_> = images.as_array().unwrap().iter().map(|it| &it["reference"]).collect();
    assert_eq!(told, [&c, &b, &a]);
}

#[test]
fn lists_without_an_image_or_without_an_end_are_refused() {
    let folder = folder();
    let list = folder.path().join("images.txt");
    let of_list = |text: &[u8]| {
        fs::write(&list, text).unwrap();
        run(online(folder.path()).args(["image", "--file"]).arg(&list), b"").failed()
    };
    assert!(of_list(b"# nothing\n").contains("names no image"));
    assert!(of_list(b"\x7fELF\0\0").contains("images.txt"));
    assert!(of_list(&b"a\n".repeat(10_001)).contains("more than 10000 images"));
    assert!(of_list(&vec![b'a'; (4 << 20) + 1]).contains("images.txt"));
    assert!(winfit(&["image", "--file", "/does/not/exist"]).failed().contains("/does/not/exist"));
}

#[test]
fn a_second_look_is_answered_by_the_cache_and_says_so() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "1", &fixtures::multi_version());
    let folder = folder();
    let reference = registry.reference("team/app", "1");
    image(folder.path(), &[&reference]).clean();
    let asked = registry.requests().len();
    let out = image(folder.path(), &[&reference]).clean();
    assert!(out.contains("\nchecked   just now, from the cache\n"), "{out}");
    image(folder.path(), &["--offline", &reference]).clean();
    assert_eq!(registry.requests().len(), asked);
    image(folder.path(), &["--no-cache", &reference]).clean();
    assert!(registry.requests().len() > asked);
}

#[test]
fn a_facts_file_is_begun_added_to_and_renewed() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "a", &fixtures::multi_version());
    registry.push("app", "b", &fixtures::single());
    let folder = folder();
    let [a, b] = ["a", "b"].map(|tag| registry.reference("app", tag));
    let lock = folder.path().join("images.lock");
    let lock = lock.to_str().unwrap();
    let change = |arguments: &[&str]| {
        let out = image(folder.path(), &[&["--lock", lock, "--format", "json"], arguments].concat());
        assert_valid("image", &out.out);
        let mut change = json(&out.out)["lock"].clone();
        change.as_object_mut().unwrap().remove("file");
        (out.status, change)
    };
    let counts = |added: u8, changed: u8, unchanged: u8, kept: u8| serde_json::json!({"added": added, "changed": changed, "unchanged": unchanged, "kept": kept});
    assert_eq!(change(&[&a]), (0, counts(1, 0, 0, 0)));
    assert_eq!(change(&[&b]), (0, counts(1, 0, 0, 1)));
    // The tag moves: what the cache has of it is of no account.
    let digest = registry.push("app", "b", &fixtures::linux());
    assert_eq!(change(&[]), (0, counts(0, 1, 1, 0)));
    assert!(fs::read_to_string(lock).unwrap().contains(&digest));
    // It is gone: the old facts stay, and the status says so.
    registry.delete("app", &digest);
    assert_eq!(change(&[]), (1, counts(0, 0, 1, 1)));
    assert!(fs::read_to_string(lock).unwrap().contains(&digest));
    // None can be read: nothing is written.
    let before = fs::read(lock).unwrap();
    image(folder.path(), &["--lock", lock, &b]).failed();
    assert_eq!(fs::read(lock).unwrap(), before);
}

#[test]
fn offline_no_tag_is_recorded_but_what_cannot_be_outdated_is() {
    let Some(registry) = Registry::anonymous() else { return };
    let digest = registry.push("app", "a", &fixtures::single());
    let folder = folder();
    let tag = registry.reference("app", "a");
    let by_digest = format!("{}@{digest}", tag.strip_suffix(":a").unwrap());
    image(folder.path(), &[&tag]).clean();
    let lock = folder.path().join("images.lock");
    let recorded = ["--offline", "--lock", lock.to_str().unwrap()];
    let error = image(folder.path(), &[&recorded[..], &[&tag]].concat()).failed();
    assert!(error.starts_with(&format!("error: {tag} cannot be recorded offline: ")), "{error}");
    assert!(error.contains("\nhelp: ") && !lock.exists(), "{error}");
    image(folder.path(), &[&recorded[..], &[&by_digest]].concat()).clean();
    assert!(lock.exists());
}

#[test]
fn an_empty_facts_file_has_nothing_to_renew() {
    let folder = folder();
    let lock = folder.path().join("images.lock");
    let error = run(online(folder.path()).args(["image", "--lock"]).arg(&lock), b"").failed();
    let file = lock.display();
    let expected = format!(
        "error: {file} does not exist\nhelp: name the images to record: winfit image --lock {file} REF…\n"
    );
    assert_eq!(error, expected);
    assert!(!lock.exists());
    fs::write(&lock, r#"{"schema":"winfit-lock/1","winfit":"0.1.0","images":[]}"#).unwrap();
    let error = run(online(folder.path()).args(["image", "--lock"]).arg(&lock), b"").failed();
    assert!(error.starts_with(&format!("error: {file} has no image yet\n")), "{error}");
    for (text, place) in [("", ":1: "), ("{\"schema\": 1}", ":1:12: ")] {
        fs::write(&lock, text).unwrap();
        let error = run(online(folder.path()).args(["image", "--lock"]).arg(&lock), b"").failed();
        assert!(error.starts_with(&format!("error: {file}{place}not a facts file")), "{error}");
        assert!(error.ends_with(&format!(": winfit image --lock {file} REF…\n")), "{error}");
    }
}

#[test]
fn a_layout_folder_needs_no_registry() {
    let layout = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/image-layout/web");
    let out = winfit(&["image", "--offline", "--no-cache", &format!("oci:{layout}")]).clean();
    assert!(out.contains("\nread from layout sha256:c46a2bba"), "{out}");
    assert!(out.contains("\nchecked   just now\n"), "{out}");
}
