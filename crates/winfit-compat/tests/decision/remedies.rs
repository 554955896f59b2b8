//! What to do: every remedy offered does what it says, least effort first.

use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::reference::Reference;
use winfit_compat::remedy::{Means, Remedy, host_of_release, releases_that_run, remedies};
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::{Answer, Question};
use winfit_compat::{
    Architecture, Host, HyperV, ImageOsVersion, Isolation, OsVersion, Platform, Provenance, Runtime,
};

use crate::any::{Asked, any_host, any_isolation, any_question, any_rules};
use crate::asking::{client, image, server};

fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn offered(asked: &Asked, reference: Option<&str>) -> Vec<Remedy> {
    let Asked { host, image, isolation, rules } = asked;
    let reference: Option<Reference> = reference.map(|text| text.parse().unwrap());
    let claim = reference.as_ref().map(|reference| read_tag(builtin(), reference));
    let means = Means { reference: reference.as_ref().zip(claim.as_ref()), today: today() };
    let question = Question { host, image, isolation: *isolation, rules: *rules };
    remedies(builtin(), &question, &means)
}

/// The remedies for a container that asks for no isolation, as people read them.
fn told(host: &Host, image: &Platform) -> Vec<String> {
    let asked = Asked { host: *host, image: *image, isolation: None, rules: RuleSet::default() };
    offered(&asked, None).iter().map(Remedy::to_string).collect()
}

/// The same for an image that is known by its tag alone.
fn told_of_tag(host: &Host, reference: &str) -> Vec<String> {
    let image = read_tag(builtin(), &reference.parse().unwrap()).platform;
    let asked = Asked { host: *host, image, isolation: None, rules: RuleSet::default() };
    offered(&asked, Some(reference)).iter().map(Remedy::to_string).collect()
}

#[test]
fn the_fabrikam_image_gets_hyperv_isolation_first_and_a_new_base_last() {
    let node = server("16299.0").with_hyperv(HyperV::Available);
    assert_eq!(
        told(&node, &image("14393.1715")),
        [
            "run it in Hyper-V isolation: --isolation=hyperv",
            "run it on Windows Server 2016 (14393)",
            "rebuild the image: FROM mcr.microsoft.com/windows/servercore:1709",
        ]
    );
    let without = server("16299.0").with_hyperv(HyperV::Unavailable);
    assert_eq!(told(&without, &image("14393.1715"))[0], "run it on Windows Server 2016 (14393)");
}

#[test]
fn a_base_image_is_retagged_in_its_own_repository() {
    for (host, reference, first) in [
        (server("17763.7314"), "mcr.microsoft.com/windows/servercore:ltsc2022", "servercore:ltsc2019"),
        (server("20348"), "mcr.microsoft.com/windows/servercore:ltsc2025", "servercore:ltsc2022"),
        (server("20348"), "mcr.microsoft.com/windows/nanoserver:1809-KB4493509", "nanoserver:ltsc2022"),
        // The newest that runs, where there is none of the host's build.
        (server("25398"), "mcr.microsoft.com/windows/nanoserver:1809", "nanoserver:ltsc2022"),
        (server("20348"), "mcr.microsoft.com/windows/server:ltsc2025", "server:ltsc2022"),
        // One family ends where another begins.
        (server("20348"), "mcr.microsoft.com/windows:1809", "server:ltsc2022"),
        (server("17763.7314"), "mcr.microsoft.com/windows/server:ltsc2022", "windows:1809"),
        // The old name has a new one.
        (server("17763.7314"), "microsoft/nanoserver:1709", "mcr.microsoft.com/windows/nanoserver:1809"),
        (server("20348"), "microsoft/windowsservercore", "mcr.microsoft.com/windows/servercore:ltsc2022"),
    ] {
        let remedies = told_of_tag(&host, reference);
        assert!(remedies[0].starts_with("use ") && remedies[0].ends_with(first), "{reference}: {remedies:?}");
        assert!(
            !remedies.iter().any(|it| it.starts_with("rebuild")),
            "a base image is not rebuilt: {remedies:?}"
        );
    }
}

#[test]
fn on_server_2016_the_tag_names_the_revision_that_was_published_for_the_host() {
    let servercore = "mcr.microsoft.com/windows/servercore:ltsc2022";
    for (host, first) in [
        ("14393.1770", "use mcr.microsoft.com/windows/servercore:10.0.14393.1770"),
        ("14393.3504", "use mcr.microsoft.com/windows/servercore:10.0.14393.3506"),
    ] {
        assert_eq!(told_of_tag(&server(host), servercore)[0], first);
    }
    // 1914 is a preview, for which no image was published; of an unknown revision nothing can be said.
    for host in ["14393.1914", "14393"] {
        let remedies = told_of_tag(&server(host), servercore);
        assert!(!remedies.iter().any(|it| it.starts_with("use ")), "{remedies:?}");
    }
}

