//! The HTTP client of the testkit itself: trusts one authority, follows nothing, heeds no proxy.

use std::sync::Arc;

use reqwest::redirect::Policy;
use rustls::client::WantsClientCert;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore};

use crate::{Authority, Identity};

/// By this name the log of a registry tells our own requests from those of the code under test.
pub(crate) const USER_AGENT: &str = "winfit-testkit";

/// A client; it belongs to the runtime on which it is first used.
pub(crate) fn client(authority: Option<&Authority>) -> reqwest::Client {
    build(trusting(authority).with_no_client_auth())
}

/// A client that shows who it is; see [`client`].
pub(crate) fn client_as(identity: &Identity, authority: &Authority) -> reqwest::Client {
    let certificate = CertificateDer::from_pem_slice(identity.certificate.as_bytes());
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes());
    let tls = trusting(Some(authority)).with_client_auth_cert(
        vec![certificate.expect("the identity is well-formed")],
        key.expect("the identity is well-formed"),
    );
    build(tls.expect("ring can use the keys that it made"))
}

fn trusting(authority: Option<&Authority>) -> ConfigBuilder<ClientConfig, WantsClientCert> {
    let mut roots = RootCertStore::empty();
    if let Some(authority) = authority {
        roots.add(authority.der().to_vec().into()).expect("the authority is well-formed");
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the default versions")
        .with_root_certificates(roots)
}

fn build(tls: ClientConfig) -> reqwest::Client {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .no_proxy()
        .redirect(Policy::none())
        .tls_backend_preconfigured(tls)
        .build()
        .expect("the settings are complete")
}
