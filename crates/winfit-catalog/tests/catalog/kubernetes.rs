//! What readers of the tables about Kubernetes can ask, of the small catalogue and of the shipped one.

use std::collections::BTreeSet;

use winfit_catalog::read::{read, read_overlaid, read_statements};
use winfit_catalog::{
    Answer, Catalog, FieldBehaviour, FieldPath, KnownVersions, KubernetesField, KubernetesVersion, PodOs,
    RuntimeCondition,
};

use crate::shipped::shipped;
use crate::small;

fn ids(rows: &[KubernetesField]) -> Vec<&str> {
    rows.iter().map(|row| &*row.id).collect()
}

fn version(minor: u16) -> KubernetesVersion {
    KubernetesVersion::new(minor)
}

#[test]
fn rows_of_a_rule_are_found_by_its_id() {
    let catalog = read(&small::files()).unwrap();
    assert_eq!(ids(catalog.kubernetes_fields_of_rule("host-pid")), ["f1", "f2"]);
    for id in ["", "host", "host-pi", "host-pid-", "i"] {
        assert!(catalog.kubernetes_fields_of_rule(id).is_empty(), "{id}");
    }
}

#[test]
fn row_of_a_field_says_what_its_line_says() {
    let catalog = read(&small::files()).unwrap();
    let [_, row] = catalog.kubernetes_fields_of_rule("host-pid") else { panic!("two rows") };
    assert_eq!(row.path, "spec.hostPID".parse::<FieldPath>().unwrap());
    assert_eq!((row.value.as_deref(), row.os_name), (Some("true"), PodOs::Unset));
    assert_eq!(row.runtime, RuntimeCondition::Containerd { least: Some("1.6".into()) });
    assert_eq!((row.alternative.as_deref(), &*row.explanation), (None, "nothing happens"));
    assert_eq!([21, 22, 24, 25].map(|minor| row.applies(version(minor))), [false, true, true, false]);
}

#[test]
fn version_that_an_overlay_adds_becomes_the_newest() {
    let files = small::files();
    let known = |catalog: Catalog| catalog.kubernetes_versions;
    assert_eq!(known(read(&files).unwrap()), KnownVersions { oldest: version(22), newest: version(24) });
    let newer = small::overlay("kubernetes-versions.csv", "version,source\n1.25,lists\n");
    assert_eq!(known(read_overlaid(&files, &newer).unwrap()).newest, version(25));
    let too_new = small::overlay("kubernetes-versions.csv", "version,source\n1.26,lists\n");
    assert_eq!(
        read_overlaid(&files, &too_new).unwrap_err().to_string(),
        "/etc/winfit/kubernetes-versions.csv:2: version 1.26: version 1.25 is missing before it"
    );
}

#[test]
fn row_of_an_overlay_replaces_that_with_its_id_even_under_another_rule() {
    let text = "rule,id,kind,path,value,qualifier,os_name,behaviour,since,until,runtime,alternative,explanation,unchecked,basis,sources\n\
                host-processes,f2,Pod,spec.hostPID,true,,unset,fails-at-start,1.24,,any,,it fails,,code,lists\n";
    let catalog = read_overlaid(&small::files(), &small::overlay("kubernetes-fields.csv", text)).unwrap();
    assert_eq!(ids(catalog.kubernetes_fields_of_rule("host-pid")), ["f1"]);
    let [row] = catalog.kubernetes_fields_of_rule("host-processes") else { panic!("one row") };
    assert_eq!(row.behaviour, FieldBehaviour::FailsAtStart);
}

#[test]
fn shipped_versions_begin_with_the_first_that_has_windows_nodes() {
    let known = shipped().kubernetes_versions;
    assert_eq!(known.oldest, version(14));
    assert!(known.newest >= version(37));
}

/// One field, in one state of `spec.os.name`, cannot be refused and be ignored in the same version.
#[test]
fn shipped_rows_about_the_same_case_do_not_overlap() {
    let catalog = shipped();
    let known = catalog.kubernetes_versions;
    let mut seen = BTreeSet::new();
    for row in catalog.kubernetes_fields.iter() {
        for minor in known.oldest.minor()..=known.newest.minor() {
            let case = (
                format!("{:?} {} {:?} {:?}", row.kind, row.path, row.value, row.qualifier),
                format!("{:?} {:?}", row.os_name, row.runtime),
                minor,
            );
            assert!(
                !row.applies(version(minor)) || seen.insert(case.clone()),
                "{} and an earlier row: {case:?}",
                row.id
            );
        }
    }
}

/// What the API server refuses where the pod is said to be for Windows, it takes where nothing is said, and there the
/// field has another fate.
#[test]
fn every_shipped_field_that_is_refused_with_an_os_name_has_a_row_without_one() {
    let catalog = shipped();
    let refused = |row: &&KubernetesField| {
        row.os_name == PodOs::Windows && row.behaviour == FieldBehaviour::RejectedByApi
    };
    let rules =
        catalog.kubernetes_fields.iter().filter(refused).filter_map(|row| Some((row, row.rule.as_deref()?)));
    for (row, rule) in rules {
        let of_rule = catalog.kubernetes_fields_of_rule(rule);
        let without = of_rule.iter().find(|other| other.path == row.path && other.os_name == PodOs::Unset);
        assert!(without.is_some(), "{}", row.id);
    }
}

#[test]
fn pause_image_of_a_version_is_found_by_its_range_and_by_its_name() {
    let catalog = read(&small::files()).unwrap();
    let default = |minor| catalog.default_pause_image(version(minor)).map(|pause| &*pause.image);
    let [first, second] = ["1.1", "1.2"].map(|tag| format!("mcr.microsoft.com/windows/nanoserver:{tag}"));
    assert_eq!([21, 22, 23, 24].map(default), [None, Some(&*first), Some(&*second), Some(&*second)]);
    let named = catalog.pause_image(&second).unwrap();
    assert_eq!(
        (&*named.builds, &*named.containerd),
        (&[14393, 17763][..], &["2.0".into(), "2.1".into()][..])
    );
    assert_eq!(catalog.pause_image("mcr.microsoft.com/windows/nanoserver"), None);
}

#[test]
fn every_shipped_version_has_one_default_pause_image() {
    let catalog = shipped();
    let known = catalog.kubernetes_versions;
    for minor in known.oldest.minor()..=known.newest.minor() {
        let defaults = catalog
            .pause_images
            .iter()
            .filter(|pause| pause.default_of.is_some_and(|versions| versions.contains(version(minor))));
        assert_eq!(defaults.count(), 1, "1.{minor}");
    }
}

#[test]
fn statement_says_what_its_line_says() {
    let catalog = read(&small::files()).unwrap();
    let statements = read_statements(&catalog, &small::statements()).unwrap();
    let ids: Vec<&str> = statements.iter().map(|statement| &*statement.id).collect();
    assert_eq!(ids, ["t1", "t2", "l1"]);
    let answers: Vec<&[Answer]> = statements.iter().map(|statement| &*statement.answers).collect();
    assert_eq!(
        answers,
        [
            &[Answer::Info][..],
            &[
                Answer::Rule("host-pid".into()),
                Answer::Rule("host-ipc".into()),
                Answer::Later("diagnose".into())
            ],
            &[Answer::Command("check".into())],
        ]
    );
    assert_eq!(statements[0].versions.to_string(), "from 1.5 to 1.8");
}
