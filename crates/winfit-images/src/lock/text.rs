//! The text of a facts file.
//!
//! ```json
//! {
//!   "schema": "winfit-lock/1",
//!   "winfit": "0.1.0",
//!   "images": [
//!     { "reference": "…", "digest": "sha256:…", "checked": "2026-11-20T12:34:56Z", "platforms": [ … ], "skipped": [ … ] }
//!   ]
//! }
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::model::{ImageModel, Text};
use super::{Lock, LockError};
use crate::shown::{said, shown};
use crate::{ImageFacts, Source};

const SCHEMA: &str = "winfit-lock/1";

/// This program, for whoever reads the file with an older one.
const WRITER: &str = env!("CARGO_PKG_VERSION");

/// What every version has.
#[derive(serde::Deserialize)]
struct Header {
    schema: String,
    #[serde(default)]
    winfit: Option<String>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FileModel {
    schema: String,
    winfit: String,
    images: Images,
}

/// Images, each of them once.
struct Images(BTreeMap<Source, ImageFacts>);

pub(super) fn print(lock: &Lock) -> String {
    let file = FileModel {
        schema: SCHEMA.to_owned(),
        winfit: WRITER.to_owned(),
        images: Images(lock.images.clone()),
    };
    // Texts, numbers and lists cannot fail to be written to a string.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn parse(name: &str, bytes: &[u8]) -> Result<Lock, LockError> {
    // Windows PowerShell puts it before what it saves.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let malformed = |error: serde_json::Error| malformed(name, &error);
    let header: Header = serde_json::from_slice(bytes).map_err(malformed)?;
    if header.schema != SCHEMA {
        let writer = header
            .winfit
            .map_or("an unknown program".to_owned(), |version| format!("winfit {}", shown(&version)));
        return Err(LockError::Schema {
            file: name.to_owned(),
            schema: shown(&header.schema),
            writer,
            reader: concat!("winfit ", env!("CARGO_PKG_VERSION")),
            known: SCHEMA,
        });
    }
    let file: FileModel = serde_json::from_slice(bytes).map_err(malformed)?;
    Ok(Lock { images: file.images.0 })
}

fn malformed(name: &str, error: &serde_json::Error) -> LockError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let problem = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    LockError::Malformed { file: name.to_owned(), line, column, problem: said(problem) }
}

impl Serialize for Images {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|(source, facts)| ImageModel::new(source, facts)))
    }
}

impl<'de> Deserialize<'de> for Images {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ImagesVisitor)
    }
}

struct ImagesVisitor;

impl<'de> Visitor<'de> for ImagesVisitor {
    type Value = Images;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of images")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Images, A::Error> {
        let mut images = BTreeMap::new();
        while let Some(image) = list.next_element::<ImageModel>()? {
            let Text(source) = &image.reference;
            if images.contains_key(source) {
                return Err(de::Error::custom(format_args!("{source} is there twice")));
            }
            let (source, facts) = image.into_facts();
            images.insert(source, facts);
        }
        Ok(Images(images))
    }
}
