//! The HTTP client of the testkit itself: trusts one authority, follows nothing, heeds no proxy.

use std::sync::Arc;

use reqwest::redirect::Policy;
use rustls::{ClientConfig, RootCertStore};

use crate::Authority;

/// By this name the log of a registry tells our own requests from those of the code under test.
pub(crate) const USER_AGENT: &str = "winfit-testkit";

/// A client; it belongs to the runtime on which it is first used.
pub(crate) fn client(authority: Option<&Authority>) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    if let Some(authority) = authority {
        roots.add(authority.der().to_vec().into()).expect("the authority is well-formed");
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the default versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .no_proxy()
        .redirect(Policy::none())
        .tls_backend_preconfigured(tls)
        .build()
        .expect("the settings are complete")
}
