//! Why credentials could not be had.

/// Why credentials could not be had. No variant holds a credential, nor any text that may be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The file is broken.
    #[error("{file} is no docker configuration: {problem}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong with it; never its text.
        problem: String,
    },
    /// The file is there and cannot be read.
    #[error("cannot read {file}: {problem}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        problem: String,
    },
    /// A file names a credential helper that cannot be a program's name.
    #[error("{file} names the credential helper \"{name}\", which is no name of a program")]
    HelperName {
        /// The file.
        file: String,
        /// The name, shortened.
        name: String,
    },
    /// A file names a credential helper that is not on PATH.
    #[error("the credential helper docker-credential-{name} for {registry} does not start: {problem}")]
    HelperStart {
        /// The name behind `docker-credential-`.
        name: String,
        /// The registry.
        registry: String,
        /// Why.
        problem: String,
    },
    /// A credential helper failed, or answered what is no credential.
    #[error("the credential helper docker-credential-{name} for {registry} {problem}")]
    HelperFailed {
        /// The name behind `docker-credential-`.
        name: String,
        /// The registry.
        registry: String,
        /// What it did.
        problem: String,
    },
}

impl CredentialError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Malformed { .. } => {
                "repair the file, or log in again with docker login or podman login".to_owned()
            }
            Self::Unreadable { .. } => {
                "make the file readable, or name another with REGISTRY_AUTH_FILE".to_owned()
            }
            Self::HelperName { .. } => {
                "credsStore and credHelpers take what stands behind docker-credential-, as in \"desktop\""
                    .to_owned()
            }
            Self::HelperStart { name, registry, .. } => format!(
                "put docker-credential-{name} on PATH, or remove {name} from credsStore or credHelpers and run docker \
                 login {registry}"
            ),
            Self::HelperFailed { name, registry, .. } => {
                format!("see what it says to: echo {registry} | docker-credential-{name} get")
            }
        })
    }
}
