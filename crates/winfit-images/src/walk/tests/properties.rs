//! What holds of any index.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{DOCUMENTS, MANIFEST, Memory, config, entry, index, nowhere, read, windows};
use crate::Digest;
use crate::manifest::tests::any_json;

/// What an entry is made of, and what follows: `reads` documents, and a platform unless it is skipped.
#[derive(Debug, Clone, Copy)]
enum Part {
    Linux,
    Windows,
    WithoutVersion,
    WithoutPlatform,
    Lost,
    Attestation,
    HiddenAttestation,
    Artifact,
    HiddenArtifact,
    Broken,
}

impl Part {
    const ALL: [Self; 10] = [
        Self::Linux,
        Self::Windows,
        Self::WithoutVersion,
        Self::WithoutPlatform,
        Self::Lost,
        Self::Attestation,
        Self::HiddenAttestation,
        Self::Artifact,
        Self::HiddenArtifact,
        Self::Broken,
    ];

    fn reads(self) -> usize {
        match self {
            Self::Linux | Self::Windows | Self::Attestation | Self::Artifact | Self::Broken => 0,
            Self::Lost | Self::HiddenArtifact => 1,
            Self::WithoutVersion | Self::WithoutPlatform | Self::HiddenAttestation => 2,
        }
    }

    fn is_platform(self) -> bool {
        matches!(
            self,
            Self::Linux | Self::Windows | Self::WithoutVersion | Self::WithoutPlatform | Self::Lost
        )
    }

    /// The entry, in place `i` of the list.
    fn entry(self, store: &mut Memory, i: usize) -> Value {
        let version = format!("10.0.17763.{i}");
        let bare = json!({"os": "windows", "architecture": "amd64"});
        let none = json!(null);
        match self {
            Self::Linux => entry(&nowhere(&version), &json!({"os": "linux", "architecture": "amd64"})),
            Self::Windows => entry(&nowhere(&version), &windows(&version)),
            Self::WithoutVersion => entry(&store.image(&config(&version)), &bare),
            Self::WithoutPlatform => entry(&store.image(&config(&version)), &none),
            Self::Lost => entry(&nowhere(&version), &bare),
            Self::Attestation => {
                entry(&nowhere(&version), &json!({"os": "unknown", "architecture": "unknown"}))
            }
            Self::HiddenAttestation => {
                let config = json!({"os": "unknown", "architecture": "unknown", "i": i});
                entry(&store.image(&config), &none)
            }
            Self::Artifact => {
                json!({"digest": nowhere(&version).as_str(), "artifactType": "application/spdx+json"})
            }
            Self::HiddenArtifact => {
                let config = json!({"mediaType": "application/vnd.oci.empty.v1+json"});
                entry(&store.put(&json!({"config": config, "i": i})), &none)
            }
            Self::Broken => json!({"mediaType": MANIFEST, "i": i}),
        }
    }
}

proptest! {
    #[test]
    fn every_entry_is_a_platform_or_skipped_in_list_order_and_read_no_more_than_needed(
        parts in prop::collection::vec(prop::sample::select(Part::ALL.to_vec()), 0..30),
    ) {
        let mut store = Memory::default();
        let entries: Vec<Value> = parts.iter().enumerate().map(|(i, part)| part.entry(&mut store, i)).collect();
        let result = read(&store, &index(&entries));
        prop_assert_eq!(store.asked(), parts.iter().map(|part| part.reads()).sum::<usize>());
        let is_read = |part: &Part| part.is_platform() && !matches!(part, Part::Lost);
        let Ok(contents) = result else {
            prop_assert!(!parts.iter().any(is_read));
            return Ok(());
        };
        let digest = |entry: &Value| entry["digest"].as_str().map(str::to_owned);
        let listed = |is_platform: bool| {
            let parts = parts.iter().zip(&entries).filter(move |(part, _)| part.is_platform() == is_platform);
            parts.map(|(_, entry)| digest(entry)).collect::<Vec<_>>()
        };
        let text = |digest: &Option<Digest>| digest.as_ref().map(ToString::to_string);
        let platforms: Vec<_> = contents.platforms.iter().map(|it| text(&it.digest)).collect();
        let skipped: Vec<_> = contents.skipped.iter().map(|it| text(&it.digest)).collect();
        prop_assert_eq!(platforms, listed(true));
        prop_assert_eq!(skipped, listed(false));
        let sure = contents.platforms.iter().filter(|it| it.problem.is_none()).count();
        prop_assert_eq!(sure, parts.iter().filter(|part| is_read(part)).count());
    }

    #[test]
    fn arbitrary_json_is_walked_without_panic_within_the_limits(root in any_json(), other in any_json()) {
        let mut store = Memory::default();
        store.documents.insert(Digest::of(b"x"), serde_json::to_vec(&other).unwrap().into());
        // Whatever comes of it, the digest in it leads to a document that may lead to itself again.
        let _ = read(&store, &root);
        prop_assert!(store.asked() <= DOCUMENTS);
    }
}
