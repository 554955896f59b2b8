//! What references claim: official, old, derived, pause and user-owned images, and look-alikes that claim nothing.

use proptest::prelude::*;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{ImageFamily, Kb, RepositoryRole};
use winfit_compat::reference::Reference;
use winfit_compat::tag::{TagClaim, read_tag};
use winfit_compat::{Architecture, ImageOsVersion, Os, Provenance};

use crate::asking::os_version;

fn claim(reference: &str) -> TagClaim<'static> {
    read_tag(builtin(), &reference.parse().unwrap())
}

/// What is claimed, in short: `windows 10.0.17763.437 amd64`, with `?` for what is not.
fn told(reference: &str) -> String {
    let platform = claim(reference).platform;
    let os = match platform.os {
        Some(Os::Windows) => "windows",
        Some(Os::Linux) => "linux",
        None => "?",
    };
    let version = match platform.os_version {
        ImageOsVersion::Known(version) => version.to_string(),
        ImageOsVersion::Unlisted(version) => format!("unlisted {version}"),
        ImageOsVersion::Absent => "none".to_owned(),
        ImageOsVersion::Unknown => "?".to_owned(),
    };
    let architecture = platform.architecture.map_or("?", Architecture::as_str);
    assert_eq!(platform.provenance == Provenance::None, os == "?", "{reference}: {platform:?}");
    format!("{os} {version} {architecture}")
}

fn check(table: &[(&str, &str)]) {
    for (reference, expected) in table {
        assert_eq!(told(reference), *expected, "{reference}");
    }
}

#[test]
fn official_tags_name_release_revision_and_architecture() {
    check(&[
        ("mcr.microsoft.com/windows/servercore:ltsc2016", "windows 10.0.14393 amd64"),
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "windows 10.0.17763 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:1809", "windows 10.0.17763 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:1809-amd64", "windows 10.0.17763 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:1809-KB4493509", "windows 10.0.17763.437 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:1809-KB4493509-amd64", "windows 10.0.17763.437 amd64"),
        ("mcr.microsoft.com/windows/servercore:10.0.17763.437", "windows 10.0.17763.437 amd64"),
        ("mcr.microsoft.com/windows/servercore:10.0.17763.437-amd64", "windows 10.0.17763.437 amd64"),
        ("mcr.microsoft.com/windows/servercore:10.0.14393.1770", "windows 10.0.14393.1770 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:1709_KB4043961", "windows 10.0.16299.19 amd64"),
        ("mcr.microsoft.com/windows/nanoserver:sac2016", "windows 10.0.14393 amd64"),
        ("mcr.microsoft.com/windows:20H2", "windows 10.0.19042 amd64"),
        ("mcr.microsoft.com/windows:2004", "windows 10.0.19041 amd64"),
        ("mcr.microsoft.com/windows/server:ltsc2022", "windows 10.0.20348 amd64"),
        ("mcr.microsoft.com/windows/server:ltsc2025", "windows 10.0.26100 amd64"),
        // Lists of amd64 and arm64.
        ("mcr.microsoft.com/windows/servercore:ltsc2025", "windows 10.0.26100 ?"),
        ("mcr.microsoft.com/windows/nanoserver:ltsc2025-arm64", "windows 10.0.26100 arm64"),
        ("mcr.microsoft.com/windows/nanoserver:ltsc2025-amd64", "windows 10.0.26100 amd64"),
        ("mcr.microsoft.com/windows/servercore:win10-21h1-preview", "windows 10.0.20348 amd64"),
        ("mcr.microsoft.com/windows/servercore/insider:10.0.20348.1", "windows 10.0.20348.1 ?"),
        // An update with two revisions of the build does not tell which is inside.
        ("mcr.microsoft.com/windows/servercore:ltsc2019-KB5005625", "windows 10.0.17763 amd64"),
        // An update that this build never had tells nothing about the revision.
        ("mcr.microsoft.com/windows/nanoserver:1809-KB4041691", "windows 10.0.17763 amd64"),
    ]);
}

