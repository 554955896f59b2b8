//! What holds for every question.

use proptest::prelude::*;
use proptest::sample::select;
use winfit_compat::builtin::builtin;
use winfit_compat::rules::{Case, Outcome, RuleSet};
use winfit_compat::verdict::{Answer, Evidence, evidence, grounds, image_verdict};
use winfit_compat::{Fact, Host, HyperV, ImageOsVersion, Isolation, OsVersion, Platform, Provenance};

use crate::any::{Asked, any_build, any_image, any_question, any_rules, any_version};

fn evidence_in(asked: &Asked, isolation: Isolation) -> Vec<Evidence> {
    let Asked { host, image, rules, .. } = asked;
    evidence(&Case { catalog: builtin(), host, image, isolation, rules: *rules })
}

fn has(evidence: &[Evidence], outcome: impl Fn(Outcome) -> bool) -> bool {
    evidence.iter().any(|it| outcome(it.outcome))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn nothing_runs_without_evidence(asked in any_question()) {
        let verdict = asked.verdict();
        if verdict.answer.runs() {
            let evidence = evidence_in(&asked, verdict.isolation);
            // That both are Windows is true and no evidence: a rule that looks further must vouch for it.
            let vouches = |it: &Evidence| {
                let looks_further = it.rule.compares_versions || it.rule.id == "windows-image-on-linux";
                looks_further && matches!(it.outcome, Outcome::Pass | Outcome::Preview)
            };
            prop_assert!(evidence.iter().any(vouches), "{verdict:?} {evidence:?}");
            prop_assert!(!has(&evidence, |it| matches!(it, Outcome::Blocked | Outcome::Missing(_))), "{evidence:?}");
            let is_preview = has(&evidence, |it| it == Outcome::Preview);
            prop_assert_eq!(is_preview, matches!(verdict.answer, Answer::Preview(_)));
        }
    }

    #[test]
    fn a_refusal_rests_on_the_first_rule_that_refuses(asked in any_question()) {
        let verdict = asked.verdict();
        if let Answer::Blocked(rule) | Answer::RunsWithHyperV(rule) = verdict.answer {
            let evidence = evidence_in(&asked, verdict.isolation);
            let first = evidence.iter().find(|it| it.outcome == Outcome::Blocked);
            prop_assert_eq!(first.map(|it| it.rule), Some(rule));
        }
        if let Answer::RunsWithHyperV(_) = verdict.answer {
            prop_assert_eq!((verdict.isolation, verdict.isolation_asked), (Isolation::Process, false));
            let in_hyperv = Asked { isolation: Some(Isolation::HyperV), ..asked }.verdict();
            prop_assert_eq!(in_hyperv.answer, Answer::Runs);
        }
    }

    #[test]
    fn what_is_unknown_misses_the_fact_that_it_names(asked in any_question()) {
        let verdict = asked.verdict();
        if let Answer::Unknown(fact, rule) = verdict.answer {
            let evidence = evidence_in(&asked, verdict.isolation);
            prop_assert!(!has(&evidence, |it| it == Outcome::Blocked) || is_undecided_default(&asked, fact));
            let named = evidence.iter().any(|it| it.rule == rule && it.outcome == Outcome::Missing(fact));
            prop_assert!(named || is_undecided_default(&asked, fact), "{verdict:?} {evidence:?}");
            prop_assert!(is_missing(&asked, fact), "{fact} is known: {asked:?}");
        }
    }

    #[test]
    fn every_piece_of_evidence_has_a_reason_in_house_style(asked in any_question()) {
        for isolation in [Isolation::Process, Isolation::HyperV, Isolation::HostProcess] {
            for Evidence { rule, outcome, reason } in evidence_in(&asked, isolation) {
                prop_assert!(!reason.is_empty() && !reason.ends_with('.'), "{} {outcome:?}: {reason:?}", rule.id);
                prop_assert!(!reason.starts_with(|c: char| c.is_uppercase() && c != 'D' && c != 'S'), "{reason}");
            }
        }
        let verdict = asked.verdict();
        let grounds = grounds(builtin(), &asked.host, &asked.image, &verdict);
        prop_assert!(!grounds.reason.is_empty(), "{verdict:?}");
    }

    /// It is worked out only where the rule sets can differ.
    #[test]
    fn the_answer_otherwise_is_the_answer_by_the_other_rule_set(asked in any_question()) {
        let answer = asked.verdict().answer;
        let other = Asked { rules: asked.rules.other(), ..asked }.verdict().answer;
        prop_assert_eq!(asked.verdict().otherwise, (other.as_str() != answer.as_str()).then_some(other));
    }

    #[test]
    fn an_image_of_one_platform_is_judged_as_that_platform(asked in any_question()) {
        let Asked { host, image, isolation, rules } = &asked;
        let one = image_verdict(builtin(), host, &[*image], *isolation, *rules);
        prop_assert_eq!(one.verdict, asked.verdict());
        prop_assert_eq!((one.platform, one.taken, one.newer), (Some(0), true, None));
    }

    #[test]
    fn an_image_of_several_platforms_never_runs_better_than_the_platform_it_is_judged_by(
        asked in any_question(), others in prop::collection::vec(any_image(), 1..5),
    ) {
        let Asked { host, image, isolation, rules } = &asked;
        let list: Vec<Platform> = std::iter::once(*image).chain(others).collect();
        let of_list = image_verdict(builtin(), host, &list, *isolation, *rules);
        if let (true, Some(index)) = (of_list.taken, of_list.platform) {
            let alone = Asked { image: list[index], ..asked }.verdict();
            prop_assert_eq!(of_list.verdict, alone);
            if let (Some(newer), ImageOsVersion::Known(taken)) = (of_list.newer, list[index].os_version) {
                let is_newer = matches!(list[newer].os_version, ImageOsVersion::Known(newer) if newer > taken);
                prop_assert!(is_newer, "{of_list:?}");
            }
        } else {
            prop_assert!(matches!(of_list.verdict.answer, Answer::Blocked(_) | Answer::Unknown(..)));
        }
    }
}

