//! The files of `catalog/` as they are shipped.

use std::collections::BTreeSet;
use std::path::Path;

use winfit_catalog::read::{FILE_NAMES, Files, read};
use winfit_catalog::{
    Catalog, Channel, Date, Edition, Kb, ReportState, ReportedRelation, Support, UpdateKind,
};

pub(crate) fn shipped() -> Catalog {
    read(&files(&FILE_NAMES)).unwrap_or_else(|problems| panic!("{problems}"))
}

#[expect(clippy::disallowed_methods, reason = "a test reads the catalogue from its files")]
fn files(names: &[&'static str]) -> Files {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let mut files = Files::new("catalog");
    for name in names {
        files.insert(*name, std::fs::read_to_string(directory.join(name)).unwrap());
    }
    files
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn articles_that_the_documents_name_install_these_revisions() {
    let catalog = shipped();
    for (kb, build, revision, day) in [
        (4_041_691, 14393, 1770, "2017-10-10"),
        (4_051_033, 14393, 1914, "2017-11-27"),
        (4_053_579, 14393, 1944, "2017-12-12"),
        (4_043_961, 16299, 19, "2017-10-17"),
        (4_493_509, 17763, 437, "2019-04-09"),
        (4_534_273, 17763, 973, "2020-01-14"),
        (4_532_691, 17763, 1039, "2020-02-11"),
        (5_058_411, 26100, 4061, "2025-05-13"),
    ] {
        let rows: Vec<_> =
            catalog.updates_of_kb(Kb(kb)).map(|row| (row.build, row.revision, row.date)).collect();
        assert_eq!(rows, [(build, revision, Some(date(day)))], "KB{kb}");
    }
}

#[test]
fn security_updates_of_the_baseline_split_host_and_image_revisions() {
    let catalog = shipped();
    let rows: Vec<_> = catalog
        .baseline_2020_02
        .iter()
        .map(|row| (row.build, row.host_revision, row.image_revision))
        .collect();
    assert_eq!(
        rows,
        [
            (14393, 3504, Some(3506)),
            (16299, 1686, None),
            (17134, 1304, Some(1305)),
            (17763, 1039, Some(1040)),
            (18362, 657, Some(658)),
            (18363, 657, Some(658)),
        ]
    );
    for row in catalog.baseline_2020_02.iter() {
        let host = catalog.updates_of_revision(row.build, row.host_revision);
        assert!(host.iter().any(|update| update.date == Some(date("2020-02-11"))), "{}", row.build);
        let Some(image) = row.image_revision else { continue };
        let image = catalog.updates_of_revision(row.build, image);
        assert!(image.iter().all(|update| update.kind == UpdateKind::ImageOnly && update.date == Some(date("2020-02-18"))), "{}", row.build);
    }
}

#[test]
fn revisions_that_hosts_have_are_not_called_image_only() {
    // Server 2016 was made generally available as 14393.206, and the media of Server 2022 install 20348.169.
    for (build, revision) in [(14393, 206), (20348, 169)] {
        let catalog = shipped();
        let [update] = catalog.updates_of_revision(build, revision) else { panic!("{build}.{revision}") };
        assert_ne!(update.kind, UpdateKind::ImageOnly, "{build}.{revision}");
    }
}

#[test]
fn monthly_security_updates_appear_on_second_tuesdays() {
    // Three releases that Microsoft counts among the monthly ones were early or late.
    let exceptions = ["2016-09-20", "2018-01-03"].map(date);
    for update in shipped().updates.iter().filter(|update| update.kind == UpdateKind::Security) {
        let Some(day) = update.date.filter(|day| !exceptions.contains(day)) else { continue };
        // 1970-01-01 was a Thursday.
        let weekday = (day.days_since_epoch() + 3).rem_euclid(7);
        assert_eq!(
            (weekday, (8..=14).contains(&day.day())),
            (1, true),
            "{}.{} {day}",
            update.build,
            update.revision
        );
    }
}

#[test]
fn every_release_has_updates_and_every_server_until_20h2_images() {
    let catalog = shipped();
    for release in catalog.releases.iter() {
        assert!(!catalog.updates_of_build(release.build).is_empty(), "{}", release.id);
        let has_images = matches!(release.channel, Channel::Ltsc | Channel::Sac);
        assert_eq!(!release.image_tags.is_empty(), has_images, "{}", release.id);
    }
}

#[test]
fn all_twelve_editions_are_there_and_say_what_they_printed() {
    let catalog = shipped();
    let editions: BTreeSet<Edition> = catalog.matrix.iter().map(|cell| cell.edition).collect();
    assert_eq!(editions, Edition::ALL.into());
    let printed = |edition, host: &str, image: &str| {
        let mut cells = catalog
            .matrix
            .iter()
            .filter(|cell| (cell.edition, &*cell.host, &*cell.image) == (edition, host, image));
        let cell = cells.next().unwrap_or_else(|| panic!("{edition} {host} {image}"));
        assert!(cells.next().is_none());
        (cell.hyperv, cell.process)
    };
    use Support::{No, Preview, Yes};
    assert_eq!(printed(Edition::V2017, "sac1709", "ltsc2016"), (Yes, No));
    assert_eq!(printed(Edition::V2017, "win10-1607", "ltsc2016"), (Yes, Yes));
    assert_eq!(printed(Edition::V2017Dec, "win10-1607", "ltsc2016"), (Yes, No));
    assert_eq!(printed(Edition::V2022Dec, "win10", "ltsc2019"), (Yes, Yes));
    assert_eq!(printed(Edition::V2022, "win10", "ltsc2019"), (Yes, No));
    assert_eq!(printed(Edition::V2022, "win11", "ltsc2022"), (Yes, Preview));
    assert_eq!(printed(Edition::V2025, "ltsc2025", "ltsc2022"), (Yes, Yes));
    assert_eq!(printed(Edition::V2025, "win11-24h2+", "ltsc2025"), (Yes, Yes));
}

#[test]
fn latest_of_the_base_images_is_gone_under_old_and_new_names() {
    let catalog = shipped();
    let names: Vec<&str> = catalog.moving_tags.iter().map(|moving| &*moving.repository).collect();
    assert_eq!(
        names,
        [
            "docker.io/microsoft/nanoserver",
            "docker.io/microsoft/windowsservercore",
            "mcr.microsoft.com/windows/nanoserver",
            "mcr.microsoft.com/windows/servercore",
        ]
    );
    let gone = catalog.moving_tags.iter().all(|moving| {
        moving.tag == "latest" && moving.build == Some(14393) && moving.removed == Some(date("2019-04-16"))
    });
    assert!(gone);
}

#[test]
fn newer_image_revision_is_a_field_report_for_every_build_with_images_since_server_2019() {
    let catalog = shipped();
    let general =
        catalog.field_reports.iter().find(|report| report.id == "image-revision-newer-than-host").unwrap();
    assert_eq!((general.state, general.relation), (ReportState::Open, ReportedRelation::ImageRevisionNewer));
    let with_images: BTreeSet<u32> = catalog
        .releases
        .iter()
        .filter(|release| release.build >= 17763 && !release.image_tags.is_empty())
        .map(|release| release.build)
        .collect();
    assert_eq!(general.host_builds.iter().copied().collect::<BTreeSet<_>>(), with_images);
    assert_eq!(general.host_builds, general.image_builds);
}