#[test]
fn old_docker_hub_names_claim_what_they_did_and_name_their_successor() {
    check(&[
        ("microsoft/nanoserver:10.0.14393.1770", "windows 10.0.14393.1770 amd64"),
        ("microsoft/nanoserver:1709_KB4043961", "windows 10.0.16299.19 amd64"),
        ("microsoft/nanoserver:1709", "windows 10.0.16299 amd64"),
        ("microsoft/windowsservercore:1803", "windows 10.0.17134 amd64"),
        ("microsoft/iis:windowsservercore-10.0.14393.1715", "windows 10.0.14393.1715 ?"),
        ("microsoft/iis:windowsservercore-1709", "windows 10.0.16299 ?"),
        ("microsoft/iis", "windows ? ?"),
        ("microsoft/aspnet:4.7.2-windowsservercore-ltsc2016", "windows 10.0.14393 ?"),
        ("microsoft/dotnet-framework:4.7.2-runtime", "windows ? ?"),
        ("microsoft/dotnet:2.1-sdk-nanoserver-1803", "windows 10.0.17134 ?"),
        ("microsoft/dotnet:2.1-sdk", "? ? ?"),
    ]);
    for (old, new) in [
        ("microsoft/nanoserver", "mcr.microsoft.com/windows/nanoserver"),
        ("microsoft/windowsservercore", "mcr.microsoft.com/windows/servercore"),
        ("microsoft/iis", "mcr.microsoft.com/windows/servercore/iis"),
        ("k8s.gcr.io/pause", "registry.k8s.io/pause"),
    ] {
        assert_eq!(claim(old).retired.map(|row| row.replaced_by.as_ref()), Some(new), "{old}");
    }
    assert_eq!(claim("mcr.microsoft.com/windows/nanoserver:1809").retired, None);
}

#[test]
fn latest_of_the_base_images_is_gone_since_2019_04_16() {
    for reference in [
        "mcr.microsoft.com/windows/nanoserver",
        "mcr.microsoft.com/windows/nanoserver:latest",
        "mcr.microsoft.com/windows/servercore",
        "microsoft/nanoserver",
        "microsoft/windowsservercore:latest",
    ] {
        let claim = claim(reference);
        let removed = claim.moving.and_then(|row| row.removed).map(|day| day.to_string());
        assert_eq!(removed.as_deref(), Some("2019-04-16"), "{reference}");
        assert_eq!(claim.platform.os_version, ImageOsVersion::Known(os_version("10.0.14393")), "{reference}");
    }
    // Not the base image's: Docker Hub has no such official image.
    assert_eq!(claim("nanoserver").moving, None);
    assert_eq!(claim("mcr.microsoft.com/windows/nanoserver:1809").moving, None);
}

#[test]
fn derived_tags_carry_the_label_of_their_base() {
    check(&[
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022", "windows 10.0.20348 ?"),
        ("mcr.microsoft.com/dotnet/framework/aspnet:4.8", "windows ? ?"),
        (
            "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-20251014-windowsservercore-ltsc2022",
            "windows 10.0.20348 ?",
        ),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809", "windows 10.0.17763 ?"),
        ("mcr.microsoft.com/dotnet/aspnet:3.1-nanoserver-1809-arm32v7", "windows 10.0.17763 arm"),
        ("mcr.microsoft.com/dotnet/aspnet:8.0", "? ? ?"),
        ("mcr.microsoft.com/powershell:lts-nanoserver-1809-20201013", "windows 10.0.17763 ?"),
        ("mcr.microsoft.com/powershell:lts-7.2.0-windowsserver-ltsc2022", "windows 10.0.20348 ?"),
        ("mcr.microsoft.com/windows/servercore/iis:windowsservercore-2009", "windows 10.0.19042 ?"),
        ("golang:1.22-windowsservercore-ltsc2022", "windows 10.0.20348 ?"),
        ("python:3.12-windowsservercore", "windows ? ?"),
        ("mongo:nanoserver-1809", "windows 10.0.17763 ?"),
    ]);
    assert_eq!(claim("python:3.12-windowsservercore").family, Some(ImageFamily::ServerCore));
    assert_eq!(
        claim("mcr.microsoft.com/powershell:lts-nanoserver-1809").family,
        Some(ImageFamily::NanoServer)
    );
}

