//! Archives as tools write them: `docker save` old and new, skopeo, tar; plain, gzip, zstd.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use tar::EntryType;
use winfit_compat::Provenance;
use winfit_testkit::{Archive, component, fixtures};

use crate::made::{Tar, annotated, content, one, path_of, server_2019, two, unfinished};
use crate::{assert_refused, at, folder, read, refusal, run, versions};

fn written(path: &Path, name: &str, bytes: &[u8]) -> String {
    fs::write(path.join(name), bytes).unwrap();
    path.join(name).display().to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn an_oci_archive_of_skopeo_is_read_with_its_digest() {
    let Some(skopeo) = component("skopeo") else { return };
    let (_guard, path) = folder();
    Archive::oci(&[(Some("app"), &fixtures::multi_version())]).unpack(&path.join("from"));
    run(&path, &skopeo, &["--insecure-policy", "copy", "--all", "oci:from:app", "oci-archive:app.bin:app:1"]);
    let place = at("oci-archive", &path.join("app.bin"));
    let facts = read(&format!("{place}:app:1")).unwrap();
    assert_eq!(facts.digest.unwrap().as_str(), fixtures::multi_version().digest());
    assert_eq!(facts.platforms.len(), 3);
    assert_eq!(facts.platforms[0].platform.provenance, Provenance::Archive);
    assert_eq!(versions(&place).len(), 3);
    assert_refused(&format!("{place}:app:2"), "not-found", &["no image \"app:2\"", "\"app:1\""]);
}

#[test]
fn a_docker_archive_of_skopeo_tells_its_configuration_and_no_digest() {
    let Some(skopeo) = component("skopeo") else { return };
    let (_guard, path) = folder();
    one().unpack(&path.join("from"));
    let copy =
        ["--insecure-policy", "--override-os=windows", "--override-arch=amd64", "copy", "oci:from:app"];
    run(&path, &skopeo, &[&copy[..], &["docker-archive:app.bin:localhost/app:1"]].concat());
    let place = at("docker-archive", &path.join("app.bin"));
    let facts = read(&format!("{place}:localhost/app:1")).unwrap();
    assert_eq!(facts.digest, None);
    assert_eq!(facts.platforms.len(), 1);
    assert_eq!(facts.platforms[0].digest, None);
    assert_eq!(facts.platforms[0].os_version.as_deref(), Some(fixtures::SERVER_2022));
    assert_eq!(facts.platforms[0].platform.provenance, Provenance::Archive);
    assert_eq!(versions(&place), [fixtures::SERVER_2022]);
    assert_refused(&format!("{place}:app:1"), "not-found", &["no image \"app:1\"", "\"localhost/app:1\""]);
}

#[test]
fn one_image_of_a_docker_archive_is_chosen_by_tag_position_or_id() {
    let (_guard, path) = folder();
    let (old, new) = (server_2019(), fixtures::single());
    let tar = Archive::docker(&[(&["app:1", "app:old"], &old), (&["docker.io/library/app:latest"], &new)]);
    let place = format!("docker-archive:{}", written(&path, "a.tar", &tar.tar()));
    for name in ["app:1", "app:old", "library/app:1", "@0", &format!("@{}", old.blobs()[0].digest)] {
        assert_eq!(versions(&format!("{place}:{name}")), [fixtures::SERVER_2019], "{name}");
    }
    for name in ["app", "docker.io/library/app:latest", "@1"] {
        assert_eq!(versions(&format!("{place}:{name}")), [fixtures::SERVER_2022], "{name}");
    }
    assert_refused(&place, "not-found", &["several images", "\"app:1\" (@0)"]);
    assert_refused(&format!("{place}:app:2"), "not-found", &["no image \"app:2\""]);
}

#[test]
fn the_help_names_an_image_of_the_archive_behind_the_prefix_as_it_was_typed() {
    let (_guard, path) = folder();
    let tar = Archive::docker(&[(&["app:1"], &server_2019()), (&["app:2"], &fixtures::single())]);
    let file = written(&path, "a.tar", &tar.tar());
    for (typed, prefix) in
        [("docker-archive:", "docker-archive:"), ("oci-archive:", "oci-archive:"), ("", "oci-archive:")]
    {
        let (_, _, help) = refusal(&format!("{typed}{file}"));
        let place = format!("{prefix}{file}");
        assert_eq!(help, format!("name one of them, as in {place}:app:1, or by position, as in {place}:@0"));
        assert_eq!(versions(&format!("{place}:app:1")), [fixtures::SERVER_2019]);
    }
    let tar = Archive::docker(&[(&[], &server_2019()), (&[], &fixtures::single())]);
    let place = format!("docker-archive:{}", written(&path, "b.tar", &tar.tar()));
    assert_eq!(refusal(&place).2, format!("name one of them by position, as in {place}:@0"));
}

#[test]
fn an_image_without_a_tag_is_found_as_the_only_one() {
    let (_guard, path) = folder();
    let tar = Archive::docker(&[(&[], &fixtures::single())]).tar();
    assert_eq!(versions(&written(&path, "a.tar", &tar)), [fixtures::SERVER_2022]);
    let tar = Tar::new().file("c", &fixtures::single().blobs()[0].bytes);
    let list = json!([{"Config": "c", "RepoTags": null, "Layers": null}]).to_string();
    assert_eq!(
        versions(&written(&path, "a.tar", &tar.file("manifest.json", list).end())),
        [fixtures::SERVER_2022]
    );
}

#[test]
fn an_archive_that_is_a_layout_and_a_docker_archive_tells_the_digest() {
    let (_guard, path) = folder();
    let image = fixtures::single();
    let list = json!([{"Config": path_of(&image.blobs()[0].digest), "RepoTags": ["app:1"], "Layers": []}]);
    let names = json!({"io.containerd.image.name": "docker.io/library/app:1", "org.opencontainers.image.ref.name": "1"});
    let both = |names| annotated(&[(&image, names)]).with("manifest.json", list.to_string()).tar();
    let place = written(&path, "a.tar", &both(names));
    for place in [format!("docker-archive:{place}:app:1"), format!("oci-archive:{place}:1"), place] {
        assert_eq!(read(&place).unwrap().digest.unwrap().as_str(), image.digest(), "{place}");
    }
    // Where the index does not have the name, the tags may.
    let place = format!("docker-archive:{}:app:1", written(&path, "b.tar", &both(json!({}))));
    assert_eq!(versions(&place), [fixtures::SERVER_2022]);
    assert_eq!(read(&place).unwrap().digest, None);
}

#[test]
fn the_name_of_the_file_does_not_tell_how_it_is_compressed() {
    let (_guard, path) = folder();
    let Some(zstd) = component("zstd") else { return };
    fs::write(path.join("plain"), one().tar()).unwrap();
    run(&path, &zstd, &["-q", "plain", "-o", "zstd"]);
    run(&path, &zstd, &["-q", "--format=gzip", "plain", "-o", "gzip"]);
    run(&path, &zstd, &["-q", "--ultra", "-22", "--long=27", "plain", "-o", "long"]);
    for (name, wrong) in [("plain", "a.tar.gz"), ("gzip", "a.tar.zst"), ("zstd", "a.tar"), ("long", "b.tgz")]
    {
        fs::rename(path.join(name), path.join(wrong)).unwrap();
        assert_eq!(versions(&path.join(wrong).display().to_string()), [fixtures::SERVER_2022], "{name}");
    }
}

#[test]
fn parts_that_were_compressed_one_by_one_are_read_as_one() {
    let (_guard, path) = folder();
    let Some(zstd) = component("zstd") else { return };
    let tar = one().tar();
    let (first, second) = tar.split_at(tar.len() / 2);
    let gzipped = [gzip(first), gzip(b""), gzip(second)].concat();
    assert_eq!(versions(&written(&path, "a.tar", &gzipped)), [fixtures::SERVER_2022]);
    let frame = |name: &str, bytes| {
        fs::write(path.join(name), bytes).unwrap();
        run(&path, &zstd, &["-q", "--no-check", name]);
        fs::read(path.join(format!("{name}.zst"))).unwrap()
    };
    // A frame to skip, as the parallel compressors write.
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0], &b"skip"[..]].concat();
    let frames = [&skipped, &frame("1", first), &skipped, &frame("0", b""), &frame("2", second)];
    let frames: Vec<u8> = frames.into_iter().flatten().copied().collect();
    assert_eq!(versions(&written(&path, "b.tar", &frames)), [fixtures::SERVER_2022]);
}