#[test]
fn an_older_host_is_updated_to_the_image_where_that_is_the_point() {
    for (host, container, update) in [
        ("14393.1914", "14393.1944", "install KB4053579 on the host, which brings it to 10.0.14393.1944"),
        ("14393.3443", "14393.3506", "install KB4537764 on the host, which brings it to 10.0.14393.3504"),
        ("17763.973", "17763.1040", "install KB4532691 on the host, which brings it to 10.0.17763.1039"),
    ] {
        let remedies = told(&server(host), &image(container));
        assert_eq!(remedies[0], update, "{host} {container}");
    }
    // No update makes a host older.
    for (host, container) in [("14393.1944", "14393.1914"), ("17763.1040", "17763.973")] {
        let remedies = told(&server(host), &image(container));
        assert!(!remedies.iter().any(|it| it.starts_with("install")), "{remedies:?}");
    }
}

#[test]
fn a_host_from_before_february_2020_is_offered_an_image_as_old() {
    for (host, revision) in [("17763.973", 973), ("17763.1012", 973), ("17763.437", 437)] {
        let remedies = told_of_tag(&server(host), "mcr.microsoft.com/windows/nanoserver:ltsc2022");
        assert_eq!(
            remedies[0],
            format!("use mcr.microsoft.com/windows/nanoserver:10.0.17763.{revision}"),
            "{host}"
        );
    }
}

#[test]
fn a_derived_image_keeps_its_product_and_changes_its_label() {
    for (host, reference, first) in [
        (
            server("17763.7314"),
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022",
            "use mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019",
        ),
        (
            server("20348"),
            "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809",
            "use mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
        ),
        (
            server("17763.7314"),
            "microsoft/iis:windowsservercore-1709",
            "use mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019",
        ),
        // A patch, a day's build or an old version may not have the newest suffixes.
        (
            server("20348"),
            "mcr.microsoft.com/dotnet/aspnet:8.0.1-nanoserver-1809",
            "use mcr.microsoft.com/dotnet/aspnet:8.0.1-nanoserver-ltsc2022 (if the registry has that tag)",
        ),
        (
            server("20348"),
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-20240213-windowsservercore-ltsc2019",
            "use mcr.microsoft.com/dotnet/framework/aspnet:4.8-20240213-windowsservercore-ltsc2022 (if the registry has that tag)",
        ),
        (
            server("20348"),
            "mcr.microsoft.com/dotnet/aspnet:5.0-nanoserver-1809",
            "use mcr.microsoft.com/dotnet/aspnet:5.0-nanoserver-ltsc2022 (if the registry has that tag)",
        ),
    ] {
        assert_eq!(told_of_tag(&host, reference)[0], first);
    }
    let users = told_of_tag(&server("17763.7314"), "contoso/app:2.4-ltsc2022");
    assert_eq!(
        users,
        [
            "run it on Windows Server 2025 (26100) or Windows Server 2022 (20348)",
            "rebuild the image: FROM mcr.microsoft.com/windows/servercore:ltsc2019",
        ]
    );
    let nano = told_of_tag(&server("17763.7314"), "golang:1.22-nanoserver-ltsc2022");
    assert_eq!(nano[1], "rebuild the image: FROM mcr.microsoft.com/windows/nanoserver:1809");
}

#[test]
fn a_product_gets_no_label_that_it_does_not_have() {
    for (host, reference, first) in [
        (
            server("26100"),
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2016",
            "4.8-windowsservercore-ltsc2022",
        ),
        (
            server("26100"),
            "mcr.microsoft.com/dotnet/framework/aspnet:3.5-windowsservercore-ltsc2016",
            "3.5-windowsservercore-ltsc2025",
        ),
    ] {
        let remedies = told_of_tag(&host, reference);
        assert!(remedies.iter().any(|it| it.ends_with(first)), "{reference}: {remedies:?}");
    }
    let old_host = told_of_tag(
        &server("17763.7314"),
        "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022",
    );
    assert!(!old_host.iter().any(|it| it.starts_with("use ")), "{old_host:?}");
}

