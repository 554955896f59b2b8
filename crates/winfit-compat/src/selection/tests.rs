//! Which platform each runtime takes.

use super::*;
use crate::{OsVersion, Provenance};

fn entry(version: &str) -> Platform {
    Platform::windows(version.parse::<OsVersion>().unwrap(), Provenance::Registry)
}

fn entries(versions: &[&str]) -> Vec<Platform> {
    versions.iter().map(|version| entry(version)).collect()
}

fn host(build: u32, runtime: Runtime) -> Host {
    Host::server(OsVersion::of_build(build)).with_runtime(runtime)
}

fn taken(host: &Host, platforms: &[Platform]) -> Option<usize> {
    match select(host, platforms) {
        Selection::Takes { index, .. } => Some(index),
        _ => None,
    }
}

const DOCKER: Runtime = Runtime::Docker(None);
const CONTAINERD: Runtime = Runtime::Containerd(None);
const CONTAINERD_2_2: Runtime = Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 }));
const CONTAINERD_1_6: Runtime = Runtime::Containerd(Some(RuntimeVersion { major: 1, minor: 6 }));

#[test]
fn containerd_compares_os_versions_as_text() {
    let revisions = entries(&["10.0.20348.1006", "10.0.20348.887"]);
    assert_eq!(select(&host(20348, CONTAINERD), &revisions), Selection::Takes { index: 1, newer: Some(0) });
    let across_builds = entries(&["10.0.20348.5499", "10.0.26100.33296"]);
    assert_eq!(select(&host(26100, CONTAINERD), &across_builds), Selection::Takes { index: 1, newer: None });
}

#[test]
fn docker_takes_the_first_entry_of_its_build_whatever_the_revision() {
    let platforms = entries(&["10.0.14393.1", "10.0.17763.437", "10.0.17763.973"]);
    assert_eq!(select(&host(17763, DOCKER), &platforms), Selection::Takes { index: 1, newer: Some(2) });
}

#[test]
fn docker_keeps_older_builds_and_containerd_does_not() {
    let platforms = entries(&["10.0.14393.1", "10.0.18362.1"]);
    assert_eq!(taken(&host(17763, DOCKER), &platforms), Some(0));
    assert_eq!(select(&host(17763, CONTAINERD), &platforms), Selection::NoMatch);
    let unknown = Host { runtime: None, ..host(17763, DOCKER) };
    assert_eq!(select(&unknown, &platforms), Selection::Unknown(Fact::HostRuntime));
}

#[test]
fn every_newer_build_is_refused_by_docker() {
    assert_eq!(select(&host(17763, DOCKER), &entries(&["10.0.20348.1", "10.0.26100.1"])), Selection::NoMatch);
}

#[test]
fn the_pause_list_serves_its_builds_only() {
    let pause = entries(&["10.0.17763.1", "10.0.18362.1", "10.0.18363.1", "10.0.19041.1", "10.0.19042.1"]);
    assert_eq!(taken(&host(17763, CONTAINERD), &pause), Some(0));
    assert_eq!(select(&host(20348, CONTAINERD), &pause), Selection::NoMatch);
}

#[test]
fn the_window_of_containerd_depends_on_its_release() {
    let platforms = entries(&["10.0.20348.1"]);
    assert_eq!(select(&host(26200, CONTAINERD_2_2), &platforms), Selection::NoMatch);
    assert_eq!(select(&host(26200, CONTAINERD), &platforms), Selection::Unknown(Fact::HostRuntime));
    assert_eq!(taken(&host(26100, CONTAINERD_2_2), &platforms), Some(0));
    assert_eq!(select(&host(26100, CONTAINERD_1_6), &platforms), Selection::NoMatch);
}

#[test]
fn entries_of_another_architecture_or_system_are_never_taken() {
    let arm = Platform { architecture: Some(Architecture::Arm64), ..entry("10.0.26100.1") };
    let x86 = Platform { architecture: Some(Architecture::X86), ..entry("10.0.26100.1") };
    let platforms = [Platform::linux(Provenance::Registry), arm, x86];
    assert_eq!(select(&host(26100, DOCKER), &platforms), Selection::NoMatch);
    assert_eq!(taken(&host(26100, CONTAINERD), &platforms), Some(2));
    assert_eq!(taken(&Host::linux(), &platforms), Some(0));
}

