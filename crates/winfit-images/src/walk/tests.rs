//! What is read of whole images, and how many documents for it.

mod limits;
mod properties;

use std::collections::BTreeMap;
use std::sync::Mutex;

use bytes::Bytes;
use futures_util::FutureExt;
use serde_json::{Value, json};
use winfit_compat::catalog::ImageFamily;
use winfit_compat::{Architecture, ImageOsVersion, Os, OsVersion, Provenance};

use super::{Contents, DOCUMENTS, Store, contents};
use crate::{Digest, ImageError, SkippedKind};

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";

/// Documents in memory, by digest, and the order in which they were asked for.
#[derive(Default)]
struct Memory {
    documents: BTreeMap<Digest, Bytes>,
    asked: Mutex<Vec<Digest>>,
}

impl Memory {
    fn put(&mut self, document: &Value) -> Digest {
        let bytes = Bytes::from(serde_json::to_vec(document).unwrap());
        let digest = Digest::of(&bytes);
        self.documents.insert(digest.clone(), bytes);
        digest
    }

    /// An image with this configuration.
    fn image(&mut self, config: &Value) -> Digest {
        let config = self.put(config);
        self.put(&json!({
            "schemaVersion": 2, "mediaType": MANIFEST,
            "config": {"mediaType": CONFIG, "digest": config.as_str(), "size": 1},
            "layers": [],
        }))
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn get(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.asked.lock().unwrap().push(digest.clone());
        self.documents.get(digest).cloned().ok_or_else(|| ImageError::Offline {
            reference: format!("memory/image@{digest}").parse().unwrap(),
        })
    }
}

impl Store for Memory {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.get(digest)
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.get(digest)
    }
}

fn read(store: &Memory, root: &Value) -> Result<Contents, ImageError> {
    let root = serde_json::to_vec(root).unwrap();
    contents(store, Some(&Digest::of(&root)), &root, Provenance::Registry).now_or_never().unwrap()
}

fn index(entries: &[Value]) -> Value {
    json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": entries})
}

fn entry(digest: &Digest, platform: &Value) -> Value {
    json!({"mediaType": MANIFEST, "digest": digest.as_str(), "size": 1, "platform": platform})
}

