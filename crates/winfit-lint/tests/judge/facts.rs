//! Files judged by what their images are, where somebody looked them up.

use winfit_compat::{Image, Os, OsVersion, Platform, Provenance};
use winfit_lint::facts::{Cause, Contents, Facts, Known, Unread};
use winfit_lint::judge::wanted;
use winfit_lint::report::{NoticeKind, Outcome};
use winfit_lint::{Finding, Severity};

use crate::{check_with, cluster, documents, labelled, linux, only, pod, rules, windows_pod};

pub(crate) const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// An image in a registry with platforms of these OS versions; `linux` is a Linux one, `none` a Windows one without.
pub(crate) fn read(versions: &[&str]) -> Known {
    let platform = |version: &&str| match *version {
        "linux" => Platform::linux(Provenance::Registry),
        "none" => Platform {
            os: Some(Os::Windows),
            os_version: winfit_compat::ImageOsVersion::Absent,
            ..Platform::linux(Provenance::Registry)
        },
        version => Platform::windows(version.parse::<OsVersion>().unwrap(), Provenance::Registry),
    };
    Known::Read(Contents::from(Image {
        reference: String::new(),
        digest: Some(DIGEST.to_owned()),
        platforms: versions.iter().map(platform).collect(),
    }))
}

pub(crate) fn unread(cause: Cause) -> Known {
    Known::Unread(Unread {
        cause,
        message: format!("it is {}", cause.as_str()),
        help: Some("try this".to_owned()),
    })
}

pub(crate) fn facts(known: &[(&str, Known)]) -> Facts {
    known.iter().map(|(reference, known)| (reference.parse().unwrap(), known.clone())).collect()
}

pub(crate) const APP: &str = "registry.example/app:ltsc2019";

#[test]
fn what_was_read_is_told_with_its_place_and_all_of_its_versions() {
    let fleet = cluster(vec![labelled("a", "10.0.14393.7000")]);
    for (versions, words) in [
        (&["10.0.17763.6775"][..], "10.0.17763.6775 in registry sha256:0123456789ab…"),
        (
            &["10.0.17763.6775", "10.0.20348.3091"],
            "10.0.17763.6775, 10.0.20348.3091 in registry sha256:0123456789ab…",
        ),
    ] {
        let facts = facts(&[(APP, read(versions))]);
        let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod(APP))]);
        assert_eq!(only(&report).place.as_ref().unwrap().text, words);
        let image = &report.workloads[0].images[0].image;
        assert_eq!((image.reference.as_str(), image.digest.as_deref()), (APP, Some(DIGEST)));
    }
}

#[test]
fn the_registry_outweighs_the_tag_and_a_tag_that_misleads_is_a_finding_of_its_own() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), labelled("b", "10.0.20348.3091")]);
    let exact = "registry.example/app:windowsservercore-10.0.17763.5000";
    for (reference, versions, found) in [
        (APP, &["10.0.17763.6775"][..], &["build-mismatch"][..]),
        (APP, &["10.0.17763.6775", "10.0.20348.3091"], &[]),
        (APP, &["none"], &["os-version-unknown"]),
        // The entry without os.version may be the one that the tag means.
        (APP, &["10.0.20348.3091", "none"], &["os-version-unknown"]),
        (APP, &["10.0.20348.3091"], &["image-newer-than-host", "misleading-tag"]),
        (exact, &["10.0.17763.5000"], &["build-mismatch"]),
        (exact, &["10.0.17763.6775"], &["build-mismatch", "misleading-tag"]),
        ("registry.example/app:1.0", &["10.0.20348.3091"], &["image-newer-than-host"]),
        (APP, &["linux"], &["linux-image-on-windows", "misleading-tag"]),
    ] {
        let facts = facts(&[(reference, read(versions))]);
        let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod(reference))]);
        assert_eq!(rules(&report), found, "{reference}: {versions:?}");
    }
}

#[test]
fn a_misleading_tag_is_a_warning_that_names_both_versions() {
    let facts = facts(&[(APP, read(&["10.0.20348.3091"]))]);
    let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(APP))]);
    assert_eq!((only(&report).rule, only(&report).severity), ("misleading-tag", Severity::Warning));
    assert_eq!(
        only(&report).message,
        "Pod web: the tag ltsc2019 of registry.example/app names 10.0.17763, and the image is 10.0.20348.3091"
    );
    assert_eq!(report.workloads[0].outcome, Outcome::Runs);
}

