//! The documents' stories, end to end.

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Edition;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Answer, grounds, image_verdict};
use winfit_compat::{
    Architecture, Fact, Host, HostKind, HyperV, ImageOsVersion, Isolation, Platform, Provenance, Runtime,
    RuntimeVersion,
};

use crate::asking::{ask, by_default, client, image, in_hyperv, in_process, os_version, server, told};

const DOCUMENTED: RuleSet = RuleSet::Documented(Edition::V2025);

const fn containerd(major: u16, minor: u16) -> Runtime {
    Runtime::Containerd(Some(RuntimeVersion { major, minor }))
}

#[test]
fn the_2016_deployment_fails_on_the_1709_node_but_for_hyperv_isolation() {
    let (node, fabrikam) = (server("16299.0"), image("14393.1715"));
    let refused = in_process(&node, &fabrikam);
    assert_eq!(told(&refused), "blocked build-mismatch");
    let reason = grounds(builtin(), &node, &fabrikam, &refused).reason;
    assert_eq!(reason, "image build 14393 is not host build 16299, as process isolation needs");
    assert_eq!(refused.otherwise, None, "Windows refuses it, too");

    let with_hyperv = node.with_hyperv(HyperV::Available);
    assert_eq!(told(&in_hyperv(&with_hyperv, &fabrikam)), "runs");
    let default = by_default(&with_hyperv, &fabrikam);
    assert_eq!(told(&default), "runs-with-hyperv build-mismatch");
    assert_eq!((default.isolation, default.isolation_asked), (Isolation::Process, false));

    assert_eq!(told(&by_default(&node, &fabrikam)), "blocked build-mismatch", "Hyper-V is not known");
    let without = node.with_hyperv(HyperV::Unavailable);
    assert_eq!(told(&by_default(&without, &fabrikam)), "blocked build-mismatch");
    assert_eq!(told(&in_hyperv(&without, &fabrikam)), "blocked hyperv-unavailable");
    assert_eq!(told(&in_process(&server("14393.1715"), &fabrikam)), "runs");
}

#[test]
fn a_1709_image_runs_nowhere_on_server_2016() {
    let host = server("14393.1715").with_hyperv(HyperV::Available);
    for verdict in [in_process, in_hyperv, by_default].map(|ask| ask(&host, &image("16299.0"))) {
        assert_eq!(told(&verdict), "blocked image-newer-than-host");
    }
}

#[test]
fn hosts_and_images_of_server_2016_are_updated_together() {
    // KB4041691 is 1770, KB4051033 is 1914, KB4053579 is 1944.
    for (host, container, told_in_process) in [
        ("14393.1770", "14393.1770", "runs"),
        ("14393.1914", "14393.1944", "blocked revision-mismatch-2016"),
        ("14393.1944", "14393.1914", "blocked revision-mismatch-2016"),
        ("14393.1944", "14393.1944", "runs"),
        ("14393", "14393.1944", "unknown revision-mismatch-2016"),
        ("14393.1944", "14393", "unknown revision-mismatch-2016"),
        // Published for each other, though their numbers differ.
        ("14393.3504", "14393.3506", "runs"),
        ("14393.3564", "14393.3568", "runs"),
        ("14393.3506", "14393.3504", "blocked revision-mismatch-2016"),
        ("14393.3504", "14393.3568", "blocked revision-mismatch-2016"),
    ] {
        let host = server(host).with_hyperv(HyperV::Available);
        let container = image(container);
        assert_eq!(told(&in_process(&host, &container)), told_in_process, "{host:?} {container:?}");
        assert_eq!(told(&in_hyperv(&host, &container)), "runs", "revisions do not matter there");
    }
}

#[test]
fn later_releases_do_not_compare_revisions() {
    // KB4043961 is 16299.19.
    for (host, container) in [
        ("16299.19", "16299.125"),
        ("16299.125", "16299"),
        ("20348.1", "20348.5000"),
        ("17763.7314", "17763.1040"),
    ] {
        assert_eq!(told(&in_process(&server(host), &image(container))), "runs", "{host} {container}");
    }
}

