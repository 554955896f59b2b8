//! The words of `winfit/1` for what is an enum inside.

use winfit_compat::catalog::ImageFamily;
use winfit_compat::rules::Outcome;
use winfit_compat::{HostKind, HyperV, Provenance, Runtime};

/// `server`, `client`.
pub(crate) const fn host_kind(kind: HostKind) -> &'static str {
    match kind {
        HostKind::Server => "server",
        HostKind::Client => "client",
    }
}

/// `available`, `unavailable`, `unknown`.
pub(crate) const fn hyperv(hyperv: HyperV) -> &'static str {
    match hyperv {
        HyperV::Available => "available",
        HyperV::Unavailable => "unavailable",
        HyperV::Unknown => "unknown",
    }
}

/// `given`, `registry`, `layout`, `archive`, `daemon`, `tag`, `none`.
pub(crate) const fn provenance(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Given => "given",
        Provenance::Registry => "registry",
        Provenance::Layout => "layout",
        Provenance::Archive => "archive",
        Provenance::Daemon => "daemon",
        Provenance::Tag => "tag",
        Provenance::None => "none",
    }
}

/// `nanoserver`, `servercore`, `windows`, `server`: the last part of the base image's repository.
pub(crate) const fn family(family: ImageFamily) -> &'static str {
    match family {
        ImageFamily::NanoServer => "nanoserver",
        ImageFamily::ServerCore => "servercore",
        ImageFamily::Windows => "windows",
        ImageFamily::Server => "server",
    }
}

/// `docker`, `docker-containerd`, `containerd`, with the version behind a space where it is known.
pub(crate) fn runtime(runtime: Runtime) -> String {
    let (name, version) = match runtime {
        Runtime::Docker(version) => ("docker", version),
        Runtime::DockerWithContainerdStore(version) => ("docker-containerd", version),
        Runtime::Containerd(version) => ("containerd", version),
    };
    match version {
        Some(version) => format!("{name} {}.{}", version.major, version.minor),
        None => name.to_owned(),
    }
}

/// `pass`, `preview`, `blocked`, `missing`, `not-applicable`.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotApplicable => "not-applicable",
        Outcome::Pass => "pass",
        Outcome::Preview => "preview",
        Outcome::Blocked => "blocked",
        Outcome::Missing(_) => "missing",
    }
}