#[test]
fn what_the_program_tar_writes_is_read_in_each_of_its_formats() {
    let Some(tar) = component("tar") else { return };
    let (_guard, path) = folder();
    // Over the 100 bytes of a plain header.
    let long = format!("{}/x", ["n".repeat(90), "n".repeat(90)].join("/"));
    two().with(&long, "long").unpack(&path.join("in"));
    for format in ["gnu", "posix", "ustar", "oldgnu"] {
        run(&path, &tar, &["-C", "in", &format!("--format={format}"), "-cf", "out.tar", "."]);
        let place = format!("oci-archive:{}:new", path.join("out.tar").display());
        assert_eq!(versions(&place), [fixtures::SERVER_2022], "{format}");
    }
}

#[test]
fn a_sparse_file_in_the_archive_holds_nobody_up() {
    let Some(tar) = component("tar") else { return };
    let (_guard, path) = folder();
    one().unpack(&path.join("in"));
    let mut layer = File::create(path.join("in/a-layer")).unwrap();
    for piece in 0..40 {
        layer.seek(SeekFrom::Start(piece << 30)).unwrap();
        layer.write_all(b"layer").unwrap();
    }
    run(
        &path,
        &tar,
        &[
            "-C",
            "in",
            "--sparse",
            "--format=gnu",
            "-cf",
            "out.tar",
            "a-layer",
            "blobs",
            "index.json",
            "oci-layout",
        ],
    );
    assert_eq!(versions(&path.join("out.tar").display().to_string()), [fixtures::SERVER_2022]);
}

