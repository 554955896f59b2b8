//! Layouts and archives, read by skopeo.

use std::io::Read as _;

use winfit_testkit::{Archive, fixtures};

use crate::skopeo::skopeo;

/// What skopeo finds behind this.
fn read(source: &str) -> Option<Vec<u8>> {
    let output = skopeo(&["inspect", "--raw", source])?;
    assert!(output.status.success(), "{source}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[test]
fn a_layout_holds_each_image_under_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (many, single) = (fixtures::mixed(), fixtures::single());
    Archive::oci(&[(Some("many"), &many), (Some("single"), &single)]).unpack(folder.path());
    for (name, image) in [("many", &many), ("single", &single)] {
        let Some(found) = read(&format!("oci:{}:{name}", folder.path().display())) else { return };
        assert_eq!(found, image.bytes(), "{name}");
    }
}

#[test]
fn archives_are_read_by_skopeo() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("image.tar");
    let image = fixtures::single();
    let oci = Archive::oci(&[(None, &image)]);
    let docker = Archive::docker(&[(&["app:1"], &image)]).tar();
    let newer = Archive::docker_25(&[(&["app:1"], &image)]).tar();
    // Skopeo 1.9 does not read what docker save writes when it is compressed; docker load does.
    for (kind, bytes) in [
        ("oci-archive", oci.tar()),
        ("oci-archive", oci.tar_gz()),
        ("oci-archive", oci.tar_zst()),
        ("docker-archive", docker),
        ("docker-archive", newer),
    ] {
        std::fs::write(&file, bytes).unwrap();
        if read(&format!("{kind}:{}", file.display())).is_none() {
            return;
        }
    }
}

#[test]
fn an_archive_compressed_by_zstd_holds_the_same_bytes() {
    let archive = Archive::oci(&[(None, &fixtures::multi_version())]);
    let compressed = archive.tar_zst();
    assert_eq!(compressed[..4], [0x28, 0xb5, 0x2f, 0xfd]);
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(compressed.as_slice()).unwrap();
    let mut bytes = Vec::new();
    decoder.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, archive.tar());
}

#[test]
fn entries_can_be_spoiled_taken_away_and_reordered() {
    let archive = Archive::oci(&[(None, &fixtures::linux())]);
    let names =
        |archive: &Archive| archive.entries().iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let spoiled = archive.clone().with("index.json", "{").without("oci-layout").reversed();
    assert_eq!(spoiled.entries()[0], ("index.json".to_owned(), b"{".to_vec()));
    assert_eq!(names(&spoiled).len(), names(&archive).len() - 1);
}
