//! `winfit diagnose` as a user runs it.

use std::fs;
use std::io::Write as _;

use crate::program::{Run, json, winfit};
use crate::schema::assert_valid;

/// A run of which this is the standard input.
fn piped(arguments: &[&str], text: &str) -> Run {
    crate::program::piped(arguments, text.as_bytes())
}

const REFUSED: &str = "docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does \
                       not match the host operating system.\n";

#[test]
fn the_first_line_says_what_is_wrong_on_which_host_and_image_how_sure_and_what_is_next() {
    let run = piped(
        &["diagnose", "--offline"],
        "C:\\>docker run --rm mcr.microsoft.com/windows/servercore:ltsc2019\nMicrosoft Windows [Version 10.0.20348.825]\n\
         docker: Error response from daemon: hcsshim::CreateComputeSystem 0f1e: The container operating system does not match \
         the host operating system.\n",
    );
    let first = run.out.lines().next().unwrap();
    for part in ["certain", "servercore:ltsc2019", "10.0.20348.825", "next: ", "[os-mismatch-build]"] {
        assert!(first.contains(part), "{part}: {first}");
    }
    assert_eq!(run.status, 1);
}

#[test]
fn what_is_told_by_flags_joins_what_the_text_says() {
    let run = piped(
        &[
            "diagnose",
            "-",
            "--offline",
            "--host",
            "10.0.20348.825",
            "--image",
            "microsoft/nanoserver:1709",
            "--format",
            "json",
        ],
        REFUSED,
    );
    let json = json(&run.out);
    assert_eq!(json["causes"][0]["cause"], "os-mismatch-build");
    assert_eq!(json["causes"][0]["host"]["os_version"], "10.0.20348.825");
    assert_eq!(json["causes"][0]["image"]["reference"], "microsoft/nanoserver:1709");
    assert!(json["causes"][0]["evidence"].as_array().unwrap().len() > 1, "{json:#}");
    assert_valid("diagnose", &run.out);
}

#[test]
fn nodes_out_of_a_file_tell_the_version_of_the_node_in_the_text() {
    let text = "Warning  FailedCreatePodSandBox  21s  kubelet, win-2019-a  Failed to create pod sandbox: rpc error: code = Unknown \
                desc = failed to start sandbox container for pod \"web\": Error response from daemon: \
                hcsshim::CreateComputeSystem 0f1e: The container operating system does not match the host operating system.\n";
    let nodes = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/mixed-fleet/fleet.yaml");
    let run = piped(&["diagnose", "--offline", "--nodes", nodes, "--format", "json"], text);
    let json = json(&run.out);
    assert_eq!(json["causes"][0]["cause"], "sandbox-pause-image-mismatch");
    assert_eq!(json["causes"][0]["host"]["name"], "win-2019-a");
    assert_eq!(json["causes"][0]["host"]["os_version"], "10.0.17763.6775");
}

#[test]
fn where_nothing_fits_it_says_so_and_what_it_saw() {
    let run = piped(&["diagnose", "--offline"], "Microsoft Windows [Version 10.0.20348.825]\nall is well\n");
    assert!(run.out.starts_with("nothing that winfit knows went wrong here\n"), "{}", run.out);
    assert!(run.out.contains("10.0.20348.825"), "{}", run.out);
    assert_eq!(run.status, 0);
}

#[test]
fn trying_again_may_help_is_no_failure_of_the_program() {
    let run = piped(
        &["diagnose", "--offline", "--format", "json"],
        "Error response from daemon: toomanyrequests: You have reached your pull rate limit.\n",
    );
    let json = json(&run.out);
    assert_eq!(json["causes"][0]["retry"], "may-help", "{json:#}");
    assert_eq!(run.status, 0);
}

#[test]
fn several_files_are_read_together_and_places_name_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (error, host) = (folder.path().join("error.txt"), folder.path().join("host.txt"));
    fs::write(&error, format!("docker run microsoft/nanoserver:1709\r\n{REFUSED}")).unwrap();
    fs::write(&host, "Microsoft Windows [Version 10.0.17763.437]\r\n").unwrap();
    let run = winfit(&[
        "diagnose",
        error.to_str().unwrap(),
        host.to_str().unwrap(),
        "--offline",
        "--format",
        "json",
    ]);
    let json = json(&run.out);
    assert_eq!(json["causes"][0]["cause"], "os-mismatch-build");
    assert_eq!(json["causes"][0]["host"]["where"]["file"], host.to_str().unwrap());
    assert_eq!(json["causes"][0]["evidence"][0]["where"]["file"], error.to_str().unwrap());
    assert_eq!(json["causes"][0]["evidence"][0]["where"]["line"], 2);
}

#[test]
fn secrets_in_the_text_are_shown_in_no_format() {
    let text = format!(
        "docker run -e DB_PASSWORD=hunter2 https://me:hunter2@registry.example.com/web\n{REFUSED}\
         failed to pull image \"https://me:hunter2@registry.example.com/web\": unauthorized: authentication required\n"
    );
    for format in ["human", "json", "markdown"] {
        let run = piped(&["diagnose", "--offline", "--format", format], &text);
        assert!(run.out.len() > 100 && !run.out.contains("hunter2"), "{format}: {}", run.out);
    }
}

#[test]
fn markdown_is_for_issues_and_for_this_command_alone() {
    let run = piped(&["diagnose", "--offline", "--format", "markdown", "--host", "10.0.20348.825"], REFUSED);
    assert!(run.out.starts_with("## certain: "), "{}", run.out);
    assert!(run.out.contains("| host | host, 10.0.20348.825"), "{}", run.out);
    assert!(run.out.contains("Source: ["), "{}", run.out);
    let refused = winfit(&["fits", "--image-os-version", "10.0.1.1", "--format", "markdown"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("for winfit diagnose only"), "{}", refused.err);
}

#[test]
fn what_cannot_be_read_is_told_with_the_file() {
    let run = winfit(&["diagnose", "no/such/file", "--offline"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no/such/file"), "{}", run.err);
    let run = piped(&["diagnose", "--offline", "--image", "A B"], "text");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--image \"A B\""), "{}", run.err);
    let run = piped(&["diagnose", "--offline"], "  \n");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("empty"), "{}", run.err);
}

#[test]
fn a_log_of_many_megabytes_without_failures_gives_no_cause() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kubelet.log");
    let mut file = fs::File::create(&path).unwrap();
    for line in 0..100_000_u32 {
        writeln!(
            file,
            "I1001 14:29:{:02}.{line:06}    8072 operation.go:{line}] \"MountVolume.SetUp succeeded for volume\" pod=\"shop/web-{line:x}\" \
             host operating system container matches 10.0.{}.{}",
            line % 60,
            line % 20_000,
            line % 4_000,
        )
        .unwrap();
    }
    drop(file);
    let run = winfit(&["diagnose", path.to_str().unwrap(), "--offline", "--format", "json"]);
    let json = json(&run.out);
    assert_eq!(json["causes"].as_array().unwrap().len(), 0, "{json:#}");
    assert_eq!(json["inputs"][0]["lines"], 100_000);
}