#[test]
fn an_image_turns_a_workload_into_one_for_windows_or_leaves_it_alone() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), linux("b")]);
    let plain = |image: &str| pod(&format!("  containers: [{{name: a, image: '{image}'}}]\n"));
    let of = |reference: &str, known: Known| {
        let facts = facts(&[(reference, known)]);
        check_with(&facts, Some(&fleet), &[("pod.yaml", &plain(reference))])
    };
    let silent = "registry.example/app:1.0";
    assert_eq!(rules(&of(silent, read(&["10.0.20348.3091"]))), ["image-newer-than-host"]);
    // A tag such as 1809 may be a date.
    for (reference, versions) in
        [(silent, &["linux"][..]), (silent, &["linux", "10.0.17763.6775"]), (APP, &["linux"])]
    {
        let report = of(reference, read(versions));
        assert_eq!((report.workloads.len(), report.findings.len()), (0, 0), "{reference}: {versions:?}");
    }
}

#[test]
fn an_image_that_could_not_be_read_is_judged_by_its_tag_and_said_so_once() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775")]);
    let text = windows_pod(APP) + "  - {name: b, image: 'registry.example/b:ltsc2019'}\n";
    let denied = unread(Cause::Failed("denied"));
    let facts = facts(&[(APP, denied.clone()), ("registry.example/b:ltsc2019", denied)]);
    let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &text)]);
    assert_eq!((report.findings.len(), report.workloads[0].outcome), (0, Outcome::Runs));
    let [notice] = report.notices.as_slice() else { panic!("{:#?}", report.notices) };
    assert_eq!(notice.kind, NoticeKind::UnreadImages);
    assert_eq!(
        notice.message,
        "2 images of registry.example (registry.example/app:ltsc2019, registry.example/b:ltsc2019) could not be read \
         (denied: it is denied): judged by their tags"
    );
    assert_eq!((notice.help.as_deref(), notice.images.len()), (Some("try this"), 2));
    let unread = report.workloads[0].images[0].unread.as_ref().unwrap();
    assert_eq!(unread.cause.as_str(), "denied");
}

#[test]
fn an_image_that_could_not_be_read_under_a_silent_tag_is_unknown_with_the_reason() {
    let silent = "registry.example/app:1.0";
    // The finding names it; the command that adds it to the facts file is for all that are missing.
    for (cause, notices, count) in
        [(Cause::Failed("timeout"), 0, 1), (Cause::Offline, 0, 0), (Cause::NotLocked, 1, 1)]
    {
        let facts = facts(&[(silent, unread(cause))]);
        let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(silent))]);
        let finding = only(&report);
        assert_eq!((finding.rule, report.notices.len()), ("os-version-unknown", notices));
        assert!(report.notices.iter().all(|it| !it.message.contains("judged by its tag")));
        assert_eq!(report.unread().map(|it| it.len()), [count, 0]);
        let said = format!("the image itself was not read: it is {}", cause.as_str());
        assert!(finding.notes.contains(&said), "{:?}", finding.notes);
        assert!(finding.help[0].text.starts_with("try this"), "{:?}", finding.help);
    }
}

#[test]
fn why_an_image_was_not_read_is_no_matter_where_the_host_is_what_is_missing() {
    let old = "microsoft/nanoserver:1709_KB4043961";
    let facts = facts(&[(old, unread(Cause::Offline))]);
    let fleet = cluster(vec![labelled("a", "10.0.16299")]);
    let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &windows_pod(old))]);
    let finding = report.findings.iter().find(|it| it.rule == "baseline-2020-02").unwrap();
    assert!(!finding.notes.iter().any(|note| note.contains("not read")), "{:?}", finding.notes);
}