fn nowhere(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

fn windows(version: &str) -> Value {
    json!({"os": "windows", "architecture": "amd64", "os.version": version})
}

fn config(version: &str) -> Value {
    json!({"os": "windows", "architecture": "amd64", "os.version": version, "rootfs": {"diff_ids": []}})
}

#[test]
fn an_index_with_versions_is_all_that_is_read() {
    let store = Memory::default();
    let list = json!({"schemaVersion": 2, "mediaType": LIST, "manifests": [
        entry(&nowhere("linux"), &json!({"os": "linux", "architecture": "arm64", "variant": "v8"})),
        entry(&nowhere("2019"), &windows("10.0.17763.437")),
        entry(&nowhere("2022"), &windows("10.0.20348")),
    ]});
    let contents = read(&store, &list).unwrap();
    assert_eq!(store.asked(), 0);
    let [linux, old, new] = contents.platforms.as_slice() else { panic!("{contents:?}") };
    assert_eq!((linux.platform.os, linux.platform.os_version), (Some(Os::Linux), ImageOsVersion::Absent));
    assert_eq!(
        (linux.platform.architecture, linux.variant.as_deref()),
        (Some(Architecture::Arm64), Some("v8"))
    );
    assert_eq!(old.platform.os_version, ImageOsVersion::Known(OsVersion::new(17763, 437)));
    assert_eq!(old.digest, Some(nowhere("2019")));
    assert_eq!(new.platform.os_version, ImageOsVersion::Known(OsVersion::of_build(20348)));
    assert!(contents.skipped.is_empty());
}

#[test]
fn a_windows_entry_without_version_is_followed_to_its_configuration_and_no_other_entry_is() {
    let mut store = Memory::default();
    let image = store.image(&config("10.0.20348.169"));
    let list = index(&[
        entry(&nowhere("linux"), &json!({"os": "linux", "architecture": "amd64"})),
        entry(&image, &json!({"os": "windows", "architecture": "amd64"})),
    ]);
    let contents = read(&store, &list).unwrap();
    assert_eq!(store.asked(), 2);
    assert_eq!(
        contents.platforms[1].platform.os_version,
        ImageOsVersion::Unlisted(OsVersion::new(20348, 169))
    );
    assert_eq!(contents.platforms[1].problem, None);
}

#[test]
fn a_single_image_is_read_by_its_configuration() {
    let mut store = Memory::default();
    let digest = store.image(&config("10.0.14393.206"));
    let root: Value = serde_json::from_slice(&store.documents[&digest]).unwrap();
    let contents = read(&store, &root).unwrap();
    assert_eq!(store.asked(), 1);
    let [only] = contents.platforms.as_slice() else { panic!("{contents:?}") };
    assert_eq!(only.platform.os_version, ImageOsVersion::Known(OsVersion::new(14393, 206)));
    assert_eq!(only.digest, Some(digest));
    assert_eq!(only.platform.provenance, Provenance::Registry);
}

#[test]
fn an_image_without_os_version_is_known_to_have_none_and_a_malformed_one_is_not_guessed() {
    for (written, expected) in [
        (None, ImageOsVersion::Absent),
        (Some(""), ImageOsVersion::Absent),
        (Some("10.0"), ImageOsVersion::Unknown),
        (Some("10.0.17763.437 (1809)"), ImageOsVersion::Unknown),
        (Some(" 10.0.17763.437"), ImageOsVersion::Unknown),
        (Some("10.0.17763"), ImageOsVersion::Unlisted(OsVersion::of_build(17763))),
    ] {
        let mut store = Memory::default();
        let mut config = config("");
        match written {
            None => drop(config.as_object_mut().unwrap().remove("os.version")),
            Some(written) => config["os.version"] = json!(written),
        }
        let digest = store.image(&config);
        let contents = read(&store, &index(&[entry(&digest, &json!({"os": "windows"}))])).unwrap();
        let only = &contents.platforms[0];
        assert_eq!(only.platform.os_version, expected, "{written:?}");
        assert_eq!(only.os_version.as_deref(), written.filter(|it| !it.is_empty()));
        assert_eq!(only.problem.is_some(), expected == ImageOsVersion::Unknown);
    }
}

#[test]
fn attestations_and_artifacts_are_listed_beside_the_platforms_and_not_read() {
    let store = Memory::default();
    let mut attestation = entry(&nowhere("a"), &json!({"os": "linux", "architecture": "amd64"}));
    attestation["annotations"] = json!({"vnd.docker.reference.type": "attestation-manifest"});
    let mut signature = entry(&nowhere("b"), &json!(null));
    signature["artifactType"] = json!("application/vnd.dev.cosign.artifact.sig.v1+json");
    let mut bill = entry(&nowhere("c"), &json!(null));
    bill["mediaType"] = json!("application/spdx+json");
    let list = index(&[
        attestation,
        entry(&nowhere("d"), &json!({"os": "unknown", "architecture": "unknown"})),
        entry(&nowhere("e"), &windows("10.0.26100.1")),
        signature,
        bill,
        json!({"digest": "sha256:beef", "platform": {"os": "linux"}}),
        json!("nonsense"),
    ]);
    let contents = read(&store, &list).unwrap();
    assert_eq!((store.asked(), contents.platforms.len()), (0, 1));
    let kinds: Vec<_> = contents.skipped.iter().map(|it| it.kind).collect();
    use SkippedKind::{Artifact, Attestation, Broken};
    assert_eq!(kinds, [Attestation, Attestation, Artifact, Artifact, Broken, Broken]);
    assert_eq!(
        contents.skipped[2].media_type.as_deref(),
        Some("application/vnd.dev.cosign.artifact.sig.v1+json")
    );
    assert_eq!(contents.skipped[4].problem.as_deref(), Some("\"sha256:beef\" is no digest"));
}

#[test]
fn an_entry_that_cannot_be_read_is_a_platform_in_doubt_and_leaves_the_others_unharmed() {
    let store = Memory::default();
    let bare = json!({"os": "windows", "architecture": "amd64"});
    let list = index(&[entry(&nowhere("lost"), &bare), entry(&nowhere("ok"), &windows("10.0.20348.1"))]);
    let contents = read(&store, &list).unwrap();
    let [lost, ok] = contents.platforms.as_slice() else { panic!("{contents:?}") };
    assert_eq!((lost.platform.os, lost.platform.os_version), (Some(Os::Windows), ImageOsVersion::Unknown));
    assert!(lost.problem.as_deref().unwrap().contains(nowhere("lost").as_str()), "{lost:?}");
    assert_eq!(ok.platform.os_version, ImageOsVersion::Known(OsVersion::new(20348, 1)));

    let alone = index(&[entry(&nowhere("lost"), &bare)]);
    assert!(matches!(read(&store, &alone), Err(ImageError::Offline { .. })));
}

#[test]
fn a_base_image_is_told_by_annotation_before_label() {
    let mut store = Memory::default();
    let mut labelled = config("10.0.17763.1");
    let name = "org.opencontainers.image.base.name";
    labelled["config"] = json!({"Labels": {name: "mcr.microsoft.com/windows/servercore:1809"}});
    let digest = store.image(&labelled);
    let mut listed = entry(&digest, &json!({"os": "windows"}));
    let base = |list: &Value| read(&store, list).unwrap().platforms[0].base.clone().unwrap();
    let by_label = base(&index(&[listed.clone()]));
    assert_eq!((by_label.family, by_label.told_by.as_str()), (ImageFamily::ServerCore, "label"));
    listed["annotations"] = json!({name: "mcr.microsoft.com/windows/nanoserver:1809"});
    let by_annotation = base(&index(&[listed]));
    assert_eq!(
        (by_annotation.family, by_annotation.told_by.as_str()),
        (ImageFamily::NanoServer, "annotation")
    );
}

#[test]
fn an_artifact_alone_is_no_image_and_its_type_is_named() {
    let chart = json!({
        "schemaVersion": 2,
        "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": nowhere("x").as_str()},
    });
    let error = read(&Memory::default(), &chart).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it is an artifact of type \"application/vnd.cncf.helm.config.v1+json\", and no image"
    );
    let artifact = json!({"digest": nowhere("x").as_str(), "artifactType": "application/spdx+json"});
    let broken = json!({"platform": {"os": "windows"}});
    for (entries, expected, help) in [
        (vec![], "it is empty", "name a tag"),
        (vec![artifact.clone()], "only 1 other artifact", "name a tag"),
        (
            vec![broken.clone()],
            "only 1 broken entry; what is wrong: it has no digest",
            "push the image again",
        ),
        (
            vec![artifact, json!({"digest": 7}), broken],
            "only 1 other artifact, 2 broken entries; what is wrong with the first: its digest is no text",
            "push the image again",
        ),
    ] {
        let error = read(&Memory::default(), &index(&entries)).unwrap_err();
        assert_eq!(error.to_string(), format!("the index lists no image: {expected}"));
        assert!(error.help().unwrap().starts_with(help), "{error:?}");
    }
}

