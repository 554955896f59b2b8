//! The real Kubernetes API server with an etcd of its own: what reads, checks and keeps objects, and asks no node.
//!
//! Nothing schedules pods or makes them out of deployments here; a test that wants a scheduler or a controller manager
//! starts them beside these two, by the same [`Process`].

mod address;
mod api_server;
mod client;
mod etcd;

use std::sync::OnceLock;

use serde_json::Value;

use crate::component;
use crate::process::Process;
use address::Address;
use client::Client;

pub use client::{Refusal, Status};

/// A running API server. Nothing survives its end.
#[derive(Debug)]
pub struct ControlPlane {
    client: Client,
    // In this order they go down: the API server first, which would complain of an etcd that is gone.
    _api_server: Process,
    _etcd: Process,
}

impl ControlPlane {
    /// A new one; `None` where `kube-apiserver` or `etcd` is left out on purpose.
    ///
    /// # Panics
    ///
    /// When one of the two is missing, or does not start, with its log.
    #[must_use]
    #[track_caller]
    pub fn start() -> Option<Self> {
        let (api_server, etcd) = (component("kube-apiserver")?, component("etcd")?);
        let (etcd, store) = etcd::start(&etcd);
        let (api_server, client) = api_server::start(&api_server, &store, etcd.folder());
        Some(Self { client, _api_server: api_server, _etcd: etcd })
    }

    /// The one of this process, for tests that leave nothing in it: it is started by the first that asks, which takes some
    /// seconds, and ends with the process; see [`Self::start`].
    #[must_use]
    #[track_caller]
    pub fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<ControlPlane> = OnceLock::new();
        // Asked each time, so that each test that goes without is named.
        component("kube-apiserver").and_then(|_| component("etcd"))?;
        Some(SHARED.get_or_init(|| Self::start().expect("neither is left out")))
    }

    /// Its base URL: `https://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.client.url()
    }

    /// The major and the minor version of Kubernetes. A server drops fields that came after it, and says nothing.
    ///
    /// # Panics
    ///
    /// When the server does not tell.
    #[must_use]
    #[track_caller]
    pub fn version(&self) -> (u32, u32) {
        let answer = self.get("/version").unwrap_or_else(|status| panic!("no version: {status}"));
        // Distributors add a sign: "20+".
        let number = |key: &str| answer.get(key)?.as_str()?.trim_end_matches('+').parse().ok();
        let version = number("major").zip(number("minor"));
        version.unwrap_or_else(|| panic!("no version in {answer}"))
    }

    /// What the server would keep of the object in this YAML or JSON, which goes to it as it is. Nothing is kept but the
    /// namespace that the object names, which is made where there is none.
    ///
    /// # Errors
    ///
    /// When the server refuses the object, or cannot be asked; see [`Refusal`].
    #[track_caller]
    pub fn dry_run(&self, document: &str) -> Result<Value, Refusal> {
        self.post(document, "?dryRun=All&fieldManager=winfit-testkit")
    }

    /// Makes the object for good, and its namespace where there is none; see [`Self::dry_run`].
    ///
    /// # Errors
    ///
    /// When the server refuses the object, or cannot be asked; see [`Refusal`].
    #[track_caller]
    pub fn create(&self, document: &str) -> Result<Value, Refusal> {
        self.post(document, "?fieldManager=winfit-testkit")
    }

    /// What is at a path of the API, such as `/api/v1/namespaces`.
    ///
    /// # Errors
    ///
    /// When the server refuses.
    #[track_caller]
    pub fn get(&self, path: &str) -> Result<Value, Status> {
        self.client.get(path)
    }

    #[track_caller]
    fn post(&self, document: &str, query: &str) -> Result<Value, Refusal> {
        let address = Address::of(document).map_err(Refusal::NoObject)?;
        let path = address.path(&self.client)?;
        Ok(self.client.post(&format!("{path}{query}"), document)?)
    }
}
