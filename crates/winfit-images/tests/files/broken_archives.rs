//! Archives that are none, or damaged, cut off, made to hurt: refused with the reason, within bounds.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::json;
use tar::EntryType;
use winfit_testkit::{Archive, component, fixtures};

use crate::made::{Tar, one, path_of, two, unfinished};
use crate::{assert_refused, folder, read, run, versions};

fn written(path: &Path, bytes: &[u8]) -> String {
    fs::write(path.join("a.tar"), bytes).unwrap();
    path.join("a.tar").display().to_string()
}

/// A gzip archive that begins so and goes on with this many bytes.
fn bomb(path: &Path, head: &[u8], bytes: u64) -> String {
    let mut encoder = GzEncoder::new(File::create(path.join("a.tar")).unwrap(), Compression::fast());
    encoder.write_all(head).unwrap();
    io::copy(&mut io::repeat(b' ').take(bytes), &mut encoder).unwrap();
    encoder.finish().unwrap();
    path.join("a.tar").display().to_string()
}

#[test]
fn what_is_no_archive_is_refused() {
    let (_guard, path) = folder();
    for content in ["text", &"text ".repeat(1000), "{}", "\u{1f}\u{8b}", "#!/bin/sh\n"] {
        assert_refused(
            &written(&path, content.as_bytes()),
            "malformed",
            &["is no tar archive", "docker save"],
        );
    }
    assert_refused(&written(&path, b""), "malformed", &["it is empty"]);
    assert_refused(&written(&path, &[0x1f, 0x8b, 8, 0, 1, 2, 3]), "malformed", &["is no tar archive"]);
    assert_refused(&written(&path, &[0x28, 0xb5, 0x2f, 0xfd, 0xff]), "malformed", &["is no tar archive"]);
    assert_refused(
        &path.join("none.tar").display().to_string(),
        "environment",
        &["cannot read", "none.tar", "docker://"],
    );
}

#[test]
fn other_ways_of_compressing_are_named() {
    let (_guard, path) = folder();
    let xz = written(&path, b"\xfd7zXZ\0\0\x04");
    assert_refused(&format!("oci-archive:{xz}"), "unsupported", &["with xz", "decompress"]);
    assert_refused(&written(&path, b"PK\x03\x04"), "unsupported", &["with zip"]);
    assert_refused(&written(&path, b"BZh91AY&SY"), "unsupported", &["with bzip2"]);
}

#[test]
fn an_archive_of_something_else_is_refused_with_what_it_has() {
    let (_guard, path) = folder();
    let etc = Tar::new().file("bin/sh", "x").file("etc/passwd", "x").end();
    assert_refused(
        &written(&path, &etc),
        "malformed",
        &["of no image", "\"bin/sh\", \"etc/passwd\"", "docker export"],
    );
    assert_refused(&written(&path, &Tar::new().end()), "malformed", &["it is empty"]);
    let many = (0..30).fold(Tar::new(), |tar, n| tar.file(&format!("{n}\u{1b}"), "x"));
    assert_refused(&written(&path, &many.end()), "malformed", &["\"9\\u{1b}\" …"]);
    let inside = Tar::new().file("app/oci-layout", "{}").file("app/index.json", "{}").end();
    assert_refused(&written(&path, &inside), "malformed", &["tar -C app -c ."]);
}

