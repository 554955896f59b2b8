//! The media types of images.

const INDEXES: [&str; 2] =
    ["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"];

const MANIFESTS: [&str; 2] =
    ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

const SCHEMA_ONE: [&str; 2] = [
    "application/vnd.docker.distribution.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v1+prettyjws",
];

/// The last is what Docker 1.10 wrote.
const CONFIGS: [&str; 3] = [
    "application/vnd.oci.image.config.v1+json",
    "application/vnd.docker.container.image.v1+json",
    "application/octet-stream",
];

pub(super) fn is_index(media_type: &str) -> bool {
    INDEXES.contains(&media_type)
}

/// Of schema 1 as well, which may be listed with a platform.
pub(super) fn is_manifest(media_type: &str) -> bool {
    MANIFESTS.contains(&media_type) || is_schema_one(media_type)
}

pub(super) fn is_schema_one(media_type: &str) -> bool {
    SCHEMA_ONE.contains(&media_type)
}

pub(super) fn is_image_config(media_type: &str) -> bool {
    CONFIGS.contains(&media_type)
}
