//! The layers of early base images, which tell what an image is built on where nothing else does.

use crate::{ImageFamily, Text};

/// A layer of a base image: a row of `catalog/base-layers.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseLayer {
    /// Family of the base image.
    pub family: ImageFamily,
    /// Its build.
    pub build: u32,
    /// The revision that the layer makes; for a first layer, the oldest revision that it occurs in.
    pub revision: Option<u32>,
    /// What the layer is among those of its image.
    pub part: LayerPart,
    /// Digest of the layer, as `kind` says; it starts with `sha256:`.
    pub digest: Text,
    /// What the digest is of.
    pub kind: LayerKind,
    /// Id of the source.
    pub source: Text,
}

/// What a layer is among those of its base image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayerPart {
    /// The first layer, shared by several revisions.
    Base,
    /// The second layer: makes the revision.
    Update,
    /// The only layer of a base image of this revision; later revisions may have it as their first.
    Full,
}

/// What the digest of a layer is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayerKind {
    /// The unpacked layer, as image configurations and `docker inspect` have it.
    DiffId,
    /// The packed layer, as manifests have it.
    Layer,
}