#[test]
fn the_update_of_february_2020_splits_each_build_that_existed_then() {
    // KB4534273 is 17763.973, the last before it.
    for (host, container, expected) in [
        ("17763.973", "17763.437", "runs"),
        ("17763.1039", "17763.973", "blocked baseline-2020-02"),
        ("17763.1039", "17763.437", "blocked baseline-2020-02"),
        ("17763.1039", "17763.1040", "runs"),
        ("17763.973", "17763.1040", "blocked baseline-2020-02"),
        ("17763.1098", "17763.1040", "runs"),
        ("17763.1012", "17763.973", "runs"),
        ("17763.1038", "17763.1039", "blocked baseline-2020-02"),
        ("17763.1039", "17763.1039", "runs"),
        ("18363.592", "18363.719", "blocked baseline-2020-02"),
        ("18362.657", "18362.658", "runs"),
        ("17134.1246", "17134.1305", "blocked baseline-2020-02"),
        ("16299.1625", "16299.1686", "blocked baseline-2020-02"),
        // No image of 1709 has the update.
        ("16299.125", "16299", "runs"),
        ("16299.1686", "16299", "blocked baseline-2020-02"),
        ("16299", "16299", "runs"),
        ("14393.3443", "14393.3506", "blocked revision-mismatch-2016"),
        ("19041.1", "19041.9999", "runs"),
        ("20348.1", "20348.9999", "runs"),
        // A revision that is not known matters where the other side is old.
        ("17763.973", "17763", "unknown baseline-2020-02"),
        ("17763", "17763.973", "unknown baseline-2020-02"),
        ("17763.1039", "17763", "runs"),
        ("17763", "17763.1040", "runs"),
        ("17763", "17763", "runs"),
    ] {
        let host = server(host).with_hyperv(HyperV::Available);
        let container = image(container);
        assert_eq!(told(&in_process(&host, &container)), expected, "{host:?} {container:?}");
        assert_eq!(told(&in_hyperv(&host, &container)), "runs", "{host:?} {container:?}");
    }
}

#[test]
fn server_2022_images_run_on_newer_hosts_and_2019_images_only_with_hyperv() {
    for (host, container, expected) in [
        (server("20348"), "20348", "runs"),
        (server("20348"), "17763", "runs-with-hyperv build-mismatch"),
        (server("20348"), "26100", "blocked image-newer-than-host"),
        (server("25398"), "20348", "runs"),
        (server("25398"), "26100", "blocked image-newer-than-host"),
        (server("26100"), "20348", "runs"),
        (server("26100"), "26100", "runs"),
        (server("26100"), "17763", "runs-with-hyperv build-mismatch"),
        (server("26100"), "14393", "runs-with-hyperv build-mismatch"),
        (server("26100"), "22621", "runs-with-hyperv stable-abi-window"),
    ] {
        let host = host.with_hyperv(HyperV::Available);
        assert_eq!(told(&by_default(&host, &image(container))), expected, "{host:?} {container}");
    }
    for (host, container, expected) in [
        (client("22631"), "20348", "runs"),
        (client("22631"), "26100", "blocked image-newer-than-host"),
        (client("26100"), "26100", "runs"),
        (client("26200"), "20348", "runs"),
        (client("26200"), "26100", "runs"),
        (client("26200"), "17763", "blocked build-mismatch"),
    ] {
        assert_eq!(told(&in_process(&host, &image(container))), expected, "{host:?} {container}");
    }
}

#[test]
fn where_the_documents_forbid_what_docker_starts_the_verdict_says_both() {
    let (host, container) = (client("17763.973"), image("17763.437"));
    let documented = in_process(&host, &container);
    assert_eq!(told(&documented), "blocked client-process-isolation");
    assert_eq!(documented.otherwise, Some(Answer::Runs));
    let runtime = ask(&host, &container, Some(Isolation::Process), RuleSet::Runtime);
    assert_eq!(runtime.answer, Answer::Runs);
    assert_eq!(runtime.otherwise.map(Answer::as_str), Some("blocked"));

    let docker_18_06 = host.with_runtime(Runtime::Docker(Some(RuntimeVersion { major: 18, minor: 6 })));
    let refused = ask(&docker_18_06, &container, Some(Isolation::Process), RuleSet::Runtime);
    assert_eq!(told(&refused), "blocked client-process-isolation");
    assert_eq!(refused.otherwise, None, "both refuse, if for different reasons");
}

#[test]
fn windows_11_25h2_depends_on_the_release_of_containerd() {
    let container = image("20348");
    let by_runtime = |host: Host| ask(&host, &container, Some(Isolation::Process), RuleSet::Runtime);
    let host = client("26200");
    assert_eq!(told(&by_runtime(host.with_runtime(containerd(2, 2)))), "blocked stable-abi-window");
    assert_eq!(told(&by_runtime(host.with_runtime(containerd(2, 1)))), "runs");
    assert_eq!(told(&by_runtime(host.with_runtime(containerd(1, 7)))), "runs");
    assert_eq!(told(&by_runtime(host.with_runtime(Runtime::Docker(None)))), "runs");
    let unknown = by_runtime(host);
    assert_eq!(told(&unknown), "unknown stable-abi-window");
    assert!(matches!(unknown.answer, Answer::Unknown(Fact::HostRuntime, _)));

    let documented = in_process(&host.with_runtime(containerd(2, 2)), &container);
    assert_eq!(documented.answer, Answer::Runs);
    assert_eq!(documented.otherwise.map(Answer::as_str), Some("blocked"));
    let on_24h2 = by_runtime(client("26100").with_runtime(containerd(2, 2)));
    assert_eq!(told(&on_24h2), "runs", "24H2 is not concerned");
}