#[test]
fn unread_images_are_told_by_registry_and_reason_and_those_left_alone_apart() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775")]);
    let silent = pod("  containers: [{name: a, image: 'registry.example/silent:1.0'}]\n");
    let [late, elsewhere] = ["registry.example/late:ltsc2019", "other.example/app:ltsc2019"];
    let files = [APP, late, elsewhere].map(windows_pod);
    let denied = || unread(Cause::Failed("denied"));
    let facts = facts(&[
        (APP, denied()),
        (late, unread(Cause::Failed("timeout"))),
        (elsewhere, denied()),
        ("registry.example/silent:1.0", denied()),
    ]);
    let files = [("a", &files[0]), ("b", &files[1]), ("c", &files[2]), ("d", &silent)]
        .map(|(name, text)| (format!("{name}.yaml"), text.as_str()));
    let report =
        check_with(&facts, Some(&fleet), &files.each_ref().map(|(name, text)| (name.as_str(), *text)));
    let told: Vec<_> = report
        .notices
        .iter()
        .map(|it| (it.images.join(" "), it.message.rsplit(": ").next().unwrap().to_owned()))
        .collect();
    let expected = [
        ("registry.example/silent:1.0", "its tag says nothing of Windows, and it is left alone"),
        (elsewhere, "judged by its tag"),
        (APP, "judged by its tag"),
        (late, "judged by its tag"),
    ];
    assert_eq!(told, expected.map(|(images, so)| (images.to_owned(), so.to_owned())));
}

#[test]
fn an_image_that_is_not_there_fails_and_one_that_may_not_be_read_does_not() {
    for (reference, cause, found) in [
        (APP, Cause::NotFound, &["image-not-found"][..]),
        (APP, Cause::Failed("denied"), &[]),
        ("mcr.microsoft.com/windows/nanoserver", Cause::NotFound, &["withdrawn-tag"]),
        ("mcr.microsoft.com/windows/nanoserver", Cause::Failed("denied"), &["withdrawn-tag"]),
    ] {
        let facts = facts(&[(reference, unread(cause))]);
        let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(reference))]);
        assert_eq!(rules(&report), found, "{reference} {cause:?}");
        let outcome = if found.is_empty() { Outcome::Runs } else { Outcome::Fails };
        assert_eq!(report.workloads[0].outcome, outcome, "{reference} {cause:?}");
        let blocked_by = found.first().copied();
        assert!(
            report.workloads[0].targets.iter().all(|it| it.unpullable == blocked_by),
            "{reference} {cause:?}"
        );
        let told_beside = usize::from(cause != Cause::NotFound);
        assert_eq!(report.notices.len(), told_beside, "{reference} {cause:?}: a finding says it");
    }
}

#[test]
fn an_image_that_is_not_there_hides_no_other_that_fails_alike() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775")]);
    let [first, second] = ["registry.example/a:ltsc2022", "registry.example/b:ltsc2022"];
    let text = windows_pod(first) + &format!("  - {{name: b, image: '{second}'}}\n");
    for (gone, there) in [(first, second), (second, first)] {
        let facts = facts(&[(gone, unread(Cause::NotFound)), (there, read(&["10.0.20348.3091"]))]);
        let report = check_with(&facts, Some(&fleet), &[("pod.yaml", &text)]);
        let [one, other] = report.findings.as_slice() else { panic!("{gone}: {:#?}", report.findings) };
        let (missing, newer) = if one.rule == "image-not-found" { (one, other) } else { (other, one) };
        assert_eq!((missing.rule, newer.rule), ("image-not-found", "image-newer-than-host"));
        let line = |at: usize| text[..at].lines().count();
        let line_of = |finding: &Finding| line(finding.place.as_ref().unwrap().span.start);
        let expected = [gone, there].map(|reference| line(text.find(reference).unwrap()));
        assert_eq!([line_of(missing), line_of(newer)], expected);
        assert_eq!(newer.related, [], "{gone}");
    }
}

#[test]
fn a_tag_that_the_registry_serves_is_not_withdrawn() {
    let latest = "mcr.microsoft.com/windows/nanoserver";
    let facts = facts(&[(latest, read(&["10.0.20348.3091"]))]);
    let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(latest))]);
    assert_eq!((rules(&report), report.workloads[0].outcome), (vec![], Outcome::Runs));
}

