//! What is known of a host.

use crate::{Architecture, Isolation, OsVersion};

/// An operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Os {
    /// Windows.
    Windows,
    /// Linux.
    Linux,
}

impl Os {
    /// The name that image platforms and node labels use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Linux => "linux",
        }
    }
}

/// Whether a Windows host is a server or a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostKind {
    /// Windows Server.
    Server,
    /// Windows 10 or 11.
    Client,
}

/// Whether a host can run containers in Hyper-V isolation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HyperV {
    /// The hypervisor runs, and the platform offers it to containers.
    Available,
    /// It does not: no role, no nested virtualization, or no runtime handler.
    Unavailable,
    /// Nobody told.
    Unknown,
}

/// `major.minor` of a container runtime, e.g. 1.7 of containerd 1.7.24.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuntimeVersion {
    /// First part.
    pub major: u16,
    /// Second part.
    pub minor: u16,
}

/// The program that starts containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Runtime {
    /// The Docker Engine with its own image store, and Mirantis Container Runtime.
    Docker(Option<RuntimeVersion>),
    /// The Docker Engine with containerd's image store: it picks platforms as containerd does.
    DockerWithContainerdStore(Option<RuntimeVersion>),
    /// containerd, as Kubernetes uses it.
    Containerd(Option<RuntimeVersion>),
}

/// The facts about a host that decide. Absent facts are `None` or `Unknown`, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host {
    /// Operating system.
    pub os: Os,
    /// Version of the Windows; meaningless on Linux.
    pub os_version: Option<OsVersion>,
    /// Server or client.
    pub kind: Option<HostKind>,
    /// Processor.
    pub architecture: Option<Architecture>,
    /// Whether Hyper-V isolation can be had.
    pub hyperv: HyperV,
    /// What starts the containers.
    pub runtime: Option<Runtime>,
    /// Isolation of containers that ask for none, where it was configured away from the platform's default.
    pub default_isolation: Option<Isolation>,
}

impl Host {
    /// A Windows Server of this version with an amd64 processor, on which nothing else is known.
    #[must_use]
    pub const fn server(os_version: OsVersion) -> Self {
        Self {
            os: Os::Windows,
            os_version: Some(os_version),
            kind: Some(HostKind::Server),
            architecture: Some(Architecture::Amd64),
            hyperv: HyperV::Unknown,
            runtime: None,
            default_isolation: None,
        }
    }

    /// A Windows client of this version with an amd64 processor, on which nothing else is known.
    #[must_use]
    pub const fn client(os_version: OsVersion) -> Self {
        Self { kind: Some(HostKind::Client), ..Self::server(os_version) }
    }

    /// A Linux host, on which no Windows container runs.
    #[must_use]
    pub const fn linux() -> Self {
        Self {
            os: Os::Linux,
            os_version: None,
            kind: None,
            architecture: None,
            hyperv: HyperV::Unavailable,
            runtime: None,
            default_isolation: None,
        }
    }

    /// The same host, with Hyper-V isolation available or not.
    #[must_use]
    pub const fn with_hyperv(self, hyperv: HyperV) -> Self {
        Self { hyperv, ..self }
    }

    /// The same host, with this runtime.
    #[must_use]
    pub const fn with_runtime(self, runtime: Runtime) -> Self {
        Self { runtime: Some(runtime), ..self }
    }

    /// The isolation of a container that asks for none: what was configured, else process isolation under containerd
    /// and on servers, Hyper-V isolation under Docker on clients.
    ///
    /// `None` if that depends on whether the host is a server or a client, and nobody told.
    #[must_use]
    pub fn isolation_by_default(&self) -> Option<Isolation> {
        match (self.default_isolation, self.runtime, self.kind) {
            (Some(isolation), _, _) => Some(isolation),
            (None, Some(Runtime::Containerd(_)), _) | (None, _, Some(HostKind::Server)) => {
                Some(Isolation::Process)
            }
            (None, _, Some(HostKind::Client)) => Some(Isolation::HyperV),
            (None, _, None) => None,
        }
    }
}
