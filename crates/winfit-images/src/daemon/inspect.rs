//! What a daemon says of an image: the answer of `GET /images/NAME/json`. Pure: bytes in, values out.
//!
//! An older image store knows an image as one platform. The newer one, containerd's, knows the whole index, and lists it
//! as `Manifests` if asked to (since API 1.48).

use serde::Deserialize;
use winfit_compat::Provenance;
use winfit_compat::reference::Reference;

use crate::manifest::Words;
use crate::walk::{BASE_LAYERS, Contents, Told};
use crate::{Digest, PlatformFacts, Skipped, SkippedKind};

/// The answer, as far as it matters.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Inspected {
    os: Option<String>,
    architecture: Option<String>,
    variant: Option<String>,
    os_version: Option<String>,
    repo_digests: Option<Vec<String>>,
    #[serde(rename = "RootFS")]
    root_fs: Option<RootFs>,
    descriptor: Option<Descriptor>,
    manifests: Option<Vec<Manifest>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RootFs {
    layers: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Manifest {
    kind: Option<String>,
    descriptor: Option<Descriptor>,
    image_data: Option<ImageData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ImageData {
    platform: Option<Words>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    media_type: Option<String>,
    digest: Option<String>,
    artifact_type: Option<String>,
    platform: Option<Words>,
}

impl Inspected {
    /// The digest that the reference stands for, in its own repository. Several digests of one repository stand for one
    /// image, and then only the image store knows which of them the name means.
    pub(super) fn digest(&self, reference: &Reference) -> Option<Digest> {
        if let Some(digest) = &reference.digest {
            return digest.parse().ok();
        }
        let stored = self.descriptor.as_ref().and_then(Descriptor::digest);
        if stored.is_some() {
            return stored;
        }
        let mut own = self.repo_digests.iter().flatten().filter_map(|it| {
            let known: Reference = it.parse().ok()?;
            (known.name() == reference.name()).then(|| known.digest?.parse().ok())?
        });
        let first = own.next();
        if own.next().is_some() { None } else { first }
    }

    /// The platforms, in list order; `None` if it names no operating system.
    pub(super) fn contents(self) -> Option<Contents> {
        let (manifests, skipped): (Vec<_>, Vec<_>) =
            self.manifests.unwrap_or_default().into_iter().partition(Manifest::is_image);
        // What is said of the image as a whole is said of the one platform that this daemon would run.
        let own = Words {
            os: given(self.os),
            architecture: given(self.architecture),
            variant: given(self.variant),
            os_version: given(self.os_version),
            os_features: Vec::new(),
        };
        let layers = self.root_fs.and_then(|it| it.layers).into_iter().flatten();
        let base_layers = layers.take(BASE_LAYERS).filter_map(|it| it.parse().ok()).collect();
        let platforms = match <[Manifest; 1]>::try_from(manifests) {
            Ok([manifest]) => {
                let digest = manifest.digest();
                // An index need not give the version of a single Windows; the daemon has read it in the configuration.
                let listed = manifest.words().filter(|it| it.os_version.is_some() || own.os.is_none());
                vec![PlatformFacts { base_layers, ..facts(listed.unwrap_or(own), digest) }]
            }
            Err(manifests) if !manifests.is_empty() => {
                let listed = |it: &Manifest| facts(it.words().unwrap_or_default(), it.digest());
                manifests.iter().map(listed).collect()
            }
            Err(_) => {
                own.os.as_ref()?;
                let digest = self.descriptor.filter(|it| !it.is_index()).and_then(|it| it.digest());
                vec![PlatformFacts { base_layers, ..facts(own, digest) }]
            }
        };
        Some(Contents { platforms, skipped: skipped.into_iter().map(Manifest::skipped).collect() })
    }
}

impl Manifest {
    fn is_image(&self) -> bool {
        self.kind.as_deref() == Some("image")
    }

    fn digest(&self) -> Option<Digest> {
        self.descriptor.as_ref()?.digest()
    }

    /// What the index says of it; where it gives no version, what the daemon has read in it.
    fn words(&self) -> Option<Words> {
        let listed = self.descriptor.as_ref().and_then(|it| it.platform.as_ref());
        let read = self.image_data.as_ref().and_then(|it| it.platform.as_ref());
        let versioned = [listed, read].into_iter().flatten().find(|it| it.os_version.is_some());
        versioned.or(listed).or(read).cloned()
    }

    fn skipped(self) -> Skipped {
        let kind = match self.kind.as_deref() {
            Some("attestation") => SkippedKind::Attestation,
            _ => SkippedKind::Artifact,
        };
        let digest = self.digest();
        let media_type = self.descriptor.and_then(|it| given(it.artifact_type).or(given(it.media_type)));
        Skipped { kind, digest, media_type, problem: None }
    }
}

impl Descriptor {
    fn digest(&self) -> Option<Digest> {
        self.digest.as_deref()?.parse().ok()
    }

    fn is_index(&self) -> bool {
        let kind = self.media_type.as_deref().unwrap_or_default();
        kind.contains("image.index") || kind.contains("manifest.list")
    }
}

fn facts(words: Words, digest: Option<Digest>) -> PlatformFacts {
    Told::listed(Some(words), None, None).facts(digest, Provenance::Daemon)
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
