//! Versions as nodes and engines print them.

use winfit_compat::{OsVersion, Runtime, RuntimeVersion};

/// The OS version in a node's `kernelVersion`, or in the line of that name of `docker info`.
///
/// Newer kubelets print `10.0.17763.437`. Older ones, and Docker, print `10.0 14393 (14393.1715.amd64fre.rs1_…)`: the
/// number in brackets counts updates on the 2016 line only; on later ones it is that of the build lab, which never
/// changes.
pub(super) fn kernel_version(text: &str) -> Option<OsVersion> {
    let text = text.trim();
    if let Ok(version) = text.parse() {
        return Some(version);
    }
    let mut words = text.split_whitespace();
    let (major, minor) = words.next()?.split_once('.')?;
    let build = words.next()?.parse().ok()?;
    let lab = words.next().and_then(|word| word.strip_prefix('('));
    let revision = lab.and_then(|lab| {
        let mut parts = lab.split('.');
        let is_same = parts.next()?.parse() == Ok(build);
        let revision = parts.next()?.parse().ok()?;
        (is_same && build == SERVER_2016).then_some(revision)
    });
    Some(OsVersion { major: major.parse().ok()?, minor: minor.parse().ok()?, build, revision })
}

const SERVER_2016: u32 = 14393;

/// A version in a label: `10.0.17763`, `10.0.17763.437`, or as the build with or without revision, `14393.1715`. A star
/// stands for any revision.
pub(super) fn label_version(text: &str) -> Option<OsVersion> {
    let text = text.trim().trim_end_matches(".*");
    if let Ok(version) = text.parse() {
        return Some(version);
    }
    let (build, revision) = match text.split_once('.') {
        None => (text, None),
        Some((build, revision)) => (build, Some(revision.parse().ok()?)),
    };
    // Releases such as 1809 are no builds.
    let build = build.parse().ok().filter(|build| *build >= 10_000)?;
    Some(OsVersion { revision, ..OsVersion::of_build(build) })
}

/// The version in what Docker calls the operating system: `… (OS Build 17763.1577)`, or `… (Build 20348)` since Docker 24.
pub(super) fn product_version(text: &str) -> Option<OsVersion> {
    let (_, behind) = text.rsplit_once("Build ")?;
    let version = behind.split_once(')').map_or(behind, |(version, _)| version);
    label_version(version)
}

/// Of several versions of one host the most telling: the first that has a revision, else the first.
pub(super) fn most_telling(versions: impl IntoIterator<Item = Option<OsVersion>>) -> Option<OsVersion> {
    let versions: Vec<_> = versions.into_iter().flatten().collect();
    let first = *versions.first()?;
    let with_revision = versions.iter().find(|it| it.same_build(first) && it.revision.is_some());
    Some(with_revision.copied().unwrap_or(first))
}

/// The runtime in a node's `containerRuntimeVersion`, e.g. `containerd://1.7.24+unknown`.
pub(super) fn runtime(text: &str) -> Option<Runtime> {
    let (name, version) = text.trim().split_once("://")?;
    match name {
        "docker" => Some(Runtime::Docker(runtime_version(version))),
        "containerd" => Some(Runtime::Containerd(runtime_version(version))),
        _ => None,
    }
}

/// The first two parts of a version; of a single number that and 0.
pub(super) fn runtime_version(text: &str) -> Option<RuntimeVersion> {
    let mut parts = text.trim().trim_start_matches('v').split('.');
    let number = |part: &str| {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        part.get(..end)?.parse().ok()
    };
    let major = number(parts.next()?)?;
    let minor = parts.next().map_or(Some(0), number)?;
    Some(RuntimeVersion { major, minor })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kernel(text: &str) -> Option<String> {
        kernel_version(text).map(|version| version.to_string())
    }

    #[test]
    fn the_kernel_version_of_every_age_gives_the_os_version() {
        assert_eq!(kernel("10.0.17763.437").as_deref(), Some("10.0.17763.437"));
        assert_eq!(kernel("10.0.17763.557\n").as_deref(), Some("10.0.17763.557"));
        assert_eq!(kernel("10.0.20348").as_deref(), Some("10.0.20348"));
        assert_eq!(
            kernel("10.0 14393 (14393.1715.amd64fre.rs1_release_inmarket.170906-1810)").as_deref(),
            Some("10.0.14393.1715")
        );
    }

    #[test]
    fn the_number_of_the_build_lab_is_no_revision_after_2016() {
        let lab = "10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)";
        assert_eq!(kernel(lab).as_deref(), Some("10.0.17763"));
        let lab = "10.0 16299 (16299.0.amd64fre.rs3_release.170922-1354)";
        assert_eq!(kernel(lab).as_deref(), Some("10.0.16299"));
        assert_eq!(kernel("10.0 14393 (16299.15.amd64fre.x)").as_deref(), Some("10.0.14393"));
    }

    #[test]
    fn what_resembles_a_version_is_none() {
        for text in ["5.15.0-1064-azure", "5.10.16.3-microsoft-standard-WSL2", "", "10.0", "10.0 x", "17763"]
        {
            assert_eq!(kernel(text), None, "{text}");
        }
    }

    #[test]
    fn labels_tell_builds_with_and_without_revision_and_releases_are_no_builds() {
        let label = |text| label_version(text).map(|version| version.to_string());
        assert_eq!(label("10.0.16299").as_deref(), Some("10.0.16299"));
        assert_eq!(label("14393.1715").as_deref(), Some("10.0.14393.1715"));
        assert_eq!(label("14393.*").as_deref(), Some("10.0.14393"));
        assert_eq!(label("17763").as_deref(), Some("10.0.17763"));
        for text in ["1809", "ltsc2019", "10.0", "17763.x", ""] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn products_tell_their_build_in_brackets() {
        let product = |text| product_version(text).map(|version| version.to_string());
        let old = "Microsoft Windows Server Version 1809 (OS Build 17763.1577)";
        assert_eq!(product(old).as_deref(), Some("10.0.17763.1577"));
        let new = "Microsoft Windows Server 2022 Datacenter (Build 20348)";
        assert_eq!(product(new).as_deref(), Some("10.0.20348"));
        assert_eq!(product("Windows Server 2016 Datacenter"), None);
    }

    #[test]
    fn runtimes_are_read_with_or_without_a_usable_version() {
        let version = |major, minor| Some(RuntimeVersion { major, minor });
        assert_eq!(runtime("containerd://1.7.24+unknown"), Some(Runtime::Containerd(version(1, 7))));
        assert_eq!(runtime("containerd://2.0-rc.1"), Some(Runtime::Containerd(version(2, 0))));
        assert_eq!(runtime("containerd://Unknown"), Some(Runtime::Containerd(None)));
        assert_eq!(runtime("docker://19.3.14"), Some(Runtime::Docker(version(19, 3))));
        assert_eq!(runtime("cri-o://1.29"), None);
        assert_eq!(runtime("containerd 1.7"), None);
        assert_eq!(runtime_version("26"), version(26, 0));
        assert_eq!(runtime_version("26.x"), None);
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "[0-9. (*a-zé)]{0,30}") {
            kernel_version(&text);
            label_version(&text);
            product_version(&text);
            runtime(&text);
            runtime_version(&text);
        }
    }
}
