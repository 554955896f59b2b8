//! What documents are read as, and what is refused.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::json::ENTRIES;
use super::{Config, DOCUMENT_LIMIT, Document, Entry, EntryKind, ManifestError};
use crate::{Digest, ErrorKind};

const OCI_INDEX: &str = "application/vnd.oci.image.index.v1+json";
const DOCKER_LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
const OCI_MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
const OCI_CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";

fn parse(document: &Value) -> Result<Document, ManifestError> {
    Document::parse(&serde_json::to_vec(document).unwrap())
}

fn refusal(bytes: impl AsRef<[u8]>) -> String {
    Document::parse(bytes.as_ref()).unwrap_err().to_string()
}

fn digest() -> String {
    Digest::of(b"x").to_string()
}

fn image(media_type: &str, config_type: &str) -> Value {
    json!({"schemaVersion": 2, "mediaType": media_type, "config": {"mediaType": config_type, "digest": digest()}})
}

fn entries(list: &[Value]) -> Vec<Entry> {
    match parse(&json!({"schemaVersion": 2, "manifests": list})).unwrap() {
        Document::Index(index) => index.entries,
        Document::Manifest(manifest) => panic!("{manifest:?}"),
    }
}

#[test]
fn both_vendors_indexes_and_manifests_are_told_apart_by_media_type_or_by_shape() {
    for media_type in [Some(OCI_INDEX), Some(DOCKER_LIST), Some(""), None] {
        let index = json!({"schemaVersion": 2, "mediaType": media_type, "manifests": []});
        assert!(matches!(parse(&index), Ok(Document::Index(_))), "{media_type:?}");
    }
    for media_type in [OCI_MANIFEST, DOCKER_MANIFEST, ""] {
        for config_type in [OCI_CONFIG, DOCKER_CONFIG, "application/octet-stream", ""] {
            let manifest = image(media_type, config_type);
            assert!(matches!(parse(&manifest), Ok(Document::Manifest(_))), "{manifest}");
        }
    }
}

#[test]
fn a_document_that_can_be_read_in_two_ways_is_refused() {
    let config = json!({"mediaType": OCI_CONFIG, "digest": digest()});
    for document in [
        json!({"schemaVersion": 2, "manifests": [], "config": config}),
        json!({"schemaVersion": 2, "manifests": [], "layers": []}),
        json!({"schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": [], "config": config}),
        json!({"schemaVersion": 2, "mediaType": DOCKER_LIST, "layers": []}),
        json!({"schemaVersion": 2, "mediaType": OCI_MANIFEST, "manifests": [], "config": config}),
        json!({"schemaVersion": 2, "mediaType": DOCKER_MANIFEST, "manifests": []}),
    ] {
        assert!(matches!(parse(&document), Err(ManifestError::Ambiguous { .. })), "{document}");
    }
    assert!(matches!(parse(&json!({"manifests": [], "config": null})), Ok(Document::Index(_))));
}

#[test]
fn schema_one_is_named_and_what_to_do_about_it() {
    let v1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    for document in [
        json!({"schemaVersion": 1, "name": "iis", "tag": "latest", "architecture": "amd64", "fsLayers": []}),
        json!({"mediaType": v1}),
        json!({"fsLayers": [], "history": []}),
    ] {
        let error = parse(&document).unwrap_err();
        assert_eq!(error, ManifestError::SchemaOne, "{document}");
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.help().unwrap().contains("docker push"));
    }
}

#[test]
fn what_is_neither_is_named() {
    let artifact = |document: &Value| match parse(document).unwrap_err() {
        ManifestError::Artifact { media_type } => media_type,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        artifact(&image(OCI_MANIFEST, "application/vnd.cncf.helm.config.v1+json")),
        "application/vnd.cncf.helm.config.v1+json"
    );
    let mut typed = image(OCI_MANIFEST, "application/vnd.oci.empty.v1+json");
    typed["artifactType"] = json!("application/spdx+json");
    assert_eq!(artifact(&typed), "application/spdx+json");
    let reference = json!({"mediaType": "application/vnd.oci.artifact.manifest.v1+json", "blobs": []});
    assert_eq!(artifact(&reference), "application/vnd.oci.artifact.manifest.v1+json");
    assert_eq!(
        refusal("{}"),
        "the manifest is neither an index nor an image: it has no field manifests, config or mediaType"
    );
    assert_eq!(
        refusal(format!("{{\"mediaType\": \"{OCI_INDEX}\"}}")),
        "the manifest is neither an index nor an image: it has no field manifests"
    );
    assert!(refusal("{\"manifests\": \"none\"}").ends_with("its manifests are no list"));
    assert!(refusal("{\"layers\": []}").ends_with("its config is missing or no object"));
    assert_eq!(
        refusal("{\"config\": {\"digest\": \"sha256:\\u001b[2J\"}}"),
        "the manifest names no image configuration by a digest that can be verified: \"sha256:\\u{1b}[2J\" is no digest"
    );
}