#[test]
fn an_image_that_is_missing_in_the_facts_file_is_named_with_the_command_that_adds_it() {
    let facts = facts(&[(APP, unread(Cause::NotLocked))]);
    let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(APP))]);
    let [notice] = report.notices.as_slice() else { panic!("{:#?}", report.notices) };
    assert_eq!(notice.kind, NoticeKind::MissingFacts);
    assert_eq!(notice.message, format!("{APP} is not in the facts file: judged by its tag"));
    assert_eq!(notice.help.as_deref(), Some("try this registry.example/app:ltsc2019"));
    let silent = "registry.example/app:1.0";
    let facts = crate::facts::facts(&[(silent, unread(Cause::NotLocked))]);
    let report = check_with(&facts, None, &[("pod.yaml", &windows_pod(silent))]);
    assert_eq!(only(&report).help[0].text, "try this registry.example/app:1.0");
}

#[test]
fn what_is_built_beside_the_file_is_not_what_the_registry_has() {
    let services = format!("services:\n  web: {{build: ., image: '{APP}', isolation: process}}\n");
    let files = [("compose.yaml", services.as_str())];
    let facts = facts(&[(APP, unread(Cause::NotFound))]);
    assert_eq!(rules(&check_with(&facts, None, &files)), Vec::<&str>::new());
    let pulled = services.replace("build: ., ", "");
    assert_eq!(rules(&check_with(&facts, None, &[("compose.yaml", &pulled)])), ["image-not-found"]);
}

#[test]
fn wanted_are_the_images_of_workloads_that_are_or_may_be_for_windows_each_once() {
    let fleet = cluster(vec![labelled("a", "10.0.17763.6775"), linux("b")]);
    let only_linux = cluster(vec![linux("b")]);
    let mut tainted = fleet.clone();
    tainted.hosts[0].taints.push(winfit_fleet::placement::Taint {
        key: "os".to_owned(),
        value: "windows".to_owned(),
        effect: winfit_fleet::placement::TaintEffect::NoSchedule,
    });
    let mut cordoned = fleet.clone();
    cordoned.hosts[0].unschedulable = true;
    let silent = pod("  containers: [{name: a, image: 'redis:7'}, {name: b, image: 'redis:7'}]\n");
    let selected = silent.replace("spec:", "spec:\n  nodeSelector: {kubernetes.io/os: linux}");
    let variable =
        "services: {a: {image: 'a:${T}', isolation: process}, b: {image: 'Bad', isolation: process}}\n";
    let built = "services: {a: {build: ., image: 'a:1', isolation: process}}\n";
    let stages = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS a\nFROM a\nFROM scratch\n";
    let redis = &["docker.io/library/redis:7"][..];
    for (name, text, without, on_fleet) in [
        ("pod.yaml", silent.as_str(), &[][..], redis),
        ("pod.yaml", &selected, &[], &[]),
        ("pod.yaml", &selected.replace("redis:7", APP), &[], &[]),
        ("pod.yaml", &windows_pod("redis:7"), redis, redis),
        ("compose.yaml", variable, &[], &[]),
        ("compose.yaml", built, &[], &[]),
        // Nobody places these: who starts them on Windows says so.
        ("compose.yaml", "services: {a: {image: 'redis:7'}}\n", &[], &[]),
        ("Dockerfile", "FROM alpine:3\n", &[], &[]),
        (
            "Dockerfile",
            stages,
            &["mcr.microsoft.com/windows/nanoserver:ltsc2022"],
            &["mcr.microsoft.com/windows/nanoserver:ltsc2022"],
        ),
    ] {
        let documents = documents(&[(name, text), (&format!("again-{name}"), text)]);
        let wanted = |fleet| -> Vec<String> {
            let catalog = winfit_compat::builtin::builtin();
            wanted(catalog, &documents, fleet).iter().map(ToString::to_string).collect()
        };
        assert_eq!(wanted(None), without, "{text}");
        assert_eq!(wanted(Some(&fleet)), on_fleet, "{text}");
        assert_eq!(wanted(Some(&cordoned)), on_fleet, "{text}");
        assert_eq!(wanted(Some(&only_linux)), without, "{text}");
        assert_eq!(wanted(Some(&tainted)), without, "{text}");
    }
}