#[test]
fn each_edition_answers_for_itself() {
    let by = |edition, host: &Host, container: &str| {
        told(&ask(host, &image(container), Some(Isolation::Process), RuleSet::Documented(edition)))
    };
    let (windows_11, server_2025) = (client("22631"), server("26100"));
    for (edition, on_windows_11, on_server_2025) in [
        (Edition::V2021, "blocked stable-abi-window", "blocked stable-abi-window"),
        (Edition::V2022Mar, "runs", "blocked stable-abi-window"),
        (Edition::V2022Dec, "preview stable-abi-window", "blocked stable-abi-window"),
        (Edition::V2022, "preview stable-abi-window", "blocked stable-abi-window"),
        (Edition::V2025, "runs", "runs"),
    ] {
        assert_eq!(by(edition, &windows_11, "20348"), on_windows_11, "{edition}");
        assert_eq!(by(edition, &server_2025, "20348"), on_server_2025, "{edition}");
    }
    let windows_10 = client("19041");
    for (edition, expected) in [
        (Edition::V2017, "runs"),
        (Edition::V2017Dec, "blocked client-process-isolation"),
        (Edition::V2019, "blocked client-process-isolation"),
        (Edition::V2020, "runs"),
        (Edition::V2022Mar, "runs"),
        (Edition::V2022, "blocked client-process-isolation"),
    ] {
        assert_eq!(by(edition, &windows_10, "19041"), expected, "{edition}");
    }
    assert_eq!(by(Edition::V2021, &client("19043"), "19042"), "runs");
    assert_eq!(by(Edition::V2021, &server("19043"), "19042"), "blocked build-mismatch");
    assert_eq!(by(Edition::V2022Mar, &client("19043"), "19042"), "blocked build-mismatch");
}

#[test]
fn the_default_isolation_is_the_platforms() {
    let docker = Runtime::Docker(None);
    for (host, expected) in [
        (server("17763"), Some(Isolation::Process)),
        (client("17763"), Some(Isolation::HyperV)),
        (server("17763").with_runtime(docker), Some(Isolation::Process)),
        (client("17763").with_runtime(docker), Some(Isolation::HyperV)),
        (client("17763").with_runtime(Runtime::DockerWithContainerdStore(None)), Some(Isolation::HyperV)),
        (client("17763").with_runtime(containerd(1, 7)), Some(Isolation::Process)),
        (server("17763").with_runtime(containerd(1, 7)), Some(Isolation::Process)),
        (Host { kind: None, ..server("17763") }, None),
        (Host { kind: None, ..server("17763") }.with_runtime(docker), None),
        (Host { kind: None, ..server("17763") }.with_runtime(containerd(1, 7)), Some(Isolation::Process)),
        (
            Host { default_isolation: Some(Isolation::HyperV), ..server("17763") }
                .with_runtime(containerd(1, 7)),
            Some(Isolation::HyperV),
        ),
    ] {
        assert_eq!(host.isolation_by_default(), expected, "{host:?}");
        if let Some(isolation) = expected {
            let verdict = by_default(&host, &image("17763"));
            assert_eq!((verdict.isolation, verdict.isolation_asked), (isolation, false), "{host:?}");
        }
    }
}

#[test]
fn a_host_that_may_be_a_server_or_a_client_is_asked_about_where_that_decides() {
    let host = Host { kind: None, ..server("17763.7314").with_hyperv(HyperV::Available) };
    let verdict = by_default(&host, &image("17763.7314"));
    assert!(matches!(verdict.answer, Answer::Unknown(Fact::HostKind, _)), "{verdict:?}");

    let newer = Host { kind: None, ..server("20348").with_hyperv(HyperV::Available) };
    let verdict = by_default(&newer, &image("17763"));
    assert!(
        matches!(verdict.answer, Answer::Unknown(Fact::HostKind, _)),
        "process would refuse: {verdict:?}"
    );

    // Whatever the default is, the answer is the same.
    let windows_11 = Host { kind: None, ..client("22631").with_hyperv(HyperV::Available) };
    assert_eq!(told(&by_default(&windows_11, &image("20348"))), "runs");
    let too_old = Host { kind: None, ..server("17763").with_hyperv(HyperV::Available) };
    assert_eq!(told(&by_default(&too_old, &image("20348"))), "blocked image-newer-than-host");
    let without_hyperv = Host { kind: None, ..server("20348").with_hyperv(HyperV::Unavailable) };
    assert_eq!(told(&by_default(&without_hyperv, &image("17763"))), "blocked build-mismatch");
}