#[test]
fn pause_and_host_process_images_are_known_by_their_repository() {
    check(&[
        ("registry.k8s.io/pause:3.7-windows-amd64-ltsc2022", "windows 10.0.20348 amd64"),
        ("k8s.gcr.io/pause:3.4.1-windows-amd64-20H2", "windows 10.0.19042 amd64"),
        ("registry.k8s.io/pause:3.9", "? ? ?"),
        ("mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0", "windows ? ?"),
    ]);
    let builds = |reference: &str| -> Vec<u32> {
        let claim = claim(reference);
        claim.platforms().iter().filter_map(|it| it.os_version.inside()).map(|it| it.build).collect()
    };
    assert_eq!(builds("registry.k8s.io/pause:3.9"), [17763, 20348]);
    assert_eq!(builds("k8s.gcr.io/pause:3.5"), [17763, 18362, 18363, 19041, 19042]);
    assert_eq!(builds("registry.k8s.io/pause:3.9-windows-amd64-ltsc2022"), [20348]);
    for unlisted in ["registry.k8s.io/pause:9.9", "registry.example/pause:3.9", "registry.k8s.io/pause"] {
        assert_eq!(builds(unlisted), [], "{unlisted}");
    }
    let linux = claim("k8s.gcr.io/pause:3.1");
    assert_eq!(linux.platforms().iter().map(|it| it.os).collect::<Vec<_>>(), [Some(Os::Linux)]);
    let pause = claim("registry.k8s.io/pause:3.9").repository.map(|row| row.role);
    assert_eq!(pause, Some(RepositoryRole::Pause));
}

#[test]
fn images_of_users_claim_only_what_people_use_for_windows_alone() {
    check(&[
        ("contoso/app:2.4-ltsc2022", "windows 10.0.20348 ?"),
        ("contoso/app:2.4-ltsc2016", "windows 10.0.14393 ?"),
        ("contoso.azurecr.io/team/app:ltsc2019", "windows 10.0.17763 ?"),
        ("contoso/app:1.0-windowsservercore-1903", "windows 10.0.18362 ?"),
        ("contoso/app:nanoserver", "windows ? ?"),
        ("contoso/app:1.0.0-windows-amd64-1809", "windows 10.0.17763 amd64"),
        ("localhost:5000/windows/app:ltsc2025-amd64", "windows 10.0.26100 amd64"),
        ("fluent/fluent-bit:windows-2019-2.0.6", "windows 10.0.17763 ?"),
        ("fluent/fluent-bit:windows-2022-3.1.4", "windows 10.0.20348 ?"),
        ("contoso/app:windows-2025", "windows 10.0.26100 ?"),
        ("contoso/app:1.2-windows-2022", "windows 10.0.20348 ?"),
        ("contoso/app:windows-2022-amd64", "windows 10.0.20348 amd64"),
        ("contoso/app:windows-ltsc2022", "windows 10.0.20348 ?"),
        ("contoso/app:1.2-windows-ltsc2019", "windows 10.0.17763 ?"),
        ("contoso/app:windows-ltsc2016-3.1", "windows 10.0.14393 ?"),
    ]);
}

#[test]
fn look_alikes_claim_nothing_of_windows() {
    for reference in [
        "myapp:1809",
        "contoso/myapp:1809",
        "redis:1909",
        "node:20.04-1",
        "node:20",
        "contoso/app:ltsc",
        "contoso/app:ltsc20222",
        "contoso/app:myltsc2022",
        "contoso/app:ltsc2022x",
        "contoso/app:ltsc2019-2",
        // Only base images are tagged by version alone.
        "contoso/app:10.0.17763.437",
        "contoso/app:10.0.0.1",
        "contoso/app:KB4493509",
        "contoso/app:windows",
        "contoso/app:2022",
        "contoso/app:1.2-2022",
        "contoso/app:windows-10",
        "contoso/app:windows-2023",
        "contoso/node:windows-2019x",
        "contoso/app:windows-2019.1",
        "contoso/app:windows-20220315",
        "contoso/app:windows2022",
        "contoso/app:mywindows-2022",
        "contoso/app:windows-2022-",
        "contoso/app:windows-ltsc2022x-1",
        // Days and months.
        "contoso/app:windows-2022-03-15",
        "contoso/app:windows-2022-03",
        "contoso/app:windows-2022-12-01-rc1",
        "contoso/app:1.0-windows-2022-03-15",
        // Official images do not use the word.
        "node:windows-2022",
        "contoso/app:2004-1803",
        "contoso/nanoserver:1809",
        "contoso/app:latest",
        "contoso/app",
        "patricklang/fabrikamfiber.web:latest",
        "nginx",
    ] {
        // Of some it is known that they are for Linux.
        assert!(
            ["? ? ?", "linux none ?"].contains(&told(reference).as_str()),
            "{reference}: {}",
            told(reference)
        );
        assert!(!claim(reference).says_windows(), "{reference}");
    }
}

