//! A private certificate authority, and what it signs: servers on loopback, clients, keys of a token server.

use std::fs;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose,
};

/// A certificate authority that nobody trusts who is not told to.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    der: Vec<u8>,
}

/// A certificate with its key.
#[derive(Debug)]
pub struct Identity {
    /// The certificate, PEM.
    pub certificate: String,
    /// Its key, PEM (PKCS #8).
    pub key: String,
}

impl Authority {
    /// A new one, with a new key.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "each one is different, which a default would hide")]
    pub fn new() -> Self {
        let key = new_key();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "winfit-testkit authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key).expect("the parameters are complete");
        let (pem, der) = (certificate.pem(), certificate.der().to_vec());
        Self { issuer: Issuer::new(params, key), pem, der }
    }

    /// Its certificate, PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// An identity for a server at 127.0.0.1 and localhost.
    #[must_use]
    pub fn server(&self) -> Identity {
        self.sign(&["127.0.0.1", "localhost"], ExtendedKeyUsagePurpose::ServerAuth, named())
    }

    /// An identity for a client.
    #[must_use]
    pub fn client(&self) -> Identity {
        self.sign(&["client"], ExtendedKeyUsagePurpose::ClientAuth, named())
    }

    /// An identity for a client who belongs to this group, in the way in which Kubernetes reads that.
    pub(crate) fn member(&self, group: &str) -> Identity {
        let mut name = named();
        name.push(DnType::OrganizationName, group);
        self.sign(&["client"], ExtendedKeyUsagePurpose::ClientAuth, name)
    }

    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    fn sign(&self, names: &[&str], usage: ExtendedKeyUsagePurpose, subject: DistinguishedName) -> Identity {
        let key = new_key();
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).expect("the names are plain");
        params.distinguished_name = subject;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![usage];
        let certificate = params.signed_by(&key, &self.issuer).expect("the parameters are complete");
        Identity { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

impl Identity {
    /// Writes certificate and key to these files.
    pub(crate) fn write(&self, certificate: &Path, key: &Path) {
        fs::write(certificate, &self.certificate).expect("the folder is ours");
        fs::write(key, &self.key).expect("the folder is ours");
    }
}

fn named() -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "winfit-testkit");
    name
}

/// P-256, which every component here understands.
pub(crate) fn new_key() -> KeyPair {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).expect("the system has random numbers")
}
