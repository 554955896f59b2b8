//! Signed tokens (JWT, ES256) with the signer's certificate in their header, as registries expect them.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rcgen::{CertificateParams, DnType, KeyPair, SigningKey as _};
use serde_json::{Value, json};

use super::{ISSUER, SERVICE};
use crate::authority::new_key;

/// How far before now a token starts to be valid, and how far back an expired one has expired. Registries allow a minute.
const MARGIN: i64 = 300;

/// A key with a certificate of its own.
#[derive(Debug)]
pub(super) struct Signer {
    key: KeyPair,
    pem: String,
    der: Vec<u8>,
}

/// What a token says.
pub(super) struct Claim<'a> {
    pub(super) subject: &'a str,
    pub(super) access: &'a [Actions],
    /// Until it expires; negative if it has already.
    pub(super) seconds: i64,
}

/// What may be done with one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Actions {
    /// `repository` or `registry`.
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) actions: Vec<String>,
}

impl Signer {
    pub(super) fn new() -> Self {
        let key = new_key();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, ISSUER);
        let certificate = params.self_signed(&key).expect("the parameters are complete");
        Self { key, pem: certificate.pem(), der: certificate.der().to_vec() }
    }

    pub(super) fn certificate(&self) -> &str {
        &self.pem
    }

    pub(super) fn token(&self, claim: &Claim<'_>) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
        let now = i64::try_from(now).expect("it is long before the end of time");
        let access: Vec<Value> = claim
            .access
            .iter()
            .map(|it| json!({"type": it.kind, "name": it.name, "actions": it.actions}))
            .collect();
        let expires = if claim.seconds < 0 { now - MARGIN } else { now + claim.seconds };
        let header = json!({"typ": "JWT", "alg": "ES256", "x5c": [STANDARD.encode(&self.der)]});
        let claims = json!({
            "iss": ISSUER, "sub": claim.subject, "aud": SERVICE, "access": access,
            "exp": expires, "nbf": now - 2 * MARGIN, "iat": now - 2 * MARGIN,
        });
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        let der = self.key.sign(signed.as_bytes()).expect("the key can sign");
        let signature = fixed(&der).expect("ring signs in ASN.1");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

impl Claim<'_> {
    /// A token that has expired before it is used.
    pub(super) const EXPIRED: i64 = -1;
}

/// The two numbers of an ECDSA signature, out of their ASN.1 wrapping, 32 bytes each.
fn fixed(der: &[u8]) -> Option<Vec<u8>> {
    // SEQUENCE, length (below 128), then twice INTEGER, length, value.
    let mut rest = der.get(2..)?;
    let mut signature = Vec::with_capacity(64);
    for _ in 0..2 {
        let length = usize::from(*rest.get(1)?);
        let number = rest.get(2..2 + length)?;
        // A leading zero keeps it positive; short numbers lack theirs.
        let number = number.strip_prefix(&[0]).unwrap_or(number);
        signature.resize(signature.len() + 32_usize.checked_sub(number.len())?, 0);
        signature.extend_from_slice(number);
        rest = rest.get(2 + length..)?;
    }
    Some(signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_short_numbers_become_thirty_two_bytes_each() {
        let long = [&[0x02, 33, 0][..], &[0xff; 32]].concat();
        let short = [0x02, 2, 1, 2];
        let der = [&[0x30, 39][..], &long, &short].concat();
        let signature = fixed(&der).unwrap();
        assert_eq!(signature, [&[0xff; 32][..], &[0; 30], &[1, 2]].concat());
        assert_eq!(fixed(&der[..der.len() - 1]), None);
    }
}