/// Whether the fact is missing because the default isolation of a host that may be a server or a client is.
fn is_undecided_default(asked: &Asked, fact: Fact) -> bool {
    fact == Fact::HostKind && asked.isolation.is_none() && asked.host.isolation_by_default().is_none()
}

fn is_missing(asked: &Asked, fact: Fact) -> bool {
    let Asked { host, image, .. } = asked;
    let version = image.os_version.inside();
    match fact {
        Fact::HostOsVersion => host.os_version.is_none(),
        Fact::HostRevision => host.os_version.is_some_and(|it| it.revision.is_none()),
        Fact::HostKind => host.kind.is_none(),
        Fact::HostRelease => {
            host.os_version.is_some_and(|it| builtin().releases_of_build(it.build).next().is_none())
        }
        Fact::HostArchitecture => host.architecture.is_none(),
        Fact::HostHyperV => host.hyperv == HyperV::Unknown,
        // Of some runtimes even the release is not enough: the sources do not say what it does.
        Fact::HostRuntime => true,
        Fact::ImageOs => image.os.is_none(),
        Fact::ImageOsVersion => version.is_none(),
        Fact::ImageRevision => version.is_some_and(|it| it.revision.is_none()),
        Fact::ImageArchitecture => image.architecture.is_none(),
    }
}

fn pair(host: OsVersion, image: OsVersion, isolation: Isolation, rules: RuleSet) -> Asked {
    Asked {
        host: Host::server(host).with_hyperv(HyperV::Available),
        image: Platform::windows(image, Provenance::Given),
        isolation: Some(isolation),
        rules,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn in_hyperv_isolation_older_images_and_newer_hosts_run_too(
        host in any_version(), image in any_version(), older in any_version(), newer in any_version(),
        rules in any_rules(),
    ) {
        let runs = |host, image| pair(host, image, Isolation::HyperV, rules).verdict().answer == Answer::Runs;
        if runs(host, image) {
            prop_assert!(older.build > image.build || runs(host, older), "{host} ran {image}, not {older}");
            prop_assert!(newer.build < host.build || runs(newer, image), "{host} ran {image}, {newer} does not");
        }
        prop_assert_eq!(runs(host, image), image.build <= host.build);
    }

    #[test]
    fn process_isolation_below_the_stable_abi_does_not_care_which_side_has_which_build(
        old in 14393_u32..20348, other in any_build(), rules in any_rules(),
    ) {
        let runs = |host, image| {
            let asked = pair(OsVersion::of_build(host), OsVersion::of_build(image), Isolation::Process, rules);
            asked.verdict().answer.runs()
        };
        prop_assert_eq!(runs(old, other), runs(other, old));
        prop_assert!(old == other || !runs(old, other));
    }

    #[test]
    fn on_builds_that_the_update_of_february_2020_splits_the_sides_may_be_exchanged(
        build in select(vec![17134_u32, 17763, 18362, 18363]), a in 0_u32..3000, b in 0_u32..3000,
        rules in any_rules(),
    ) {
        let answer = |host, image| {
            pair(OsVersion::new(build, host), OsVersion::new(build, image), Isolation::Process, rules).verdict().answer
        };
        prop_assert_eq!(answer(a, b), answer(b, a));
    }
}
