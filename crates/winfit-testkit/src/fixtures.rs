//! The images that most tests want. Versions are those of updates that exist, so that the catalogue knows them.

use crate::{Entry, Image, Index, Manifest};

/// Windows Server 2019, January 2024.
pub const SERVER_2019: &str = "10.0.17763.5329";
/// Windows Server 2022, January 2024.
pub const SERVER_2022: &str = "10.0.20348.2227";
/// Windows Server 2025, November 2024.
pub const SERVER_2025: &str = "10.0.26100.2314";
/// Windows Server 2016, January 2024.
pub const SERVER_2016: &str = "10.0.14393.6614";

/// An index as of a usual base image: 2019, 2022 and 2025, each with its `os.version`.
#[must_use]
pub fn multi_version() -> Image {
    multi_version_list().image()
}

/// The same with 2025 for arm64 as well.
#[must_use]
pub fn multi_version_arm64() -> Image {
    multi_version_list().with(&Manifest::windows(SERVER_2025).architecture("arm64").image()).image()
}

/// The same three versions as a Docker manifest list of schema 2 manifests.
#[must_use]
pub fn docker_multi_version() -> Image {
    versions().into_iter().fold(Index::docker(), |index, it| index.with(&it.docker().image())).image()
}

/// An index whose entries have no `os.version`: it stands in the configurations only.
#[must_use]
pub fn without_os_version() -> Image {
    let add = |index: Index, it: Manifest| index.entry(Entry::of(&it.image()).without_os_version());
    versions().into_iter().fold(Index::oci(), add).image()
}

/// An index whose entries have no platform at all.
#[must_use]
pub fn without_platforms() -> Image {
    let add = |index: Index, it: Manifest| index.entry(Entry::of(&it.image()).without_platform());
    versions().into_iter().fold(Index::oci(), add).image()
}

/// Two revisions of 2016, the release whose containers have to match the host's revision.
#[must_use]
pub fn server_2016_revisions() -> Image {
    let older = Manifest::windows("10.0.14393.6529").image();
    Index::oci().with(&older).with(&Manifest::windows(SERVER_2016).image()).image()
}

/// A single OCI manifest for Windows Server 2022.
#[must_use]
pub fn single() -> Image {
    Manifest::windows(SERVER_2022).image()
}

/// A single Docker manifest for Windows Server 2019 upon a foreign layer.
#[must_use]
pub fn docker_single() -> Image {
    Manifest::windows(SERVER_2019).docker().foreign_layer("https://go.microsoft.com/fwlink/?linkid=1").image()
}

/// An image for Linux alone.
#[must_use]
pub fn linux() -> Image {
    Manifest::linux().image()
}

/// An index for Linux on two architectures and Windows in two versions, with an attestation, a chart and a nested index.
#[must_use]
pub fn mixed() -> Image {
    let linux = linux();
    let nested = Index::oci().with(&Manifest::windows(SERVER_2025).image()).image();
    Index::oci()
        .with(&linux)
        .with(&Manifest::linux().architecture("arm64").variant("v8").image())
        .with(&Manifest::windows(SERVER_2022).image())
        .entry(Entry::attestation_of(&linux))
        .entry(Entry::artifact("application/vnd.cncf.helm.config.v1+json"))
        .with(&nested)
        .image()
}

fn multi_version_list() -> Index {
    versions().into_iter().fold(Index::oci(), |index, it| index.with(&it.image()))
}

fn versions() -> [Manifest; 3] {
    [SERVER_2019, SERVER_2022, SERVER_2025].map(Manifest::windows)
}
