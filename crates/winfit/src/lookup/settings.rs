//! From what was typed, set and configured to the settings of a look-up. Nothing is opened here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use winfit_images::{CacheSettings, CredentialSettings, RegistrySettings, Settings, auth_file_places};

use super::LookupError;
use super::environment::Environment;
use crate::cache_folder::platform_folder;
use crate::cli::LookupArgs;
use crate::config::{Config, registry_host};

/// Time for all images together, unless something else is said.
const USUAL_TIMEOUT: Duration = Duration::from_secs(60);

/// For what the cache is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// For what a tag stood for a while ago, too.
    TagsForAWhile,
    /// For documents by their digest, which cannot be outdated.
    DigestsOnly,
}

/// The settings: flags outweigh the environment, which outweighs `winfit.toml`.
pub(super) fn settings(
    arguments: &LookupArgs,
    config: &Config,
    environment: &Environment,
    trust: Trust,
) -> Result<Settings, LookupError> {
    let offline = offline(arguments, config, environment)?;
    if !offline {
        check_named_files(arguments, environment)?;
    }
    let timeout = arguments.timeout.map(Duration::from_secs).or(config.timeout);
    Ok(Settings {
        offline,
        cache: cache(arguments, config, environment, trust),
        registries: registries(arguments, config, environment)?,
        credentials: CredentialSettings {
            auth_files: auth_files(arguments, environment),
            helper_path: environment.value("PATH"),
            ..CredentialSettings::default()
        },
        daemon: environment.daemon(),
        deadline: timeout.unwrap_or(USUAL_TIMEOUT),
    })
}

fn offline(arguments: &LookupArgs, config: &Config, environment: &Environment) -> Result<bool, LookupError> {
    if arguments.offline {
        return Ok(true);
    }
    let Some(text) = environment.text(&["WINFIT_OFFLINE"]) else {
        return Ok(config.offline.unwrap_or_default());
    };
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err(LookupError::Offline(text)),
    }
}

fn cache(
    arguments: &LookupArgs,
    config: &Config,
    environment: &Environment,
    trust: Trust,
) -> Option<CacheSettings> {
    if arguments.no_cache {
        return None;
    }
    let usual = cache_in(arguments.cache_dir.as_deref(), config, environment)?;
    let (tag_lifetime, failure_lifetime) = match trust {
        Trust::TagsForAWhile => (config.tag_lifetime.unwrap_or(usual.tag_lifetime), usual.failure_lifetime),
        Trust::DigestsOnly => (Duration::ZERO, Duration::ZERO),
    };
    Some(CacheSettings { tag_lifetime, failure_lifetime, ..usual })
}

/// The cache: which folder, and how large it may be. A system that knows no place for caches gets none.
pub(super) fn cache_in(
    typed: Option<&Path>,
    config: &Config,
    environment: &Environment,
) -> Option<CacheSettings> {
    let said = typed.map(Path::to_owned).or_else(|| environment.path(&["WINFIT_CACHE_DIR"]));
    let folder = said.or_else(|| config.cache_directory.clone()).or_else(platform_folder)?;
    let usual = CacheSettings::in_folder(folder);
    Some(CacheSettings { limit: config.cache_limit.unwrap_or(usual.limit), ..usual })
}

fn registries(
    arguments: &LookupArgs,
    config: &Config,
    environment: &Environment,
) -> Result<RegistrySettings, LookupError> {
    let named = arguments
        .plain_http
        .iter()
        .map(|text| registry_host(text).ok_or_else(|| LookupError::PlainHttp(text.clone())));
    let mut plain_http = named.collect::<Result<Vec<_>, _>>()?;
    plain_http.extend(config.registries.iter().filter(|(_, it)| it.plain_http).map(|(host, _)| host.clone()));
    let mirrors: BTreeMap<_, _> = config
        .registries
        .iter()
        .filter(|(_, it)| !it.mirrors.is_empty())
        .map(|(host, it)| (host.clone(), it.mirrors.clone()))
        .collect();
    let certificates_of: BTreeMap<_, _> =
        config.registries.iter().filter_map(|(host, it)| Some((host.clone(), it.ca.clone()?))).collect();
    Ok(RegistrySettings {
        certificates: arguments.ca.clone(),
        certificates_of,
        certificate_folders: certificate_folders(environment),
        plain_http,
        mirrors,
        proxies: environment.proxies(),
        ..RegistrySettings::default()
    })
}

/// Where docker and podman have the certificates of registries; the user's own come first.
fn certificate_folders(environment: &Environment) -> Vec<PathBuf> {
    let own = environment.config_folder().map(|folder| folder.join("containers").join("certs.d"));
    let common = ["/etc/containers/certs.d", "/etc/docker/certs.d"].map(PathBuf::from);
    let windows = environment.path(&["ProgramData"]).map(|folder| folder.join("docker").join("certs.d"));
    own.into_iter().chain(common).chain(windows).collect()
}

/// The file that was named, else those that docker and podman write.
fn auth_files(arguments: &LookupArgs, environment: &Environment) -> Vec<PathBuf> {
    match &arguments.auth_file {
        Some(file) => vec![file.clone()],
        None => auth_file_places(|name| environment.value(name), environment.home().as_deref()),
    }
}

/// Files that somebody named have to be there; those in the usual places need not be.
fn check_named_files(arguments: &LookupArgs, environment: &Environment) -> Result<(), LookupError> {
    let typed = arguments.auth_file.iter().map(|file| ("--auth-file", file.clone()));
    // It counts only where no other is typed.
    let set = environment.path(&["REGISTRY_AUTH_FILE"]).filter(|_| arguments.auth_file.is_none());
    let set = set.into_iter().map(|file| ("REGISTRY_AUTH_FILE", file));
    let authorities = arguments.ca.iter().map(|file| ("--ca", file.clone()));
    match typed.chain(set).chain(authorities).find(|(_, file)| !file.exists()) {
        Some((named_by, file)) => Err(LookupError::NoFile { named_by, file }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
