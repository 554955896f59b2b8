//! Why a registry did not give a document: the step that failed, where, and what to do about it.
//!
//! Nothing in here may hold a credential: a URL is shown as scheme, host and port only, what a server says only where
//! it repeats none of what it was told, and no error of a library is kept as a source.

mod help;

use std::time::Duration;

use crate::Digest;
use crate::credentials::CredentialError;

/// Why a registry did not give a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistryError {
    /// There is no such image.
    #[error("{registry} has no {name}")]
    NotFound {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
    },
    /// There is no such repository, or not for us.
    #[error("{registry} has no repository {repository}")]
    NoRepository {
        /// The registry.
        registry: String,
        /// The repository.
        repository: String,
    },
    /// Nobody may read it without a login.
    #[error("{registry} does not show {name} without a login: it does not exist, or is private{said}")]
    LoginNeeded {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
        /// What the registry says, behind a colon.
        said: String,
    },
    /// It may not be read with the credential at hand.
    #[error(
        "{registry} does not show {name} to the user that is logged in: it does not exist, or is not for them{said}"
    )]
    Denied {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
        /// What the registry says, behind a colon.
        said: String,
    },
    /// Nobody may read it without a login, and how to log in is not said.
    #[error("{registry} does not show {name}, and does not say how to log in{said}")]
    NoWayIn {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
        /// What the registry says, behind a colon.
        said: String,
    },
    /// The registry does not know the user, or not by this password.
    #[error("{registry} refuses user and password{said}")]
    PasswordRefused {
        /// The registry.
        registry: String,
        /// What it says, behind a colon.
        said: String,
    },
    /// The token server refuses the credential.
    #[error("{server}, which gives out the tokens of {registry}, refuses the login{said}")]
    LoginRefused {
        /// The registry.
        registry: String,
        /// Scheme, host and port of the token server.
        server: String,
        /// What it says, behind a colon.
        said: String,
    },
    /// The registry asks for a way to log in that is not known, or that makes no sense.
    #[error("{registry} asks for a login in a way that is not understood: {problem}")]
    Challenge {
        /// The registry.
        registry: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The token server is one that must not be asked.
    #[error("{registry} sends us to http://{realm} for a token, which is not protected by TLS")]
    Realm {
        /// The registry.
        registry: String,
        /// Host and port of the token server, as settings name them.
        realm: String,
    },
    /// The token server may be asked, but not by somebody with a login.
    #[error(
        "{registry} sends us to http://{realm} for a token, where a login would be readable on the way, as it is not \
         protected by TLS"
    )]
    RealmForLogin {
        /// The registry.
        registry: String,
        /// Host and port of the token server.
        realm: String,
    },
    /// The token server answers with something else than a token.
    #[error("{server}, which gives out the tokens of {registry}, gives none: {problem}")]
    Token {
        /// The registry.
        registry: String,
        /// Scheme, host and port of the token server.
        server: String,
        /// What it answers.
        problem: String,
    },
    /// The credential cannot be had.
    #[error("cannot log in to {registry}: {error}")]
    Credentials {
        /// The registry.
        registry: String,
        /// Why.
        error: CredentialError,
    },
    /// The registry asks to come back later.
    #[error("{registry} asks to wait{}{said}", .seconds.map(|it| format!(" for {it} s")).unwrap_or_default())]
    RateLimited {
        /// The registry.
        registry: String,
        /// How long, where it says so.
        seconds: Option<u64>,
        /// What the registry says, behind a colon.
        said: String,
    },
    /// The name of the host means nothing.
    #[error("there is no host {host}: {problem}")]
    Name {
        /// Host and port.
        host: String,
        /// What the name service says.
        problem: String,
    },
    /// Nobody answers.
    #[error("cannot connect to {host}: {problem}")]
    Connect {
        /// Host and port.
        host: String,
        /// Why.
        problem: String,
    },
    /// The proxy is unusable, or does not let us through.
    #[error("cannot reach {host} by the proxy {proxy}: {problem}")]
    Proxy {
        /// Host and port that were asked for.
        host: String,
        /// Scheme, host and port of the proxy.
        proxy: String,
        /// Why.
        problem: String,
    },
    /// The host's certificate is from nobody who is trusted.
    #[error("the certificate of {host} is not trusted: {problem}")]
    Untrusted {
        /// Host and port.
        host: String,
        /// Why.
        problem: String,
    },
    /// The host's certificate is not valid today.
    #[error("the certificate of {host} {problem}")]
    CertificateTime {
        /// Host and port.
        host: String,
        /// When it is, e.g. `expired on 2025-02-01`.
        problem: String,
    },
    /// The host's certificate is that of another.
    #[error("the certificate of {host} is for another name: {problem}")]
    CertificateName {
        /// Host and port.
        host: String,
        /// For which.
        problem: String,
    },
    /// The host does not speak TLS.
    #[error("{host} does not speak TLS, and may not be asked by plain http")]
    PlainHttp {
        /// Host and port.
        host: String,
    },
    /// TLS does not come about.
    #[error("no TLS with {host}: {problem}")]
    Tls {
        /// Host and port.
        host: String,
        /// Why.
        problem: String,
    },
    /// Silence.
    #[error("{host} did not {missing} within {waited:?}")]
    Timeout {
        /// Host and port.
        host: String,
        /// What it did not do: `let us connect`, `answer`, `go on with its answer`, `finish its answer`.
        missing: &'static str,
        /// How long was waited.
        waited: Duration,
    },
    /// The connection ends in the middle, or what comes is no http.
    #[error("the answer of {host} breaks off: {problem}")]
    Broken {
        /// Host and port.
        host: String,
        /// How.
        problem: String,
    },
    /// Somebody to whom the registry sends us does not have it.
    #[error("{registry} sends us to {host} for {name}, which answers {status}")]
    Elsewhere {
        /// The registry.
        registry: String,
        /// Scheme, host and port of the other.
        host: String,
        /// Repository with tag or digest.
        name: String,
        /// The status.
        status: u16,
    },
    /// An answer that is neither the document nor one of the refusals above.
    #[error("{registry} answers {status} when asked for {name}{said}")]
    Status {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
        /// The status.
        status: u16,
        /// What the registry says, behind a colon.
        said: String,
    },
    /// It is larger than any such document may be.
    #[error("what {host} sends is larger than {limit} bytes, which no such document may be")]
    TooLarge {
        /// Host and port.
        host: String,
        /// The limit, in bytes.
        limit: usize,
    },
    /// It is compressed, although nobody said that we could read that.
    #[error("{host} sends its answer in the encoding \"{encoding}\", which was not asked for")]
    Encoded {
        /// Host and port.
        host: String,
        /// The encoding.
        encoding: String,
    },
    /// The bytes are others than the digest says.
    #[error("what {registry} gives for {name} has the digest {actual}, not {expected}")]
    WrongDigest {
        /// The registry.
        registry: String,
        /// Repository with tag or digest.
        name: String,
        /// The digest asked for, or the one that the registry claims.
        expected: Digest,
        /// That of the bytes.
        actual: Digest,
    },
    /// The reference's digest is of an algorithm that cannot be verified.
    #[error("{name} has a digest that cannot be verified: {problem}")]
    Digest {
        /// Repository with digest.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The redirect leads nowhere.
    #[error("{host} sends us on {problem}")]
    Redirect {
        /// Scheme, host and port that redirect.
        host: String,
        /// Where to, and why that is wrong.
        problem: String,
    },
    /// The redirect leads to where everybody on the way could change the answer.
    #[error("{host} sends us on to http://{to}, which is not protected by TLS")]
    RedirectWithoutTls {
        /// Scheme, host and port that redirect.
        host: String,
        /// Host and port, as settings name them.
        to: String,
    },
    /// Redirects without end.
    #[error("{host} sends us on for the {times}th time, as if in a circle")]
    RedirectsInCircle {
        /// Scheme, host and port of the last that redirects.
        host: String,
        /// How many redirects there were.
        times: usize,
    },
    /// A certificate or key file is unusable.
    #[error("cannot use the certificate file {file}: {problem}")]
    Certificate {
        /// The file or folder.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A setting is wrong.
    #[error("the {setting} \"{value}\" is unusable: {problem}")]
    Setting {
        /// `proxy`, `mirror` or `registry`.
        setting: &'static str,
        /// Its value, without credentials.
        value: String,
        /// What is wrong with it.
        problem: String,
    },
}
