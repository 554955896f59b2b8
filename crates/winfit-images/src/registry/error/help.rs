//! Of which kind a registry's failure is, what to do about it, and whether it may pass.

use super::RegistryError;
use crate::ErrorKind;

impl RegistryError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } | Self::NoRepository { .. } => ErrorKind::NotFound,
            Self::LoginNeeded { .. }
            | Self::Denied { .. }
            | Self::NoWayIn { .. }
            | Self::PasswordRefused { .. }
            | Self::LoginRefused { .. }
            | Self::Elsewhere { status: 401 | 403, .. } => ErrorKind::Denied,
            Self::Elsewhere { status: 404, .. } => ErrorKind::NotFound,
            Self::RateLimited { .. } | Self::Elsewhere { status: 429, .. } => ErrorKind::RateLimited,
            Self::Name { .. }
            | Self::Connect { .. }
            | Self::Proxy { .. }
            | Self::Untrusted { .. }
            | Self::CertificateTime { .. }
            | Self::CertificateName { .. }
            | Self::PlainHttp { .. }
            | Self::Tls { .. }
            | Self::Broken { .. } => ErrorKind::Unreachable,
            Self::Status { status, .. } | Self::Elsewhere { status, .. } if *status >= 500 => {
                ErrorKind::Unreachable
            }
            Self::Timeout { .. } => ErrorKind::Timeout,
            Self::Challenge { .. }
            | Self::Realm { .. }
            | Self::RealmForLogin { .. }
            | Self::Token { .. }
            | Self::Status { .. }
            | Self::Elsewhere { .. }
            | Self::TooLarge { .. }
            | Self::Encoded { .. }
            | Self::WrongDigest { .. }
            | Self::Redirect { .. }
            | Self::RedirectWithoutTls { .. }
            | Self::RedirectsInCircle { .. } => ErrorKind::Malformed,
            Self::Digest { .. } => ErrorKind::Unsupported,
            Self::Credentials { .. } | Self::Certificate { .. } | Self::Setting { .. } => {
                ErrorKind::Environment
            }
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        Some(match self {
            Self::NotFound { .. } => "check the spelling of repository and tag".to_owned(),
            Self::NoRepository { registry, .. } => {
                format!("check the spelling; if it is private, log in with `docker login {registry}`")
            }
            Self::LoginNeeded { registry, .. } => {
                format!("check the spelling, or log in with `docker login {registry}`")
            }
            Self::Denied { registry, .. } => {
                format!("check the spelling, or log in as somebody else with `docker login {registry}`")
            }
            Self::LoginRefused { registry, .. } | Self::PasswordRefused { registry, .. } => {
                format!("log in again with `docker login {registry}`")
            }
            Self::Credentials { error, .. } => return error.help(),
            Self::RateLimited { registry, .. } => format!(
                "try again later; a login with `docker login {registry}` often allows more, and a mirror spares it"
            ),
            Self::Name { .. } => {
                "check the network and the spelling of the registry, and HTTPS_PROXY if only a proxy knows it; without a \
                 network, --offline makes do with cache and tags"
                    .to_owned()
            }
            Self::Connect { .. } => "check that it runs, the port, and HTTPS_PROXY and NO_PROXY".to_owned(),
            Self::Timeout { .. } | Self::Broken { .. } => {
                "try again; check the network, and HTTPS_PROXY and NO_PROXY".to_owned()
            }
            Self::Proxy { .. } => "check HTTPS_PROXY and HTTP_PROXY, or name the host in NO_PROXY".to_owned(),
            Self::Untrusted { .. } => {
                "if the registry has an authority of its own, name its certificate with --ca FILE".to_owned()
            }
            Self::CertificateTime { .. } => "have the certificate renewed, or check this machine's clock".to_owned(),
            Self::CertificateName { .. } => "ask for the registry by the name in its certificate".to_owned(),
            Self::PlainHttp { host } => {
                format!("if you trust the network on the way, allow it with --plain-http {host}")
            }
            Self::Tls { .. } => {
                "if the registry wants a client certificate, put it where docker has it: certs.d/HOST/client.cert and client.key"
                    .to_owned()
            }
            Self::Digest { .. } => "name the image by a sha256 or sha512 digest, or by its tag".to_owned(),
            Self::RedirectWithoutTls { to: host, .. } | Self::Realm { realm: host, .. } => format!(
                "if you trust the network on the way, allow it with --plain-http {host}; else tell the registry's operator"
            ),
            Self::RealmForLogin { registry, .. } => format!(
                "tell the registry's operator; where everybody may read the image, `docker logout {registry}` helps"
            ),
            Self::RedirectsInCircle { .. } => {
                "check that this is a registry, and that no login page or proxy sends us in circles".to_owned()
            }
            Self::Redirect { .. } => {
                "tell the registry's operator: a redirect leads to a URL that begins with https://".to_owned()
            }
            Self::WrongDigest { .. } => {
                "something on the way changes or damages answers: check the proxy and the mirror".to_owned()
            }
            Self::Status { status, .. } if *status >= 500 => "try again later".to_owned(),
            Self::Elsewhere { .. } => {
                "try again; if it stays so, the registry or the proxy on the way there is at fault".to_owned()
            }
            Self::Challenge { .. }
            | Self::NoWayIn { .. }
            | Self::Token { .. }
            | Self::Status { .. }
            | Self::TooLarge { .. }
            | Self::Encoded { .. } => {
                "check that this is a registry, and that no login page or proxy answers in its place".to_owned()
            }
            Self::Certificate { .. } => "name a file in PEM, with -----BEGIN CERTIFICATE----- in it".to_owned(),
            Self::Setting { setting, .. } => format!("correct the {setting}"),
        })
    }

    /// Whether no request to the host would have fared better.
    pub(in crate::registry) fn is_of_host(&self) -> bool {
        match self {
            Self::Timeout { missing, .. } => *missing == "let us connect",
            Self::Name { .. }
            | Self::Connect { .. }
            | Self::Proxy { .. }
            | Self::Untrusted { .. }
            | Self::CertificateTime { .. }
            | Self::CertificateName { .. }
            | Self::PlainHttp { .. }
            | Self::Tls { .. } => true,
            _ => false,
        }
    }

    /// Whether nothing at all was answered.
    pub(in crate::registry) fn is_silence(&self) -> bool {
        matches!(self, Self::Timeout { missing: "answer", .. })
    }

    /// Whether the same request may succeed a moment later. What a server says on purpose is not among these.
    pub(in crate::registry) fn may_pass(&self) -> bool {
        matches!(self, Self::Connect { .. } | Self::Broken { .. })
    }
}
