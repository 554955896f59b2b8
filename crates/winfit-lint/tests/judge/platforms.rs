//! Images of several platforms, of which each host takes its own.

use winfit_compat::{Platform, Provenance, Runtime};
use winfit_lint::facts::Known;
use winfit_lint::report::{Outcome, Target};

use crate::facts::{APP, facts, read};
use crate::{check_with, cluster, labelled, linux, only, pod, rules, windows_pod};

#[test]
fn an_image_of_several_versions_is_judged_by_the_one_that_each_host_takes() {
    let names = ["a", "b", "c"].into_iter();
    let versions = ["10.0.17763.6775", "10.0.20348.3091", "10.0.26100.2894"];
    let fleet = |runtime: Option<Runtime>| {
        let mut hosts: Vec<_> =
            names.clone().zip(versions).map(|(name, version)| labelled(name, version)).collect();
        hosts.iter_mut().for_each(|host| host.host.runtime = runtime);
        cluster(hosts)
    };
    let [docker, containerd] = [Runtime::Docker(None), Runtime::Containerd(None)].map(Some);
    for (runtime, versions, outcome, found) in [
        (None, &versions[..], Outcome::Runs, &[][..]),
        // The newest host takes 20348 under containerd, which it runs, and 17763 under Docker, which it does not.
        (containerd, &versions[..2], Outcome::Runs, &[]),
        (docker, &versions[..2], Outcome::Fails, &["build-mismatch"]),
        (None, &versions[..2], Outcome::Unknown, &["platform-selection"]),
        (containerd, &versions[1..], Outcome::Fails, &["image-newer-than-host"]),
    ] {
        let facts = facts(&[(APP, read(versions))]);
        let mut report = check_with(&facts, Some(&fleet(runtime)), &[("pod.yaml", &windows_pod(APP))]);
        report.findings.retain(|finding| finding.rule != "misleading-tag");
        assert_eq!(
            (report.workloads[0].outcome, rules(&report).as_slice()),
            (outcome, found),
            "{versions:?}"
        );
    }
}

#[test]
fn a_runtime_that_decides_which_platform_is_taken_is_what_there_is_to_learn() {
    let facts = facts(&[(APP, read(&["10.0.17763.6775", "10.0.20348.3091"]))]);
    let fleet = cluster(vec![labelled("c", "10.0.26100.2894")]);
    let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod(APP))]);
    let help: Vec<_> = only(&report).help.iter().map(|help| (help.kind, help.text.as_str())).collect();
    assert!(help.iter().any(|(kind, text)| *kind == "learn" && text.contains("containerd")), "{help:?}");
}

#[test]
fn a_release_stands_for_hosts_whose_runtime_makes_the_choice_that_runs() {
    let facts = facts(&[(APP, read(&["10.0.17763.6775", "10.0.20348.3091"]))]);
    let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(APP))]);
    let answers = report.workloads[0].targets.iter().map(|it| it.answer.unwrap().as_str());
    assert_eq!(answers.collect::<Vec<_>>(), ["blocked", "runs", "runs", "runs"], "2016, 2019, 2022, 2025");
}

#[test]
fn a_release_runs_a_pod_under_one_runtime_and_that_is_named() {
    let other = "registry.example/other:1.0";
    // On 2025, containerd takes 20348 of the first, which runs, and Docker 17763. Of the second, containerd takes the
    // entry for 386, which does not run, and Docker the other.
    let mut of_docker = read(&["10.0.26100.2", "10.0.26100.1"]);
    if let Known::Read(contents) = &mut of_docker {
        contents.image.platforms[0].architecture = Some(winfit_compat::Architecture::X86);
    }
    let facts = facts(&[(APP, read(&["10.0.17763.6775", "10.0.20348.3091"])), (other, of_docker)]);
    let text = windows_pod(APP);
    let both = text.clone() + &format!("  - {{name: b, image: '{other}'}}\n");
    for (text, answer, runtime) in [
        (&text, "runs", Some(Runtime::Containerd(None))),
        (&text.replace(APP, other), "runs", Some(Runtime::Docker(None))),
        (&both, "runs-with-hyperv", Some(Runtime::Docker(None))),
    ] {
        let report = check_with(&facts, None, &[("pod.yaml", text)]);
        let target = report.workloads[0].targets.last().unwrap();
        let Target::Release { id, runtime: told, .. } = &target.target else { panic!("{target:#?}") };
        assert_eq!(
            (id.as_str(), target.answer.unwrap().as_str(), *told),
            ("ltsc2025", answer, runtime),
            "{text}"
        );
    }
    let report = check_with(&facts, None, &[("pod.yaml", &text)]);
    let names: Vec<_> =
        report.workloads[0].targets.iter().map(|it| it.target.name(|_| String::new())).collect();
    assert_eq!(
        names[1..],
        [
            "Windows Server 2019 (17763)",
            "Windows Server 2022 (20348)",
            "Windows Server 2025 (26100) under containerd"
        ]
    );
}

