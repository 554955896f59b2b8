//! Whom we trust, and who we are: TLS settings from the system's authorities, added ones, and a registry's folder.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;

use super::RegistryError;
use super::endpoint::registry;
use super::no_roots::NoRoots;

/// Longest certificate or key file that is read, in bytes; the whole of Mozilla's list has a quarter of it.
const LONGEST: u64 = 1 << 20;

/// What a folder like `/etc/docker/certs.d/HOST` holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Folder {
    authorities: Vec<PathBuf>,
    /// Certificate and key of the client.
    client: Option<(PathBuf, PathBuf)>,
}

impl Folder {
    /// Looks for the folder of `authority`, in all of `folders`. Nothing there is no error.
    pub(super) fn find(folders: &[PathBuf], authority: &str) -> Result<Self, RegistryError> {
        let mut names = vec![authority.to_owned(), registry(authority)];
        names.dedup();
        // A redirect may lead to a host of such a name, which is no name of a folder in these.
        names.retain(|name| name != "." && name != "..");
        let mut found = Self::default();
        for name in &names {
            for folder in folders {
                // Windows allows no colon in a file name, and docker leaves it out there.
                let name = if cfg!(windows) { name.replace(':', "") } else { name.clone() };
                found.add(&folder.join(name))?;
            }
        }
        Ok(found)
    }

    /// With the authorities of these files, too.
    pub(super) fn with_authorities(mut self, files: impl IntoIterator<Item = PathBuf>) -> Self {
        self.authorities.extend(files);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, folder: &Path) -> Result<(), RegistryError> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(error) => return Err(unusable(folder, &error.to_string())),
        };
        let mut files = Vec::new();
        for entry in entries {
            files.push(entry.map_err(|error| unusable(folder, &error.to_string()))?.path());
        }
        files.sort();
        for file in files {
            match file.extension().and_then(|it| it.to_str()) {
                Some("crt") => self.authorities.push(file),
                Some("cert") if self.client.is_none() => {
                    let key = file.with_extension("key");
                    self.client = Some((file, key));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// TLS as a client that trusts the system's authorities, those in `certificates` and those of the folder.
pub(super) fn config(certificates: &[PathBuf], folder: &Folder) -> Result<ClientConfig, RegistryError> {
    // The provider is named here, and not taken from the process, which belongs to whoever uses this crate.
    let provider = Arc::new(ring::default_provider());
    let mut authorities = Vec::new();
    for file in certificates.iter().chain(&folder.authorities) {
        let read = read_certificates(file)?;
        check_authorities(file, &read)?;
        authorities.extend(read);
    }
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| broken(&error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier(authorities, provider)?);
    let mut config = match &folder.client {
        Some((certificate, key)) => {
            let chain = read_certificates(certificate)?;
            builder
                .with_client_auth_cert(chain, read_key(key)?)
                .map_err(|error| unusable(certificate, &error.to_string()))?
        }
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The platform's own verifier. A system without any authority is no reason to fail before TLS is asked for.
fn verifier(
    authorities: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, RegistryError> {
    let has_none = authorities.is_empty();
    let made = if has_none {
        Verifier::new(provider.clone())
    } else {
        Verifier::new_with_extra_roots(authorities, provider.clone())
    };
    match made {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(_) if has_none => Ok(Arc::new(NoRoots::new(&provider))),
        Err(error) => Err(broken(&error)),
    }
}

/// What the verifier would refuse without saying in which file it was.
fn check_authorities(file: &Path, authorities: &[CertificateDer<'static>]) -> Result<(), RegistryError> {
    let mut store = rustls::RootCertStore::empty();
    for authority in authorities {
        store.add(authority.clone()).map_err(|error| unusable(file, &error.to_string()))?;
    }
    Ok(())
}

fn read_certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, RegistryError> {
    let bytes = read(file)?;
    let certificates = CertificateDer::pem_slice_iter(&bytes).collect::<Result<Vec<_>, _>>();
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err(unusable(file, "it holds no certificate")),
        Ok(certificates) => Ok(certificates),
        Err(_) => Err(unusable(file, "it is no sound PEM")),
    }
}

fn read_key(file: &Path) -> Result<PrivateKeyDer<'static>, RegistryError> {
    // The reason is left out: it could quote the key.
    PrivateKeyDer::from_pem_slice(&read(file)?).map_err(|_| unusable(file, "it holds no private key in PEM"))
}

fn read(file: &Path) -> Result<Vec<u8>, RegistryError> {
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).map_err(|error| unusable(file, &error.to_string()))?;
    opened.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| unusable(file, &error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(unusable(file, "it is larger than 1 MiB"));
    }
    Ok(bytes)
}

fn unusable(file: &Path, problem: &str) -> RegistryError {
    RegistryError::Certificate { file: file.display().to_string(), problem: problem.to_owned() }
}

fn broken(error: &rustls::Error) -> RegistryError {
    RegistryError::Certificate { file: "of the system".to_owned(), problem: error.to_string() }
}
