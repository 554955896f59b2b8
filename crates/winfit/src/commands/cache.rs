//! `winfit cache`: what it holds, and emptying it.

use winfit_images::{Cache, CacheInfo, Cleared};

use crate::cli::{CacheAction, CacheArgs};
use crate::clock::day;
use crate::context::Context;
use crate::error::Error;
use crate::lookup::cache_settings;
use crate::output::Report;
use crate::wire;
use crate::wire::cache::{Body, Cleared as ClearedBody, Info};

/// What was asked for.
pub(crate) fn report(arguments: &CacheArgs, context: &Context) -> Result<Report<Body>, Error> {
    let settings = cache_settings(arguments.cache_dir.as_deref(), &context.config);
    let cache = Cache::new(settings.ok_or(Error::NoCacheFolder)?);
    let body = match arguments.action {
        CacheAction::Info => Body::Info(info(&cache.info()?)),
        CacheAction::Clear => {
            let folder = cache.info()?.folder.display().to_string();
            Body::Cleared(cleared(folder, cache.clear()?))
        }
    };
    Ok(Report { body, worst: None })
}

fn info(info: &CacheInfo) -> Info {
    Info {
        schema: wire::SCHEMA,
        folder: info.folder.display().to_string(),
        documents: info.documents,
        tags: info.tags,
        failures: info.failures,
        bytes: info.bytes,
        limit: info.limit,
        oldest: info.oldest.and_then(day).map(|it| it.to_string()),
        newest: info.newest.and_then(day).map(|it| it.to_string()),
    }
}

fn cleared(folder: String, cleared: Cleared) -> ClearedBody {
    ClearedBody { schema: wire::SCHEMA, folder, removed: cleared.files, freed: cleared.bytes }
}
