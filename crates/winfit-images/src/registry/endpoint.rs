//! Where a registry is asked: host, transport and path, and which other hosts it may send us to.

use std::net::IpAddr;

use reqwest::Url;
use winfit_compat::reference::Reference;

use super::RegistryError;

/// How a host is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Transport {
    /// TLS, and nothing else.
    Https,
    /// Plain http, since somebody asked for it by name.
    Http,
    /// On this machine: TLS, or plain http if that is what the other side speaks.
    Either,
}

/// A registry, or a mirror of it, for one repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// What people call it, which is also what credentials are kept under: `docker.io`.
    pub(super) registry: String,
    /// Host and port that are asked: `registry-1.docker.io`.
    pub(super) authority: String,
    pub(super) transport: Transport,
    /// The repository there.
    pub(super) repository: String,
    /// Repository with tag or digest, for messages.
    pub(super) name: String,
}

const DOCKER_HUB: &str = "docker.io";
const DOCKER_HUB_HOST: &str = "registry-1.docker.io";

impl Endpoint {
    /// The registry itself.
    pub(super) fn of(reference: &Reference, plain_http: &[String]) -> Self {
        let registry = reference.registry.clone();
        let authority = if registry == DOCKER_HUB { DOCKER_HUB_HOST.to_owned() } else { registry.clone() };
        let (host, _) = split(&authority);
        let transport = if is_named(plain_http, &authority) {
            Transport::Http
        } else if is_loopback(host) {
            Transport::Either
        } else {
            Transport::Https
        };
        Self {
            registry,
            authority,
            transport,
            repository: reference.repository.clone(),
            name: name(reference),
        }
    }