#[test]
fn a_layer_of_a_hundred_gigabytes_is_stepped_over() {
    let (_guard, path) = folder();
    let size = 100 << 30;
    let head = unfinished(Tar::new().entry(EntryType::Regular, "layer.tar", None, size, b"").end());
    let mut file = File::create(path.join("a.tar")).unwrap();
    file.write_all(&head).unwrap();
    file.seek(SeekFrom::Current(size as i64)).unwrap();
    file.write_all(&one().tar()).unwrap();
    assert_eq!(versions(&path.join("a.tar").display().to_string()), [fixtures::SERVER_2022]);
}

#[test]
fn links_lead_to_other_entries_of_the_archive() {
    let (_guard, path) = folder();
    let config = fixtures::single().blobs()[0].bytes.clone();
    let saved = |path| json!([{"Config": path, "RepoTags": ["app:1"], "Layers": []}]).to_string();
    let tar = |name| {
        let tar = Tar::new()
            .link(EntryType::Symlink, "a/b/soft", "../../c/config")
            .link(EntryType::Symlink, "softer", "./a/b/soft")
            .link(EntryType::Symlink, "loop", "loop")
            .link(EntryType::Symlink, "out", "../../etc/passwd")
            .link(EntryType::Symlink, "host", "/etc/passwd")
            .link(EntryType::Symlink, "gone", "nowhere")
            .file("./c//config", &config)
            .link(EntryType::Link, "hard", "c/config")
            .link(EntryType::Link, "early", "manifest.json");
        written(&path, "a.tar", &tar.file("manifest.json", saved(name)).end())
    };
    for name in ["c/config", "./c/config", "a/b/soft", "softer", "hard", "c/../hard"] {
        assert_eq!(versions(&tar(name)), [fixtures::SERVER_2022], "{name}");
    }
    for name in ["loop", "out", "host", "gone", "early", "../hard", "c"] {
        assert_refused(&tar(name), "malformed", &["is missing, which manifest.json names"]);
    }
}

#[test]
fn of_several_entries_of_one_name_the_last_counts() {
    let (_guard, path) = folder();
    let index = content(&two(), "index.json");
    let tar = |first: &str, last: &[u8]| {
        let mut tar = Tar::new().file("index.json", first);
        for (name, content) in two().without("index.json").entries() {
            tar = tar.file(name, content);
        }
        written(&path, "a.tar", &tar.file("./index.json", last).end())
    };
    assert_eq!(versions(&format!("oci-archive:{}:old", tar("{}", &index))), [fixtures::SERVER_2019]);
    assert_refused(&tar(std::str::from_utf8(&index).unwrap(), b"{}"), "not-found", &["lists no image"]);
    assert_refused(&tar(std::str::from_utf8(&index).unwrap(), b"binary"), "malformed", &["of no image"]);
}

#[test]
fn a_path_without_a_prefix_may_be_either() {
    let (_guard, path) = folder();
    one().unpack(&path.join("app.oci"));
    fs::write(path.join("app.tar"), one().tar()).unwrap();
    for name in ["app.oci", "app.tar"] {
        assert_eq!(versions(&path.join(name).display().to_string()), [fixtures::SERVER_2022]);
    }
    assert_refused(&at("oci", &path.join("app.tar")), "environment", &["is no folder", "oci-archive:"]);
}

#[test]
fn many_archives_are_read_side_by_side() {
    let (_guard, path) = folder();
    let places: Vec<PathBuf> = (0..20).map(|number| path.join(format!("{number}.tar"))).collect();
    places.iter().for_each(|place| fs::write(place, one().tar()).unwrap());
    let texts: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
    let resolved = crate::resolve(&texts);
    assert_eq!(resolved.len(), 20);
    assert!(resolved.values().all(Result::is_ok));
}
