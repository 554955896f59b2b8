//! TLS with a daemon: who signs it, and who we are, by the files `ca.pem`, `cert.pem` and `key.pem`.

use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use super::DaemonError;
use super::context::{read, unusable};
use super::endpoint::{Tls, Trust};

/// The configuration for an endpoint, with a provider of its own: what the process has installed, if anything, is not
/// asked. Without TLS it trusts nobody.
pub(super) async fn config(tls: Option<&Tls>) -> Result<ClientConfig, DaemonError> {
    let provider = Arc::new(ring::default_provider());
    let folder = tls.map(|tls| tls.folder.as_path());
    let problem = |error: rustls::Error| unusable(folder.unwrap_or(Path::new("TLS")), error.to_string());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(problem)?;
    let builder = match tls {
        None => builder.with_root_certificates(RootCertStore::empty()),
        Some(Tls { trust: Trust::Signed, folder }) => {
            builder.with_root_certificates(authorities(&folder.join("ca.pem")).await?)
        }
        Some(Tls { trust: Trust::Anybody, .. }) => {
            builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody(provider)))
        }
    };
    match folder {
        Some(folder) => match identity(folder).await? {
            Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(problem),
            None => Ok(builder.with_no_client_auth()),
        },
        None => Ok(builder.with_no_client_auth()),
    }
}

/// As docker does, these are the only ones that are trusted: the authorities of the system do not sign daemons.
async fn authorities(file: &Path) -> Result<RootCertStore, DaemonError> {
    let certificates = certificates(file).await?;
    let certificates = certificates.ok_or_else(|| unusable(file, "there is no such file".to_owned()))?;
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        roots.add(certificate).map_err(|error| unusable(file, error.to_string()))?;
    }
    Ok(roots)
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// Who we are; `None` if the folder does not say.
async fn identity(folder: &Path) -> Result<Option<Identity>, DaemonError> {
    let (cert_file, key_file) = (folder.join("cert.pem"), folder.join("key.pem"));
    let (chain, key) = (certificates(&cert_file).await?, read(&key_file).await?);
    match (chain, key) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(unusable(&key_file, "there is no such file beside cert.pem".to_owned())),
        (None, Some(_)) => Err(unusable(&cert_file, "there is no such file beside key.pem".to_owned())),
        (Some(chain), Some(key)) => match PrivateKeyDer::from_pem_slice(&key) {
            Ok(key) => Ok(Some((chain, key))),
            Err(_) => Err(unusable(&key_file, "it holds no private key in PEM".to_owned())),
        },
    }
}

/// The certificates of a file, at least one; `None` if there is no file.
async fn certificates(file: &Path) -> Result<Option<Vec<CertificateDer<'static>>>, DaemonError> {
    let Some(bytes) = read(file).await? else { return Ok(None) };
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(Some(certificates)),
        _ => Err(unusable(file, "it holds no certificate in PEM".to_owned())),
    }
}

/// Trusts whoever holds the key of the certificate that is shown.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