    /// A mirror like `https://mirror.example/prefix`, which has `REPOSITORY` as `prefix/REPOSITORY`.
    pub(super) fn mirror(mirror: &str, reference: &Reference) -> Result<Self, RegistryError> {
        let error =
            |value: String, problem: String| RegistryError::Setting { setting: "mirror", value, problem };
        let text = if mirror.contains("://") { mirror.to_owned() } else { format!("https://{mirror}") };
        let url = Url::parse(&text).map_err(|problem| error("…".to_owned(), problem.to_string()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(error(
                origin(&url),
                "it has a login in it, which belongs to `docker login`".to_owned(),
            ));
        }
        let transport = match url.scheme() {
            "https" => Transport::Https,
            "http" => Transport::Http,
            _ => return Err(error(origin(&url), "it is neither http:// nor https://".to_owned())),
        };
        let prefix = url.path().trim_matches('/');
        let repository = match prefix {
            "" => reference.repository.clone(),
            prefix => format!("{prefix}/{}", reference.repository),
        };
        let authority = authority(&url);
        Ok(Self { registry: authority.clone(), authority, transport, repository, name: name(reference) })
    }

    /// The URL of something in the repository, e.g. `manifests/latest`.
    pub(super) fn url(&self, scheme: &str, path: &str) -> Result<Url, RegistryError> {
        let text = format!("{scheme}://{}/v2/{}/{path}", self.authority, self.repository);
        Url::parse(&text).map_err(|problem| RegistryError::Setting {
            setting: "registry",
            value: self.authority.clone(),
            problem: problem.to_string(),
        })
    }

    /// Whether this registry may send us to a URL: anywhere by TLS, by plain http only where that was asked for by
    /// name, or from this machine to itself.
    pub(super) fn may_send_to(&self, url: &Url, plain_http: &[String]) -> bool {
        match url.scheme() {
            "https" => true,
            "http" => {
                let there = authority(url);
                let is_itself = self.transport == Transport::Http && there == self.authority;
                let is_local = is_loopback(split(&self.authority).0) && is_loopback(split(&there).0);
                is_itself || is_local || is_named(plain_http, &there)
            }
            _ => false,
        }
    }
}

/// Repository with tag or digest.
fn name(reference: &Reference) -> String {
    match (&reference.digest, &reference.tag) {
        (Some(digest), _) => format!("{}@{digest}", reference.repository),
        (None, tag) => format!("{}:{}", reference.repository, tag.as_deref().unwrap_or("latest")),
    }
}

/// What people call the registry at this host.
pub(super) fn registry(host: &str) -> String {
    if host == DOCKER_HUB_HOST { DOCKER_HUB.to_owned() } else { host.to_owned() }
}

/// Whether `HOST[:PORT]`, as somebody has written it in a setting, means this host and port.
pub(super) fn is_called(authority: &str, written: &str) -> bool {
    let written = written.strip_suffix(":443").unwrap_or(written);
    [authority, &registry(authority)].iter().any(|name| name.eq_ignore_ascii_case(written))
}

/// Host and, where it is not the scheme's own, port.
pub(super) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// All of a URL that may be shown: a user, a path or a query could hold a secret.
pub(super) fn origin(url: &Url) -> String {
    format!("{}://{}", url.scheme(), authority(url))
}

/// Whether a host is this machine, by its name alone.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

/// Whether `HOST` or `HOST:PORT` is in a list of such.
fn is_named(list: &[String], authority: &str) -> bool {
    let (host, _) = split(authority);
    list.iter().any(|it| it.eq_ignore_ascii_case(authority) || it.eq_ignore_ascii_case(host))
}

fn split(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(reference: &str, plain_http: &[String]) -> Endpoint {
        Endpoint::of(&reference.parse().unwrap(), plain_http)
    }

    #[test]
    fn docker_hub_is_asked_at_its_registry_host() {
        let hub = endpoint("nginx", &[]);
        assert_eq!((hub.registry.as_str(), hub.transport), ("docker.io", Transport::Https));
        let url = hub.url("https", "manifests/latest").unwrap();
        assert_eq!(url.as_str(), "https://registry-1.docker.io/v2/library/nginx/manifests/latest");
    }

    #[test]
    fn plain_http_is_for_this_machine_and_for_named_hosts() {
        let named = ["registry.lan:5000".to_owned(), "other.lan".to_owned()];
        for (reference, expected) in [
            ("localhost:5000/a", Transport::Either),
            ("localhost/a", Transport::Either),
            ("127.0.0.1:5000/a", Transport::Either),
            ("127.8.9.1/a", Transport::Either),
            ("[::1]:5000/a", Transport::Either),
            ("localhost.example/a", Transport::Https),
            ("127.0.0.1.example/a", Transport::Https),
            ("128.0.0.1/a", Transport::Https),
            ("registry.lan:5000/a", Transport::Http),
            ("registry.lan:5001/a", Transport::Https),
            ("registry.lan/a", Transport::Https),
            ("other.lan:1234/a", Transport::Http),
            ("another.lan/a", Transport::Https),
        ] {
            assert_eq!(endpoint(reference, &named).transport, expected, "{reference}");
        }
    }

    #[test]
    fn a_mirror_has_the_repository_below_its_path() {
        let reference: Reference = "nginx:1".parse().unwrap();
        let mirror = Endpoint::mirror("https://mirror.example:8443/proxy/hub/", &reference).unwrap();
        let url = mirror.url("https", "manifests/1").unwrap();
        assert_eq!(url.as_str(), "https://mirror.example:8443/v2/proxy/hub/library/nginx/manifests/1");
        assert_eq!(mirror.registry, "mirror.example:8443");
        assert!(Endpoint::mirror("ftp://mirror.example", &reference).is_err());
        assert!(Endpoint::mirror("https://", &reference).is_err());
    }

    #[test]
    fn a_registry_may_send_us_to_tls_and_to_what_was_named() {
        let named = ["registry.lan:5000".to_owned(), "minio.lan".to_owned()];
        for (from, to, expected) in [
            ("a.example/r", "https://cdn.example/x", true),
            ("a.example/r", "http://cdn.example/x", false),
            ("a.example/r", "http://a.example/x", false),
            ("a.example/r", "http://127.0.0.1/x", false),
            ("a.example/r", "ftp://cdn.example/x", false),
            ("a.example/r", "http://minio.lan:9000/x", true),
            ("localhost:5000/r", "http://127.0.0.1:5001/x", true),
            ("registry.lan:5000/r", "http://registry.lan:5000/x", true),
            ("registry.lan:5000/r", "http://registry.lan:5001/x", false),
        ] {
            let may = endpoint(from, &named).may_send_to(&to.parse().unwrap(), &named);
            assert_eq!(may, expected, "{from} → {to}");
        }
    }
}
