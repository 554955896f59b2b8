//! Where a daemon listens, by its address as `DOCKER_HOST` and contexts write it.

use std::path::PathBuf;

use reqwest::Url;

use super::DaemonError;
use crate::shown::shown;

/// Where a daemon listens, and how it is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    pub(super) address: Address,
    /// TLS, over TCP only; `None`: none.
    pub(super) tls: Option<Tls>,
}

/// Where a daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A Unix socket.
    Socket(PathBuf),
    /// A named pipe of Windows, e.g. `\\.\pipe\docker_engine`.
    Pipe(String),
    /// Host, and port where one is written: `build.example:2375`.
    Tcp { authority: String, has_port: bool },
}

/// Whom to trust and who to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tls {
    /// The folder of `ca.pem`, `cert.pem` and `key.pem`.
    pub(super) folder: PathBuf,
    pub(super) trust: Trust,
}

/// Which daemons are trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Those that `ca.pem` has signed, for the name that they are called by.
    Signed,
    /// Any, as a context with `SkipTLSVerify` asks for.
    Anybody,
}

impl Address {
    /// Where docker listens on this machine if nothing else is said.
    pub(super) fn local() -> Self {
        if cfg!(windows) {
            Self::Pipe(r"\\.\pipe\docker_engine".to_owned())
        } else {
            Self::Socket(PathBuf::from("/var/run/docker.sock"))
        }
    }

    /// Reads `unix:///path`, `npipe:////./pipe/name`, `tcp://host[:port]` or `host[:port]`.
    pub(super) fn parse(text: &str) -> Result<Self, DaemonError> {
        let malformed = |problem| DaemonError::Address { host: without_user(text), problem };
        let (scheme, rest) = text.split_once("://").unwrap_or(("tcp", text));
        match scheme {
            "unix" if rest.starts_with('/') && !rest.contains('\0') => Ok(Self::Socket(PathBuf::from(rest))),
            "unix" => Err(malformed("unix:// takes an absolute path, with three slashes in all")),
            "npipe" if !rest.starts_with("//") => {
                Err(malformed("npipe:// takes the path of a pipe, four slashes in all"))
            }
            "npipe" if cfg!(windows) => Ok(Self::Pipe(rest.replace('/', r"\"))),
            "npipe" => Err(DaemonError::Scheme { host: without_user(text), scheme: "a named pipe" }),
            "ssh" => Err(DaemonError::Scheme { host: without_user(text), scheme: "ssh" }),
            "tcp" => tcp(rest).map_err(malformed),
            _ => Err(malformed("it starts with none of unix://, tcp://, npipe://")),
        }
    }
}

fn tcp(rest: &str) -> Result<Address, &'static str> {
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    let url = Url::parse(&format!("docker://{authority}")).map_err(|_| "tcp:// takes a host and a port")?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it names no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it must not name a user");
    }
    if !url.path().is_empty() || url.query().is_some() || url.fragment().is_some() {
        return Err("tcp:// takes a host and a port, and nothing behind");
    }
    Ok(Address::Tcp { authority: authority.to_owned(), has_port: url.port().is_some() })
}

/// An address for an error: what stands before `@` may be a password.
fn without_user(text: &str) -> String {
    let Some((user, host)) = text.rsplit_once('@') else { return shown(text) };
    let scheme = user.split_once("://").map(|(scheme, _)| format!("{scheme}://")).unwrap_or_default();
    shown(&format!("{scheme}…@{host}"))
}

impl Endpoint {
    /// As errors call it.
    pub(super) fn name(&self) -> String {
        match &self.address {
            Address::Socket(path) => format!("unix://{}", path.display()),
            Address::Pipe(pipe) => format!("npipe://{}", pipe.replace('\\', "/")),
            Address::Tcp { .. } => format!("tcp://{}", self.authority()),
        }
    }

