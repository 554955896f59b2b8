//! OCI layout folders.

use std::fs;
use std::path::Path;

use serde_json::json;
use winfit_compat::Provenance;
use winfit_testkit::{Archive, Index, Manifest, component, fixtures};

use crate::made::{annotated, content, one, path_of, server_2019, two};
use crate::{assert_refused, at, folder, read, run, versions};

#[test]
fn the_only_image_needs_no_name() {
    let (_guard, path) = folder();
    one().unpack(&path);
    let facts = read(&at("oci", &path)).unwrap();
    assert_eq!(facts.digest.unwrap().as_str(), fixtures::single().digest());
    assert_eq!(facts.platforms[0].os_version.as_deref(), Some(fixtures::SERVER_2022));
    assert_eq!(facts.platforms[0].platform.provenance, Provenance::Layout);
    // A folder may also be named as it is.
    assert_eq!(versions(&path.display().to_string()), [fixtures::SERVER_2022]);
}

#[test]
fn one_of_several_is_chosen_by_name_digest_or_position() {
    let (_guard, path) = folder();
    two().unpack(&path);
    let oci = at("oci", &path);
    assert_eq!(versions(&format!("{oci}:old")), [fixtures::SERVER_2019]);
    assert_eq!(versions(&format!("{oci}:new")), [fixtures::SERVER_2022]);
    assert_eq!(versions(&format!("{oci}:@0")), [fixtures::SERVER_2019]);
    assert_eq!(versions(&format!("{oci}:@{}", fixtures::single().digest())), [fixtures::SERVER_2022]);
    assert_refused(&oci, "not-found", &["several images", "\"old\" (@0)", "\"new\" (@1)", "oci:"]);
    assert_refused(&format!("{oci}:ne"), "not-found", &["no image \"ne\"", "\"old\""]);
    assert_refused(&format!("{oci}:@2"), "not-found", &["no image \"@2\""]);
}

#[test]
fn the_name_that_containerd_writes_matches_as_a_reference() {
    let (_guard, path) = folder();
    let name =
        |name| json!({"io.containerd.image.name": name, "org.opencontainers.image.ref.name": "latest"});
    annotated(&[
        (&fixtures::single(), name("docker.io/library/app:latest")),
        (&server_2019(), name("docker.io/library/app:1")),
    ])
    .unpack(&path);
    let oci = at("oci", &path);
    for text in ["app", "app:latest", "docker.io/library/app:latest", "library/app"] {
        assert_eq!(versions(&format!("{oci}:{text}")), [fixtures::SERVER_2022], "{text}");
    }
    assert_eq!(versions(&format!("{oci}:app:1")), [fixtures::SERVER_2019]);
    assert_refused(&format!("{oci}:latest"), "not-found", &["several images named \"latest\""]);
    assert_refused(&format!("{oci}:app:2"), "not-found", &["no image \"app:2\""]);
}

#[test]
fn an_image_with_two_names_is_still_the_only_one() {
    let (_guard, path) = folder();
    Archive::oci(&[(Some("a"), &fixtures::single()), (Some("b"), &fixtures::single())]).unpack(&path);
    assert_eq!(versions(&at("oci", &path)), [fixtures::SERVER_2022]);
}

#[test]
fn an_index_is_read_to_the_configurations_where_it_says_too_little() {
    let (_guard, path) = folder();
    Archive::oci(&[(None, &Index::oci().with(&fixtures::without_os_version()).image())]).unpack(&path);
    let expected = [fixtures::SERVER_2019, fixtures::SERVER_2022, fixtures::SERVER_2025];
    assert_eq!(versions(&at("oci", &path)), expected);
}

#[test]
fn a_layout_that_skopeo_copied_is_read() {
    let Some(skopeo) = component("skopeo") else { return };
    let (_guard, path) = folder();
    Archive::oci(&[(Some("app"), &fixtures::multi_version())]).unpack(&path.join("from"));
    run(&path, &skopeo, &["--insecure-policy", "copy", "--all", "oci:from:app", "oci:to:localhost/app:1"]);
    let facts = read(&format!("{}:localhost/app:1", at("oci", &path.join("to")))).unwrap();
    assert_eq!(facts.digest.unwrap().as_str(), fixtures::multi_version().digest());
    assert_eq!(facts.platforms.len(), 3);
}

#[test]
fn a_blob_whose_content_is_not_that_of_its_name_is_refused() {
    let (_guard, path) = folder();
    let blob = path_of(fixtures::single().digest());
    one().with(&blob, "{}").unpack(&path);
    assert_refused(&at("oci", &path), "malformed", &[&blob, "damaged", fixtures::single().digest()]);
    let config = path_of(&fixtures::single().blobs()[0].digest);
    one().with(&config, "{}").unpack(&path);
    assert_refused(&at("oci", &path), "malformed", &[&config, "damaged"]);
}

