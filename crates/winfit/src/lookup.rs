//! Looking images up, as flags, environment and `winfit.toml` say, in this order.

mod environment;
mod settings;

use std::path::{Path, PathBuf};

use winfit_images::{CacheSettings, Images, Resolved, SetupError, Source};

use crate::cli::LookupArgs;
use crate::config::Config;
use crate::context::Context;
use crate::error::Error;
use crate::output;
use crate::progress::Bar;
use environment::Environment;
use settings::{Trust, settings};

/// Why images cannot be looked up at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LookupError {
    /// `WINFIT_OFFLINE` is neither yes nor no.
    #[error("WINFIT_OFFLINE is \"{}\", which is neither yes nor no", .0.escape_debug())]
    Offline(String),
    /// `--plain-http` names no registry.
    #[error("--plain-http: \"{}\" is no host of a registry", .0.escape_debug())]
    PlainHttp(String),
    /// A file that was named is not there.
    #[error("{named_by}: there is no file {}", file.display())]
    NoFile {
        /// The flag or the variable.
        named_by: &'static str,
        /// The file.
        file: PathBuf,
    },
    /// The cache is not trusted for what a tag stands for, and nobody is to be asked.
    #[error("{0} cannot be recorded offline: the cache may not know what its tag stands for by now")]
    OfflineRecord(String),
    /// Asking cannot start.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

impl LookupError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        vec![match self {
            Self::Offline(_) => "set it to 1 or true, to 0 or false, or not at all".to_owned(),
            Self::PlainHttp(_) => {
                "write the registry as image references do: --plain-http registry.example:5000".to_owned()
            }
            Self::NoFile { .. } => "check the path, which is relative to the current folder".to_owned(),
            Self::OfflineRecord(_) => {
                "leave out --offline, WINFIT_OFFLINE and offline in winfit.toml, or name the image by its digest"
                    .to_owned()
            }
            Self::Setup(_) => "ask for fewer images, or allow more processes and open files".to_owned(),
        }]
    }
}

/// Reads images, each once. What cannot be read has its own reason in the result.
pub(crate) fn resolve(
    arguments: &LookupArgs,
    context: &Context,
    sources: Vec<Source>,
) -> Result<Resolved, Error> {
    resolve_with(arguments, context, sources, Trust::TagsForAWhile)
}

/// Reads images as they are now: the cache is not trusted for what a tag stands for.
pub(crate) fn resolve_anew(
    arguments: &LookupArgs,
    context: &Context,
    sources: Vec<Source>,
) -> Result<Resolved, Error> {
    resolve_with(arguments, context, sources, Trust::DigestsOnly)
}

/// The cache of all commands: `typed`, else what environment and `winfit.toml` name, else the platform's; `None` if there
/// is no place for one.
pub(crate) fn cache_settings(typed: Option<&Path>, config: &Config) -> Option<CacheSettings> {
    settings::cache_in(typed, config, &Environment::of_process())
}

fn refuse_tags(sources: &[Source]) -> Result<(), LookupError> {
    let by_tag =
        |source: &&Source| matches!(source, Source::Registry(reference) if reference.digest.is_none());
    match sources.iter().find(by_tag) {
        Some(source) => Err(LookupError::OfflineRecord(source.to_string())),
        None => Ok(()),
    }
}

fn resolve_with(
    arguments: &LookupArgs,
    context: &Context,
    sources: Vec<Source>,
    trust: Trust,
) -> Result<Resolved, Error> {
    // Settings are wrong whether or not they are needed this time.
    let settings = settings(arguments, &context.config, &Environment::of_process(), trust)?;
    if sources.is_empty() {
        return Ok(Resolved::new());
    }
    if settings.offline && trust == Trust::DigestsOnly {
        refuse_tags(&sources)?;
    }
    let bar = Bar::for_images(sources.len());
    // Nothing else is kept.
    let needs_cache = sources.iter().any(|source| matches!(source, Source::Registry(_)));
    let images = Images::new(settings);
    let resolved = images.resolve(sources, &bar).map_err(LookupError::Setup)?;
    drop(bar);
    if needs_cache && let Some(trouble) = images.cache_trouble() {
        output::warn(&format!("images are read without the cache: {trouble}"));
    }
    Ok(resolved)
}