#[test]
fn the_fact_that_is_missing_is_named() {
    let missing =
        |host: &Host, image: &Platform, isolation| match ask(host, image, Some(isolation), DOCUMENTED).answer
        {
            Answer::Unknown(fact, _) => Some(fact),
            _ => None,
        };
    let host = server("17763.973");
    let no_version = Host { os_version: None, ..host };
    let absent = Platform { os_version: ImageOsVersion::Absent, ..image("17763") };
    let arm64 = Platform { architecture: Some(Architecture::Arm64), ..image("26100") };
    for (host, container, isolation, fact) in [
        (&no_version, &image("17763"), Isolation::Process, Fact::HostOsVersion),
        (&no_version, &image("17763"), Isolation::HyperV, Fact::HostOsVersion),
        (&server("14393"), &image("14393.1"), Isolation::Process, Fact::HostRevision),
        (&server("14393.1"), &image("14393"), Isolation::Process, Fact::ImageRevision),
        (&host, &image("17763"), Isolation::Process, Fact::ImageRevision),
        (&host, &Platform::unknown(), Isolation::Process, Fact::ImageOsVersion),
        (&host, &absent, Isolation::HyperV, Fact::ImageOsVersion),
        (&Host { kind: None, ..client("19041") }, &image("19041"), Isolation::Process, Fact::HostKind),
        (&host, &image("14393"), Isolation::HyperV, Fact::HostHyperV),
        (&server("99999"), &image("26100"), Isolation::Process, Fact::HostRelease),
        (&Host { architecture: None, ..server("26100") }, &arm64, Isolation::Process, Fact::HostArchitecture),
        (
            &Host { architecture: Some(Architecture::Arm64), ..client("26100") },
            &Platform { architecture: None, ..image("26100") },
            Isolation::Process,
            Fact::ImageArchitecture,
        ),
        (&host, &Platform { os: None, ..image("17763") }, Isolation::Process, Fact::ImageOs),
        (&Host::linux(), &Platform::unknown(), Isolation::Process, Fact::ImageOs),
    ] {
        assert_eq!(missing(host, container, isolation), Some(fact), "{host:?} {container:?}");
    }
}

#[test]
fn a_refusal_outweighs_a_missing_fact() {
    let linux = Platform::linux(Provenance::Given);
    let unknown = Host { os_version: None, kind: None, architecture: None, ..server("17763") };
    assert_eq!(told(&in_process(&unknown, &linux)), "blocked linux-image-on-windows");
    // Neither revision is known, and neither would help.
    assert_eq!(told(&in_process(&server("14393"), &image("17763"))), "blocked image-newer-than-host");
    assert_eq!(told(&in_hyperv(&server("14393"), &image("17763"))), "blocked image-newer-than-host");
}

#[test]
fn linux_and_windows_do_not_mix() {
    let linux = Platform::linux(Provenance::Given);
    for isolation in [Isolation::Process, Isolation::HyperV, Isolation::HostProcess] {
        let host = server("26100").with_hyperv(HyperV::Available);
        assert_eq!(told(&ask(&host, &linux, Some(isolation), DOCUMENTED)), "blocked linux-image-on-windows");
        let on_linux = ask(&Host::linux(), &image("26100"), Some(isolation), DOCUMENTED);
        assert_eq!(told(&on_linux), "blocked windows-image-on-linux");
    }
    let both_linux = by_default(&Host { kind: Some(HostKind::Server), ..Host::linux() }, &linux);
    assert_eq!(told(&both_linux), "runs");
}

#[test]
fn arm64_images_are_for_arm64_hosts() {
    let arm64 = Platform { architecture: Some(Architecture::Arm64), ..image("26100") };
    let windows_on_arm = Host { architecture: Some(Architecture::Arm64), ..client("26100") };
    assert_eq!(told(&in_process(&windows_on_arm, &arm64)), "runs");
    assert_eq!(told(&in_process(&server("26100"), &arm64)), "blocked arch-mismatch");
    let amd64 = in_hyperv(&windows_on_arm.with_hyperv(HyperV::Available), &image("20348"));
    assert_eq!(told(&amd64), "blocked arch-mismatch");
    let x86 = Platform { architecture: Some(Architecture::X86), ..image("26100") };
    let documented = in_process(&server("26100"), &x86);
    assert_eq!(told(&documented), "blocked arch-mismatch");
    assert_eq!(documented.otherwise, Some(Answer::Runs), "containerd takes it");
}

