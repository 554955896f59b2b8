//! What says that a workload is meant for Windows, apart from its images' names.

use std::fmt;

use crate::Span;

/// A sign of Windows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowsHint {
    /// What it is.
    pub reason: HintReason,
    /// Where it stands.
    pub span: Span,
}

/// The signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintReason {
    /// `spec.os.name: windows`.
    PodOs,
    /// A node selector or required node affinity for Windows nodes.
    NodeSelector,
    /// A Swarm placement constraint for Windows hosts.
    Constraint,
    /// A toleration of a taint that marks Windows nodes.
    Toleration,
    /// `securityContext.windowsOptions`.
    WindowsOptions,
    /// A runtime class that is for Windows by its name.
    RuntimeClass,
    /// An isolation mode: only Windows knows them.
    Isolation,
    /// `platform: windows/…` or `--platform=windows/…`.
    Platform,
    /// A path inside the container has a drive letter or is a named pipe.
    WindowsPath,
    /// Commands run as an account that only Windows images have.
    User,
    /// The `escape` directive with a back-quote, which Dockerfiles use for Windows paths.
    EscapeDirective,
    /// `SHELL` or `RUN` with PowerShell or `cmd`.
    Shell,
}

impl fmt::Display for HintReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::PodOs => "the pod's os is windows",
            Self::NodeSelector => "windows nodes are selected",
            Self::Constraint => "a constraint asks for windows hosts",
            Self::Toleration => "the taint of windows nodes is tolerated",
            Self::WindowsOptions => "windowsOptions are set",
            Self::RuntimeClass => "the runtime class is for windows by its name",
            Self::Isolation => "an isolation mode is set",
            Self::Platform => "the platform is windows",
            Self::WindowsPath => "a path in the container has a drive letter or is a named pipe",
            Self::User => "commands run as a windows account",
            Self::EscapeDirective => "the escape character is a back-quote",
            Self::Shell => "commands run in a windows shell",
        })
    }
}