#[test]
fn what_a_layout_lacks_is_named() {
    let (_guard, path) = folder();
    let blob = path_of(fixtures::single().digest());
    one().without(&blob).unpack(&path.join("blob"));
    assert_refused(&at("oci", &path.join("blob")), "malformed", &[&blob, "is missing"]);
    one().without("oci-layout").unpack(&path.join("marker"));
    assert_refused(&at("oci", &path.join("marker")), "environment", &["no file oci-layout", "skopeo copy"]);
    one().without("index.json").unpack(&path.join("index"));
    assert_refused(&at("oci", &path.join("index")), "environment", &["no file index.json"]);
    assert_refused(&at("oci", &path.join("none")), "environment", &["none", "cannot read"]);
    fs::write(path.join("file"), "x").unwrap();
    assert_refused(&at("oci", &path.join("file")), "environment", &["is no folder", "oci-archive:"]);
    Archive::oci(&[]).unpack(&path.join("empty"));
    assert_refused(&at("oci", &path.join("empty")), "not-found", &["lists no image"]);
}

#[test]
fn a_layout_of_another_version_or_in_no_json_is_refused() {
    let (_guard, path) = folder();
    for (content, kind, part) in [
        (r#"{"imageLayoutVersion": "2.0.0"}"#, "unsupported", "version is \"2.0.0\""),
        (r#"{"imageLayoutVersion": "10"}"#, "unsupported", "\"10\""),
        ("1.0.0", "malformed", "\"oci-layout\" cannot be understood"),
        ("", "malformed", "line 1 column 0"),
    ] {
        one().with("oci-layout", content).unpack(&path);
        assert_refused(&at("oci", &path), kind, &[part]);
    }
    one().with("index.json", r#"{"manifests": [{"digest": "sha256:../../x"}]}"#).unpack(&path);
    assert_refused(&at("oci", &path), "malformed", &["\"sha256:../../x\", which is no digest"]);
}

#[test]
fn documents_over_four_megabytes_are_not_read() {
    let (_guard, path) = folder();
    let spaces = |bytes| [content(&one(), "index.json"), vec![b' '; bytes]].concat();
    let length = content(&one(), "index.json").len();
    one().with("index.json", spaces(4 * 1024 * 1024 - length)).unpack(&path);
    assert_eq!(versions(&at("oci", &path)), [fixtures::SERVER_2022]);
    one().with("index.json", spaces(4 * 1024 * 1024 - length + 1)).unpack(&path);
    assert_refused(&at("oci", &path), "malformed", &["\"index.json\" is larger than 4194304 bytes"]);
}

#[test]
fn an_error_lists_some_of_many_names() {
    let (_guard, path) = folder();
    let images: Vec<_> = (1..=12)
        .map(|revision| {
            let image = Manifest::windows(&format!("10.0.17763.{revision}")).image();
            (format!("{revision}\u{7}{}", "n".repeat(500)), image)
        })
        .collect();
    let images: Vec<_> = images.iter().map(|(name, image)| (Some(name.as_str()), image)).collect();
    Archive::oci(&images).unpack(&path);
    let (_, message, _) = crate::refusal(&at("oci", &path));
    assert!(message.ends_with("and 2 more") && message.contains("(@9)"), "{message}");
    assert!(message.len() < 2000 && !message.contains('\u{7}'), "{message}");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_followed_and_what_it_leads_to_is_verified() {
    let (_guard, path) = folder();
    let blob = path.join("layout").join(path_of(fixtures::single().digest()));
    one().unpack(&path.join("layout"));
    fs::rename(&blob, path.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(path.join("elsewhere"), &blob).unwrap();
    assert_eq!(versions(&at("oci", &path.join("layout"))), [fixtures::SERVER_2022]);
    fs::write(path.join("elsewhere"), "root:x:0:0").unwrap();
    let (_, message, _) = crate::refusal(&at("oci", &path.join("layout")));
    assert!(message.contains("damaged") && !message.contains("root"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_not_opened() {
    let (_guard, path) = folder();
    one().without("index.json").unpack(&path);
    run(&path, Path::new("mkfifo"), &["index.json"]);
    assert_refused(&at("oci", &path), "environment", &["index.json is no regular file"]);
    assert_refused(
        &at("oci-archive", &path.join("index.json")),
        "environment",
        &["no regular file", "to a file first"],
    );
}
