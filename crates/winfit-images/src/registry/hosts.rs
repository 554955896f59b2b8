//! The hosts that are asked: for each its client, its limit, its pause and what it speaks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Client, Proxy, Url, redirect};
use tokio::sync::{OnceCell, Semaphore};

use super::endpoint::{authority, is_called};
use super::proxy::Rules;
use super::retry::Pause;
use super::tls::{self, Folder};
use super::trouble::Trouble;
use super::{RegistryError, RegistrySettings};

/// A host and what is known of it.
pub(super) struct Host {
    /// Host and port, for messages.
    pub(super) name: String,
    pub(super) client: Client,
    /// How many may ask at a time.
    pub(super) slots: Semaphore,
    /// How many of those that begin with an image may wait for a slot, so that further requests find a short queue.
    pub(super) beginnings: Semaphore,
    /// When it wants to be asked again.
    pub(super) pause: Pause,
    /// Why it could not be reached.
    pub(super) trouble: Trouble,
    /// For a host on this machine: `https` or `http`, whichever it turned out to speak.
    pub(super) scheme: OnceCell<&'static str>,
    pub(super) proxies: Arc<Rules>,
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Duration,
}

/// All hosts asked so far.
pub(super) struct Hosts {
    settings: RegistrySettings,
    proxies: Arc<Rules>,
    /// That of all hosts without a folder of their own.
    client: Client,
    known: Mutex<HashMap<String, Arc<Host>>>,
}

impl Hosts {
    pub(super) fn new(settings: RegistrySettings) -> Result<Self, RegistryError> {
        let proxies = Arc::new(Rules::new(&settings.proxies)?);
        let client = client(&settings, &proxies, &Folder::default())?;
        Ok(Self { settings, proxies, client, known: Mutex::default() })
    }

    pub(super) fn settings(&self) -> &RegistrySettings {
        &self.settings
    }

    /// The host of a URL, if it has been asked.
    pub(super) fn asked(&self, url: &Url) -> Option<Arc<Host>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&authority(url)).cloned()
    }

    /// The host of a URL.
    pub(super) fn of(&self, url: &Url) -> Result<Arc<Host>, RegistryError> {
        let name = authority(url);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = known.get(&name) {
            return Ok(host.clone());
        }
        let own = self.settings.certificates_of.iter().filter(|(registry, _)| is_called(&name, registry));
        let folder = Folder::find(&self.settings.certificate_folders, &name)?
            .with_authorities(own.map(|(_, file)| file.clone()));
        let client = match folder.is_empty() {
            true => self.client.clone(),
            false => client(&self.settings, &self.proxies, &folder)?,
        };
        let per_host = self.settings.per_host.clamp(1, Semaphore::MAX_PERMITS);
        let host = Arc::new(Host {
            name: name.clone(),
            client,
            slots: Semaphore::new(per_host),
            beginnings: Semaphore::new(per_host),
            pause: Pause::default(),
            trouble: Trouble::default(),
            scheme: OnceCell::new(),
            proxies: self.proxies.clone(),
            connect_timeout: self.settings.connect_timeout,
            idle_timeout: self.settings.idle_timeout,
        });
        known.insert(name, host.clone());
        Ok(host)
    }
}

fn client(
    settings: &RegistrySettings,
    proxies: &Arc<Rules>,
    folder: &Folder,
) -> Result<Client, RegistryError> {
    let mut builder = Client::builder()
        .tls_backend_preconfigured(tls::config(&settings.certificates, folder)?)
        .user_agent(concat!("winfit/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(settings.connect_timeout)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .pool_max_idle_per_host(settings.per_host)
        .no_proxy();
    if !proxies.is_empty() {
        let proxies = proxies.clone();
        builder = builder.proxy(Proxy::custom(move |url| proxies.of(url).cloned()));
    }
    // The reason names no setting of ours: all that can be wrong with those was found before.
    builder.build().map_err(|_| RegistryError::Setting {
        setting: "registry",
        value: String::new(),
        problem: "cannot set up http".to_owned(),
    })
}
