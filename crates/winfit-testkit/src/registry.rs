//! The real `docker-registry`, with storage, certificate and port of its own.

mod access_log;
mod push;
mod settings;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::process::Process;
use crate::{Authority, Image, TokenServer, background, component, http};

pub use access_log::Request;

/// A running registry. Deleting is enabled, and nothing survives its end.
#[derive(Debug)]
pub struct Registry {
    process: Process,
    running: bool,
    host: String,
    access: Access,
    authority: Option<Authority>,
    ca: Option<PathBuf>,
}

/// Who may use a registry.
#[derive(Debug)]
pub enum Access {
    /// Everybody.
    Anonymous,
    /// Whoever sends this with each request.
    Basic {
        /// The only user.
        user: String,
        /// The password.
        password: String,
    },
    /// Whoever has a token of this server.
    Token(TokenServer),
}

/// How a registry is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// By plain HTTP.
    Plain,
    /// By HTTPS, with a certificate of an authority of its own: see [`Registry::ca`].
    Tls,
}

impl Registry {
    /// One for everybody, by plain HTTP; `None` where `docker-registry` is left out on purpose.
    #[must_use]
    #[track_caller]
    pub fn anonymous() -> Option<Self> {
        Self::start(Access::Anonymous, Transport::Plain)
    }

    /// One for a single user, by plain HTTP.
    #[must_use]
    #[track_caller]
    pub fn basic(user: &str, password: &str) -> Option<Self> {
        Self::start(Access::basic(user, password), Transport::Plain)
    }

    /// One for everybody, by HTTPS.
    #[must_use]
    #[track_caller]
    pub fn tls() -> Option<Self> {
        Self::start(Access::Anonymous, Transport::Tls)
    }

    /// One for bearers of a token of this server, by plain HTTP.
    #[must_use]
    #[track_caller]
    pub fn token(server: TokenServer) -> Option<Self> {
        Self::start(Access::Token(server), Transport::Plain)
    }

    /// One of any kind.
    #[must_use]
    #[track_caller]
    pub fn start(access: Access, transport: Transport) -> Option<Self> {
        let program = component("docker-registry")?;
        let folder = folder();
        let authority = (transport == Transport::Tls).then(Authority::new);
        let settings = settings::write(folder.path(), &access, authority.as_ref());
        let ca = authority.is_some().then(|| folder.path().join(settings::CA));
        // Its environment is empty, since it takes settings from there too.
        let mut command = Command::new(program);
        command.arg("serve").arg(settings).env_clear();
        let process = Process::start(&mut command, folder);
        let host = process.told(listening);
        Some(Self { process, running: true, host, access, authority, ca })
    }

    /// Where it listens, as in a reference: `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The reference of an image here.
    #[must_use]
    pub fn reference(&self, repository: &str, tag: &str) -> String {
        format!("{}/{repository}:{tag}", self.host)
    }

    /// The file with the certificate of its authority, PEM; `None` where it speaks plain HTTP.
    #[must_use]
    pub fn ca(&self) -> Option<&Path> {
        self.ca.as_deref()
    }

    /// Its token server, where it has one.
    #[must_use]
    pub fn tokens(&self) -> Option<&TokenServer> {
        match &self.access {
            Access::Token(server) => Some(server),
            Access::Anonymous | Access::Basic { .. } => None,
        }
    }

    /// Uploads the image with everything that it refers to, under this tag, and gives its digest.
    ///
    /// # Panics
    ///
    /// When the registry refuses something, with its answer.
    #[track_caller]
    pub fn push(&self, repository: &str, tag: &str, image: &Image) -> String {
        background::block_on(push::image(self, repository, tag, image));
        image.digest().to_owned()
    }

    /// Removes a manifest or index by its digest.
    ///
    /// # Panics
    ///
    /// When the registry refuses, with its answer.
    #[track_caller]
    pub fn delete(&self, repository: &str, digest: &str) {
        background::block_on(push::delete(self, repository, digest));
    }

    /// The requests that have been answered so far, in their order; those of this testkit itself are left out.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        if self.running {
            self.settle_log();
        }
        access_log::read(&self.process.stdout())
    }

    /// Stops it for good. Its log stays readable.
    pub fn stop(&mut self) {
        self.process.kill();
        self.running = false;
    }

    /// Makes sure that what was answered before is in the log: by a request of our own that has to appear there as well.
    fn settle_log(&self) {
        let seen = access_log::settled(&self.process.stdout());
        let url = format!("{}/{}", self.url(), access_log::SETTLE);
        let answer = background::block_on(async {
            http::client(self.authority.as_ref()).get(url).send().await.map(|answer| answer.status())
        });
        answer.unwrap_or_else(|error| panic!("the registry at {} does not answer: {error}", self.host));
        self.process.printed(|lines| (access_log::settled(lines) > seen).then_some(()));
    }

    fn url(&self) -> String {
        let scheme = if self.authority.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }
}

impl Access {
    /// [`Self::Basic`] from borrowed text.
    #[must_use]
    pub fn basic(user: &str, password: &str) -> Self {
        Self::Basic { user: user.to_owned(), password: password.to_owned() }
    }
}

/// In memory where that can be had: a registry waits for the disk after each upload, which takes longer than all the rest.
fn folder() -> TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.or_else(|_| tempfile::tempdir()).expect("there is room for temporary files")
}

/// The address in the line by which it says that it listens. It was given port 0, so nothing else can have the one it got.
fn listening(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("listening on ")?;
    let end = rest.find([',', '"', ' '])?;
    rest.get(..end).map(str::to_owned)
}