#[test]
fn an_archive_that_is_cut_off_says_nothing_of_its_image() {
    let (_guard, path) = folder();
    let tar = Archive::docker(&[(&["app:1"], &fixtures::single())]).with("z", [7; 3000]);
    let tar = unfinished(tar.tar());
    // In the content of the last entry, in its header, in the layer, in the first document.
    for length in [tar.len() - 100, tar.len() - 3000, tar.len() - 3500, 3000, 600] {
        assert_refused(&written(&path, &tar[..length]), "malformed", &["is cut off", "save it again"]);
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(&tar).unwrap();
    let packed = encoder.finish().unwrap();
    for length in [packed.len() - 100, packed.len() - 3000, 3000] {
        assert_refused(&written(&path, &packed[..length]), "malformed", &["is cut off"]);
    }
    // Tools read what merely lacks the mark of its end, and so is this.
    assert_eq!(versions(&written(&path, &tar)), [fixtures::SERVER_2022]);
    assert_eq!(versions(&written(&path, &packed)), [fixtures::SERVER_2022]);
}

#[test]
fn a_cut_off_zstd_archive_is_told_as_such() {
    let Some(zstd) = component("zstd") else { return };
    let (_guard, path) = folder();
    let noise: Vec<u8> =
        (0..1_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    fs::write(path.join("a"), one().with("aaa", noise).tar()).unwrap();
    run(&path, &zstd, &["-q", "a"]);
    let packed = fs::read(path.join("a.zst")).unwrap();
    assert_eq!(versions(&written(&path, &packed)), [fixtures::SERVER_2022]);
    assert_refused(&written(&path, &packed[..packed.len() - 50]), "malformed", &["is cut off"]);
    let mut damaged = packed;
    let middle = damaged.len() / 2;
    damaged[middle..middle + 200].fill(0xaa);
    let error = read(&written(&path, &damaged)).map(|facts| facts.platforms);
    assert!(error.is_ok() || error.is_err_and(|it| it.to_string().contains("damaged")));
}

#[test]
fn a_damaged_header_is_refused_behind_the_entries_before_it() {
    let (_guard, path) = folder();
    let mut tar = Tar::new().file("one", "1").file("two", "2").end();
    tar[1024 + 10] = b'x';
    assert_refused(&written(&path, &tar), "malformed", &["is damaged in or behind entry 1", "checksum"]);
}

#[test]
fn damaged_documents_are_named() {
    let (_guard, path) = folder();
    let blob = path_of(fixtures::single().digest());
    assert_refused(
        &written(&path, &one().with(&blob, "{}").tar()),
        "malformed",
        &["a.tar", &blob, "damaged"],
    );
    assert_refused(&written(&path, &one().without(&blob).tar()), "malformed", &[&blob, "is missing"]);
    assert_refused(
        &written(&path, &one().with("index.json", "{").tar()),
        "malformed",
        &["\"index.json\" cannot be"],
    );
    assert_refused(
        &written(&path, &one().with("oci-layout", r#"{"imageLayoutVersion":"2"}"#).tar()),
        "unsupported",
        &["\"2\""],
    );
    assert_refused(
        &written(&path, &Tar::new().file("manifest.json", "[]").end()),
        "not-found",
        &["lists no image"],
    );
    assert_refused(
        &written(&path, &Tar::new().file("manifest.json", "[1]").end()),
        "malformed",
        &["\"manifest.json\""],
    );
    let other = format!("{}.json", "0".repeat(64));
    let list = json!([{"Config": other, "RepoTags": ["app:1"]}]).to_string();
    let tar = Tar::new().file(&other, &fixtures::single().blobs()[0].bytes).file("manifest.json", list);
    assert_refused(&written(&path, &tar.end()), "malformed", &[&other, "damaged"]);
}

#[test]
fn a_document_over_four_megabytes_is_named_and_not_kept() {
    let (_guard, path) = folder();
    let large = format!("{{{}", " ".repeat(4 * 1024 * 1024));
    assert_refused(
        &written(&path, &one().with("index.json", large).tar()),
        "malformed",
        &["\"index.json\" is larger"],
    );
}

#[test]
fn a_long_name_without_end_is_not_kept() {
    let (_guard, path) = folder();
    for kind in [EntryType::GNULongName, EntryType::GNULongLink, EntryType::XHeader] {
        let head = unfinished(Tar::new().entry(kind, "././@LongLink", None, 1 << 30, b"").end());
        assert_refused(&bomb(&path, &head, 8 << 20), "malformed", &["more than 1 MiB to describe one entry"]);
    }
}

#[test]
fn a_sparse_map_without_end_is_not_kept() {
    let (_guard, path) = folder();
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(EntryType::GNUSparse);
    header.set_size(0);
    header.as_gnu_mut().unwrap().isextended[0] = 1;
    header.set_cksum();
    let mut more = tar::GnuExtSparseHeader::new();
    more.isextended[0] = 1;
    let mut bytes = header.as_bytes().to_vec();
    (0..4000).for_each(|_| bytes.extend_from_slice(more.as_bytes()));
    assert_refused(&written(&path, &bytes), "malformed", &["more than 1 MiB to describe one entry"]);
}

#[test]
fn more_documents_than_any_archive_has_are_not_kept() {
    let (_guard, path) = folder();
    let document = format!("{{{}", " ".repeat(4 * 1024 * 1024 - 2));
    let mut tar = Tar::new();
    for number in 0..17 {
        tar = tar.file(&number.to_string(), &document);
    }
    assert_refused(&written(&path, &tar.end()), "malformed", &["more than 64 MiB of documents"]);
}

#[test]
fn more_entries_than_any_archive_has_are_not_counted_to_their_end() {
    let (_guard, path) = folder();
    let entry = unfinished(Tar::new().file("x", "").end());
    let at_most = [entry.repeat(100_000 - one().entries().len()), one().tar()].concat();
    assert_eq!(versions(&written(&path, &at_most)), [fixtures::SERVER_2022]);
    assert_refused(&written(&path, &[entry, at_most].concat()), "malformed", &["more than 100,000 entries"]);
}

/// Sound archives, with some bytes changed and cut somewhere.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let sound = prop::sample::select(vec![
        one().tar(),
        two().tar(),
        Archive::docker(&[(&["app:1"], &fixtures::single())]).tar(),
        Tar::new().link(EntryType::Symlink, "manifest.json", "b").file("b", "[]").end(),
    ]);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (sound, changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(mut bytes, changes, end, whole)| {
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            if !whole {
                bytes.truncate(end.index(bytes.len()));
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_the_file_there_is_an_answer(bytes in prop_oneof![damaged(), any::<Vec<u8>>()]) {
        let (_guard, path) = folder();
        if let Err(error) = read(&written(&path, &bytes)) {
            prop_assert!(error.to_string().contains("a.tar"), "{}", error);
        }
    }
}