#[test]
fn host_process_containers_need_containerd_and_no_matching_image() {
    let host = server("20348.2000");
    let absent = Platform { os_version: ImageOsVersion::Absent, ..image("17763") };
    let ask =
        |host: &Host, image: &Platform| told(&ask(host, image, Some(Isolation::HostProcess), DOCUMENTED));
    for container in [image("14393"), image("20348"), image("26100"), absent, Platform::unknown()] {
        assert_eq!(ask(&host.with_runtime(containerd(1, 6)), &container), "runs", "{container:?}");
        assert_eq!(ask(&host.with_runtime(Runtime::Docker(None)), &container), "blocked host-process");
        assert_eq!(ask(&host.with_runtime(containerd(1, 5)), &container), "blocked host-process");
    }
}

#[test]
fn windows_from_before_containers_runs_nothing() {
    let old = Platform::windows(os_version("6.3.9600"), Provenance::Given);
    let host = server("26100").with_hyperv(HyperV::Available);
    assert_eq!(told(&by_default(&host, &old)), "blocked older-than-containers");
    assert_eq!(told(&in_hyperv(&host, &image("10586"))), "blocked older-than-containers");
    assert_eq!(told(&in_process(&server("10586"), &image("10586"))), "blocked older-than-containers");
    assert_eq!(told(&in_hyperv(&host, &image("14393"))), "runs");
}

#[test]
fn an_image_of_several_platforms_is_judged_by_the_one_that_the_host_takes() {
    let list =
        [image("17763.7000"), image("20348.1"), image("26100.1"), Platform::linux(Provenance::Registry)];
    let of = |host: &Host, isolation| image_verdict(builtin(), host, &list, isolation, DOCUMENTED);
    for (host, platform) in [
        (server("17763").with_runtime(containerd(1, 7)), 0),
        (server("20348").with_runtime(containerd(1, 7)), 1),
        (server("26100").with_runtime(containerd(2, 2)), 2),
        (server("26100"), 2),
        (Host::linux(), 3),
    ] {
        let image = of(&host, None);
        assert_eq!((image.platform, image.taken), (Some(platform), true), "{host:?}");
        assert_eq!(image.verdict.answer, Answer::Runs, "{host:?}");
    }
    let between = server("18363").with_hyperv(HyperV::Available);
    let docker = of(&between.with_runtime(Runtime::Docker(None)), None);
    assert_eq!(
        (docker.platform, told(&docker.verdict).as_str()),
        (Some(0), "runs-with-hyperv build-mismatch")
    );
    let kubernetes = of(&between.with_runtime(containerd(1, 7)), None);
    assert_eq!((kubernetes.taken, told(&kubernetes.verdict).as_str()), (false, "blocked build-mismatch"));
}

#[test]
fn a_list_that_offers_the_host_nothing_is_refused_even_where_its_platforms_alone_would_run() {
    let list = [image("14393.1"), image("17763.1")];
    let host = server("20348").with_hyperv(HyperV::Available).with_runtime(containerd(1, 7));
    let judged = image_verdict(builtin(), &host, &list, Some(Isolation::HyperV), DOCUMENTED);
    assert_eq!(told(&judged.verdict), "blocked platform-selection");
    let reason = grounds(builtin(), &host, &list[1], &judged.verdict).reason;
    assert_eq!(reason, "the host takes none of the image's platforms: it finds no matching manifest");
    assert_eq!(told(&in_hyperv(&host, &list[1])), "runs", "by a tag of its own");
}

#[test]
fn an_unknown_runtime_matters_only_where_the_runtimes_take_platforms_of_different_fate() {
    let host = server("18363").with_hyperv(HyperV::Available);
    let list = [image("17763.1"), image("26100.1")];
    let of = |isolation| image_verdict(builtin(), &host, &list, Some(isolation), DOCUMENTED).verdict;
    // Docker takes the older one and containerd none: in process isolation neither runs.
    assert_eq!(told(&of(Isolation::Process)), "blocked build-mismatch");
    let in_hyperv = of(Isolation::HyperV);
    assert_eq!(told(&in_hyperv), "unknown platform-selection");
    let reason = grounds(builtin(), &host, &list[0], &in_hyperv).reason;
    assert_eq!(reason, "which platform of the image the host takes depends on the host's containerd release");
}