#[test]
fn an_image_for_both_systems_gives_windows_hosts_its_windows_platform() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), linux("b")]);
    for (versions, outcome) in [
        (&["linux", "10.0.17763.6775"][..], Outcome::Runs),
        (&["linux", "10.0.20348.3091"], Outcome::Fails),
        (&["linux", "linux"], Outcome::Fails),
    ] {
        let facts = facts(&[("contoso/app:1.0", read(versions))]);
        let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod("contoso/app:1.0"))]);
        assert_eq!(report.workloads[0].outcome, outcome, "{versions:?}");
    }
}

/// What was read, with a further platform that was not.
fn and_unread(known: Known) -> Known {
    let Known::Read(mut contents) = known else { return known };
    contents.problems = vec![None; contents.image.platforms.len()];
    contents.image.platforms.push(Platform { provenance: Provenance::Registry, ..Platform::unknown() });
    contents.problems.push(Some("it answered 500 for sha256:eeee".to_owned()));
    Known::Read(contents)
}

#[test]
fn a_platform_that_could_not_be_read_is_what_is_missing_and_nothing_else() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let facts = facts(&[(APP, and_unread(read(&["10.0.17763.6775"])))]);
    let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod(APP))]);
    let finding = only(&report);
    assert_eq!((finding.rule, report.workloads[0].outcome), ("os-version-unknown", Outcome::Unknown));
    assert_eq!(finding.message, "Pod web: 1 of 2 platforms of the image could not be read");
    assert_eq!(finding.notes, ["runs on a (10.0.17763.6775)", "not known on b (10.0.20348.3091)"]);
    let help: Vec<_> = finding.help.iter().map(|it| (it.kind, it.paste.as_str())).collect();
    assert_eq!(help.last(), Some(&("learn", "winfit image registry.example/app:ltsc2019")), "{help:?}");
    assert!(finding.help.iter().all(|it| !it.text.contains("containerd")), "{help:?}");
}

#[test]
fn an_os_version_that_is_none_is_named_with_the_image_that_carries_it() {
    let Known::Read(mut contents) = read(&["none"]) else { panic!() };
    contents.image.platforms[0].os_version = winfit_compat::ImageOsVersion::Unknown;
    contents.problems = vec![Some("os.version \"10.0.x.y\" is none".to_owned())];
    let malformed = Known::Read(contents);
    for (known, why) in
        [(malformed, "os.version \"10.0.x.y\" is none"), (read(&["none"]), "the image carries no os.version")]
    {
        let facts = facts(&[("registry.example/app:1.0", known)]);
        let report = check_with(&facts, None, &[("pod.yaml", &windows_pod("registry.example/app:1.0"))]);
        let finding = only(&report);
        assert_eq!(finding.message, format!("Pod web: {why}"));
        assert_eq!(report.notices, []);
        let help: Vec<_> = finding.help.iter().map(|it| (it.kind, it.text.as_str())).collect();
        let [("rebuild", text)] = help.as_slice() else { panic!("{help:?}") };
        assert!(text.contains("os.version"), "{text}");
    }
}

#[test]
fn a_workload_for_both_systems_is_judged_where_it_may_come_to_a_host_that_does_not_run_it() {
    let mut fleet =
        cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091"), linux("c")]);
    fleet.hosts[1].labels.insert("pool".to_owned(), "other".to_owned());
    let silent = "registry.example/app:1.0";
    let plain = pod(&format!("  containers: [{{name: a, image: '{silent}'}}]\n"));
    let selects = |label: &str| plain.replace("spec:", &format!("spec:\n  nodeSelector: {{{label}}}"));
    let both = ["linux", "10.0.20348.3091"];
    let each = ["linux", "10.0.17763.6775", "10.0.20348.3091"];
    for (text, versions, found) in [
        (&plain, &both[..], &["image-newer-than-host"][..]),
        (&plain, &each, &[]),
        (&plain, &["linux"], &[]),
        (&selects("pool: other"), &both, &[]),
        (&selects("kubernetes.io/os: linux"), &both, &[]),
    ] {
        let facts = facts(&[(silent, read(versions))]);
        let report = check_with(&facts, Some(&fleet), &[("pod.yaml", text)]);
        assert_eq!(rules(&report), found, "{text}: {versions:?}");
        assert_eq!(report.workloads.len(), found.len(), "{text}: {versions:?}");
        let elsewhere = check_with(&facts, Some(&cluster(vec![linux("c")])), &[("pod.yaml", text)]);
        assert_eq!(elsewhere.workloads, [], "{text}: {versions:?}");
        assert_eq!(check_with(&facts, None, &[("pod.yaml", text)]).workloads, [], "{text}: {versions:?}");
    }
}
