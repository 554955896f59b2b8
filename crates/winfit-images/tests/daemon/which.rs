//! Which daemon is asked, and what is said of one that is not there.

use std::net::TcpListener;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use winfit_images::{DaemonError, DaemonSettings, Digest, ErrorKind, ImageError};

use crate::peer::Peer;
use crate::{ask, at, refusal};

const IMAGE: &str = r#"{"Os":"linux","Architecture":"amd64"}"#;

/// A folder of docker's configuration.
struct Configuration(TempDir);

impl Configuration {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_context(self, name: &str, host: &str) -> Self {
        let meta =
            format!(r#"{{"Name":"{name}","Metadata":{{}},"Endpoints":{{"docker":{{"Host":"{host}"}}}}}}"#);
        let folder = self.0.path().join("contexts/meta").join(Digest::of(name.as_bytes()).hex());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("meta.json"), meta).unwrap();
        self
    }

    fn with_file(self, path: &str, text: &str) -> Self {
        std::fs::write(self.0.path().join(path), text).unwrap();
        self
    }

    fn settings(&self) -> DaemonSettings {
        DaemonSettings { config_folder: Some(self.0.path().to_owned()), ..DaemonSettings::default() }
    }
}

fn socket(path: &Path) -> DaemonSettings {
    at(format!("unix://{}", path.display()))
}

#[test]
fn docker_host_goes_before_docker_context_and_that_before_the_current_context() {
    let peers = [(); 3].map(|()| Peer::answering("200 OK", IMAGE));
    let configuration = Configuration::new()
        .with_context("named", &peers[1].host())
        .with_context("current", &peers[2].host())
        .with_file("config.json", r#"{"currentContext": "current", "auths": {}}"#);
    let current = configuration.settings();
    let named = DaemonSettings { context: Some("named".to_owned()), ..current.clone() };
    let host = DaemonSettings { host: Some(peers[0].host()), ..named.clone() };
    for (asked, settings) in [host, named, current].into_iter().enumerate() {
        ask(settings, "app").unwrap();
        let counts = peers.each_ref().map(|peer| peer.asked().len());
        let expected: Vec<_> = (0..3).map(|i| if i <= asked { 2 } else { 0 }).collect();
        assert_eq!(counts.as_slice(), expected);
    }
}

#[test]
fn what_is_empty_is_as_if_it_were_not_set() {
    let peer = Peer::answering("200 OK", IMAGE);
    let configuration = Configuration::new()
        .with_context("current", &peer.host())
        .with_file("config.json", r#"{"currentContext": "current"}"#);
    let empty = Some(String::new());
    ask(DaemonSettings { host: empty.clone(), context: empty, ..configuration.settings() }, "app").unwrap();
    assert_eq!(peer.asked().len(), 2);
}

#[test]
fn an_unknown_context_is_told_with_those_that_there_are() {
    let configuration = Configuration::new()
        .with_context("remote", "ssh://build.example")
        .with_context("lab", "tcp://lab.example");
    let settings = DaemonSettings { context: Some("../lab".to_owned()), ..configuration.settings() };
    let error = refusal(settings);
    assert_eq!(error.to_string(), "there is no Docker context \"../lab\"; there are default, lab, remote");
    let without_folder = DaemonSettings { context: Some("lab".to_owned()), ..DaemonSettings::default() };
    assert_eq!(refusal(without_folder).to_string(), "there is no Docker context \"lab\"; there are default");
}

#[test]
fn a_broken_configuration_is_named_and_not_repeated() {
    let configuration = Configuration::new().with_file("config.json", "{\"currentContext\": hunter2");
    let error = refusal(configuration.settings());
    let file = configuration.0.path().join("config.json");
    let expected = format!("cannot use {}: not as docker writes it at line 1, column 20", file.display());
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[test]
fn a_socket_that_is_not_there_asks_whether_docker_runs() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("docker.sock");
    let error = ask(socket(&missing), "app").unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("there is no Docker daemon at unix://{}: the socket does not exist", missing.display())
    );
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert!(error.help().unwrap().starts_with("is Docker running?"));
}

#[test]
fn a_socket_that_nobody_listens_at_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("docker.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert!(matches!(refusal(socket(&path)), DaemonError::Refused { .. }));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(matches!(refusal(at(format!("tcp://127.0.0.1:{port}"))), DaemonError::Refused { .. }));
}

#[test]
fn a_socket_that_is_too_deep_is_not_reached() {
    let path = PathBuf::from(format!("/tmp/{}/docker.sock", "x".repeat(200)));
    assert!(matches!(refusal(socket(&path)), DaemonError::Unreachable { .. }));
}

/// Root may connect to any socket, so this runs in a process of nobody's.
#[test]
#[ignore = "run by a_socket_of_another_user_names_the_group_to_join"]
fn the_socket_in_the_environment_is_forbidden() {
    let path = std::env::var("WINFIT_FORBIDDEN_SOCKET").unwrap();
    let error = ask(socket(Path::new(&path)), "app").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
    assert!(matches!(&error, ImageError::Daemon(DaemonError::Permission { .. })), "{error}");
    assert!(error.help().unwrap().contains("group docker"));
}

#[test]
fn a_socket_of_another_user_names_the_group_to_join() {
    let peer = Peer::answering("200 OK", IMAGE);
    let folder = peer.socket().parent().unwrap().to_owned();
    for (path, mode) in [(&folder, 0o711), (&peer.socket(), 0o600)] {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(path, permissions).unwrap();
    }
    let mut child = if is_root(&folder) {
        let mut child = std::process::Command::new("setpriv");
        child
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(std::env::current_exe().unwrap());
        child
    } else {
        std::fs::set_permissions(peer.socket(), std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
        std::process::Command::new(std::env::current_exe().unwrap())
    };
    child.args(["--ignored", "--exact", "which::the_socket_in_the_environment_is_forbidden"]);
    let output = child.env("WINFIT_FORBIDDEN_SOCKET", peer.socket()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// Whether files that this process makes are root's.
fn is_root(folder: &Path) -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(folder).unwrap()) == 0
}