#[test]
fn what_is_no_json_is_refused_with_its_place_and_its_beginning() {
    for (bytes, expected) in [
        (&b""[..], "the manifest is empty"),
        (b" \n\t", "the manifest is empty"),
        (b"\xef\xbb\xbf{}", "the manifest is no JSON in UTF-8: it starts like a byte order mark"),
        (b"\xff\xfe{\0}\0", "the manifest is no JSON in UTF-8: it starts like UTF-16 or UTF-32"),
        (b"{\0}\0", "the manifest is no JSON in UTF-8: it starts like UTF-16 or UTF-32"),
        (b"\x1f\x8b\x08", "the manifest is no JSON in UTF-8: it starts like gzip"),
        (b"[]", "the manifest is JSON, but no object"),
        (b"\"{}\"", "the manifest is JSON, but no object"),
        (
            b"{} {}",
            "the manifest is broken JSON: trailing characters at line 1 column 4; it starts with \"{} {}\"",
        ),
        (
            b"{\"manifests\": [],\n\"manifests\": []}",
            "the manifest is broken JSON: duplicate field `manifests` at line 2 column 11; it starts with \
             \"{\\\"manifests\\\": [],\\n\\\"manifests\\\": []}\"",
        ),
        (
            b"{\"a\": \"\0\"}",
            "the manifest is broken JSON: control character (\\u0000-\\u001F) found while parsing a string at line 1 \
             column 7; it starts with \"{\\\"a\\\": \\\"\\0\\\"}\"",
        ),
        (
            b"<!DOCTYPE html>",
            "the manifest is broken JSON: expected value at line 1 column 1; it starts with \"<!DOCTYPE html>\"",
        ),
    ] {
        let shown = String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(refusal(bytes), expected, "{shown:?}");
    }
    assert!(refusal(b"{\"mediaType\": \"\xff\"}").contains("invalid unicode code point at line 1 column 16"));
}

#[test]
fn length_depth_and_number_of_entries_are_bounded() {
    let padded = |length: usize| format!("{}{}", " ".repeat(length - 16), "{\"manifests\":[]}");
    assert!(Document::parse(padded(DOCUMENT_LIMIT).as_bytes()).is_ok());
    assert_eq!(
        refusal(padded(DOCUMENT_LIMIT + 1)),
        "the manifest has 4194305 bytes; 4194304 are the most that is read"
    );
    let listing = |count: usize| json!({"manifests": vec![json!({}); count]});
    assert!(parse(&listing(ENTRIES)).is_ok());
    let error = parse(&listing(ENTRIES + 1)).unwrap_err();
    assert_eq!(error, ManifestError::TooManyEntries { count: 1_001 });
    let brackets = "[".repeat(1_000_000);
    assert!(refusal(format!("{{\"manifests\": [{brackets}")).starts_with("the manifest is broken JSON"));
    assert!(refusal("{\"a\":".repeat(500_000)).starts_with("the manifest is broken JSON"));
    let shown = refusal(format!("{{\"mediaType\": \"{}\"}}", "x".repeat(3_000)));
    assert!(shown.len() < 300 && shown.contains("x…"), "{shown}");
}

#[test]
fn an_odd_entry_harms_no_other() {
    let sound = json!({"mediaType": OCI_MANIFEST, "digest": digest(), "platform": {"os": "linux", "architecture": "arm"}});
    let list = [
        json!(7),
        json!({"digest": 7}),
        json!({"digest": "sha256:0"}),
        json!({"digest": digest(), "platform": "windows/amd64"}),
        json!({"digest": digest(), "platform": {"os": 1, "os.features": [1, "win32k"], "architecture": null}}),
        json!({"digest": digest(), "platform": {"os": "windows", "os.features": [1, "win32k"]}}),
        sound,
    ];
    let read = entries(&list);
    let problems: Vec<_> = read.iter().map(|it| it.digest.clone().err()).collect();
    let problem = |text: &str| Some(text.to_owned());
    assert_eq!(problems[0], problem("it is no object"));
    assert_eq!(problems[1], problem("its digest is no text"));
    assert_eq!(problems[2], problem("\"sha256:0\" is no digest"));
    assert!(problems[3..].iter().all(Option::is_none));
    assert!(read[3].platform.is_none() && read[4].platform.is_none());
    assert_eq!(read[5].platform.as_ref().unwrap().os_features, ["win32k"]);
    assert_eq!(read[6].platform.as_ref().unwrap().architecture.as_deref(), Some("arm"));
}

