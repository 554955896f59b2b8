//! What becomes of an answer when a fact that was missing becomes known.

use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::builtin::builtin;
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::Answer;
use winfit_compat::{
    Architecture, Host, HostKind, HyperV, ImageOsVersion, Isolation, Os, OsVersion, Platform, Provenance,
};

use crate::any::{Asked, any_question, any_version};

/// Something that was not known, and now is.
fn learn() -> impl Strategy<Value = Learnt> {
    prop_oneof![
        any_version().prop_map(Learnt::HostOsVersion),
        (0_u32..5000).prop_map(Learnt::HostRevision),
        select(vec![HostKind::Server, HostKind::Client]).prop_map(Learnt::HostKind),
        select(vec![HyperV::Available, HyperV::Unavailable]).prop_map(Learnt::HyperV),
        select(vec![Os::Windows, Os::Linux]).prop_map(Learnt::ImageOs),
        any_version().prop_map(Learnt::ImageOsVersion),
        (0_u32..5000).prop_map(Learnt::ImageRevision),
        select(vec![Architecture::Amd64, Architecture::Arm64]).prop_map(Learnt::HostArchitecture),
        select(vec![Architecture::Amd64, Architecture::Arm64]).prop_map(Learnt::ImageArchitecture),
    ]
}

#[derive(Debug, Clone, Copy)]
enum Learnt {
    HostOsVersion(OsVersion),
    HostRevision(u32),
    HostKind(HostKind),
    HyperV(HyperV),
    HostArchitecture(Architecture),
    ImageOs(Os),
    ImageOsVersion(OsVersion),
    ImageRevision(u32),
    ImageArchitecture(Architecture),
}

impl Learnt {
    /// The question with the fact added; `None` if it was known before.
    fn add_to(self, mut asked: Asked) -> Option<Asked> {
        let (host, image) = (&mut asked.host, &mut asked.image);
        match (self, host.os_version, image.os_version) {
            (Self::HostOsVersion(version), None, _) => host.os_version = Some(version),
            (Self::HostRevision(it), Some(version), _) if version.revision.is_none() => {
                host.os_version = Some(OsVersion { revision: Some(it), ..version });
            }
            (Self::HostKind(kind), ..) if host.kind.is_none() => host.kind = Some(kind),
            (Self::HyperV(hyperv), ..) if host.hyperv == HyperV::Unknown => host.hyperv = hyperv,
            (Self::HostArchitecture(it), ..) if host.architecture.is_none() => host.architecture = Some(it),
            (Self::ImageOs(os), ..) if image.os.is_none() => image.os = Some(os),
            (Self::ImageOsVersion(it), _, ImageOsVersion::Unknown) => {
                image.os_version = ImageOsVersion::Known(it);
            }
            (Self::ImageRevision(it), _, ImageOsVersion::Known(version)) if version.revision.is_none() => {
                image.os_version = ImageOsVersion::Known(OsVersion { revision: Some(it), ..version });
            }
            (Self::ImageArchitecture(it), ..) if image.architecture.is_none() => {
                image.architecture = Some(it);
            }
            _ => return None,
        }
        Some(asked)
    }

    /// Where silence is taken for consent, as the rules say of themselves.
    fn is_taken_for_granted(self, asked: &Asked) -> bool {
        match self {
            // The baseline rule: a revision that is not known counts only where the other side is old; no image of
            // build 16299 is new.
            Self::HostRevision(_) | Self::ImageRevision(_) => {
                asked.host.os_version.is_some_and(|it| builtin().baseline_of_build(it.build).is_some())
            }
            // The architecture rule: beside amd64, silence is amd64.
            Self::HostArchitecture(it) | Self::ImageArchitecture(it) => it != Architecture::Amd64,
            // The host-process rule: who asks for such a container has a Windows image.
            Self::ImageOs(_) => asked.isolation == Some(Isolation::HostProcess),
            _ => false,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16384, max_global_rejects: 1 << 20, ..ProptestConfig::default() })]

    #[test]
    fn what_runs_runs_whatever_else_becomes_known(asked in any_question(), learnt in learn()) {
        let before = asked.verdict();
        let Some(after) = learnt.add_to(asked) else { return Ok(()) };
        if before.answer.runs() && !learnt.is_taken_for_granted(&asked) {
            prop_assert_eq!(after.verdict().answer, before.answer, "{:?}", learnt);
        }
    }

    #[test]
    fn what_is_refused_stays_refused_whatever_else_becomes_known(asked in any_question(), learnt in learn()) {
        let before = asked.verdict();
        let Some(after) = learnt.add_to(asked) else { return Ok(()) };
        let is_image_of_1709 = matches!(learnt, Learnt::ImageRevision(_))
            && asked.host.os_version.is_some_and(|it| it.build == 16299);
        if let Answer::Blocked(rule) = before.answer
            && !is_image_of_1709
        {
            match after.verdict().answer {
                Answer::Blocked(_) => {}
                // Still refused in the host's default isolation, and Hyper-V isolation is now known to be a way out.
                Answer::RunsWithHyperV(still) => {
                    prop_assert!(asked.isolation.is_none() && still == rule, "{learnt:?}");
                }
                other => prop_assert!(false, "{other:?} with {learnt:?}"),
            }
        }
    }
}

/// The exceptions above are real ones, each with the rule that states it.
#[test]
fn where_silence_is_taken_for_consent_the_fact_can_refuse() {
    let windows = |build, revision| {
        Platform::windows(OsVersion { revision, ..OsVersion::of_build(build) }, Provenance::Given)
    };
    let asked =
        |host, image, isolation| Asked { host, image, isolation: Some(isolation), rules: RuleSet::default() };
    let new_host = Host::server(OsVersion::new(17763, 7314));
    let no_architecture = Host { architecture: None, ..Host::server(OsVersion::of_build(26100)) };
    for (asked, learnt, rule) in [
        (
            asked(new_host, windows(17763, None), Isolation::Process),
            Learnt::ImageRevision(437),
            "baseline-2020-02",
        ),
        (
            asked(no_architecture, windows(26100, None), Isolation::Process),
            Learnt::HostArchitecture(Architecture::Arm64),
            "arch-mismatch",
        ),
        (
            asked(new_host, Platform::unknown(), Isolation::HostProcess),
            Learnt::ImageOs(Os::Linux),
            "linux-image-on-windows",
        ),
    ] {
        assert_eq!(asked.verdict().answer, Answer::Runs, "{learnt:?}");
        let after = learnt.add_to(asked).unwrap().verdict().answer;
        assert_eq!(after.rule().map(|rule| rule.id), Some(rule), "{learnt:?}");
    }
}
