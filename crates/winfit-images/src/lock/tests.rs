//! What a facts file looks like, and what is refused.

use std::time::{Duration, SystemTime};

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use winfit_compat::catalog::ImageFamily;
use winfit_compat::{Architecture, ImageOsVersion, Os, OsVersion, Platform, Provenance};

use super::*;
use crate::{BaseHint, Digest, Origin, PlatformFacts, Skipped, SkippedKind};

fn at(seconds: u64) -> Origin {
    Origin { checked: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds), cached: false }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn example() -> Lock {
    let windows = PlatformFacts {
        platform: Platform::windows(OsVersion::new(20348, 169), Provenance::Registry),
        os: "windows".to_owned(),
        architecture: "amd64".to_owned(),
        variant: None,
        os_version: Some("10.0.20348.169".to_owned()),
        problem: None,
        unread: false,
        os_features: vec!["win32k".to_owned()],
        digest: Some(Digest::of(b"1")),
        base: Some(BaseHint { family: ImageFamily::ServerCore, told_by: "annotation".to_owned() }),
        base_layers: vec![Digest::of(b"2")],
    };
    let skipped = Skipped { kind: SkippedKind::Attestation, digest: None, media_type: None, problem: None };
    let facts = ImageFacts {
        digest: Some(Digest::of(b"3")),
        platforms: vec![windows],
        skipped: vec![skipped],
        origin: at(1_795_178_096),
    };
    let source: Source = "registry.example/app:1".parse().unwrap();
    Lock { images: [(source, facts)].into() }
}

const EXAMPLE: &str = r#"{
  "schema": "winfit-lock/1",
  "winfit": "VERSION",
  "images": [
    {
      "reference": "registry.example/app:1",
      "digest": "sha256:4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
      "checked": "2026-11-20T12:34:56Z",
      "platforms": [
        {
          "os": "windows",
          "architecture": "amd64",
          "variant": null,
          "os_version": "10.0.20348.169",
          "os_version_is": "known",
          "os_version_text": "10.0.20348.169",
          "os_features": [
            "win32k"
          ],
          "digest": "sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
          "provenance": "registry",
          "base": {
            "family": "servercore",
            "told_by": "annotation"
          },
          "base_layers": [
            "sha256:d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
          ],
          "problem": null
        }
      ],
      "skipped": [
        {
          "kind": "attestation",
          "digest": null,
          "media_type": null,
          "problem": null
        }
      ]
    }
  ]
}
"#;

fn text() -> String {
    EXAMPLE.replace("VERSION", env!("CARGO_PKG_VERSION"))
}

