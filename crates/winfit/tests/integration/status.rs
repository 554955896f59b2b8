//! The exit status: each path to 0, 1 and 2.

use crate::program::{piped, winfit};

const SERVERCORE_2019: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
const SERVERCORE_2022: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

#[test]
fn each_path_has_its_status() {
    let runs = &["fits", SERVERCORE_2019, "--host", "ltsc2019"][..];
    let needs_hyperv = &["fits", SERVERCORE_2019, "--host", "ltsc2022"][..];
    let preview =
        &["fits", SERVERCORE_2022, "--host", "win11-23h2", "--isolation", "process", "--edition", "2022"][..];
    let caution = &["fits", SERVERCORE_2022, "--host", "win11-23h2", "--isolation", "process"][..];
    let blocked = &["fits", SERVERCORE_2022, "--host", "ltsc2019"][..];
    let unknown = &["fits", "myteam/app:1", "--host", "ltsc2019"][..];
    let with = |arguments: &[&'static str], more: &[&'static str]| [arguments, more].concat();
    for (status, arguments) in [
        (0, with(&["--help"], &[])),
        (0, with(&["--version"], &[])),
        (0, with(&["fits", "--help"], &[])),
        (0, with(&["help"], &[])),
        (0, with(&["help", "check"], &[])),
        (2, with(&["help", "chek"], &[])),
        (1, with(&["fits", "mcr.microsoft.com/windows/servercore", "--host", "ltsc2022"], &[])),
        (1, with(&["fits", "mcr.microsoft.com/windows/servercore"], &[])),
        (0, with(runs, &[])),
        (0, with(runs, &["--fail-on", "info"])),
        (0, with(needs_hyperv, &[])),
        (1, with(needs_hyperv, &["--fail-on", "warning"])),
        (1, with(needs_hyperv, &["--fail-on", "info"])),
        (0, with(preview, &[])),
        (1, with(preview, &["--fail-on", "warning"])),
        (0, with(caution, &[])),
        (1, with(caution, &["--fail-on", "warning"])),
        (1, with(blocked, &[])),
        (0, with(blocked, &["--fail-on", "never"])),
        (1, with(unknown, &[])),
        (0, with(unknown, &["--fail-on", "never"])),
        // Several hosts: the worst counts. None: the best of the supported servers.
        (1, with(runs, &["--host", "ltsc2016"])),
        (0, with(&["fits", SERVERCORE_2019], &[])),
        (0, with(&["fits", SERVERCORE_2019, "--fail-on", "warning"], &[])),
        (1, with(&["fits", "mcr.microsoft.com/windows/servercore:1903", "--isolation", "process"], &[])),
        (1, with(&["fits", "myteam/app:1"], &[])),
        (2, with(&["check"], &[])),
        (2, with(&["check", "/does/not/exist"], &[])),
        (2, with(&["check", "-", "--nodes", "-"], &[])),
        (2, with(&["image"], &[])),
        (2, with(&["image", "127.0.0.1:1/app"], &[])),
        (2, with(&["image", "Not An Image"], &[])),
        (2, with(&["image", "a", "--timeout", "soon"], &[])),
        (0, with(&["matrix"], &[])),
        (0, with(&["releases"], &[])),
        (0, with(&["updates"], &[])),
        (0, with(&["updates", "KB4493509"], &[])),
        (1, with(&["updates", "KB4493510"], &[])),
        (1, with(&["updates", "KB4493509", "17763.438"], &[])),
        (1, with(&["updates", "99999"], &[])),
        (0, with(&["explain"], &[])),
        (0, with(&["completions", "bash"], &[])),
        (0, with(&["version", "10.0.17763.437"], &[])),
        (2, with(&[], &[])),
        (2, with(&["fit"], &[])),
        (2, with(&["fits"], &[])),
        (2, with(runs, &["--format", "yaml"])),
        (2, with(runs, &["--format", "sarif"])),
        (2, with(&["--format", "sarif"], runs)),
        (2, with(&["cache", "info", "--format", "junit"], &[])),
        (2, with(runs, &["--isolation", "vm"])),
        (2, with(runs, &["--edition", "2023"])),
        (2, with(runs, &["--rules", "runtime", "--edition", "2022"])),
        (2, with(runs, &["--host", "ltsc2021"])),
        (2, with(runs, &["--catalog", "/does/not/exist"])),
        (2, with(&["fits", "Not An Image", "--host", "ltsc2019"], &[])),
        (2, with(&["fits", "--image-os-version", "10.0", "--host", "ltsc2019"], &[])),
        (2, with(&["matrix", "--all", "--edition", "2022"], &[])),
        (2, with(&["releases", "--server", "--client"], &[])),
        (2, with(&["updates", "KB12"], &[])),
        (2, with(&["updates", "tomorrow"], &[])),
        (2, with(&["explain", "nothing"], &[])),
        (0, with(&["rules"], &[])),
        (0, with(&["rules", "--select", "image,no-host"], &[])),
        (2, with(&["rules", "--select", "nothing"], &[])),
        (2, with(&["init", "/does/not/exist"], &[])),
        (2, with(&["check", "-", "--select", "nothing"], &[])),
        (2, with(&["check", "-", "--ignore", "nothing"], &[])),
        (2, with(&["check", "-", "--fix", "--diff"], &[])),
        (2, with(&["check", "-", "--diff", "--format", "json"], &[])),
        (2, with(&["check", "-", "--baseline", "/does/not/exist"], &[])),
        (2, with(&["check", "-", "--kubernetes-version", "1.0"], &[])),
        (2, with(&["completions", "cmd"], &[])),
        (2, with(&["version", "no version here"], &[])),
        (2, with(&["releases", "--today", "2026-02-30"], &[])),
    ] {
        // The day is set before the command, so that one set here is the second.
        let run = winfit(&arguments);
        assert_eq!(run.status, status, "{arguments:?}\n{}{}", run.out, run.err);
        // An answer is on standard output, an error on standard error, never both.
        assert_eq!(run.err.is_empty(), status != 2, "{arguments:?}\n{}", run.err);
        assert_eq!(run.out.is_empty(), status == 2, "{arguments:?}\n{}", run.out);
    }
}