    /// What requests are addressed to. A socket or pipe has no name of its own, and docker's is as good as any.
    pub(super) fn base_url(&self) -> String {
        match (&self.address, &self.tls) {
            (Address::Tcp { .. }, Some(_)) => format!("https://{}", self.authority()),
            (Address::Tcp { .. }, None) => format!("http://{}", self.authority()),
            _ => "http://docker".to_owned(),
        }
    }

    fn authority(&self) -> String {
        match &self.address {
            Address::Tcp { authority, has_port: true } => authority.clone(),
            // Docker's own ports.
            Address::Tcp { authority, .. } if self.tls.is_some() => format!("{authority}:2376"),
            Address::Tcp { authority, .. } => format!("{authority}:2375"),
            Address::Socket(_) | Address::Pipe(_) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(host: &str, tls: Option<Tls>) -> Endpoint {
        Endpoint { address: Address::parse(host).unwrap(), tls }
    }

    #[test]
    fn every_form_of_docker_host_is_read() {
        let tls = || Some(Tls { folder: PathBuf::from("/certs"), trust: Trust::Signed });
        for (host, tls, url) in [
            ("unix:///run/user/1000/docker.sock", None, "http://docker"),
            ("tcp://build.example:2376", None, "http://build.example:2376"),
            ("tcp://build.example:2376/", tls(), "https://build.example:2376"),
            ("tcp://build.example", None, "http://build.example:2375"),
            ("tcp://[::1]", tls(), "https://[::1]:2376"),
            ("tcp://[::1]:80", tls(), "https://[::1]:80"),
            ("localhost:2375", None, "http://localhost:2375"),
        ] {
            assert_eq!(endpoint(host, tls).base_url(), url, "{host}");
        }
        let named = endpoint("unix:///run/user/1000/docker.sock", None);
        assert_eq!(named.name(), "unix:///run/user/1000/docker.sock");
        assert_eq!(endpoint("build.example", None).name(), "tcp://build.example:2375");
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_reason() {
        for (host, problem) in [
            ("", "no host"),
            ("tcp://", "no host"),
            ("unix://docker.sock", "absolute path"),
            ("unix://", "absolute path"),
            ("npipe://pipe/docker", "path of a pipe"),
            ("http://build.example", "starts with none of"),
            ("fd://", "starts with none of"),
            ("tcp://build.example:port", "a host and a port"),
            ("tcp://build.example:99999", "a host and a port"),
            ("tcp://build.example/v1.41", "nothing behind"),
            ("tcp://build.example?x", "nothing behind"),
            ("tcp://build example", "a host and a port"),
        ] {
            let error = Address::parse(host).unwrap_err();
            assert!(error.to_string().contains(problem), "{host}: {error}");
            assert!(error.help().unwrap().contains("DOCKER_HOST"));
        }
    }

    #[test]
    fn a_password_in_an_address_is_not_repeated() {
        for host in [
            "tcp://me:hunter2@build.example",
            "ssh://me:hunter2@build.example",
            "tcp://me:a@hunter2@build.example",
            "me:hunter2@build.example:2375",
        ] {
            let error = Address::parse(host).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn ssh_is_refused_with_a_way_around() {
        let error = Address::parse("ssh://me@build.example").unwrap_err();
        assert_eq!(error.to_string(), "ssh://…@build.example is reached by ssh, which winfit does not speak");
        assert!(error.help().unwrap().contains("ssh -L"));
    }

    #[test]
    #[cfg(not(windows))]
    fn a_named_pipe_is_refused_where_there_are_none() {
        let error = Address::parse("npipe:////./pipe/docker_engine").unwrap_err();
        assert!(error.to_string().contains("reached by a named pipe"), "{error}");
    }

    #[test]
    #[cfg(windows)]
    fn a_named_pipe_is_spelt_as_windows_does() {
        let pipe = Address::parse("npipe:////./pipe/docker_engine").unwrap();
        assert_eq!(pipe, Address::local());
    }
}