#[test]
fn base_layers_are_the_lowest_packed_and_unpacked() {
    let mut store = Memory::default();
    let layer = |name: &str| nowhere(name).to_string();
    let mut inside = config("10.0.14393.447");
    inside["rootfs"]["diff_ids"] = json!([layer("u1"), layer("u2"), layer("u3")]);
    let config_digest = store.put(&inside);
    let manifest = json!({
        "config": {"digest": config_digest.as_str()},
        "layers": [{"digest": layer("p1")}, {"digest": layer("p2")}, {"digest": layer("p3")}],
    });
    let contents = read(&store, &manifest).unwrap();
    assert_eq!(contents.platforms[0].base_layers, ["u1", "u2", "p1", "p2"].map(nowhere));
}

#[test]
fn a_configuration_of_another_system_than_its_entry_says_is_not_taken_for_windows() {
    let mut store = Memory::default();
    let image = store.image(&json!({"os": "linux", "architecture": "amd64", "os.version": "10.0.17763.1"}));
    let contents = read(&store, &index(&[entry(&image, &json!({"os": "windows"}))])).unwrap();
    let only = &contents.platforms[0];
    assert_eq!(only.platform.os_version, ImageOsVersion::Unknown);
    assert_eq!(only.problem.as_deref(), Some("the index says os windows, its configuration says \"linux\""));
}

#[test]
fn a_malformed_version_in_the_index_is_told_though_the_configuration_has_a_sound_one() {
    let mut store = Memory::default();
    let image = store.image(&config("10.0.17763.437"));
    let contents = read(&store, &index(&[entry(&image, &windows("1809"))])).unwrap();
    let only = &contents.platforms[0];
    assert_eq!(only.platform.os_version, ImageOsVersion::Unlisted(OsVersion::new(17763, 437)));
    let problem = only.problem.as_deref().unwrap();
    assert!(problem.starts_with("in the index, os.version \"1809\" is not an OS version"), "{problem}");
}

#[test]
fn words_that_no_host_knows_are_kept_and_not_guessed_at() {
    let list = index(&[
        entry(&nowhere("a"), &json!({"os": "freebsd", "architecture": "mips", "os.version": "14.1"})),
        entry(&nowhere("b"), &json!({"os": "Linux"})),
    ]);
    let contents = read(&Memory::default(), &list).unwrap();
    let [bsd, linux] = contents.platforms.as_slice() else { panic!("{contents:?}") };
    assert_eq!((bsd.os.as_str(), bsd.architecture.as_str()), ("freebsd", "mips"));
    assert_eq!((bsd.platform.os, bsd.platform.architecture), (None, Some(Architecture::Other)));
    assert_eq!((bsd.os_version.as_deref(), bsd.platform.os_version), (Some("14.1"), ImageOsVersion::Absent));
    assert_eq!((linux.platform.os, linux.platform.architecture), (Some(Os::Linux), None));
}

/// A store in which what is asked for first is answered last.
struct Slow(Memory);

impl Slow {
    async fn give(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        let asked = self.0.asked();
        let bytes = self.0.get(digest);
        for _ in asked..40 {
            tokio::task::yield_now().await;
        }
        bytes
    }
}

impl Store for Slow {
    async fn manifest(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.give(digest).await
    }

    async fn config(&self, digest: &Digest) -> Result<Bytes, ImageError> {
        self.give(digest).await
    }
}

#[tokio::test]
async fn platforms_keep_the_order_of_the_list_whichever_is_read_first() {
    let mut store = Memory::default();
    let images: Vec<Digest> = (0..12).map(|i| store.image(&config(&format!("10.0.20348.{i}")))).collect();
    let entries: Vec<Value> = images.iter().map(|it| entry(it, &json!({"os": "windows"}))).collect();
    let root = serde_json::to_vec(&index(&entries)).unwrap();
    let contents = contents(&Slow(store), None, &root, Provenance::Layout).await.unwrap();
    let digests: Vec<Digest> = contents.platforms.into_iter().filter_map(|it| it.digest).collect();
    assert_eq!(digests, images);
}