#[test]
fn every_error_of_ours_says_what_to_do() {
    for arguments in [
        &["fits", "a:b:c", "--host", "ltsc2019"][..],
        &["fits", "a", "--host", "ltsc2019,clinet"],
        &["fits", "a", "--host", "ltsc2019,docker=x"],
        &["fits", "a", "--host", "23H2"],
        &["fits", "a", "--host", "20348,client"],
        &["fits", "a", "--host", "10.0"],
        &["fits", "a", "--rules", "runtime", "--edition", "2022"],
        &["image", "a:b:c"],
        &["image", "127.0.0.1:1/app"],
        &["image", "--file", "/does/not/exist"],
        &["image", "a", "--config", "/does/not/exist"],
        &["explain", "nothing"],
        &["updates", "KB12"],
        &["releases", "--format", "github"],
        &["--format", "github", "releases"],
        &["version", "nothing"],
        &["releases", "--catalog", "/does/not/exist"],
    ] {
        let error = winfit(arguments).failed();
        assert!(error.starts_with("error: ") && error.contains("\nhelp: "), "{arguments:?}: {error}");
    }
    assert!(piped(&["version"], b"\0").failed().contains("\nhelp: "));
}

#[test]
fn a_check_has_the_status_of_its_worst_finding() {
    for (status, from, more) in [
        (0, "mcr.microsoft.com/windows/nanoserver:ltsc2022", &[][..]),
        (1, "mcr.microsoft.com/windows/nanoserver:latest", &[][..]),
        (0, "mcr.microsoft.com/windows/nanoserver:latest", &["--fail-on", "never"][..]),
        (0, "alpine", &["--fail-on", "info"][..]),
    ] {
        let arguments = [&["check", "-"], more].concat();
        let run = piped(&arguments, format!("FROM {from}\n").as_bytes());
        assert_eq!(run.status, status, "{from} {more:?}\n{}{}", run.out, run.err);
        assert_eq!(run.err, "", "{from}");
    }
}
