//! Which daemon is meant: by `DOCKER_HOST`, a context, or the place where docker listens by itself.
//!
//! A context is a folder of docker's configuration, named after the digest of the context's name.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::endpoint::{Address, Endpoint, Tls, Trust};
use super::{DaemonError, DaemonSettings};
use crate::Digest;
use crate::credentials::file;
use crate::shown::shown;

/// Largest file of docker's configuration that is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Contexts that an error lists at most.
const LISTED: usize = 50;

/// The context that is no context.
const DEFAULT: &str = "default";

/// `config.json`, of which another module reads the credentials.
#[derive(Deserialize)]
struct Configuration {
    #[serde(rename = "currentContext")]
    current_context: Option<String>,
}

/// `meta.json` of a context.
#[derive(Deserialize)]
struct Meta {
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "Endpoints", default)]
    endpoints: Endpoints,
}

#[derive(Deserialize, Default)]
struct Endpoints {
    docker: Option<MetaEndpoint>,
}

#[derive(Deserialize)]
struct MetaEndpoint {
    #[serde(rename = "Host")]
    host: Option<String>,
    #[serde(rename = "SkipTLSVerify", default)]
    skip_verification: bool,
}

/// The daemon that is meant: `DOCKER_HOST`, else `DOCKER_CONTEXT`, else the current context, else this machine's.
pub(super) async fn endpoint(settings: &DaemonSettings) -> Result<Endpoint, DaemonError> {
    let given = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
    if let Some(host) = given(&settings.host) {
        return by_address(&host, settings);
    }
    let name = match given(&settings.context) {
        Some(name) => Some(name),
        None => current(settings.config_folder.as_deref()).await?,
    };
    match name.filter(|name| name != DEFAULT) {
        Some(name) => by_context(&name, settings.config_folder.as_deref()).await,
        None => Ok(Endpoint { address: Address::local(), tls: None }),
    }
}

fn by_address(host: &str, settings: &DaemonSettings) -> Result<Endpoint, DaemonError> {
    let address = Address::parse(host)?;
    if !settings.tls_verify || !matches!(address, Address::Tcp { .. }) {
        return Ok(Endpoint { address, tls: None });
    }
    let folder = settings.cert_path.as_ref().or(settings.config_folder.as_ref());
    let folder = folder.ok_or(DaemonError::NoCertificates)?.clone();
    Ok(Endpoint { address, tls: Some(Tls { folder, trust: Trust::Signed }) })
}

async fn current(config_folder: Option<&Path>) -> Result<Option<String>, DaemonError> {
    let Some(folder) = config_folder else { return Ok(None) };
    let configuration: Option<Configuration> = json(&folder.join("config.json")).await?;
    Ok(configuration.and_then(|it| it.current_context).filter(|name| !name.is_empty()))
}

async fn by_context(name: &str, config_folder: Option<&Path>) -> Result<Endpoint, DaemonError> {
    let contexts = config_folder.map(|folder| folder.join("contexts"));
    let id = Digest::of(name.as_bytes()).hex().to_owned();
    let meta_file = contexts.as_ref().map(|folder| folder.join("meta").join(&id).join("meta.json"));
    let meta: Option<Meta> = match &meta_file {
        Some(file) => json(file).await?,
        None => None,
    };
    let (Some(contexts), Some(file), Some(meta)) = (contexts, meta_file, meta) else {
        let known = known(config_folder).await;
        return Err(DaemonError::Context { name: shown(name), known });
    };
    let Some((host, skip)) = meta.endpoints.docker.and_then(|it| Some((it.host?, it.skip_verification)))
    else {
        return Err(unusable(&file, "it names no docker endpoint".to_owned()));
    };
    let address = Address::parse(&host)?;
    let folder = contexts.join("tls").join(&id).join("docker");
    let trust = if skip { Trust::Anybody } else { Trust::Signed };
    let has_tls = matches!(address, Address::Tcp { .. }) && (skip || folder.is_dir());
    Ok(Endpoint { address, tls: has_tls.then_some(Tls { folder, trust }) })
}

/// The contexts that there are; what cannot be read is not among them.
async fn known(config_folder: Option<&Path>) -> Vec<String> {
    let mut names = Vec::new();
    let meta = config_folder.map(|folder| folder.join("contexts").join("meta"));
    let entries = meta.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    for entry in entries.take(LISTED) {
        if let Ok(Some(meta)) = json::<Meta>(&entry.path().join("meta.json")).await {
            names.push(shown(&meta.name));
        }
    }
    names.sort();
    names.insert(0, DEFAULT.to_owned());
    names
}

/// Reads a small JSON file; `None` if there is none. Of what is wrong with it only the place is told, since
/// `config.json` holds credentials.
async fn json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, DaemonError> {
    let Some(bytes) = read(path).await? else { return Ok(None) };
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&bytes);
    serde_json::from_slice(text).map(Some).map_err(|error| {
        let problem = format!("not as docker writes it at line {}, column {}", error.line(), error.column());
        unusable(path, problem)
    })
}

/// The bytes of a file of docker's configuration; `None` if there is none.
pub(super) async fn read(path: &Path) -> Result<Option<Vec<u8>>, DaemonError> {
    let bytes = file::read(path, LARGEST).await.map_err(|problem| unusable(path, problem))?;
    match bytes {
        Some(bytes) if bytes.len() > LARGEST => {
            Err(unusable(path, format!("it is larger than {LARGEST} bytes")))
        }
        bytes => Ok(bytes),
    }
}

pub(super) fn unusable(path: &Path, problem: String) -> DaemonError {
    DaemonError::File { file: path.display().to_string(), problem }
}