fn refused(text: &str) -> String {
    Lock::parse("winfit.lock", text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_facts_file_has_one_shape() {
    assert_eq!(example().to_text(), text());
    assert_eq!(Lock::parse("winfit.lock", text().as_bytes()).unwrap(), example());
}

#[test]
fn a_file_that_an_editor_saved_in_its_own_way_is_read() {
    let saved = format!("\u{feff}{}", text().replace('\n', "\r\n"));
    assert_eq!(Lock::parse("winfit.lock", saved.as_bytes()).unwrap(), example());
}

#[test]
fn each_field_has_to_be_there_and_no_other() {
    let text = text();
    let fields: Vec<&str> = text.lines().filter(|line| line.contains("\": ")).collect();
    assert_eq!(fields.len(), 26);
    for line in fields {
        // Under another name, each is one too few and one too many.
        let renamed = text.replacen(line, &line.replacen("\":", "x\":", 1), 1);
        let error = refused(&renamed);
        assert!(error.contains("missing field") || error.contains("unknown field"), "{line}: {error}");
        let without = text.replacen(&format!("{line}\n"), "", 1).replace(",\n        }", "\n        }");
        if !line.ends_with(['{', '[']) {
            assert!(Lock::parse("winfit.lock", without.as_bytes()).is_err(), "{line}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (from, to, place, problem) in [
        ("\"10.0.20348.169\",\n          \"os_version_is", "7,\n          \"os_version_is", "14:", "string"),
        ("app:1", "App:1", "6:", "lower case"),
        ("12:34:56Z", "12:34:60Z", "8:", "is not a time"),
        ("\"amd64\"", "null", "12:", "invalid type: null"),
        ("\"registry\"", "\"rumour\"", "21:", "unknown variant `rumour`"),
        ("\"known\"", "\"absent\"", "3", "os_version_is"),
        ("sha256:4e07", "sha256:4E07", "7:", "is no digest"),
        ("\"platforms\": [", "\"platforms\": {", "10:", "key must be a string"),
        ("  ]\n}\n", "  ]\n", "42:", "EOF"),
        ("  ]\n}\n", "  ]\n}\n}", "43:", "trailing characters"),
    ] {
        assert!(text().contains(from), "{from}");
        let error = refused(&text().replacen(from, to, 1));
        assert!(error.starts_with(&format!("winfit.lock:{place}")), "{error}");
        assert!(error.contains(": not a facts file of winfit: "), "{error}");
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn a_reference_that_is_there_twice_is_refused() {
    let image = text().split_once("\"images\": [").unwrap().1.rsplit_once("\n  ]").unwrap().0.to_owned();
    let other = image.replace("app:1", "app:2");
    for (second, is_fine) in [(&other, true), (&image, false)] {
        let both = text().replacen(&image, &format!("{image},{second}"), 1);
        match Lock::parse("winfit.lock", both.as_bytes()) {
            Ok(lock) => assert_eq!((lock.images.len(), is_fine), (2, true)),
            Err(error) => {
                assert!(
                    !is_fine && error.to_string().contains("registry.example/app:1 is there twice"),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn a_file_of_another_version_names_who_wrote_it() {
    let other = text().replace("winfit-lock/1", "winfit-lock/2").replace("\"winfit\": \"", "\"winfit\": \"9");
    let error = refused(&other.replacen("\"digest\"", "\"digests\"", 1));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        error,
        format!(
            "winfit.lock is of the schema \"winfit-lock/2\", written by winfit 9{version}, and this is winfit {version}, \
             which reads \"winfit-lock/1\""
        )
    );
}

#[test]
fn an_error_repeats_little_of_the_file_and_nothing_that_a_terminal_obeys() {
    let long = format!("\\u001b[31m{}", "x".repeat(1_000_000));
    for (from, to) in
        [("winfit-lock/1", long.as_str()), ("app:1", &long), ("\"windows\"", &format!("{{\"{long}\":1}}"))]
    {
        let error = refused(&text().replacen(from, to, 1));
        assert!(error.len() < 1_000 && !error.contains('\u{1b}'), "{error:.1000}");
    }
}

#[test]
fn facts_are_stale_after_more_than_so_many_days() {
    let mut lock = example();
    let facts = lock.images.values().next().unwrap().clone();
    let second = Source::Registry("registry.example/app:2".parse().unwrap());
    lock.images.insert(second.clone(), ImageFacts { origin: at(1_795_132_799), ..facts });
    let stale = |today: &str| -> Vec<u32> {
        lock.stale(day(today), Lock::LIFETIME_DAYS).iter().map(|it| it.days).collect()
    };
    // The one was checked in the last second of the 19th, the other on the 20th.
    assert_eq!(stale("2026-12-24"), [0; 0]);
    assert_eq!(stale("2026-12-25"), [36]);
    assert_eq!(stale("2026-12-26"), [37, 36]);
    assert_eq!(lock.stale(day("2026-12-26"), 35)[0].source, &second);
    assert_eq!(stale("2020-01-01"), [0; 0]);
}

fn any_digest() -> impl Strategy<Value = Digest> {
    any::<u8>().prop_map(|seed| Digest::of(&[seed]))
}

fn any_os_version() -> impl Strategy<Value = ImageOsVersion> {
    prop_oneof![
        Just(ImageOsVersion::Absent),
        Just(ImageOsVersion::Unknown),
        any::<(u32, u32)>().prop_map(|(build, it)| ImageOsVersion::Known(OsVersion::new(build, it))),
        any::<u32>().prop_map(|build| ImageOsVersion::Known(OsVersion::of_build(build))),
    ]
}

fn any_base() -> impl Strategy<Value = BaseHint> {
    use ImageFamily::{NanoServer, Server, ServerCore, Windows};
    let family = prop::sample::select(vec![NanoServer, Server, ServerCore, Windows]);
    (family, any::<String>()).prop_map(|(family, told_by)| BaseHint { family, told_by })
}

prop_compose! {
    fn any_platform()(
        (os_word, os) in prop::sample::select(vec![
            ("windows", Some(Os::Windows)), ("Linux", Some(Os::Linux)), ("freebsd", None), ("", None),
        ]),
        (architecture_word, architecture) in prop::sample::select(vec![
            ("amd64", Some(Architecture::Amd64)), ("x86_64", Some(Architecture::Amd64)), ("", None),
            ("arm64", Some(Architecture::Arm64)), ("vax", Some(Architecture::Other)),
        ]),
        version in any_os_version(),
        provenance in prop::sample::select(vec![
            Provenance::Given, Provenance::Registry, Provenance::Layout, Provenance::Archive, Provenance::Daemon,
            Provenance::Tag, Provenance::None,
        ]),
        (variant, os_version, problem) in any::<(Option<String>, Option<String>, Option<String>)>(),
        os_features in vec(any::<String>(), 0..3),
        digest in of(any_digest()),
        base in of(any_base()),
        base_layers in vec(any_digest(), 0..3),
    ) -> PlatformFacts {
        PlatformFacts {
            platform: Platform { os, architecture, os_version: version, provenance },
            os: os_word.to_owned(),
            architecture: architecture_word.to_owned(),
            variant, os_version, problem, os_features, digest, base, base_layers, unread: false,
        }
    }
}

prop_compose! {
    fn any_skipped()(
        kind in prop::sample::select(vec![SkippedKind::Attestation, SkippedKind::Artifact, SkippedKind::Broken]),
        digest in of(any_digest()),
        (media_type, problem) in any::<(Option<String>, Option<String>)>(),
    ) -> Skipped {
        Skipped { kind, digest, media_type, problem }
    }
}

prop_compose! {
    fn any_facts()(
        digest in of(any_digest()),
        platforms in vec(any_platform(), 0..3),
        skipped in vec(any_skipped(), 0..3),
        // To the end of 9999.
        seconds in 0..253_402_300_800_u64,
    ) -> ImageFacts {
        ImageFacts { digest, platforms, skipped, origin: at(seconds) }
    }
}

proptest! {
    #[test]
    fn every_lock_is_read_back_as_it_was_written(
        images in prop::collection::btree_map("[a-z]{1,8}\\.example(:[0-9]{1,4})?/[a-z]{1,8}(:[a-zA-Z0-9]{1,8})?", any_facts(), 0..4),
    ) {
        let images = images.into_iter().map(|(name, facts)| (Source::Registry(name.parse().unwrap()), facts)).collect();
        let lock = Lock { images };
        let text = lock.to_text();
        let read = Lock::parse("winfit.lock", text.as_bytes()).unwrap();
        prop_assert_eq!(read.to_text(), text);
        prop_assert_eq!(read, lock);
    }

    #[test]
    fn a_file_cut_short_anywhere_is_refused(end in 0_usize..1_000) {
        let text = text();
        prop_assert!(Lock::parse("winfit.lock", &text.as_bytes()[..end.min(text.trim_end().len() - 1)]).is_err());
    }
}
