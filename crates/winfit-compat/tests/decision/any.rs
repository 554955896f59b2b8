//! Arbitrary hosts, images and questions: mostly near the places at which rules change their mind.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Edition;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Question, Verdict, verdict};
use winfit_compat::{
    Architecture, Host, HostKind, HyperV, ImageOsVersion, Isolation, Os, OsVersion, Platform, Provenance,
    Runtime, RuntimeVersion,
};

/// A question that owns its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) host: Host,
    pub(crate) image: Platform,
    pub(crate) isolation: Option<Isolation>,
    pub(crate) rules: RuleSet,
}

impl Asked {
    pub(crate) fn verdict(&self) -> Verdict {
        let Self { host, image, isolation, rules } = self;
        verdict(builtin(), &Question { host, image, isolation: *isolation, rules: *rules })
    }
}

/// Builds of which containers exist: those of releases, their neighbours, and builds that no release has.
pub(crate) fn any_build() -> impl Strategy<Value = u32> {
    let known: Vec<u32> = builtin().releases.iter().map(|release| release.build).collect();
    let near: Vec<u32> = known.iter().flat_map(|build| [build - 1, *build, build + 1]).collect();
    let containers = |build: &u32| *build >= 14393;
    let near: Vec<u32> = near.into_iter().filter(containers).collect();
    prop_oneof![6 => select(known), 2 => select(near), 1 => 14393_u32..40000]
}

pub(crate) fn any_revision() -> impl Strategy<Value = Option<u32>> {
    let split: Vec<u32> = builtin()
        .baseline_2020_02
        .iter()
        .flat_map(|row| [row.host_revision - 1, row.host_revision])
        .chain(builtin().baseline_2020_02.iter().filter_map(|row| row.image_revision))
        .collect();
    prop_oneof![2 => Just(None), 3 => select(split).prop_map(Some), 2 => (0_u32..9000).prop_map(Some)]
}

pub(crate) fn any_version() -> impl Strategy<Value = OsVersion> {
    (any_build(), any_revision())
        .prop_map(|(build, revision)| OsVersion { revision, ..OsVersion::of_build(build) })
}

pub(crate) fn any_architecture() -> impl Strategy<Value = Option<Architecture>> {
    select(vec![
        None,
        Some(Architecture::Amd64),
        Some(Architecture::Amd64),
        Some(Architecture::Amd64),
        Some(Architecture::Arm64),
        Some(Architecture::X86),
        Some(Architecture::Other),
    ])
}

fn any_runtime() -> impl Strategy<Value = Option<Runtime>> {
    let version = || {
        select(vec![(1, 5), (1, 7), (2, 1), (2, 2), (2, 3), (18, 6), (18, 9), (28, 0)])
            .prop_map(|(major, minor)| RuntimeVersion { major, minor })
    };
    prop_oneof![
        Just(None),
        option::of(version()).prop_map(|it| Some(Runtime::Docker(it))),
        option::of(version()).prop_map(|it| Some(Runtime::DockerWithContainerdStore(it))),
        option::of(version()).prop_map(|it| Some(Runtime::Containerd(it))),
    ]
}

pub(crate) fn any_host() -> impl Strategy<Value = Host> {
    let isolation = select(vec![None, None, None, Some(Isolation::Process), Some(Isolation::HyperV)]);
    (
        prop_oneof![9 => Just(Os::Windows), 1 => Just(Os::Linux)],
        option::weighted(0.9, any_version()),
        select(vec![None, Some(HostKind::Server), Some(HostKind::Server), Some(HostKind::Client)]),
        any_architecture(),
        select(vec![HyperV::Available, HyperV::Unavailable, HyperV::Unknown]),
        any_runtime(),
        isolation,
    )
        .prop_map(|(os, os_version, kind, architecture, hyperv, runtime, default_isolation)| Host {
            os,
            os_version,
            kind,
            architecture,
            hyperv,
            runtime,
            default_isolation,
        })
}

pub(crate) fn any_image() -> impl Strategy<Value = Platform> {
    (
        select(vec![Some(Os::Windows), Some(Os::Windows), Some(Os::Windows), Some(Os::Linux), None]),
        any_architecture(),
        prop_oneof![
            8 => any_version().prop_map(ImageOsVersion::Known),
            1 => Just(ImageOsVersion::Absent),
            1 => Just(ImageOsVersion::Unknown),
        ],
    )
        .prop_map(|(os, architecture, os_version)| Platform {
            os,
            architecture,
            os_version,
            provenance: Provenance::Given,
        })
}

pub(crate) fn any_rules() -> impl Strategy<Value = RuleSet> {
    prop_oneof![
        2 => Just(RuleSet::Runtime),
        2 => Just(RuleSet::default()),
        3 => select(Edition::ALL.to_vec()).prop_map(RuleSet::Documented),
    ]
}

pub(crate) fn any_isolation() -> impl Strategy<Value = Option<Isolation>> {
    select(vec![None, None, Some(Isolation::Process), Some(Isolation::HyperV), Some(Isolation::HostProcess)])
}

pub(crate) fn any_question() -> impl Strategy<Value = Asked> {
    let host_and_image = (any_host(), any_image(), any::<bool>()).prop_map(|(host, mut image, is_same)| {
        // Equal builds would be too rare by chance.
        if let (true, Some(host), ImageOsVersion::Known(version)) =
            (is_same, host.os_version, image.os_version)
        {
            image.os_version = ImageOsVersion::Known(OsVersion { revision: version.revision, ..host });
        }
        (host, image)
    });
    (host_and_image, any_isolation(), any_rules()).prop_map(|((host, image), isolation, rules)| Asked {
        host,
        image,
        isolation,
        rules,
    })
}
