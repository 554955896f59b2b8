//! `winfit.toml`: settings of checks and of looking images up, as they are meant. What was typed is in `written`.
//!
//! Found in a folder or the nearest one above it; docs/configuration.md describes it for people.

mod check;
mod error;
mod quantity;
mod written;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use winfit_compat::reference::Reference;

use crate::cli::Globals;
pub(crate) use check::CheckConfig;
pub(crate) use error::ConfigError;
use error::{Problem, Wrong};
use quantity::{bytes, duration};
use written::{At, Written, WrittenRegistry};

/// What the file is called.
pub(crate) const NAME: &str = "winfit.toml";

/// What `winfit init` writes: everything that can be set, commented out.
pub(crate) const TEMPLATE: &str = include_str!("config/template.toml");

/// Bytes that it may have.
const LIMIT: u64 = 1 << 20;

/// The longest time that images may be waited for.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);

/// What is configured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Config {
    /// The folder of the file; `None`: there is none.
    pub(crate) folder: Option<PathBuf>,
    /// Settings of `check`.
    pub(crate) check: CheckConfig,
    /// By `HOST[:PORT]`, `docker.io` for Docker Hub.
    pub(crate) registries: BTreeMap<String, RegistryConfig>,
    /// The cache's folder.
    pub(crate) cache_directory: Option<PathBuf>,
    /// Bytes that the cache may hold.
    pub(crate) cache_limit: Option<u64>,
    /// How long a tag is taken to stand for the same digest.
    pub(crate) tag_lifetime: Option<Duration>,
    /// Time for all images together.
    pub(crate) timeout: Option<Duration>,
    /// Ask nobody.
    pub(crate) offline: Option<bool>,
}

/// What is configured of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RegistryConfig {
    /// Addresses to ask first, in this order.
    pub(crate) mirrors: Vec<String>,
    /// File with the authorities that this registry's certificate may be from, besides the system's.
    pub(crate) ca: Option<PathBuf>,
    /// It is asked by plain http.
    pub(crate) plain_http: bool,
}

impl Config {
    /// The file that `--config` names, else the nearest one in the folder of `start` or above it; empty if there is none.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is wrong.
    pub(crate) fn find(globals: &Globals, start: &Path) -> Result<Self, ConfigError> {
        match &globals.config {
            _ if globals.no_config => Ok(Self::default()),
            Some(file) => Self::read(file),
            None => nearest(start).map_or_else(|| Ok(Self::default()), |file| Self::read(&file)),
        }
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        let file = || path.display().to_string();
        let mut read = Vec::new();
        File::open(path)
            .and_then(|opened| opened.take(LIMIT + 1).read_to_end(&mut read))
            .map_err(|error| ConfigError::Unreadable { file: file(), error })?;
        if u64::try_from(read.len()).unwrap_or(u64::MAX) > LIMIT {
            return Err(ConfigError::TooLarge { file: file() });
        }
        let text = String::from_utf8(read).map_err(|error| ConfigError::NotUtf8 {
            file: file(),
            offset: error.utf8_error().valid_up_to(),
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder).map_err(|wrong| wrong.in_file(file(), &text))
    }

    /// Reads a text. Paths in it are relative to the folder.
    fn parse(text: &str, folder: &Path) -> Result<Self, Wrong> {
        let written = Written::parse(text)?;
        let mut registries = BTreeMap::new();
        for (name, registry) in &written.registries {
            let host = registry_host(&name.value).ok_or_else(|| name.refuse(Problem::Host))?;
            if registries.insert(host, RegistryConfig::of(registry, folder)?).is_some() {
                return Err(name.refuse(Problem::Twice));
            }
        }
        let timeout =
            written.timeout.as_ref().map(|it| valid(it, duration, Problem::Duration)).transpose()?;
        if let Some(it) = written.timeout.as_ref()
            && timeout.is_some_and(|time| time.is_zero() || time > LONGEST_TIMEOUT)
        {
            return Err(it.refuse(Problem::Timeout));
        }
        Ok(Self {
            folder: Some(folder.to_owned()),
            check: CheckConfig::of(&written.check, folder)?,
            registries,
            cache_directory: written.cache_directory.map(|it| folder.join(it.value)),
            cache_limit: written.cache_limit.map(|it| valid(&it, bytes, Problem::Bytes)).transpose()?,
            tag_lifetime: written
                .tag_lifetime
                .map(|it| valid(&it, duration, Problem::Duration))
                .transpose()?,
            timeout,
            offline: written.offline,
        })
    }
}

impl RegistryConfig {
    fn of(written: &WrittenRegistry, folder: &Path) -> Result<Self, Wrong> {
        for mirror in &written.mirrors {
            if !is_address(&mirror.value) {
                return Err(mirror.replaced(without_secrets(&mirror.value)).refuse(Problem::Address));
            }
        }
        Ok(Self {
            mirrors: written.mirrors.iter().map(|mirror| mirror.value.clone()).collect(),
            ca: written.ca.as_ref().map(|ca| folder.join(&ca.value)),
            plain_http: written.plain_http,
        })
    }
}

fn valid<T>(it: &At<String>, read: impl Fn(&str) -> Option<T>, problem: Problem) -> Result<T, Wrong> {
    read(&it.value).ok_or_else(|| it.refuse(problem))
}

/// The registry as references name it, e.g. `docker.io`; `None` if no reference can name it.
pub(crate) fn registry_host(text: &str) -> Option<String> {
    let reference: Reference = format!("{text}/repository").parse().ok()?;
    let is_hub = matches!(text, "docker.io" | "index.docker.io");
    (is_hub || reference.registry == text).then_some(reference.registry)
}

/// `https://HOST[:PORT][/PREFIX]`, or the same with `http`; nothing else, and above all no credentials.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| !host.is_empty())
        && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '@' | '?' | '#' | '\\' | '"'))
}

/// What was written for an address, without a user, a password or a query, any of which may be a secret.
fn without_secrets(text: &str) -> String {
    let scheme = ["https://", "http://"].into_iter().find(|it| text.starts_with(it)).unwrap_or_default();
    if let Some((_, host)) = text.rsplit_once('@') {
        return format!("{scheme}…@{}", without_query(host));
    }
    without_query(text)
}

fn without_query(text: &str) -> String {
    let Some(start) = text.find(['?', '#']) else { return text.to_owned() };
    let (address, query) = text.split_at(start);
    format!("{address}{}…", if query.starts_with('?') { '?' } else { '#' })
}

/// The nearest file of the name in the folder of `start`, or in `start` if that is one, or above.
fn nearest(start: &Path) -> Option<PathBuf> {
    // A path that does not exist is somebody else's to complain about.
    let start = start.canonicalize().or_else(|_: io::Error| Path::new(".").canonicalize()).ok()?;
    start.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests;
