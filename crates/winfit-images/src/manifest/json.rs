//! JSON as hostile registries send it: read in one pass, without a tree, and lenient about values of another type than
//! expected. Syntax, fields that occur twice and depth are serde_json's to refuse.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::ManifestError;
use crate::shown::{said, shown};

/// Entries of a list that are kept; more are only counted.
pub(crate) const ENTRIES: usize = 1_000;

/// Bytes of the longest text that is kept; none that means anything here comes near.
const LONGEST: usize = 4 * 1024;

/// A value of the expected type, or the fact that another one stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lenient<T> {
    Fits(T),
    Odd,
}

/// A list: its first entries, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct List<T> {
    pub(super) entries: Vec<Lenient<T>>,
    pub(super) count: usize,
}

/// From which of the types of JSON a value can be read; each of the others is read over.
pub(super) trait FromJson: Sized {
    fn from_number(_: u64) -> Lenient<Self> {
        Lenient::Odd
    }

    fn from_text(_: &str) -> Lenient<Self> {
        Lenient::Odd
    }

    fn from_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Lenient<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Lenient::Odd)
    }

    fn from_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Lenient<Self>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Lenient::Odd)
    }
}

impl FromJson for u64 {
    fn from_number(number: u64) -> Lenient<Self> {
        Lenient::Fits(number)
    }
}

impl FromJson for String {
    fn from_text(text: &str) -> Lenient<Self> {
        if text.len() > LONGEST { Lenient::Odd } else { Lenient::Fits(text.to_owned()) }
    }
}

impl<T: FromJson> FromJson for List<T> {
    fn from_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Lenient<Self>, A::Error> {
        let mut read = Self { entries: Vec::new(), count: 0 };
        while read.entries.len() < ENTRIES {
            let Some(entry) = list.next_element()? else { break };
            read.entries.push(entry);
        }
        read.count = read.entries.len();
        while list.next_element::<IgnoredAny>()?.is_some() {
            read.count += 1;
        }
        Ok(Lenient::Fits(read))
    }
}

/// Reads an object with the `Deserialize` of a struct, so that a field that occurs twice is refused.
macro_rules! from_object {
    ($($type:ty),+) => {$(
        impl crate::manifest::json::FromJson for $type {
            fn from_object<'de, A: serde::de::MapAccess<'de>>(
                object: A,
            ) -> Result<crate::manifest::json::Lenient<Self>, A::Error> {
                let object = serde::de::value::MapAccessDeserializer::new(object);
                serde::Deserialize::deserialize(object).map(crate::manifest::json::Lenient::Fits)
            }
        }
    )+};
}
pub(super) use from_object;

struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: FromJson> Visitor<'de> for LenientVisitor<T> {
    type Value = Lenient<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Lenient::Odd)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Lenient::Odd)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(T::from_number(number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Lenient::Odd)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Lenient::Odd)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::from_text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        T::from_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        T::from_object(object)
    }
}

impl<'de, T: FromJson> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }
}

impl<T> Lenient<T> {
    pub(super) fn fitting(self) -> Option<T> {
        match self {
            Self::Fits(value) => Some(value),
            Self::Odd => None,
        }
    }
}

impl<T> List<T> {
    /// The entries that are what they should be.
    pub(super) fn fitting(self) -> impl Iterator<Item = T> {
        self.entries.into_iter().filter_map(Lenient::fitting)
    }
}

/// What stands in an optional field; nothing if it is of another type.
pub(super) fn value<T>(field: Option<Lenient<T>>) -> Option<T> {
    field.and_then(Lenient::fitting)
}

/// The text of an optional field; nothing if it is empty, as Go's encoder leaves empty fields out.
pub(super) fn text(field: Option<Lenient<String>>) -> Option<String> {
    value(field).filter(|text| !text.is_empty())
}

/// Reads a document that is an object.
pub(super) fn object<T: FromJson>(what: &'static str, bytes: &[u8]) -> Result<T, ManifestError> {
    check_text(what, bytes)?;
    let json = |error: serde_json::Error| {
        let problem = said(&error.to_string());
        ManifestError::Json { what, problem, start: shown(&String::from_utf8_lossy(start(bytes))) }
    };
    match serde_json::from_slice::<Lenient<T>>(bytes).map_err(json)? {
        Lenient::Fits(document) => Ok(document),
        Lenient::Odd => Err(ManifestError::NoObject { what }),
    }
}

/// What no JSON parser puts in words that help.
fn check_text(what: &'static str, bytes: &[u8]) -> Result<(), ManifestError> {
    if bytes.len() > super::DOCUMENT_LIMIT {
        return Err(ManifestError::TooLarge { what, bytes: bytes.len() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ManifestError::Empty { what });
    }
    let found = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => "a byte order mark",
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, _, ..] | [_, 0, ..] => "UTF-16 or UTF-32",
        [0x1F, 0x8B, ..] => "gzip",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        _ => return Ok(()),
    };
    Err(ManifestError::Encoding { what, found })
}

fn start(bytes: &[u8]) -> &[u8] {
    bytes.get(..100).unwrap_or(bytes)
}
