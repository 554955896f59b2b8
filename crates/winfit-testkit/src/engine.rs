//! The real Docker engine: `dockerd` with data, sockets and containerd of its own, and no network.
//!
//! A Linux engine takes Linux images only; of Windows images it can tell what a registry has, not load them.

mod client;

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::Process;
use crate::{Authority, component};

pub use client::Reply;

/// Where `dockerd` finds containerd, runc and mount.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// A running engine. Nothing survives its end but the empty folder `/run/docker`, whose place `dockerd` does not let one choose.
#[derive(Debug)]
pub struct Engine {
    process: Process,
    tcp: Option<String>,
    client_identity: Option<PathBuf>,
}

/// Where an engine listens besides its unix socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listen {
    /// Nowhere.
    Unix,
    /// On a TCP port, for everybody.
    Tcp,
    /// On a TCP port, by TLS, for clients with a certificate of its authority.
    TcpTls,
}

impl Engine {
    /// One on a unix socket; `None` where `dockerd` is left out on purpose.
    ///
    /// # Panics
    ///
    /// Without root's rights, which `dockerd` needs, and when it does not start, with its log.
    #[must_use]
    #[track_caller]
    pub fn start() -> Option<Self> {
        Self::listening(Listen::Unix)
    }

    /// One that listens so; see [`Self::start`].
    #[must_use]
    #[track_caller]
    pub fn listening(listen: Listen) -> Option<Self> {
        let program = component("dockerd")?;
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let owner = fs::metadata(folder.path()).expect("it has just been made").uid();
        assert!(
            owner == 0,
            "dockerd needs root's rights\nhelp: run the tests as root, or without it: cargo xtask test --without dockerd"
        );
        let client_identity = (listen == Listen::TcpTls).then(|| identities(folder.path()));
        // Its environment is empty, so that neither a proxy nor a setting of the user reaches it.
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", PATH)
            .env("HOME", folder.path())
            .args(arguments(folder.path(), listen));
        let process = Process::start(&mut command, folder);
        let tcp = (listen != Listen::Unix).then(|| process.told(|line| listening_on(line, "127.0.0.1:")));
        process.told(|line| listening_on(line, "/"));
        Some(Self { process, tcp: tcp.map(|address| format!("tcp://{address}")), client_identity })
    }

    /// What `DOCKER_HOST` says: `unix:///…`.
    #[must_use]
    pub fn host(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// The same for its TCP port: `tcp://127.0.0.1:PORT`; `None` where it has none.
    #[must_use]
    pub fn tcp_host(&self) -> Option<&str> {
        self.tcp.as_deref()
    }

    /// What `DOCKER_CERT_PATH` says: the folder with `ca.pem`, `cert.pem` and `key.pem` of a client; `None` without TLS.
    #[must_use]
    pub fn cert_path(&self) -> Option<&Path> {
        self.client_identity.as_deref()
    }

    /// Loads the images of an archive, plain or compressed by gzip, as `docker load` does.
    ///
    /// # Panics
    ///
    /// When the engine refuses, with its answer.
    #[track_caller]
    pub fn load(&self, archive: &[u8]) {
        self.ask("POST", "/images/load?quiet=1", archive).expect_success();
    }

    /// Pulls an image, which gives it a digest here; a registry on loopback may speak plain HTTP.
    ///
    /// # Panics
    ///
    /// When the engine refuses, with its answer.
    #[track_caller]
    pub fn pull(&self, reference: &str) {
        self.ask("POST", &format!("/images/create?fromImage={reference}"), &[]).expect_success();
    }

    /// Asks its API anything.
    ///
    /// # Panics
    ///
    /// When it does not answer.
    #[track_caller]
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Reply {
        client::ask(&self.socket(), method, path, body)
    }

    /// Stops it for good, and its containerd.
    pub fn stop(&mut self) {
        self.process.terminate();
    }

    fn socket(&self) -> PathBuf {
        socket(self.process.folder())
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // Not killed: it has a containerd and a mount to put away.
        self.process.terminate();
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("docker.sock")
}

fn arguments(folder: &Path, listen: Listen) -> Vec<String> {
    let settings = folder.join("daemon.json");
    fs::write(&settings, "{}").expect("the folder is ours");
    let at = |name: &str| folder.join(name).display().to_string();
    // A containerd that serves the whole machine is shared; then the namespaces keep us apart.
    let own = folder.file_name().unwrap_or_default().to_string_lossy().replace('.', "");
    let mut arguments = vec![
        format!("--config-file={}", settings.display()),
        format!("--data-root={}", at("data")),
        format!("--exec-root={}", at("exec")),
        format!("--pidfile={}", at("pid")),
        format!("--host=unix://{}", socket(folder).display()),
        format!("--containerd-namespace=winfit{own}"),
        format!("--containerd-plugins-namespace=winfit-plugins{own}"),
        "--storage-driver=vfs".to_owned(),
        "--bridge=none".to_owned(),
        "--iptables=false".to_owned(),
        "--ip6tables=false".to_owned(),
        "--ip-forward=false".to_owned(),
        "--ip-masq=false".to_owned(),
    ];
    if listen != Listen::Unix {
        arguments.push("--host=tcp://127.0.0.1:0".to_owned());
    }
    if listen == Listen::TcpTls {
        arguments.push("--tlsverify".to_owned());
        arguments.push(format!("--tlscacert={}", at("client/ca.pem")));
        arguments.push(format!("--tlscert={}", at("server.pem")));
        arguments.push(format!("--tlskey={}", at("server.key")));
    }
    arguments
}

/// Writes the server's identity and the client's, and gives the folder of the latter.
fn identities(folder: &Path) -> PathBuf {
    let authority = Authority::new();
    authority.server().write(&folder.join("server.pem"), &folder.join("server.key"));
    let client = folder.join("client");
    fs::create_dir(&client).expect("the folder is ours");
    fs::write(client.join("ca.pem"), authority.pem()).expect("the folder is ours");
    authority.client().write(&client.join("cert.pem"), &client.join("key.pem"));
    client
}

/// The address with this beginning in the line by which it says that it listens.
fn listening_on(line: &str, beginning: &str) -> Option<String> {
    let (_, rest) = line.split_once("API listen on ")?;
    let address = rest.trim_end_matches('"');
    address.starts_with(beginning).then(|| address.to_owned())
}
