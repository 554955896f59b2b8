//! What users report, and what else a reader should know: never a change of the answer.

use proptest::prelude::*;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Kb;
use winfit_compat::caution::{Caution, cautions};
use winfit_compat::rules::RuleSet;
use winfit_compat::verdict::Question;
use winfit_compat::{Host, HyperV, Isolation, Platform, Provenance, Runtime, RuntimeVersion};

use crate::any::{Asked, any_question};
use crate::asking::{client, image, server};

fn of(asked: &Asked) -> Vec<Caution<'static>> {
    let Asked { host, image, isolation, rules } = asked;
    let question = Question { host, image, isolation: *isolation, rules: *rules };
    cautions(builtin(), &question, &asked.verdict())
}

fn asked(host: Host, image: Platform, isolation: Isolation) -> Asked {
    Asked { host, image, isolation: Some(isolation), rules: RuleSet::default() }
}

/// The names of the cautions about a container in process isolation.
fn ids(host: Host, image: Platform) -> Vec<&'static str> {
    of(&asked(host, image, Isolation::Process)).iter().map(id).collect()
}

fn id(caution: &Caution<'static>) -> &'static str {
    match caution {
        Caution::Reported { report, .. } => &report.id,
        Caution::DevelopmentOnly => "development-only",
        Caution::BaselineWeek => "baseline-week-image",
        Caution::NamedByNoTable(_) => "named-by-no-table",
    }
}

/// The updates that close the gap between host and image.
fn closing(host: Host, image: Platform) -> Vec<Option<Kb>> {
    let cautions = of(&asked(host, image, Isolation::Process));
    cautions
        .into_iter()
        .filter_map(|caution| match caution {
            Caution::Reported { closes_gap, .. } => Some(closes_gap.and_then(|update| update.kb)),
            _ => None,
        })
        .collect()
}

const NEWER: &str = "image-revision-newer-than-host";

#[test]
fn an_image_revision_newer_than_the_hosts_is_reported_with_the_update_that_closes_the_gap() {
    let (host, container) = (server("26100.2894"), image("26100.3194"));
    assert_eq!(ids(host, container), [NEWER, "server-2025-below-3194"]);
    assert_eq!(closing(host, container), [Some(Kb(5_051_987)); 2]);
    let text = of(&asked(host, container, Isolation::Process))[1].to_string();
    assert!(
        text.ends_with("(0xc0370106) KB5051987 brings the host to 10.0.26100.3194 and closes the gap."),
        "{text}"
    );
    assert_eq!(
        asked(host, container, Isolation::Process).verdict().answer.as_str(),
        "runs",
        "a caution, no refusal"
    );
}

#[test]
fn a_cured_host_and_an_image_not_newer_have_no_such_report() {
    let none: [&str; 0] = [];
    assert_eq!(ids(server("26100.3194"), image("26100.3194")), none);
    assert_eq!(ids(server("26100.3194"), image("26100.2894")), none);
    assert_eq!(ids(server("26100.4061"), image("26100.2894")), none);
    assert_eq!(ids(server("26100.4061"), image("26100.4946")), [NEWER], "the specific ones are cured");
    assert_eq!(ids(server("26100.3194"), image("26100.4061")), [NEWER, "server-2025-below-4061"]);
    assert_eq!(
        ids(server("26100.2894"), image("26100.4061")),
        [NEWER, "server-2025-below-3194", "server-2025-below-4061"]
    );
    // One of the revisions is not known.
    assert_eq!(ids(server("26100"), image("26100.3194")), none);
    assert_eq!(ids(server("26100.2894"), image("26100")), none);
    // Another build has revisions of its own.
    assert_eq!(ids(server("26100.2894"), image("20348.3194")), none);
    // A kernel of its own, or the host's.
    let hyperv = server("26100.2894").with_hyperv(HyperV::Available);
    assert_eq!(of(&asked(hyperv, image("26100.3194"), Isolation::HyperV)), []);
    assert_eq!(of(&asked(hyperv, image("26100.3194"), Isolation::HostProcess)), []);
}

#[test]
fn server_2019_hosts_behind_april_2025_are_told_so() {
    assert_eq!(ids(server("17763.7240"), image("17763.7314")), [NEWER, "server-2019-behind-april-2025"]);
    assert_eq!(ids(server("17763.7314"), image("17763.7434")), [NEWER]);
    assert_eq!(
        ids(server("17763.7136"), image("17763.7240")),
        [NEWER],
        "images from before are not concerned"
    );
    assert_eq!(
        closing(server("17763.7240"), image("17763.7314")),
        [Some(Kb(5_058_392)), Some(Kb(5_058_392))]
    );
}

#[test]
fn windows_10_that_starts_2004_images_is_reported_although_the_documents_refuse() {
    for (host, report) in [
        ("19042", "win10-20h2-starts-2004-images"),
        ("19043", "win10-21h1-starts-2004-images"),
        ("19044", "win10-21h2-starts-2004-images"),
        ("19045", "win10-22h2-starts-2004-images"),
    ] {
        let windows_10 = client(host).with_hyperv(HyperV::Available);
        assert_eq!(ids(windows_10, image("19041")), [report]);
        let verdict = asked(windows_10, image("19041"), Isolation::Process).verdict();
        assert_eq!(verdict.answer.as_str(), "blocked", "the report does not change it");
        // Other images, other kinds of host, and Hyper-V isolation are no subject of it.
        assert_eq!(ids(windows_10, image("17763")), [""; 0]);
        assert_eq!(ids(server(host), image("19041")), [""; 0]);
        assert_eq!(of(&asked(windows_10, image("19041"), Isolation::HyperV)), []);
    }
}

#[test]
fn windows_11_25h2_is_reported_to_refuse_server_2025_images() {
    let host = client("26200").with_hyperv(HyperV::Available);
    let refuses = "win11-25h2-refuses-ltsc2025-images";
    assert_eq!(ids(host, image("26100")), [refuses, "development-only", "named-by-no-table"]);
    assert_eq!(ids(host, image("20348")), ["development-only", "named-by-no-table"]);
    let in_hyperv: Vec<_> = of(&asked(host, image("26100"), Isolation::HyperV)).iter().map(id).collect();
    assert_eq!(in_hyperv, [refuses, "named-by-no-table"]);
    assert_eq!(
        of(&asked(host, image("26100"), Isolation::HostProcess)),
        [],
        "there its Windows does not start"
    );
    assert_eq!(ids(client("26100"), image("26100")), ["development-only"]);
    // What is refused anyway needs no report of a failure.
    let containerd = Runtime::Containerd(Some(RuntimeVersion { major: 2, minor: 2 }));
    let blocked = Asked {
        rules: RuleSet::Runtime,
        ..asked(host.with_runtime(containerd), image("20348"), Isolation::Process)
    };
    assert_eq!(of(&blocked), []);
}

#[test]
fn images_of_the_week_of_the_baseline_are_pointed_out() {
    assert_eq!(ids(server("17763.1039"), image("17763.1039")), ["baseline-week-image"]);
    assert_eq!(ids(server("17763.1039"), image("17763.1040")), [NEWER]);
    assert_eq!(ids(server("17763.1098"), image("17763.1039")), ["baseline-week-image"]);
    // Blocked by the baseline itself.
    assert_eq!(ids(server("17763.973"), image("17763.1039")), [""; 0]);
}

#[test]
fn hosts_that_no_table_names_are_pointed_out_where_the_builds_differ() {
    let annual = server("25398").with_hyperv(HyperV::Available);
    let in_hyperv = |image| of(&asked(annual, image, Isolation::HyperV)).iter().map(id).collect::<Vec<_>>();
    assert_eq!(in_hyperv(image("17763")), ["named-by-no-table"]);
    assert_eq!(in_hyperv(image("25398")), [""; 0]);
    assert_eq!(ids(annual, image("20348")), [""; 0], "documented");
    assert_eq!(ids(server("26100"), image("20348")), [""; 0], "documented");
}

#[test]
fn a_linux_image_and_an_unknown_one_have_no_cautions() {
    assert_eq!(of(&asked(server("26100.1"), Platform::linux(Provenance::Given), Isolation::Process)), []);
    assert_eq!(of(&asked(server("26100.1"), Platform::unknown(), Isolation::Process)), []);
}

proptest! {
    #[test]
    fn a_report_contradicts_the_answer_that_it_stands_beside(asked in any_question()) {
        use winfit_compat::catalog::ReportedEffect;
        let answer = asked.verdict().answer;
        for caution in of(&asked) {
            prop_assert!(!caution.to_string().is_empty());
            if let Caution::Reported { report, closes_gap } = caution {
                prop_assert_eq!(answer.runs(), report.effect == ReportedEffect::Fails);
                prop_assert!(!matches!(answer.as_str(), "unknown"));
                if let (Some(update), Some(host)) = (closes_gap, asked.host.os_version) {
                    prop_assert!(Some(update.revision) > host.revision && update.build == host.build);
                }
            } else {
                prop_assert!(answer.runs(), "{caution} of what does not run");
            }
        }
    }
}
