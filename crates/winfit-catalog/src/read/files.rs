//! The texts of a catalogue, by file name.

use std::collections::BTreeMap;

use crate::Text;

/// The files of a catalogue or of an overlay: names and texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    root: Text,
    texts: BTreeMap<Text, Text>,
}

impl Files {
    /// No files yet. The root, e.g. `catalog`, stands before the file names in problems; it is not opened.
    #[must_use]
    pub fn new(root: impl Into<Text>) -> Self {
        Self { root: root.into(), texts: BTreeMap::new() }
    }

    /// Adds a file, or replaces the one with the same name. Names are without directory, e.g. `updates.csv`.
    pub fn insert(&mut self, name: impl Into<Text>, text: impl Into<Text>) {
        self.texts.insert(name.into(), text.into());
    }

    /// The text of a file, without the byte order mark that some editors write.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// The names of the files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(|name| &**name)
    }

    /// How a problem names a file: `catalog/updates.csv`.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.root.trim_end_matches('/'))
    }
}
