//! Which proxy a URL is asked through, by `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` as Go's programs read them.

use std::net::IpAddr;

use reqwest::Url;

use super::endpoint::{is_loopback, origin};
use super::{Proxies, RegistryError};

/// The proxies, parsed.
#[derive(Clone, Default)]
pub(super) struct Rules {
    http: Option<Url>,
    https: Option<Url>,
    no: Vec<Exception>,
}

/// An entry of `NO_PROXY`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Exception {
    All,
    Network {
        address: IpAddr,
        bits: u8,
    },
    Address {
        address: IpAddr,
        port: Option<u16>,
    },
    /// All names below `suffix` and, where `exact`, that name itself, which a leading dot leaves out.
    Name {
        suffix: String,
        exact: bool,
        port: Option<u16>,
    },
}

impl Rules {
    pub(super) fn new(proxies: &Proxies) -> Result<Self, RegistryError> {
        let no = proxies.no.as_deref().unwrap_or_default();
        Ok(Self {
            http: proxies.http.as_deref().map_or(Ok(None), parse)?,
            https: proxies.https.as_deref().map_or(Ok(None), parse)?,
            no: no.split(',').filter_map(|entry| exception(entry.trim())).collect(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.http.is_none() && self.https.is_none()
    }

    /// The proxy for this URL; `None`: ask directly.
    pub(super) fn of(&self, url: &Url) -> Option<&Url> {
        let proxy = if url.scheme() == "https" { &self.https } else { &self.http };
        proxy.as_ref().filter(|_| !self.is_direct(url))
    }

    fn is_direct(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        is_loopback(&host) || self.no.iter().any(|it| it.holds(&host, url.port_or_known_default()))
    }
}

impl Exception {
    fn holds(&self, host: &str, asked: Option<u16>) -> bool {
        let is_port = |port: &Option<u16>| port.is_none() || *port == asked;
        match self {
            Self::All => true,
            Self::Network { address, bits } => ip(host).is_some_and(|it| is_within(it, *address, *bits)),
            Self::Address { address, port } => ip(host) == Some(*address) && is_port(port),
            Self::Name { suffix, exact, port } => {
                let is_name = match host.strip_suffix(suffix.as_str()) {
                    Some("") => *exact,
                    Some(before) => before.ends_with('.'),
                    None => false,
                };
                is_name && is_port(port)
            }
        }
    }
}

fn parse(text: &str) -> Result<Option<Url>, RegistryError> {
    if text.is_empty() {
        return Ok(None);
    }
    // curl and Go take a bare `HOST:PORT` for http.
    let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let error = |value: String, problem: &str| RegistryError::Setting {
        setting: "proxy",
        value,
        problem: problem.to_owned(),
    };
    let url = Url::parse(&text).map_err(|problem| error("…".to_owned(), &problem.to_string()))?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(Some(url)),
        _ => Err(error(origin(&url), "only proxies at http:// and https:// are known")),
    }
}

fn exception(entry: &str) -> Option<Exception> {
    if entry.is_empty() {
        return None;
    }
    let entry = entry.to_ascii_lowercase();
    if entry == "*" {
        return Some(Exception::All);
    }
    if let Some((address, bits)) = entry.split_once('/') {
        return Some(Exception::Network { address: ip(address)?, bits: bits.parse().ok()? });
    }
    if let Some(address) = ip(&entry) {
        return Some(Exception::Address { address, port: None });
    }
    let (host, port) = match entry.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().ok()?)),
        None => (entry.as_str(), None),
    };
    if let Some(address) = ip(host) {
        return Some(Exception::Address { address, port });
    }
    let name = host.strip_prefix('*').unwrap_or(host);
    let suffix = name.strip_prefix('.').unwrap_or(name).trim_end_matches('.');
    let exact = !name.starts_with('.');
    (!suffix.is_empty()).then(|| Exception::Name { suffix: suffix.to_owned(), exact, port })
}

fn ip(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok()
}

