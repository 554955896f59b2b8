//! Newer facts laid over a catalogue.

use winfit_catalog::read::{Files, read, read_overlaid};
use winfit_catalog::{Catalog, Kb, Support};

use crate::small;

const HEADER: &str = "build,revision,kb,date,kind,channel,source\n";

fn overlaid(name: &'static str, text: &'static str) -> Result<Catalog, String> {
    read_overlaid(&small::files(), &small::overlay(name, text)).map_err(|problems| problems.to_string())
}

fn updates(rows: &str) -> Result<Catalog, String> {
    let mut overlay = Files::new("/etc/winfit");
    overlay.insert("updates.csv", format!("{HEADER}{rows}"));
    read_overlaid(&small::files(), &overlay).map_err(|problems| problems.to_string())
}

#[test]
fn overlay_without_files_or_rows_changes_nothing() {
    let builtin = read(&small::files()).unwrap();
    assert_eq!(read_overlaid(&small::files(), &Files::new("x")), Ok(builtin.clone()));
    assert_eq!(overlaid("releases.toml", ""), Ok(builtin.clone()));
    assert_eq!(updates(""), Ok(builtin));
}

#[test]
fn new_row_is_added_in_its_place() {
    let catalog = updates("14393,82,KB3176934,2016-08-23,preview,both,lists\n").unwrap();
    let revisions: Vec<u32> = catalog.updates_of_build(14393).iter().map(|update| update.revision).collect();
    assert_eq!(revisions, [10, 82, 3504, 3506]);
}

#[test]
fn row_with_an_existing_key_replaces_it() {
    let catalog = updates("14393,10,KB3176929,2016-08-03,unknown,both,tables\n").unwrap();
    let [update] = catalog.updates_of_revision(14393, 10) else { panic!("one row") };
    assert_eq!((update.date.unwrap().to_string(), &*update.source), ("2016-08-03".to_owned(), "tables"));

    let catalog = overlaid(
        "matrix.csv",
        "edition,hosts,host,image,hyperv,process\n2025,client,win10,ltsc2016,yes,preview\n",
    )
    .unwrap();
    assert_eq!(catalog.matrix.len(), read(&small::files()).unwrap().matrix.len());
    assert_eq!(catalog.matrix.last().unwrap().process, Support::Preview);
}

#[test]
fn article_that_becomes_known_replaces_the_row_without_one() {
    let catalog = updates("17763,9376,KB5131313,2026-10-13,security,server,lists\n").unwrap();
    let kbs: Vec<_> = catalog.updates_of_revision(17763, 9376).iter().map(|update| update.kb).collect();
    assert_eq!(kbs, [Some(Kb(5_131_313))]);
}

#[test]
fn second_article_of_a_revision_is_added_beside_the_first() {
    let both = "17763,9376,KB5131313,2026-10-13,security,server,lists\n17763,9376,KB5131314,2026-10-14,out-of-band,server,lists\n";
    let catalog = updates(both).unwrap();
    let kbs: Vec<_> = catalog.updates_of_revision(17763, 9376).iter().map(|update| update.kb).collect();
    assert_eq!(kbs, [Some(Kb(5_131_313)), Some(Kb(5_131_314))]);

    let catalog = updates("17763,437,KB4493510,2019-04-10,unknown,server,lists\n").unwrap();
    let kbs: Vec<_> = catalog.updates_of_revision(17763, 437).iter().map(|update| update.kb).collect();
    assert_eq!(kbs, [Some(Kb(4_493_509)), Some(Kb(4_493_510))]);
}

#[test]
fn label_in_another_case_replaces_the_label() {
    let text =
        "[[tag_label]]\nlabel = \"LTSC2019\"\nbuild = 17763\nrelease = \"ltsc2019\"\nsource = \"lists\"\n";
    let catalog = overlaid("tag-labels.toml", text).unwrap();
    assert_eq!(catalog.tag_labels.len(), 3);
    assert_eq!(&*catalog.tag_label("ltsc2019").unwrap().label, "LTSC2019");
}

#[test]
fn problem_of_an_overlay_row_names_the_overlay() {
    assert_eq!(
        updates("20348,1,KB5005104,2021-08-26,preview,server,lists\n").unwrap_err(),
        "/etc/winfit/updates.csv:2: build 20348, revision 1: no release has build 20348"
    );
    assert_eq!(
        updates("14393,82,,,preview,both,lists\n14393,81,,,preview,both,lists\n").unwrap_err(),
        "/etc/winfit/updates.csv:3: build 14393, revision 81: the row stands after build 14393, revision 82, which sorts behind it"
    );
    assert_eq!(
        overlaid("release.toml", "").unwrap_err().split(';').next(),
        Some("/etc/winfit/release.toml: a catalogue has no such file")
    );
}

#[test]
fn built_in_row_that_an_overlay_contradicts_is_named_with_its_own_file() {
    let text = "[[release]]\nid = \"ltsc2016\"\nchannel = \"ltsc\"\nname = \"Windows Server 2016\"\nversion = \"1607\"\nbuild = 14394\nreleased = \"2016-10-15\"\nsources = [\"lists\"]\n";
    assert_eq!(
        overlaid("releases.toml", text).unwrap_err().lines().collect::<Vec<_>>(),
        [
            "catalog/updates.csv:4: build 14393, revision 10: listed for both hosts, but no server release has build 14393",
            "catalog/updates.csv:5: build 14393, revision 3504: listed for both hosts, but no server release has build 14393",
            "catalog/updates.csv:7: build 14393, revision 3506: listed for server hosts, but no server release has build 14393",
            "catalog/tag-labels.toml:1: tag_label \"ltsc2016\": has build 14393, but release \"ltsc2016\" has build 14394",
            "catalog/matrix.csv:2: edition 2017, host ltsc2016, image ltsc2016: image \"ltsc2016\" is a release without images",
            "catalog/matrix.csv:3: edition 2017, host win10-1607, image ltsc2016: image \"ltsc2016\" is a release without images",
            "catalog/matrix.csv:4: edition 2025, host ltsc2019, image ltsc2016: image \"ltsc2016\" is a release without images",
            "catalog/matrix.csv:6: edition 2025, host win10, image ltsc2016: image \"ltsc2016\" is a release without images",
            "catalog/base-layers.toml:1: base_layer \"sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d\": listed for server hosts, but no server release has build 14393",
            "catalog/base-layers.toml:9: base_layer \"sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f\": listed for server hosts, but no server release has build 14393",
            "catalog/pause-images.csv:3: image \"mcr.microsoft.com/windows/nanoserver:1.2\": listed for server hosts, but no server release has build 14393",
        ]
    );
}
