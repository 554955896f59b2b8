//! What is read of answers as daemons give them.

use serde_json::{Value, json};
use winfit_compat::{ImageOsVersion, Os, Platform};

use super::*;

fn read(answer: &Value, reference: &str) -> (Option<String>, Option<Contents>) {
    let inspected = Inspected::deserialize(answer).unwrap();
    let digest = inspected.digest(&reference.parse().unwrap());
    (digest.map(|it| it.to_string()), inspected.contents())
}

fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

/// As printed in <https://github.com/moby/moby/pull/26996>, without what is not read, and with other layers.
fn nanoserver_of_2016() -> Value {
    json!({
        "Id": "sha256:105d76d0f40e38427c63023ffe649bf36fa85058d3469551e43e4dcc2431fb31",
        "RepoTags": ["microsoft/nanoserver:latest"],
        "RepoDigests": [
            "microsoft/nanoserver@sha256:aee7d4330fe3dc5987c808f647441c16ed2fa1c7d9c6ef49d6498e5c9860b50b"
        ],
        "Created": "2016-09-22T02:39:30.9154862-07:00",
        "Architecture": "amd64",
        "Os": "windows",
        "OsVersion": "10.0.14393",
        "RootFS": {"Type": "layers", "Layers": [digest('a'), digest('b'), digest('c')]}
    })
}

/// In the form that the documentation of API 1.48 gives.
fn index_of_containerd() -> Value {
    let image = |name: char, platform: Value, is_available: bool| {
        json!({
            "ID": digest(name), "Kind": "image", "Available": is_available, "Size": {"Total": 1, "Content": 1},
            "Descriptor": {
                "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest(name), "size": 1,
                "platform": platform
            },
            "ImageData": {"Platform": platform, "Containers": [], "Size": {"Unpacked": 1}}
        })
    };
    let windows = |version: &str| json!({"os": "windows", "architecture": "amd64", "os.version": version});
    json!({
        "Id": digest('0'), "RepoDigests": [format!("registry.example/app@{}", digest('0'))],
        "Os": "windows", "Architecture": "amd64", "OsVersion": "10.0.20348.2340",
        "Descriptor": {
            "mediaType": "application/vnd.oci.image.index.v1+json", "digest": digest('0'), "size": 1
        },
        "Manifests": [
            image('1', windows("10.0.17763.5576"), false),
            image('2', windows("10.0.20348.2340"), true),
            image('3', json!({"os": "linux", "architecture": "arm64", "variant": "v8"}), false),
            {
                "ID": digest('4'), "Kind": "attestation", "Available": true,
                "Descriptor": {
                    "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest('4'),
                    "platform": {"os": "unknown", "architecture": "unknown"}
                },
                "AttestationData": {"For": digest('2')}
            },
            {"ID": digest('5'), "Kind": "unknown", "Descriptor": {"mediaType": "text/x", "digest": digest('5')}}
        ]
    })
}

#[test]
fn the_recorded_answer_of_a_windows_daemon_has_version_and_digest() {
    let (own, contents) = read(&nanoserver_of_2016(), "microsoft/nanoserver");
    assert_eq!(
        own.as_deref(),
        Some("sha256:aee7d4330fe3dc5987c808f647441c16ed2fa1c7d9c6ef49d6498e5c9860b50b")
    );
    let platforms = contents.unwrap().platforms;
    let expected = Platform::windows("10.0.14393".parse().unwrap(), Provenance::Daemon);
    assert_eq!(platforms.iter().map(|it| it.platform).collect::<Vec<_>>(), [expected]);
    assert_eq!(platforms[0].os_version.as_deref(), Some("10.0.14393"));
    let layers: Vec<_> = platforms[0].base_layers.iter().map(ToString::to_string).collect();
    assert_eq!(layers, [digest('a'), digest('b')]);
}

#[test]
fn a_digest_counts_for_its_own_repository_only() {
    for reference in ["nanoserver", "registry.example/microsoft/nanoserver", "microsoft/nanoserver2"] {
        assert_eq!(read(&nanoserver_of_2016(), reference).0, None, "{reference}");
    }
    let mut answer = nanoserver_of_2016();
    let own = |digit| format!("microsoft/nanoserver@{}", digest(digit));
    answer["RepoDigests"] = json!([own('1'), own('2'), "registry.example/x@nonsense"]);
    assert_eq!(read(&answer, "microsoft/nanoserver:latest").0, None);
    assert_eq!(read(&answer, &own('2')).0, Some(digest('2')));
}

#[test]
fn the_documented_answer_of_the_containerd_store_has_every_platform_of_the_index() {
    let (index, contents) = read(&index_of_containerd(), "registry.example/app:1");
    assert_eq!(index, Some(digest('0')));
    let contents = contents.unwrap();
    let told: Vec<_> = contents
        .platforms
        .iter()
        .map(|it| (it.os.as_str(), it.os_version.as_deref(), it.digest.as_ref().unwrap().to_string()))
        .collect();
    assert_eq!(
        told,
        [
            ("windows", Some("10.0.17763.5576"), digest('1')),
            ("windows", Some("10.0.20348.2340"), digest('2')),
            ("linux", None, digest('3')),
        ]
    );
    let skipped: Vec<_> = contents.skipped.iter().map(|it| it.kind).collect();
    assert_eq!(skipped, [SkippedKind::Attestation, SkippedKind::Artifact]);
}

#[test]
fn a_version_that_the_index_lacks_is_the_daemons_only_where_there_is_one_image() {
    let mut answer = index_of_containerd();
    for path in ["/Manifests/1/Descriptor/platform", "/Manifests/1/ImageData/Platform"] {
        answer.pointer_mut(path).unwrap().as_object_mut().unwrap().remove("os.version");
    }
    let version = |answer: &Value, i: usize| {
        read(answer, "registry.example/app").1.unwrap().platforms[i].platform.os_version
    };
    assert_eq!(version(&answer, 1), ImageOsVersion::Absent);
    answer["Manifests"] = json!([answer["Manifests"][1], answer["Manifests"][3]]);
    assert_eq!(version(&answer, 0), ImageOsVersion::Known("10.0.20348.2340".parse().unwrap()));
}

#[test]
fn a_malformed_version_is_kept_and_not_known() {
    let mut answer = nanoserver_of_2016();
    answer["OsVersion"] = json!("ten");
    let contents = read(&answer, "microsoft/nanoserver").1.unwrap();
    assert_eq!(contents.platforms[0].platform.os_version, ImageOsVersion::Unknown);
    assert_eq!(contents.platforms[0].os_version.as_deref(), Some("ten"));
    assert!(contents.platforms[0].problem.is_some());
}

#[test]
fn an_image_of_another_system_has_no_version_and_one_of_none_is_no_image() {
    let linux = json!({"Os": "linux", "Architecture": "arm64", "Variant": "v8", "OsVersion": "6.1"});
    let platform = read(&linux, "app").1.unwrap().platforms.remove(0);
    assert_eq!(
        (platform.platform.os, platform.platform.os_version),
        (Some(Os::Linux), ImageOsVersion::Absent)
    );
    assert_eq!((platform.architecture.as_str(), platform.variant.as_deref()), ("arm64", Some("v8")));
    for answer in [json!({}), json!({"Os": ""}), json!({"Os": null, "Manifests": null})] {
        assert_eq!(read(&answer, "app").1, None, "{answer}");
    }
}