fn is_within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    let (address, network, width) = match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(n)) => (u128::from(a.to_bits()), u128::from(n.to_bits()), 32_u8),
        (IpAddr::V6(a), IpAddr::V6(n)) => (a.to_bits(), n.to_bits(), 128),
        _ => return false,
    };
    let Some(shift) = u32::from(width).checked_sub(u32::from(bits)) else { return false };
    address.checked_shr(shift).unwrap_or(0) == network.checked_shr(shift).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(no: &str) -> Rules {
        let proxy = Some("http://user:secret@proxy.example:3128".to_owned());
        Rules::new(&Proxies { http: proxy.clone(), https: proxy, no: Some(no.to_owned()) }).unwrap()
    }

    fn is_direct(no: &str, url: &str) -> bool {
        rules(no).of(&url.parse().unwrap()).is_none()
    }

    #[test]
    fn exceptions_hold_for_names_addresses_ports_and_networks() {
        for (no, url, expected) in [
            ("", "https://mcr.microsoft.com/v2/", false),
            ("*", "https://mcr.microsoft.com/v2/", true),
            ("microsoft.com", "https://mcr.microsoft.com/", true),
            ("microsoft.com", "https://microsoft.com/", true),
            ("microsoft.com", "https://notmicrosoft.com/", false),
            (".microsoft.com", "https://mcr.microsoft.com/", true),
            (".microsoft.com", "https://microsoft.com/", false),
            ("*.microsoft.com", "https://mcr.microsoft.com/", true),
            ("MCR.Microsoft.COM", "https://mcr.microsoft.com/", true),
            ("registry.lan:5000", "https://registry.lan:5000/", true),
            ("registry.lan:5000", "https://registry.lan:5001/", false),
            ("registry.lan:443", "https://registry.lan/", true),
            ("a, registry.lan ,b", "https://registry.lan/", true),
            ("10.0.0.0/8", "https://10.1.2.3/", true),
            ("10.0.0.0/8", "https://11.1.2.3/", false),
            ("0.0.0.0/0", "https://11.1.2.3/", true),
            ("10.0.0.0/33", "https://10.0.0.0/", false),
            ("10.1.2.3", "https://10.1.2.3:5000/", true),
            ("10.1.2.3:5000", "https://10.1.2.3:5000/", true),
            ("10.1.2.3:5000", "https://10.1.2.3/", false),
            ("fd00::/8", "https://[fd12::1]:5000/", true),
            ("[fd12::1]:5000", "https://[fd12::1]:5000/", true),
            ("fd12::1", "https://[fd12::2]/", false),
            ("10.0.0.0/8", "https://ten.example/", false),
            ("", "https://127.0.0.1:5000/", true),
            ("", "http://localhost:5000/", true),
            ("", "https://[::1]/", true),
            (":,/,:5000,.,*.", "https://a.example/", false),
        ] {
            assert_eq!(is_direct(no, url), expected, "NO_PROXY={no} {url}");
        }
    }

    #[test]
    fn each_scheme_has_its_own_proxy() {
        let rules =
            Rules::new(&Proxies { https: Some("proxy.example:3128".to_owned()), ..Proxies::default() })
                .unwrap();
        let of = |url: &str| rules.of(&url.parse().unwrap()).map(ToString::to_string);
        assert_eq!(of("https://a.example/").as_deref(), Some("http://proxy.example:3128/"));
        assert_eq!(of("http://a.example/"), None);
    }

    #[test]
    fn a_proxy_of_another_kind_is_refused_without_its_password() {
        for proxy in
            ["socks5://user:s3cret@proxy.example:1080", "http://user:s3cret@:1", "http://user:s3cret@h:99999"]
        {
            let refused = Rules::new(&Proxies { https: Some(proxy.to_owned()), ..Proxies::default() });
            let error = refused.err().unwrap();
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_exceptions_are_read_without_panic(no: String, host in "[a-z0-9.:\\[\\]]{1,20}") {
            let rules = rules(&no);
            if let Ok(url) = Url::parse(&format!("https://{host}/")) {
                rules.of(&url);
            }
        }
    }
}
