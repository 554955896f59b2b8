//! What `winfit image` says of platforms that are not as they should be, or of which little is known.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use winfit_testkit::Blob;

use crate::program::{self, winfit};
use crate::schema::assert_valid;

/// An OCI layout with one index, whose entries lead to these configurations, or nowhere.
fn layout(entries: &[(Value, Option<Value>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |value: &Value| {
        let blob = Blob::new("", serde_json::to_vec(value).unwrap());
        let path = folder.path().join("blobs/sha256").join(&blob.digest["sha256:".len()..]);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &blob.bytes).unwrap();
        blob
    };
    let descriptor = |kind: &str, blob: &Blob| {
        let media_type = format!("application/vnd.oci.image.{kind}.v1+json");
        json!({"mediaType": media_type, "digest": blob.digest, "size": blob.bytes.len()})
    };
    let entry = |(number, (platform, config)): (usize, &(Value, Option<Value>))| {
        let manifest = match config {
            Some(config) => put(&json!({
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": descriptor("config", &put(config)),
                "layers": [],
            })),
            None => Blob::new("", format!("nowhere {number}").into_bytes()),
        };
        let mut entry = descriptor("manifest", &manifest);
        entry["platform"] = platform.clone();
        entry
    };
    let index = json!({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.index.v1+json",
        "manifests": entries.iter().enumerate().map(entry).collect::<Vec<_>>(),
    });
    let list = json!({"schemaVersion": 2, "manifests": [descriptor("index", &put(&index))]});
    fs::write(folder.path().join("index.json"), list.to_string()).unwrap();
    fs::write(folder.path().join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    folder
}

fn windows(version: &str) -> Value {
    json!({"os": "windows", "architecture": "amd64", "os.version": version})
}

/// What is printed of the layout, and the platforms in JSON.
fn told(layout: &TempDir) -> (String, Value) {
    let source = format!("oci:{}", layout.path().display());
    let out = winfit(&["image", &source, "--format", "json"]).clean();
    assert_valid("image", &out);
    (winfit(&["image", &source]).clean(), program::json(&out)["images"][0]["platforms"].clone())
}

#[test]
fn a_version_that_is_none_is_said_to_be() {
    let (text, platforms) = told(&layout(&[(windows("ten"), Some(windows("ten")))]));
    assert!(text.contains("\nproblem   os.version \"ten\" is "), "{text}");
    assert_eq!(
        (&platforms[0]["os_version"], &platforms[0]["os_version_text"]),
        (&Value::Null, &json!("ten"))
    );
}

#[test]
fn an_entry_that_cannot_be_read_has_its_reason_and_its_place() {
    let unread = json!({"os": "windows", "architecture": "amd64"});
    let known = windows("10.0.20348.2227");
    let layout = layout(&[(known, None), (unread, None), (Value::Null, None)]);
    let (text, platforms) = told(&layout);
    assert!(
        text.contains(": Windows Server 2022, Windows of unknown version and a platform of which nothing"),
        "{text}"
    );
    assert!(text.contains("\n?/?  "), "{text}");
    assert!(text.contains("\nproblem   number 2: no more of it could be read: "), "{text}");
    assert!(text.contains("\n          number 3: no more of it could be read: "), "{text}");
    let source = format!("oci:{}", layout.path().display());
    let fits = winfit(&["fits", &source, "--host", "ltsc2019", "--format", "json"]).found();
    assert_valid("fits", &fits);
    assert_eq!(program::json(&fits)["image_problems"].as_array().unwrap().len(), 2);
    let fits = winfit(&["fits", &source, "--host", "ltsc2019"]).found();
    assert!(fits.contains("\nproblem   number 2: no more of it could be read: "), "{fits}");
    let problems = [0, 1, 2].map(|index| platforms[index]["problem"].is_string());
    assert_eq!(problems, [false, true, true]);
}

#[test]
fn windows_in_the_index_and_linux_inside_is_no_malformed_version() {
    let linux = json!({"os": "linux", "architecture": "amd64"});
    let (text, platforms) =
        told(&layout(&[(json!({"os": "windows", "architecture": "amd64"}), Some(linux))]));
    assert!(
        text.contains("\nproblem   the index says os windows, its configuration says \"linux\"\n"),
        "{text}"
    );
    assert_eq!(platforms[0]["os_version"], Value::Null);
}

#[test]
fn layers_tell_the_base_image_and_its_version_where_no_label_does() {
    let layers = [
        "sha256:342d4e407550c52261edd20cd901b5ce438f0b1e940336de3978210612365063",
        "sha256:2c195a33d84d936c7b8542a8d9890a2a550e7558e6ac73131b130e5730b9a3a5",
    ];
    let listed = json!({"os": "windows", "architecture": "amd64"});
    let mut config = windows("10.0.14393.321");
    config["rootfs"] = json!({"type": "layers", "diff_ids": layers});
    let (text, platforms) = told(&layout(&[(listed.clone(), Some(config.clone()))]));
    assert!(text.contains("\nbase      Nano Server 10.0.14393.321, by its layers\n"), "{text}");
    let base = json!({"family": "nanoserver", "os_version": "10.0.14393.321", "told_by": "layers"});
    assert_eq!(platforms[0]["base"], base);
    // A label is nearer, whatever it says.
    let label =
        json!({"org.opencontainers.image.base.name": "mcr.microsoft.com/windows/servercore:ltsc2016"});
    config["config"] = json!({"Labels": label});
    let (_, platforms) = told(&layout(&[(listed.clone(), Some(config.clone()))]));
    let base = json!({"family": "servercore", "os_version": null, "told_by": "label"});
    assert_eq!(platforms[0]["base"], base);
    // Layers that nobody knows tell nothing.
    config["config"] = Value::Null;
    config["rootfs"] = json!({"type": "layers", "diff_ids": [Blob::new("", b"app".to_vec()).digest]});
    let (_, platforms) = told(&layout(&[(listed, Some(config))]));
    assert_eq!(platforms[0]["base"], Value::Null);
}

#[test]
fn a_word_without_an_end_does_not_push_the_others_off_the_page() {
    let long = json!({"os": "o".repeat(1000), "architecture": "a".repeat(1000)});
    let (text, _) = told(&layout(&[(long.clone(), Some(long)), (windows("10.0.20348.2227"), None)]));
    assert!(text.lines().all(|line| line.chars().count() < 240), "{text}");
    assert!(text.contains(&format!("{}…/", "o".repeat(24))), "{text}");
}

#[test]
fn nothing_that_an_image_says_commands_the_terminal() {
    let evil = "\u{1b}]0;owned\u{7}\r\u{9b}2J\u{202e}";
    let other = json!({"os": evil, "architecture": evil, "variant": evil, "os.features": [evil]});
    let mut listed = windows(evil);
    listed["os.features"] = json!([evil]);
    let layout = layout(&[(other.clone(), Some(other)), (listed.clone(), Some(listed)), (Value::Null, None)]);
    let (text, _) = told(&layout);
    assert!(text.contains("owned"), "{text}");
    let source = format!("oci:{}", layout.path().display());
    let fits = winfit(&["fits", &source, "--host", "ltsc2022"]);
    for text in [text, fits.out + &fits.err] {
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    }
}