#[test]
fn almost_official_tags_name_no_release() {
    for reference in [
        "mcr.microsoft.com/windows/nanoserver:1810",
        "mcr.microsoft.com/windows/nanoserver:1809-KB449",
        "mcr.microsoft.com/windows/nanoserver:1809KB4493509",
        "mcr.microsoft.com/windows/nanoserver:10.0.17763",
        "mcr.microsoft.com/windows/nanoserver:10.0.177630.437",
        "mcr.microsoft.com/windows/nanoserver:10.0.17763.437.1",
        "mcr.microsoft.com/windows/nanoserver:ltsc2019-windowsservercore",
        "mcr.microsoft.com/windows/nanoserver:1709-KB4043961_amd64",
    ] {
        assert_eq!(told(reference), "windows ? ?", "{reference}");
    }
}

#[test]
fn a_tag_that_was_never_published_says_so() {
    for (reference, published) in [
        ("mcr.microsoft.com/windows/server:ltsc2019", Some(false)),
        ("mcr.microsoft.com/windows/server:ltsc2022", Some(true)),
        ("mcr.microsoft.com/windows:ltsc2022", Some(false)),
        ("mcr.microsoft.com/windows:20H2", Some(true)),
        ("mcr.microsoft.com/windows/nanoserver:ltsc2016", Some(false)),
        ("mcr.microsoft.com/windows/servercore:2009", Some(false)),
        ("mcr.microsoft.com/windows/servercore:10.0.17763.437", None),
        ("contoso/app:ltsc2022", None),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1803", None),
    ] {
        assert_eq!(claim(reference).is_published(), published, "{reference}");
    }
}

#[test]
fn a_fixed_tag_does_not_float_and_a_digest_tells_nothing() {
    for (reference, floating) in [
        ("mcr.microsoft.com/windows/nanoserver:1809", true),
        ("mcr.microsoft.com/windows/nanoserver:1809-KB4493509", false),
        ("mcr.microsoft.com/windows/nanoserver:10.0.17763.437", false),
        ("contoso/app", true),
    ] {
        assert_eq!(claim(reference).floating, floating, "{reference}");
    }
    let digest = "a".repeat(64);
    let by_digest = claim(&format!("mcr.microsoft.com/windows/nanoserver@sha256:{digest}"));
    assert_eq!(
        (by_digest.platform.os, by_digest.platform.os_version),
        (Some(Os::Windows), ImageOsVersion::Unknown)
    );
    assert!(!by_digest.floating && by_digest.moving.is_none());
    let both = format!("mcr.microsoft.com/windows/nanoserver:1809@sha256:{digest}");
    assert_eq!(told(&both), "windows 10.0.17763 amd64");
    assert_eq!(claim("mcr.microsoft.com/windows/nanoserver:1809-KB4493509").kb, Some(Kb(4_493_509)));
}

#[test]
fn a_name_says_linux_by_a_word_of_its_tag_or_by_its_repository_and_never_against_a_word_of_windows() {
    for (reference, os) in [
        ("nginx:1.27-alpine", Some(Os::Linux)),
        ("nginx:1.27-alpine3.20-slim", Some(Os::Linux)),
        ("registry.example/app:2_ubi9-minimal", Some(Os::Linux)),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", Some(Os::Linux)),
        ("debian:12", Some(Os::Linux)),
        ("debian", Some(Os::Linux)),
        ("ubuntu:2004", Some(Os::Linux)),
        ("contoso/app:linux-2022", Some(Os::Linux)),
        ("mcr.microsoft.com/mssql/server:2022-latest", Some(Os::Linux)),
        ("python:3.13-windowsservercore-ltsc2022", Some(Os::Windows)),
        ("registry.example/alpine:1.0", None),
        ("registry.example/app:alpines-1", None),
        ("registry.example/app:1.0", None),
        ("redis:7", Some(Os::Linux)),
        ("golang:1.25", None),
        ("mcr.microsoft.com/windows/nanoserver:linux", Some(Os::Windows)),
    ] {
        assert_eq!(claim(reference).platform.os, os, "{reference}");
    }
}