#[test]
fn an_entry_without_os_version_fits_every_host_and_comes_last() {
    let absent = Platform { os_version: ImageOsVersion::Absent, ..entry("10.0.1.1") };
    assert_eq!(taken(&host(17763, CONTAINERD), &[absent]), Some(0));
    assert_eq!(taken(&host(17763, CONTAINERD), &[absent, entry("10.0.17763.1")]), Some(1));
}

#[test]
fn an_entry_in_doubt_comes_before_one_without_os_version() {
    let absent = Platform { os_version: ImageOsVersion::Absent, ..entry("10.0.1.1") };
    let platforms = [absent, entry("10.0.20348.1")];
    assert_eq!(select(&host(26200, CONTAINERD), &platforms), Selection::Unknown(Fact::HostRuntime));
    assert_eq!(taken(&host(26200, CONTAINERD_2_2), &platforms), Some(0));
    assert_eq!(taken(&host(26100, CONTAINERD), &platforms), Some(1));
}

#[test]
fn a_list_without_windows_entries_offers_nothing_to_a_windows_host_of_any_version() {
    let platforms = [Platform::linux(Provenance::Registry), Platform::linux(Provenance::Registry)];
    let unknown = Host { os_version: None, runtime: None, ..host(1, DOCKER) };
    assert_eq!(select(&unknown, &platforms), Selection::NoMatch);
}

#[test]
fn nothing_is_taken_by_a_host_of_unknown_version() {
    let unknown = Host { os_version: None, ..host(1, DOCKER) };
    assert_eq!(select(&unknown, &entries(&["10.0.17763.1"])), Selection::Unknown(Fact::HostOsVersion));
}

#[test]
fn an_entry_that_could_not_be_read_may_be_the_one_that_fits_and_another_system_may_not() {
    let other_system = Platform { os: None, ..Platform::linux(Provenance::Registry) };
    for runtime in [DOCKER, CONTAINERD] {
        let host = host(20348, runtime);
        let platforms = |last| [Platform::linux(Provenance::Registry), last];
        assert_eq!(select(&host, &platforms(Platform::unknown())), Selection::Unknown(Fact::ImageOs));
        assert_eq!(select(&host, &platforms(other_system)), Selection::NoMatch);
        assert_eq!(taken(&host, &[Platform::unknown(), entry("10.0.20348.1")]), Some(1));
    }
    // One of an older build would be taken only if there is none of its own, and who runs it is not the question then.
    for runtime in [Some(DOCKER), Some(CONTAINERD), None] {
        let host = Host { runtime, ..host(26100, DOCKER) };
        for older in ["10.0.17763.1", "10.0.20348.1"] {
            let platforms = [entry(older), Platform::unknown()];
            assert_eq!(select(&host, &platforms), Selection::Unknown(Fact::ImageOs), "{runtime:?} {older}");
        }
    }
    let unknown = Host { os_version: None, ..host(1, DOCKER) };
    let platforms = [entry("10.0.17763.1"), Platform::unknown()];
    assert_eq!(select(&unknown, &platforms), Selection::Unknown(Fact::HostOsVersion));
}

#[test]
fn what_an_index_does_not_list_no_host_chooses_by() {
    let unlisted = |version: &str| Platform {
        os_version: ImageOsVersion::Unlisted(version.parse().unwrap()),
        ..entry("10.0.1.1")
    };
    let platforms = [unlisted("10.0.17763.1"), unlisted("10.0.20348.1"), unlisted("10.0.26100.1")];
    for runtime in [DOCKER, CONTAINERD] {
        assert_eq!(taken(&host(20348, runtime), &platforms), Some(0));
        // One that is listed is preferred where it fits.
        assert_eq!(taken(&host(20348, runtime), &[unlisted("10.0.17763.1"), entry("10.0.20348.1")]), Some(1));
    }
}
