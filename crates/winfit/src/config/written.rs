//! `winfit.toml` as it was typed: every key is one that there is, every value of its kind, and each knows its place.

mod check;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::error::{Problem, Wrong};
use crate::named::similar;
pub(super) use check::WrittenCheck;

/// Tables at the top.
const TABLES: &[&str] = &["check", "registries", "cache", "lookup"];
/// Settings of a registry.
const REGISTRY: &[&str] = &["mirrors", "ca", "plain-http"];
/// Settings of the cache.
const CACHE: &[&str] = &["directory", "limit", "tag-lifetime"];
/// Settings of looking up.
const LOOKUP: &[&str] = &["timeout", "offline"];

/// Tables, and what can be set in them.
#[cfg(test)]
pub(super) fn settings() -> [(&'static str, &'static [&'static str]); 4] {
    [("check", check::CHECK), ("registries", REGISTRY), ("cache", CACHE), ("lookup", LOOKUP)]
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Written {
    pub(super) check: WrittenCheck,
    pub(super) registries: Vec<(At<String>, WrittenRegistry)>,
    pub(super) cache_directory: Option<At<String>>,
    pub(super) cache_limit: Option<At<String>>,
    pub(super) tag_lifetime: Option<At<String>>,
    pub(super) timeout: Option<At<String>>,
    pub(super) offline: Option<bool>,
}

/// A table of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WrittenRegistry {
    pub(super) mirrors: Vec<At<String>>,
    pub(super) ca: Option<At<String>>,
    pub(super) plain_http: bool,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    key: String,
    offset: usize,
}

impl<T: std::fmt::Display> At<T> {
    /// Another value in the same place.
    pub(super) fn replaced(&self, value: T) -> Self {
        Self { value, key: self.key.clone(), offset: self.offset }
    }

    /// It is of its kind, and yet not valid.
    pub(super) fn refuse(&self, problem: Problem) -> Wrong {
        Wrong { offset: self.offset, key: format!("{} = \"{}\"", self.key, self.value), problem }
    }
}

impl Written {
    pub(super) fn parse(text: &str) -> Result<Self, Wrong> {
        let root = DeTable::parse(text).map_err(|error| Wrong {
            offset: error.span().map_or(0, |span| span.start),
            key: String::new(),
            problem: Problem::Syntax(error.message().to_owned()),
        })?;
        let root = Table { path: String::new(), entries: root.get_ref() };
        root.allow(TABLES)?;
        let mut written = Self::default();
        if let Some(check) = root.table("check")? {
            written.check = WrittenCheck::of(&check)?;
        }
        if let Some(registries) = root.table("registries")? {
            for (name, value) in registries.entries {
                let at = At {
                    value: name.get_ref().to_string(),
                    key: "registries".to_owned(),
                    offset: name.span().start,
                };
                let table = registries.as_table(name.get_ref(), value)?;
                table.refuse_dots(name)?;
                written.registries.push((at, WrittenRegistry::of(&table)?));
            }
        }
        if let Some(cache) = root.table("cache")? {
            cache.allow(CACHE)?;
            written.cache_directory = cache.text("directory")?;
            written.cache_limit = cache.quantity("limit", " MiB")?;
            written.tag_lifetime = cache.quantity("tag-lifetime", "s")?;
        }
        if let Some(lookup) = root.table("lookup")? {
            lookup.allow(LOOKUP)?;
            written.timeout = lookup.quantity("timeout", "s")?;
            written.offline = lookup.flag("offline")?;
        }
        Ok(written)
    }
}

impl WrittenRegistry {
    fn of(table: &Table<'_, '_>) -> Result<Self, Wrong> {
        table.allow(REGISTRY)?;
        Ok(Self {
            mirrors: table.texts("mirrors")?,
            ca: table.text("ca")?,
            plain_http: table.flag("plain-http")?.unwrap_or_default(),
        })
    }
}

/// A table and the keys above it.
struct Table<'t, 'i> {
    path: String,
    entries: &'t DeTable<'i>,
}

impl<'t, 'i> Table<'t, 'i> {
    /// Refuses all keys but these.
    fn allow(&self, valid: &'static [&'static str]) -> Result<(), Wrong> {
        let unknown = self.entries.keys().find(|key| !valid.contains(&key.get_ref().as_ref()));
        let Some(key) = unknown else { return Ok(()) };
        let nearest = similar(key.get_ref(), valid);
        let problem = Problem::UnknownKey { nearest, valid };
        Err(Wrong { offset: key.span().start, key: self.key(key.get_ref()), problem })
    }

    /// Refuses a registry whose name was taken apart at its dots: without quotes, they begin tables within tables.
    fn refuse_dots(&self, name: &Spanned<DeString<'_>>) -> Result<(), Wrong> {
        let mut host = name.get_ref().to_string();
        let mut entries = self.entries;
        while let Some((key, value)) = entries.iter().next()
            && !REGISTRY.contains(&key.get_ref().as_ref())
            && let DeValue::Table(below) = value.get_ref()
        {
            host = format!("{host}.{}", key.get_ref());
            entries = below;
        }
        if std::ptr::eq(entries, self.entries) {
            return Ok(());
        }
        let problem = Problem::Unquoted { host };
        Err(Wrong { offset: name.span().start, key: "registries".to_owned(), problem })
    }

    fn key(&self, name: &str) -> String {
        let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let name = if is_bare { name.to_owned() } else { format!("\"{name}\"") };
        if self.path.is_empty() { name } else { format!("{}.{name}", self.path) }
    }

    fn table(&self, name: &str) -> Result<Option<Table<'t, 'i>>, Wrong> {
        self.entries.get(name).map(|value| self.as_table(name, value)).transpose()
    }

    fn as_table(&self, name: &str, value: &'t Spanned<DeValue<'i>>) -> Result<Table<'t, 'i>, Wrong> {
        match value.get_ref() {
            DeValue::Table(entries) => Ok(Table { path: self.key(name), entries }),
            _ => Err(self.other_kind(name, value, "a table")),
        }
    }

    fn text(&self, name: &str) -> Result<Option<At<String>>, Wrong> {
        self.entries.get(name).map(|value| self.as_text(name, value, "a text in quotes")).transpose()
    }

    /// A text with a number and a unit; whoever forgot the unit is told of this one.
    fn quantity(&self, name: &str, unit: &str) -> Result<Option<At<String>>, Wrong> {
        if let Some(value) = self.entries.get(name)
            && let DeValue::Integer(number) = value.get_ref()
        {
            let problem = Problem::NoUnit { instead: format!("{number}{unit}") };
            return Err(Wrong { offset: value.span().start, key: self.key(name), problem });
        }
        self.text(name)
    }

    fn as_text(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &'static str,
    ) -> Result<At<String>, Wrong> {
        match value.get_ref() {
            DeValue::String(text) if !text.is_empty() => {
                Ok(At { value: text.to_string(), key: self.key(name), offset: value.span().start })
            }
            _ => Err(self.other_kind(name, value, expected)),
        }
    }

    fn texts(&self, name: &str) -> Result<Vec<At<String>>, Wrong> {
        const LIST: &str = "a list of texts in quotes";
        let Some(value) = self.entries.get(name) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.as_text(name, item, LIST)).collect(),
            _ => Err(self.other_kind(name, value, LIST)),
        }
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Wrong> {
        let Some(value) = self.entries.get(name) else { return Ok(None) };
        match value.get_ref() {
            DeValue::Boolean(flag) => Ok(Some(*flag)),
            _ => Err(self.other_kind(name, value, "true or false")),
        }
    }

    fn other_kind(&self, name: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> Wrong {
        let found = match value.get_ref() {
            DeValue::String(text) if text.is_empty() => "an empty text",
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        Wrong { offset: value.span().start, key: self.key(name), problem: Problem::Kind { expected, found } }
    }
}