/// The rows of the catalogue and its reader agree: an example of a pattern means a build if the pattern names one.
#[test]
fn every_example_of_a_pattern_is_read_by_that_pattern() {
    for pattern in builtin().tag_patterns.iter() {
        assert!(!pattern.examples.is_empty(), "{}", pattern.id);
        let with_pattern =
            builtin().repositories.iter().filter(|row| row.patterns.contains(&pattern.id) && row.name != "*");
        let names: Vec<String> = with_pattern.map(|row| row.name.replace('*', "example")).collect();
        let names = if names.is_empty() { vec!["contoso/example".to_owned()] } else { names };
        for (name, tag) in names.iter().flat_map(|name| pattern.examples.iter().map(move |tag| (name, tag))) {
            let claim = claim(&format!("{name}:{tag}"));
            let names_build = pattern.fixed_build.is_some()
                || ["{build}", "{label}"].iter().any(|field| is_required(&pattern.template, field));
            let has_build = matches!(claim.platform.os_version, ImageOsVersion::Known(_));
            if names_build {
                assert!(has_build, "{}: {name}:{tag} claims {:?}", pattern.id, claim.platform);
            }
            if let Some(build) = pattern.fixed_build {
                assert_eq!(
                    claim.platform.os_version,
                    ImageOsVersion::Known(os_version(&format!("10.0.{build}")))
                );
            }
        }
    }
}

fn is_required(template: &str, field: &str) -> bool {
    let before = template.split_once(field).map(|(before, _)| before);
    before.is_some_and(|before| before.matches('[').count() == before.matches(']').count())
}

fn any_tag() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Za-z0-9_.-]{0,12}",
        prop::sample::select(vec![
            "ltsc2019",
            "1809",
            "20H2",
            "windowsservercore",
            "nanoserver",
            "windows",
            "amd64",
            "arm64",
            "KB4493509",
            "10.0.17763.437",
            "latest",
            "20201013",
            "-",
            "_",
            ".",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.join("-"))
}

fn any_repository() -> impl Strategy<Value = String> {
    let known: Vec<String> = builtin().repositories.iter().map(|row| row.name.replace('*', "app")).collect();
    prop_oneof![prop::sample::select(known), Just("docker.io/contoso/app".to_owned())]
}

proptest! {
    /// Callers may fill the fields themselves, so not even the grammar of references is taken for granted.
    #[test]
    fn arbitrary_names_and_tags_are_read_without_a_panic(
        (registry, repository) in any_repository().prop_map(|name| {
            let (registry, repository) = name.split_once('/').unwrap_or((name.as_str(), ""));
            (registry.to_owned(), repository.to_owned())
        }),
        tag in prop_oneof![any_tag(), ".{0,200}"],
    ) {
        let reference = Reference { registry, repository, tag: Some(tag), digest: None };
        let claim = read_tag(builtin(), &reference);
        let has_version = matches!(claim.platform.os_version, ImageOsVersion::Known(_));
        prop_assert!(!has_version || claim.platform.os == Some(Os::Windows));
        prop_assert!(claim.label.is_none() || has_version);
        prop_assert_eq!(claim.platform.os.is_none(), claim.platform.provenance == Provenance::None);
    }
}

/// Work that grew with the square of the length would not end here.
#[test]
fn long_tags_are_read_in_one_pass() {
    for word in ["a-", "1809-", "windows-amd64-", "a-nanoserver-", "-"] {
        let tag = word.repeat((1 << 17) / word.len());
        for repository in ["contoso/app", "library/app"] {
            let reference = Reference {
                registry: "docker.io".to_owned(),
                repository: repository.to_owned(),
                tag: Some(tag.clone()),
                digest: None,
            };
            let claim = read_tag(builtin(), &reference);
            assert_eq!(claim.platform.os_version, ImageOsVersion::Unknown);
        }
    }
}
