//! The updates that the documents name bring the revisions that they say.

use std::collections::HashSet;

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{Kb, UpdateKind};
use winfit_compat::caution::update_reaching;
use winfit_compat::{HostKind, OsVersion};

/// What a KB installs: versions without `10.0.`, and the day where all rows have the same.
fn installs(kb: u32) -> (Vec<String>, Option<String>) {
    let rows: Vec<_> = builtin().updates_of_kb(Kb(kb)).collect();
    let versions = rows.iter().map(|it| format!("{}.{}", it.build, it.revision)).collect();
    let days: HashSet<_> = rows.iter().map(|it| it.date).collect();
    let day = if days.len() == 1 { rows[0].date.map(|day| day.to_string()) } else { None };
    (versions, day)
}

#[test]
fn the_updates_of_the_documents_have_their_revision_and_day() {
    for (kb, versions, day) in [
        // Named in the compatibility documents.
        (4_041_691, &["14393.1770"][..], "2017-10-10"),
        (4_051_033, &["14393.1914"], "2017-11-27"),
        (4_053_579, &["14393.1944"], "2017-12-12"),
        (4_493_509, &["17763.437"], "2019-04-09"),
        (4_534_273, &["17763.973"], "2020-01-14"),
        (4_043_961, &["16299.19"], "2017-10-17"),
        (4_482_887, &["17763.348"], "2019-03-01"),
        (4_489_899, &["17763.379"], "2019-03-12"),
        // The February 2020 baseline: two builds of one update, and the images of a week later.
        (4_532_691, &["17763.1039"], "2020-02-11"),
        (4_546_852, &["17763.1040"], "2020-02-18"),
        (4_532_693, &["18362.657", "18363.657"], "2020-02-11"),
        (4_537_764, &["14393.3504"], "2020-02-11"),
        // Of the field reports.
        (5_051_987, &["26100.3194"], "2025-02-11"),
        (5_058_411, &["26100.4061"], "2025-05-13"),
    ] {
        let (found, found_day) = installs(kb);
        assert_eq!(found, versions, "KB{kb}");
        assert_eq!(found_day.as_deref(), Some(day), "KB{kb}");
    }
    assert_eq!(installs(4_542_617), (Vec::new(), None), "an article about the baseline, no update");
}

#[test]
fn the_baseline_is_that_days_update_of_each_build() {
    for row in builtin().baseline_2020_02.iter() {
        let update = builtin().updates_of_revision(row.build, row.host_revision);
        let day = update.iter().find(|it| it.kb == Some(row.host_kb)).and_then(|it| it.date);
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2020-02-11"), "{}", row.build);
        if let Some(revision) = row.image_revision {
            let image = builtin().updates_of_revision(row.build, revision);
            let of_images = image.iter().find(|it| it.kind == UpdateKind::ImageOnly && it.kb == row.image_kb);
            let day = of_images.and_then(|it| it.date).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2020-02-18"), "{}", row.build);
        }
    }
}

#[test]
fn the_update_that_reaches_a_revision_is_the_first_that_hosts_of_the_kind_get() {
    let reaching = |build, revision, kind| {
        let update = update_reaching(builtin(), build, revision, kind)?;
        Some((OsVersion::new(update.build, update.revision).to_string(), update.kb?.to_string()))
    };
    let some = |version: &str, kb: &str| Some((version.to_owned(), kb.to_owned()));
    assert_eq!(reaching(17763, 437, None), some("10.0.17763.437", "KB4493509"));
    assert_eq!(reaching(17763, 380, None).map(|it| it.0), some("10.0.17763.402", "").map(|it| it.0));
    // 1040 exists as an image only: the next that a host gets is later.
    assert_eq!(reaching(17763, 1040, None), some("10.0.17763.1075", "KB4537818"));
    assert_eq!(reaching(17763, u32::MAX, None), None);
    assert_eq!(reaching(1, 1, None), None);
    // Servers and clients of build 26100 are numbered apart since 2026.
    for kind in [HostKind::Server, HostKind::Client] {
        for revision in [7000, 7623, 32230] {
            if let Some(update) = update_reaching(builtin(), 26100, revision, Some(kind)) {
                let other = match kind {
                    HostKind::Server => winfit_compat::catalog::UpdateChannel::Client,
                    HostKind::Client => winfit_compat::catalog::UpdateChannel::Server,
                };
                assert_ne!(update.channel, other, "{kind:?} {revision}");
            }
        }
    }
}

#[test]
fn every_cure_of_a_field_report_brings_hosts_to_the_revision_that_cures() {
    let mut cured = 0;
    for report in builtin().field_reports.iter() {
        let (Some(kb), Some(revision)) = (report.cured_by, report.host_below_revision) else { continue };
        cured += 1;
        for build in report.host_builds.iter() {
            let brings = builtin().updates_of_kb(kb).find(|it| it.build == *build).map(|it| it.revision);
            assert_eq!(brings, Some(revision), "{}: {kb} on {build}", report.id);
        }
    }
    assert!(cured >= 3);
}
