//! skopeo and winfit read the same images, from a registry and from every kind of file, with the same answer.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows tests by their attribute, and not what they call"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use winfit_images::{ImageFacts, Images, PlatformFacts, Settings, Source};
use winfit_testkit::{Image, Registry, component, fixtures};

/// Every image of the fixtures, by the tag that it gets.
fn images() -> Vec<(&'static str, Image)> {
    vec![
        ("multi-version", fixtures::multi_version()),
        ("multi-version-arm64", fixtures::multi_version_arm64()),
        ("docker-multi-version", fixtures::docker_multi_version()),
        ("without-os-version", fixtures::without_os_version()),
        ("without-platforms", fixtures::without_platforms()),
        ("server-2016", fixtures::server_2016_revisions()),
        ("single", fixtures::single()),
        ("docker-single", fixtures::docker_single()),
        ("linux", fixtures::linux()),
        ("mixed", fixtures::mixed()),
    ]
}

const REPOSITORY: &str = "windows/app";

#[test]
fn skopeo_says_the_same_of_every_image_in_a_registry() {
    let (Some(registry), Some(skopeo)) = (Registry::anonymous(), component("skopeo")) else { return };
    for (tag, image) in images() {
        registry.push(REPOSITORY, tag, &image);
    }
    for (tag, _) in images() {
        let reference = registry.reference(REPOSITORY, tag);
        let facts = read(&reference);
        let of_skopeo = Skopeo { program: &skopeo, repository: registry.host() };
        assert_eq!(facts.digest.as_ref().unwrap().to_string(), of_skopeo.digest(tag), "{tag}");
        assert!(!facts.platforms.is_empty(), "{tag}");
        for platform in &facts.platforms {
            assert_eq!(said(platform), of_skopeo.said(platform), "{tag}");
        }
    }
}

#[test]
fn an_image_that_skopeo_copied_into_a_file_is_the_one_of_the_registry() {
    let (Some(registry), Some(skopeo)) = (Registry::anonymous(), component("skopeo")) else { return };
    let folder = tempfile::tempdir().unwrap();
    for (tag, image) in images() {
        registry.push(REPOSITORY, tag, &image);
    }
    // skopeo drops foreign layers and cannot copy charts, so what has those stays in the registry.
    for tag in ["multi-version", "multi-version-arm64", "without-os-version", "single", "linux"] {
        let from = format!("docker://{}", registry.reference(REPOSITORY, tag));
        let expected = read(&registry.reference(REPOSITORY, tag));
        for kind in ["oci", "oci-archive"] {
            let to = format!("{kind}:{}:{tag}", folder.path().join(format!("{tag}.{kind}")).display());
            copy(&skopeo, &["--all", &from, &to]);
            let facts = read(&to);
            assert_eq!(facts.digest, expected.digest, "{to}");
            let words = |facts: &ImageFacts| facts.platforms.iter().map(said).collect::<Vec<_>>();
            assert_eq!(words(&facts), words(&expected), "{to}");
        }
    }
    let to = format!("docker-archive:{}:app:single", folder.path().join("single.tar").display());
    copy(
        &skopeo,
        &["--override-os=windows", &format!("docker://{}", registry.reference(REPOSITORY, "single")), &to],
    );
    assert_eq!(
        said(&read(&to).platforms[0]),
        said(&read(&registry.reference(REPOSITORY, "single")).platforms[0])
    );
}

/// Operating system, architecture, OS version and features, as the image words them.
type Said = (String, String, Option<String>, Vec<String>);

fn said(platform: &PlatformFacts) -> Said {
    let PlatformFacts { os, architecture, os_version, os_features, .. } = platform;
    (os.clone(), architecture.clone(), os_version.clone(), os_features.clone())
}

fn read(source: &str) -> ImageFacts {
    let source: Source = source.parse().unwrap();
    let mut resolved = Images::new(Settings::default()).resolve([source.clone()], &()).unwrap();
    resolved.remove(&source).unwrap().unwrap_or_else(|error| panic!("{source}: {error}"))
}

struct Skopeo<'a> {
    program: &'a Path,
    repository: &'a str,
}

impl Skopeo<'_> {
    /// The digest of what the tag stands for, which `--raw` prints byte for byte.
    fn digest(&self, tag: &str) -> String {
        let raw = self.inspect(&["--raw"], &format!(":{tag}"));
        winfit_images::Digest::of(&raw).to_string()
    }

    /// What the configuration of a platform says, read by its manifest's digest.
    fn said(&self, platform: &PlatformFacts) -> Said {
        let digest = platform.digest.as_ref().unwrap();
        let config: Value =
            serde_json::from_slice(&self.inspect(&["--config", "--raw"], &format!("@{digest}"))).unwrap();
        let word = |key: &str| config.get(key).and_then(Value::as_str).map(str::to_owned);
        let features = config.get("os.features").and_then(Value::as_array).into_iter().flatten();
        let features = features.map(|it| it.as_str().unwrap().to_owned()).collect();
        (word("os").unwrap(), word("architecture").unwrap(), word("os.version"), features)
    }

    fn inspect(&self, options: &[&str], name: &str) -> Vec<u8> {
        let image = format!("docker://{}/{REPOSITORY}{name}", self.repository);
        let mut command = Command::new(self.program);
        command.arg("inspect").args(options).args(["--tls-verify=false", &image]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{image}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }
}

fn copy(skopeo: &Path, arguments: &[&str]) {
    let output = Command::new(skopeo)
        .args(["copy", "--quiet", "--insecure-policy", "--src-tls-verify=false"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
