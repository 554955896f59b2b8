//! What to do about images of several platforms, of which another host or isolation may take another.

use proptest::prelude::*;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::remedy::{ImageQuestion, Means, Remedy, host_of_release_for, image_remedies, remedies};
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::{Answer, Question, image_verdict};
use winfit_compat::{Architecture, Host, HyperV, Isolation, Platform, Provenance, Runtime};

use crate::any::any_question;
use crate::asking::{client, image, server};

fn means() -> Means<'static> {
    Means { reference: None, today: Date::new(2026, 11, 20).unwrap() }
}

fn told(host: &Host, platforms: &[Platform]) -> Vec<String> {
    let question = ImageQuestion { host, platforms, isolation: None, rules: RuleSet::default() };
    image_remedies(builtin(), &question, &means()).iter().map(Remedy::to_string).collect()
}

#[test]
fn hyperv_isolation_is_offered_where_the_host_takes_what_it_then_runs() {
    let platforms = [image("14393.7000"), image("17763.6775")];
    let node = server("20348.3091").with_hyperv(HyperV::Available);
    let offers_it = |host: &Host| told(host, &platforms).iter().any(|it| it.contains("isolation=hyperv"));
    assert!(offers_it(&node.with_runtime(Runtime::Docker(None))));
    // containerd takes entries of the host's own window only, whatever the isolation.
    assert!(!offers_it(&node.with_runtime(Runtime::Containerd(None))));
}

#[test]
fn hosts_are_offered_for_any_of_the_platforms() {
    let platforms = [image("17763.6775"), image("20348.3091")];
    let old = server("14393.7000").with_hyperv(HyperV::Unavailable).with_runtime(Runtime::Docker(None));
    let told = told(&old, &platforms);
    let names_all = |it: &String| ["26100", "20348", "17763"].iter().all(|build| it.contains(build));
    assert!(told.iter().any(names_all), "{told:?}");
}

#[test]
fn a_linux_image_among_others_runs_on_a_linux_host() {
    let linux = Platform::linux(Provenance::Registry);
    let arm = Platform { architecture: Some(Architecture::Arm64), ..linux };
    assert!(told(&server("20348.1"), &[linux, arm]).contains(&"run it on a Linux host".to_owned()));
}

#[test]
fn what_runs_needs_nothing_and_what_depends_on_the_runtime_needs_to_know_it() {
    let platforms = [image("17763.6775"), image("20348.3091")];
    assert_eq!(told(&server("20348.3091"), &platforms), Vec::<String>::new());
    let unknown = told(&server("26100.2894"), &platforms);
    assert!(unknown.len() == 1 && unknown[0].starts_with("find out"), "{unknown:?}");
}

#[test]
fn a_release_gets_the_runtime_whose_choice_runs_only_where_the_choice_decides() {
    let release = |id: &str| builtin().releases.iter().find(|release| release.id == id).unwrap();
    let platforms = [image("17763.6775"), image("20348.3091")];
    let runtime = |id: &str, platforms: &[Platform]| {
        let rules = RuleSet::default();
        host_of_release_for(builtin(), release(id), platforms, Some(Isolation::Process), rules).runtime
    };
    assert_eq!(runtime("ltsc2025", &platforms), Some(Runtime::Containerd(None)));
    assert_eq!(runtime("ltsc2022", &platforms), None);
    assert_eq!(runtime("ltsc2025", &platforms[..1]), None);
}

#[test]
fn a_client_of_which_no_runtime_is_known_chooses_as_docker_does() {
    let platforms = [image("17763.6775"), image("20348.3091")];
    let host = client("19045.1").with_hyperv(HyperV::Available);
    let judged = image_verdict(builtin(), &host, &platforms, None, RuleSet::default());
    assert_eq!((judged.platform, judged.verdict.answer), (Some(0), Answer::Runs));
    let server = image_verdict(builtin(), &server("25398.1"), &platforms, None, RuleSet::default());
    assert!(matches!(server.verdict.answer, Answer::Unknown(..)), "{server:?}");
}

proptest! {
    #[test]
    fn of_a_single_platform_the_remedies_are_its_own(asked in any_question()) {
        let (host, isolation, rules) = (&asked.host, asked.isolation, asked.rules);
        let alone = remedies(builtin(), &Question { host, image: &asked.image, isolation, rules }, &means());
        let platforms = &[asked.image];
        let listed = image_remedies(builtin(), &ImageQuestion { host, platforms, isolation, rules }, &means());
        prop_assert_eq!(alone, listed);
    }
}
