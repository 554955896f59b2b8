//! From what a library says when a connection fails to the step of ours that failed.
//!
//! Only the innermost reason is repeated: outer ones hold the URL, which may hold secrets.

use std::error::Error;
use std::io;

use reqwest::Url;

use super::endpoint::origin;
use super::hosts::Host;
use super::{RegistryError, certificate};
use crate::shown::said;

/// What is wrong where the other side hangs up in the middle of making TLS come about.
const CLOSED: &str = "the connection is closed";

/// Why a request was not answered.
pub(super) fn of_send(host: &Host, url: &Url, error: &reqwest::Error) -> RegistryError {
    let name = host.name.clone();
    let problem = innermost(error);
    if let Some(error) = find::<rustls::Error>(error) {
        return of_tls(name, error);
    }
    if !error.is_connect() {
        return RegistryError::Broken { host: name, problem };
    }
    if let Some(proxy) = host.proxies.of(url) {
        return RegistryError::Proxy { host: name, proxy: origin(proxy), problem };
    }
    if error.is_timeout() {
        let waited = host.connect_timeout;
        return RegistryError::Timeout { host: name, missing: "let us connect", waited };
    }
    if error.is_dns() {
        return RegistryError::Name { host: name, problem };
    }
    match find::<io::Error>(error).map(io::Error::kind) {
        // TCP had come about, or it would have been refused.
        Some(io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe)
            if url.scheme() == "https" =>
        {
            RegistryError::Tls { host: name, problem: CLOSED.to_owned() }
        }
        _ => RegistryError::Connect { host: name, problem },
    }
}

/// Why an answer was not read to its end.
pub(super) fn of_read(host: &Host, error: &reqwest::Error) -> RegistryError {
    RegistryError::Broken { host: host.name.clone(), problem: innermost(error) }
}

/// Whether a host on this machine may speak plain http instead. A certificate or an alert proves that it speaks TLS.
pub(super) fn speaks_no_tls(error: &RegistryError) -> bool {
    match error {
        RegistryError::PlainHttp { .. } => true,
        RegistryError::Tls { problem, .. } => problem == CLOSED,
        RegistryError::Timeout { missing, .. } => *missing == "let us connect",
        _ => false,
    }
}

fn of_tls(host: String, error: &rustls::Error) -> RegistryError {
    match error {
        rustls::Error::InvalidCertificate(reason) => certificate::refused(host, reason),
        rustls::Error::InvalidMessage(_) => RegistryError::PlainHttp { host },
        _ => RegistryError::Tls { host, problem: said(&error.to_string()) },
    }
}

/// The reasons of an error, outermost first.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |error| source(*error))
}

fn source<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    // An I/O error is silent about the error that it wraps, and names the source of that instead.
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    wrapped.map(|it| it as &(dyn Error + 'static)).or_else(|| error.source())
}

fn find<E: Error + 'static>(error: &reqwest::Error) -> Option<&E> {
    chain(error).find_map(|it| it.downcast_ref())
}

fn innermost(error: &reqwest::Error) -> String {
    chain(error).last().map_or_else(|| "no reason is given".to_owned(), |it| said(&it.to_string()))
}

#[cfg(test)]
mod tests {
    use rustls::CertificateError;

    use super::*;

    #[test]
    fn only_what_proves_no_tls_leads_to_plain_http() {
        let host = || "h".to_owned();
        let of = |error| speaks_no_tls(&of_tls(host(), &error));
        assert!(of(rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType)));
        for error in [
            rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer),
            rustls::Error::AlertReceived(rustls::AlertDescription::HandshakeFailure),
            rustls::Error::General("other".to_owned()),
        ] {
            assert!(!of(error.clone()), "{error}");
        }
        assert!(speaks_no_tls(&RegistryError::Tls { host: host(), problem: CLOSED.to_owned() }));
        assert!(!speaks_no_tls(&RegistryError::Connect { host: host(), problem: "refused".to_owned() }));
    }
}
