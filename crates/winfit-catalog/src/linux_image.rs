//! Repositories without any image for Windows.

use crate::{List, Text};

/// A repository that has images for Linux only: a row of `catalog/linux-images.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinuxImage {
    /// Its name with registry, e.g. `docker.io/library/alpine`.
    pub repository: Text,
    /// Ids of the sources.
    pub sources: List<Text>,
}