#[test]
fn every_tag_that_the_catalogue_lists_is_read_as_what_it_lists() {
    for row in builtin().tag_suffixes.iter() {
        let family = row.family.in_tags().unwrap();
        for word in row.labels.iter() {
            let product = if row.product.is_empty() { String::new() } else { format!("{}-", row.product) };
            let tag = format!("{product}{family}-{word}");
            assert!(row.has_tag(&tag), "{tag}");
            let reference = format!("{}:{tag}", row.repository);
            let claim = read_tag(builtin(), &reference.parse().unwrap());
            let label = claim.label.map(|label| label.build);
            assert_eq!(label, builtin().tag_label(word).map(|label| label.build), "{reference}");
            assert_eq!(claim.family, Some(row.family), "{reference}");
        }
    }
}

#[test]
fn an_arm64_host_is_offered_arm64_tags_of_the_families_that_have_them() {
    let host =
        Host { architecture: Some(Architecture::Arm64), ..client("26100").with_hyperv(HyperV::Available) };
    let first = |reference: &str| told_of_tag(&host, reference).into_iter().next();
    assert_eq!(
        first("mcr.microsoft.com/windows/nanoserver:ltsc2022").as_deref(),
        Some("use mcr.microsoft.com/windows/nanoserver:ltsc2025-arm64")
    );
    let full = told_of_tag(&host, "mcr.microsoft.com/windows/server:ltsc2022");
    assert!(!full.iter().any(|it| it.starts_with("use ")), "amd64 only: {full:?}");
    let derived = told_of_tag(&host, "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022-amd64");
    assert!(!derived.iter().any(|it| it.starts_with("use ")), "amd64 only: {derived:?}");
}

#[test]
fn no_server_runs_arm64_images() {
    let arm64 = Platform { architecture: Some(Architecture::Arm64), ..image("26100") };
    let none = releases_that_run(builtin(), &arm64, Isolation::Process, RuleSet::default(), today());
    assert!(none.is_empty(), "{none:?}");
    assert_eq!(
        told(&server("26100"), &arm64),
        ["build the image for windows/amd64: FROM mcr.microsoft.com/windows/servercore:ltsc2025"]
    );
}

#[test]
fn another_isolation_is_offered_only_where_it_surely_runs() {
    let uses_hyperv =
        |host: &Host| told(host, &image("17763")).iter().any(|it| it.contains("--isolation=hyperv"));
    assert!(uses_hyperv(&server("20348").with_hyperv(HyperV::Available)));
    assert!(!uses_hyperv(&server("20348").with_hyperv(HyperV::Unknown)));
    assert!(!uses_hyperv(&server("20348").with_hyperv(HyperV::Unavailable)));
    let too_new = told(&server("17763").with_hyperv(HyperV::Available), &image("20348"));
    assert!(!too_new.iter().any(|it| it.contains("isolation=")), "{too_new:?}");
    // And process isolation where Hyper-V is missing.
    let windows_11 = client("22631").with_hyperv(HyperV::Unavailable);
    assert_eq!(told(&windows_11, &image("20348"))[0], "run it in process isolation: --isolation=process");
}

#[test]
fn a_client_is_sent_to_the_server_of_its_own_build() {
    let windows_10 = client("17763.7314").with_hyperv(HyperV::Unavailable);
    let asked = Asked {
        host: windows_10,
        image: image("17763.7314"),
        isolation: Some(Isolation::Process),
        rules: RuleSet::default(),
    };
    let remedies: Vec<String> = offered(&asked, None).iter().map(Remedy::to_string).collect();
    assert_eq!(remedies, ["run it on Windows Server 2019 (17763)"]);
}

#[test]
fn what_is_not_known_is_to_be_learnt_and_what_runs_needs_nothing() {
    let unknown = told(&server("14393"), &image("14393.1"));
    assert_eq!(unknown.len(), 1);
    assert!(unknown[0].starts_with("find out the host's revision: run"), "{unknown:?}");
    assert!(told(&server("17763.7314"), &image("17763.7314")).is_empty());
    assert_eq!(told(&server("17763"), &Platform::linux(Provenance::Given)), ["run it on a Linux host"]);
}

#[test]
fn host_process_containers_under_docker_are_not_sent_to_another_release() {
    let asked = Asked {
        host: server("20348").with_runtime(Runtime::Docker(None)),
        image: image("20348"),
        isolation: Some(Isolation::HostProcess),
        rules: RuleSet::default(),
    };
    assert_eq!(offered(&asked, None), []);
}

/// How much a remedy asks of its user.
fn effort(remedy: &Remedy) -> u32 {
    match remedy {
        Remedy::Learn(_) => 0,
        Remedy::UseIsolation(_) => 1,
        Remedy::Retag(_) => 2,
        Remedy::UpdateHost { .. } => 3,
        Remedy::PickHost { .. } | Remedy::PickLinuxHost => 4,
        Remedy::Rebuild { .. } => 5,
    }
}