#[test]
fn entries_are_images_unless_they_say_otherwise() {
    let entry = |more: Value| {
        let mut entry = json!({"mediaType": OCI_MANIFEST, "digest": digest()});
        entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        entries(&[entry])[0].kind
    };
    let annotated = |value: &str| json!({"annotations": {"vnd.docker.reference.type": value}});
    let platform =
        |os: &str, architecture: &str| json!({"platform": {"os": os, "architecture": architecture}});
    for (more, expected) in [
        (json!({}), EntryKind::Image),
        (json!({"mediaType": null}), EntryKind::Image),
        (json!({"mediaType": DOCKER_MANIFEST}), EntryKind::Image),
        (json!({"artifactType": OCI_CONFIG}), EntryKind::Image),
        (annotated("something-else"), EntryKind::Image),
        (platform("unknown", "amd64"), EntryKind::Image),
        (platform("windows", "unknown"), EntryKind::Image),
        (json!({"mediaType": DOCKER_LIST}), EntryKind::Index),
        (json!({"artifactType": "application/spdx+json"}), EntryKind::Artifact),
        (json!({"mediaType": "application/vnd.oci.image.layer.v1.tar"}), EntryKind::Artifact),
        (annotated("attestation-manifest"), EntryKind::Attestation),
        (platform("unknown", "unknown"), EntryKind::Attestation),
    ] {
        assert_eq!(entry(more.clone()), expected, "{more}");
    }
}

#[test]
fn a_configuration_is_read_for_its_platform_its_layers_and_its_base() {
    let layer = digest();
    let config = json!({
        "os": "windows", "architecture": "amd64", "os.version": "10.0.14393.447", "os.features": ["win32k"],
        "variant": "", "rootfs": {"type": "layers", "diff_ids": [layer, "broken", layer]},
        "config": {"Labels": {"org.opencontainers.image.base.name": "mcr.microsoft.com/windows/servercore:ltsc2016"}},
        "history": [{"created_by": "Apply image"}],
    });
    let read = Config::parse(&serde_json::to_vec(&config).unwrap()).unwrap();
    assert_eq!(read.words.os_version.as_deref(), Some("10.0.14393.447"));
    assert_eq!((read.words.variant, read.words.os_features), (None, vec!["win32k".to_owned()]));
    assert_eq!(read.layers, [Digest::of(b"x")]);
    assert_eq!(read.base_name.as_deref(), Some("mcr.microsoft.com/windows/servercore:ltsc2016"));
    assert_eq!(
        Config::parse(b"[]").unwrap_err().to_string(),
        "the image configuration is JSON, but no object"
    );
    let labels = json!({"os": "windows", "config": {"Labels": null}, "rootfs": 1});
    assert!(Config::parse(&serde_json::to_vec(&labels).unwrap()).unwrap().layers.is_empty());
}

/// Any JSON, with the fields that mean something among its keys.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "schemaVersion",
            "mediaType",
            "artifactType",
            "manifests",
            "config",
            "layers",
            "platform",
            "digest",
            "os",
            "architecture",
            "os.version",
            "os.features",
            "annotations",
            "rootfs",
            "diff_ids",
            "Labels",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            OCI_INDEX,
            DOCKER_MANIFEST,
            OCI_CONFIG,
            "windows",
            "10.0.17763.1",
            "unknown"
        ])
        .prop_map(Value::from),
        Just(Value::from(Digest::of(b"x").to_string())),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..8)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let refused = [Document::parse(&bytes).err(), Config::parse(&bytes).err()];
        for error in refused.into_iter().flatten() {
            prop_assert!(!error.to_string().chars().any(char::is_control));
        }
    }

    #[test]
    fn arbitrary_json_is_read_or_refused_in_few_printable_words(document in any_json()) {
        let bytes = serde_json::to_vec(&document).unwrap();
        let refused = [Document::parse(&bytes).err(), Config::parse(&bytes).err()];
        for error in refused.into_iter().flatten() {
            let text = error.to_string();
            prop_assert!(!text.chars().any(char::is_control) && text.len() < 2_000, "{text}");
        }
    }
}
