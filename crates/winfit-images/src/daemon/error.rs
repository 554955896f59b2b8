//! Why a daemon did not give an image.

use winfit_compat::reference::Reference;

use crate::ErrorKind;

/// Why a daemon did not give an image.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// It does not have the image.
    #[error("the Docker daemon at {host} has no image {reference}")]
    NotFound {
        /// Where the daemon listens.
        host: String,
        /// The image.
        reference: Reference,
    },
    /// What names the daemon is no address.
    #[error("\"{host}\" is no address of a Docker daemon: {problem}")]
    Address {
        /// As it is written, shortened.
        host: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The daemon is reached by a way that this program does not go.
    #[error("{host} is reached by {scheme}, which winfit does not speak")]
    Scheme {
        /// As it is written, shortened.
        host: String,
        /// `ssh`, or `a named pipe` where there are none.
        scheme: &'static str,
    },
    /// There is no context of this name.
    #[error("there is no Docker context \"{name}\"; there are {}", known.join(", "))]
    Context {
        /// The name, shortened.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A file of docker's configuration cannot be used.
    #[error("cannot use {file}: {problem}")]
    File {
        /// The file.
        file: String,
        /// Why; never its text.
        problem: String,
    },
    /// TLS is asked for, and nothing says where its certificates are.
    #[error("TLS is asked for, and no folder is named that holds ca.pem")]
    NoCertificates,
    /// Nothing listens: there is no such socket.
    #[error("there is no Docker daemon at {host}: the socket does not exist")]
    NoSocket {
        /// Where it would listen.
        host: String,
    },
    /// The socket is another user's.
    #[error("the Docker daemon at {host} may not be asked: permission denied")]
    Permission {
        /// Where it listens.
        host: String,
    },
    /// Nothing listens there.
    #[error("the Docker daemon at {host} refuses the connection")]
    Refused {
        /// Where it would listen.
        host: String,
    },
    /// The handshake of TLS fails.
    #[error("no TLS with the Docker daemon at {host}: {problem}")]
    Tls {
        /// Where it listens.
        host: String,
        /// Why.
        problem: String,
    },
    /// It cannot be reached, or the connection breaks.
    #[error("the Docker daemon at {host} cannot be reached: {problem}")]
    Unreachable {
        /// Where it listens.
        host: String,
        /// Why.
        problem: String,
    },
    /// Time was up.
    #[error("the Docker daemon at {host} did not answer within {seconds} s")]
    Timeout {
        /// Where it listens.
        host: String,
        /// The time that it had.
        seconds: u64,
    },
    /// It answered with an error.
    #[error("the Docker daemon at {host} answers with status {status}: {message}")]
    Status {
        /// Where it listens.
        host: String,
        /// HTTP status.
        status: u16,
        /// What it says, shortened.
        message: String,
    },
    /// It answered what no Docker daemon answers.
    #[error("what listens at {host} does not answer as a Docker daemon: {problem}")]
    Answer {
        /// Where it listens.
        host: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl DaemonError {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::Permission { .. } => ErrorKind::Denied,
            Self::NoSocket { .. } | Self::Refused { .. } | Self::Tls { .. } | Self::Unreachable { .. } => {
                ErrorKind::Unreachable
            }
            Self::Timeout { .. } => ErrorKind::Timeout,
            Self::Status { .. } | Self::Answer { .. } => ErrorKind::Malformed,
            Self::Scheme { .. } => ErrorKind::Unsupported,
            Self::Address { .. } | Self::Context { .. } | Self::File { .. } | Self::NoCertificates => {
                ErrorKind::Environment
            }
        }
    }

    pub(crate) fn help(&self) -> Option<String> {
        let help = match self {
            Self::NotFound { reference, .. } => {
                let name = reference.to_string();
                return Some(format!("docker pull {name}, or ask its registry: docker://{name}"));
            }
            Self::Address { .. } => {
                "DOCKER_HOST takes unix:///run/docker.sock, tcp://HOST:PORT, or npipe:////./pipe/docker_engine on \
                 Windows"
            }
            Self::Scheme { scheme: "ssh", .. } => {
                "forward its socket, ssh -L /tmp/docker.sock:/var/run/docker.sock HOST, and set \
                 DOCKER_HOST=unix:///tmp/docker.sock; or run winfit there"
            }
            Self::Scheme { .. } => "run winfit on Windows, or let the daemon listen at tcp:// with TLS",
            Self::Context { .. } => {
                "docker context ls lists them; DOCKER_CONTEXT=default is the daemon of this machine"
            }
            Self::File { .. } => "repair the file, or name the daemon with DOCKER_HOST",
            Self::NoCertificates => "set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem",
            Self::NoSocket { .. } | Self::Refused { .. } => {
                "is Docker running? start it, or name the daemon with DOCKER_HOST or DOCKER_CONTEXT"
            }
            Self::Permission { .. } => {
                "join the group docker (sudo usermod -aG docker $USER, then log in again), or ask as root"
            }
            Self::Tls { .. } => {
                "DOCKER_CERT_PATH must hold the ca.pem that signed the daemon, and the cert.pem and key.pem that it \
                 accepts"
            }
            Self::Status { message, .. } if message.contains("HTTPS") => {
                "the daemon speaks TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH"
            }
            Self::Timeout { .. } => "see whether docker version answers",
            Self::Status { .. } | Self::Unreachable { .. } | Self::Answer { .. } => {
                "see what docker version says with the same DOCKER_HOST"
            }
        };
        Some(help.to_owned())
    }
}
