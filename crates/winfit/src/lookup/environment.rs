//! The environment, as far as it tells how images are looked up. It is read here and nowhere else, but for the platform's
//! folder of caches and the system's authorities, which libraries find.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use winfit_images::{DaemonSettings, Proxies};

/// The variables that are heeded; docs/images.md says what for.
const NAMES: [&str; 22] = [
    "WINFIT_OFFLINE",
    "WINFIT_CACHE_DIR",
    "REGISTRY_AUTH_FILE",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "HOME",
    "PATH",
    "ProgramData",
    "USERPROFILE",
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "DOCKER_CONFIG",
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH",
];

/// The variables that are set, and not to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Environment {
    set: BTreeMap<&'static str, OsString>,
}

impl Environment {
    /// That of this process.
    pub(super) fn of_process() -> Self {
        Self::of(|name| std::env::var_os(name))
    }

    /// What is set, as this function tells.
    pub(super) fn of(get: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = NAMES.into_iter().filter_map(|name| Some((name, get(name)?)));
        Self { set: set.filter(|(_, value)| !value.is_empty()).collect() }
    }

    /// The first of these that is set; what is not Unicode has no meaning as a text.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.set.get(name)?.to_str()).map(str::to_owned)
    }

    /// The first of these that is set.
    pub(super) fn path(&self, names: &[&str]) -> Option<PathBuf> {
        names.iter().find_map(|name| self.set.get(name)).map(PathBuf::from)
    }

    /// What is set.
    pub(super) fn value(&self, name: &str) -> Option<OsString> {
        self.set.get(name).cloned()
    }

    /// The user's own folder.
    pub(super) fn home(&self) -> Option<PathBuf> {
        self.path(&["HOME", "USERPROFILE"])
    }

    /// The folder of docker's configuration.
    pub(super) fn docker_folder(&self) -> Option<PathBuf> {
        self.path(&["DOCKER_CONFIG"]).or_else(|| Some(self.home()?.join(".docker")))
    }

    /// The folder in which programs have their configuration.
    pub(super) fn config_folder(&self) -> Option<PathBuf> {
        self.path(&["XDG_CONFIG_HOME"]).or_else(|| Some(self.home()?.join(".config")))
    }

    /// Lower case comes first, as in curl, which knows no other for http.
    pub(super) fn proxies(&self) -> Proxies {
        Proxies {
            http: self.text(&["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]),
            https: self.text(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]),
            no: self.text(&["no_proxy", "NO_PROXY"]),
        }
    }

    /// Which daemon docker would talk to.
    pub(super) fn daemon(&self) -> DaemonSettings {
        DaemonSettings {
            host: self.text(&["DOCKER_HOST"]),
            context: self.text(&["DOCKER_CONTEXT"]),
            tls_verify: self.set.contains_key("DOCKER_TLS_VERIFY"),
            cert_path: self.path(&["DOCKER_CERT_PATH"]),
            config_folder: self.docker_folder(),
            ..DaemonSettings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(set: &[(&str, &str)]) -> Environment {
        Environment::of(|name| {
            set.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn proxies_are_known_in_both_cases_and_by_their_common_name() {
        let proxies = |set: &[(&str, &str)]| environment(set).proxies();
        let (http, https, no) = (Some("h".to_owned()), Some("s".to_owned()), Some("n".to_owned()));
        assert_eq!(proxies(&[]), Proxies::default());
        assert_eq!(
            proxies(&[("HTTP_PROXY", "h"), ("https_proxy", "s"), ("NO_PROXY", "n")]),
            Proxies { http: http.clone(), https: https.clone(), no }
        );
        assert_eq!(
            proxies(&[("http_proxy", "h"), ("HTTP_PROXY", "x"), ("ALL_PROXY", "s")]),
            Proxies { http, https: https.clone(), no: None }
        );
        assert_eq!(
            proxies(&[("http_proxy", ""), ("all_proxy", "s")]),
            Proxies { http: https.clone(), https, no: None }
        );
    }

    #[test]
    fn the_daemon_is_the_one_that_docker_would_talk_to() {
        assert_eq!(environment(&[]).daemon(), DaemonSettings::default());
        let all = environment(&[
            ("DOCKER_HOST", "tcp://a:2376"),
            ("DOCKER_CONTEXT", "b"),
            ("DOCKER_TLS_VERIFY", "1"),
            ("DOCKER_CERT_PATH", "/c"),
            ("HOME", "/home/d"),
        ]);
        let expected = DaemonSettings {
            host: Some("tcp://a:2376".to_owned()),
            context: Some("b".to_owned()),
            tls_verify: true,
            cert_path: Some(PathBuf::from("/c")),
            config_folder: Some(PathBuf::from("/home/d").join(".docker")),
            ..DaemonSettings::default()
        };
        assert_eq!(all.daemon(), expected);
        let configured =
            environment(&[("HOME", "/home/d"), ("DOCKER_CONFIG", "/e"), ("DOCKER_TLS_VERIFY", "")]);
        assert_eq!(configured.docker_folder(), Some(PathBuf::from("/e")));
        assert!(!configured.daemon().tls_verify);
    }
}