/// Whether the image runs when the remedy is applied.
fn works(remedy: &Remedy, asked: &Asked, judged: Isolation) -> bool {
    let in_judged = Asked { isolation: Some(judged), ..*asked };
    let with_image = |reference: &str| {
        let claim = read_tag(builtin(), &reference.parse().unwrap());
        assert_ne!(claim.is_published(), Some(false), "{reference}");
        Asked { image: claim.platform, ..in_judged }.verdict().answer == Answer::Runs
    };
    match remedy {
        Remedy::UseIsolation(isolation) => {
            Asked { isolation: Some(*isolation), ..*asked }.verdict().answer == Answer::Runs
        }
        Remedy::Retag(retag) => with_image(&retag.reference),
        Remedy::Rebuild { base, .. } => with_image(base),
        Remedy::UpdateHost { kb, to } => {
            let updates = builtin().updates_of_revision(to.build, to.revision.unwrap());
            let is_later = asked.host.os_version.is_some_and(|it| it.same_build(*to) && it < *to);
            let host = Host { os_version: Some(*to), ..asked.host };
            is_later
                && updates.iter().any(|update| update.kb == Some(*kb))
                && Asked { host, ..in_judged }.verdict().answer == Answer::Runs
        }
        Remedy::PickHost { releases, isolation } => releases.iter().all(|name| {
            let release = builtin().release(&name.id).unwrap();
            let host = host_of_release(release, &asked.image);
            release.is_supported_on(today())
                && Asked { host, isolation: Some(*isolation), ..*asked }.verdict().answer == Answer::Runs
        }),
        Remedy::PickLinuxHost => Asked { host: Host::linux(), ..*asked }.verdict().answer == Answer::Runs,
        Remedy::Learn(fact) => {
            matches!(asked.verdict().answer, Answer::Unknown(missing, _) if missing == *fact)
        }
    }
}

fn any_reference() -> impl Strategy<Value = String> {
    let repositories: Vec<String> = builtin()
        .repositories
        .iter()
        .map(|row| row.name.replace('*', "app"))
        .chain(builtin().retired_names.iter().map(|row| row.name.to_string()))
        .chain(["docker.io/contoso/app".to_owned()])
        .collect();
    let tags: Vec<String> = builtin()
        .tag_patterns
        .iter()
        .flat_map(|pattern| pattern.examples.iter())
        .map(ToString::to_string)
        .collect();
    (select(repositories), select(tags)).prop_map(|(name, tag)| format!("{name}:{tag}"))
}

fn check(asked: &Asked, reference: Option<&str>) -> Result<(), TestCaseError> {
    let verdict = asked.verdict();
    let remedies = offered(asked, reference);
    prop_assert!(remedies.is_empty() || !verdict.answer.runs());
    prop_assert!(remedies.is_sorted_by_key(effort), "{remedies:?}");
    for (index, remedy) in remedies.iter().enumerate() {
        prop_assert!(!remedies[..index].contains(remedy), "twice: {remedy}");
        prop_assert!(works(remedy, asked, verdict.isolation), "{remedy} does not help");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn every_remedy_offered_works(asked in any_question(), reference in prop::option::of(any_reference())) {
        check(&asked, reference.as_deref())?;
    }

    #[test]
    fn every_remedy_offered_for_a_tag_works(
        host in any_host(), reference in any_reference(), isolation in any_isolation(), rules in any_rules(),
    ) {
        let image = read_tag(builtin(), &reference.parse().unwrap()).platform;
        check(&Asked { host, image, isolation, rules }, Some(&reference))?;
    }

    /// A host that differs from its image in the revision alone, where most remedies are at stake.
    #[test]
    fn every_remedy_offered_on_the_same_build_works(
        build in select(vec![14393_u32, 16299, 17134, 17763, 18362, 18363]), host in 0_u32..4000, image in 0_u32..4000,
    ) {
        let updates = builtin().updates_of_build(build);
        let known = |wanted: u32| updates.iter().map(|it| it.revision).find(|it| *it >= wanted).unwrap_or(wanted);
        let asked = Asked {
            host: Host::server(OsVersion::new(build, known(host))),
            image: Platform {
                os_version: ImageOsVersion::Known(OsVersion::new(build, known(image))),
                ..Platform::windows(OsVersion::of_build(build), Provenance::Registry)
            },
            isolation: None,
            rules: RuleSet::default(),
        };
        check(&asked, Some("mcr.microsoft.com/windows/nanoserver:10.0.14393.1"))?;
    }
}
