//! Remedies in the words of `winfit/1`, each with a line to copy where there is one.

use winfit_compat::remedy::{self, Retag};
use winfit_compat::{Fact, Host, Isolation, OsVersion, Runtime};
use winfit_lint::facts::Contents;

use crate::wire::{ReleaseName, Remedy, RemedyKind};

/// The image that a remedy is for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Named<'a> {
    /// As it was written, if it has a name.
    pub(crate) text: Option<&'a str>,
    /// As `docker run` takes it, if it does.
    pub(crate) docker: Option<&'a str>,
    /// What was read of it, if it was.
    pub(crate) contents: Option<&'a Contents>,
}

/// A remedy for an image on a host.
pub(crate) fn remedy(remedy: &remedy::Remedy, host: &Host, image: Named<'_>) -> Remedy {
    let (text, paste) = match remedy {
        remedy::Remedy::UseIsolation(Isolation::HyperV) if is_containerd(host) => (
            "run it in Hyper-V isolation: give the pod a RuntimeClass whose handler offers it".to_owned(),
            None,
        ),
        remedy::Remedy::UseIsolation(isolation) => {
            let paste = match image.docker {
                Some(image) => format!("docker run --isolation={isolation} {image}"),
                None => format!("--isolation={isolation}"),
            };
            let name = if *isolation == Isolation::HyperV { "Hyper-V" } else { isolation.as_str() };
            (format!("run it in {name} isolation"), Some(paste))
        }
        remedy::Remedy::Retag(retag) => {
            let doubt = if retag.certain { "" } else { ", if the registry has it" };
            (format!("use the tag that names {}{doubt}", named_by(retag)), Some(retag.reference.clone()))
        }
        remedy::Remedy::PickHost { releases, .. } => {
            let newest = releases.first().filter(|_| !is_docker(host));
            let paste = newest.map(|newest| {
                format!("nodeSelector: {{ node.kubernetes.io/windows-build: 10.0.{} }}", newest.build)
            });
            (remedy.to_string(), paste)
        }
        remedy::Remedy::PickLinuxHost => {
            let paste = (!is_docker(host)).then(|| "nodeSelector: { kubernetes.io/os: linux }".to_owned());
            (remedy.to_string(), paste)
        }
        remedy::Remedy::UpdateHost { .. } => (remedy.to_string(), None),
        remedy::Remedy::Rebuild { base, build, architecture } => {
            let text = match architecture {
                Some(it) => format!("build the image for {it}: docker build --platform windows/{it}"),
                None => format!("rebuild the image on a base image of build {build}"),
            };
            (text, Some(format!("FROM {base}")))
        }
        remedy::Remedy::Learn(fact) => (how_to_learn(*fact, image), learn(*fact, host, image)),
    };
    Remedy { kind: kind(remedy), text, paste }
}

/// What the tag names: an OS version with its revision, or a build.
fn named_by(retag: &Retag) -> String {
    let tag = retag.reference.rsplit(':').next().unwrap_or_default();
    let version = tag.split('-').next().and_then(|version| version.parse::<OsVersion>().ok());
    match version.filter(|version| version.build == retag.build && version.revision.is_some()) {
        Some(version) => version.to_string(),
        None => format!("build {}", retag.build),
    }
}

fn is_containerd(host: &Host) -> bool {
    matches!(host.runtime, Some(Runtime::Containerd(_)))
}

fn is_docker(host: &Host) -> bool {
    matches!(host.runtime, Some(Runtime::Docker(_) | Runtime::DockerWithContainerdStore(_)))
}

/// What to do to know a fact.
fn how_to_learn(fact: Fact, image: Named<'_>) -> String {
    let contents = image.contents.filter(|_| fact.is_of_image());
    match contents.map(Contents::incomplete) {
        None => format!("find out {fact}, then ask again"),
        Some(None) => {
            "build it anew on a base image that carries os.version, or say what is inside".to_owned()
        }
        Some(Some(_)) => "ask again once all of it can be read: this tells".to_owned(),
    }
}

/// The command that tells a fact; how to tell it to winfit, where no command does.
fn learn(fact: Fact, host: &Host, image: Named<'_>) -> Option<String> {
    Some(match fact {
        Fact::HostOsVersion | Fact::HostRevision => "cmd /c ver".to_owned(),
        Fact::HostKind => "--host V,server or --host V,client".to_owned(),
        Fact::HostRelease => "--catalog DIR".to_owned(),
        Fact::HostArchitecture => "echo %PROCESSOR_ARCHITECTURE%".to_owned(),
        Fact::HostHyperV if is_containerd(host) => "kubectl get runtimeclasses".to_owned(),
        Fact::HostHyperV => "Get-WindowsFeature Hyper-V".to_owned(),
        Fact::HostRuntime => "containerd --version".to_owned(),
        Fact::ImageOs | Fact::ImageOsVersion | Fact::ImageRevision | Fact::ImageArchitecture => {
            // What was read says no more if it is read again.
            match image.contents {
                Some(contents) if contents.incomplete().is_none() => "--image-os-version V".to_owned(),
                _ => format!("winfit image {}", image.text?),
            }
        }
    })
}

fn kind(remedy: &remedy::Remedy) -> RemedyKind {
    match remedy {
        remedy::Remedy::UseIsolation(Isolation::HyperV) => RemedyKind::UseHyperV,
        remedy::Remedy::UseIsolation(_) => RemedyKind::UseProcess,
        remedy::Remedy::Retag(retag) => RemedyKind::Retag {
            reference: retag.reference.clone(),
            build: retag.build,
            certain: retag.certain,
        },
        remedy::Remedy::PickHost { releases, isolation } => RemedyKind::PickHost {
            os: "windows",
            releases: releases.iter().map(ReleaseName::from).collect(),
            isolation: Some(isolation.as_str()),
        },
        remedy::Remedy::PickLinuxHost => {
            RemedyKind::PickHost { os: "linux", releases: Vec::new(), isolation: None }
        }
        remedy::Remedy::UpdateHost { kb, to } => {
            RemedyKind::UpdateHost { kb: kb.to_string(), os_version: to.to_string() }
        }
        remedy::Remedy::Rebuild { base, build, .. } => {
            RemedyKind::Rebuild { base: base.clone(), build: *build }
        }
        remedy::Remedy::Learn(fact) => RemedyKind::Learn { fact: fact.as_str() },
    }
}

impl From<&remedy::ReleaseName> for ReleaseName {
    fn from(release: &remedy::ReleaseName) -> Self {
        Self { id: release.id.clone(), name: release.name.clone(), build: release.build }
    }
}

#[cfg(test)]
mod tests {
    use winfit_compat::remedy::Remedy as Inner;

    use super::*;

    const NAMED: Named<'_> = Named { text: Some("a"), docker: Some("a"), contents: None };

    #[test]
    fn the_kind_in_the_output_is_the_kind_of_the_remedy() {
        let host = Host::server(OsVersion::of_build(20348));
        for inner in [
            Inner::UseIsolation(Isolation::HyperV),
            Inner::UseIsolation(Isolation::Process),
            Inner::PickLinuxHost,
            Inner::PickHost { releases: Vec::new(), isolation: Isolation::Process },
            Inner::Rebuild { base: "a".to_owned(), build: 1, architecture: None },
            Inner::Learn(Fact::HostKind),
        ] {
            let json = serde_json::to_value(remedy(&inner, &host, NAMED)).unwrap();
            assert_eq!(json["kind"], inner.kind());
        }
    }

    #[test]
    fn a_tag_names_its_revision_where_it_has_one() {
        for (reference, named) in [
            ("a/b:10.0.14393.1715", "10.0.14393.1715"),
            ("a/b:10.0.14393.1715-amd64", "10.0.14393.1715"),
            ("a/b:sac2016", "build 14393"),
            ("a/b:10.0.14393", "build 14393"),
            ("a:5000/b:10.0.17763.437", "build 14393"),
        ] {
            let retag = Retag { reference: reference.to_owned(), build: 14393, certain: true };
            assert_eq!(named_by(&retag), named, "{reference}");
        }
    }

    #[test]
    fn hyperv_isolation_is_a_runtime_class_under_containerd() {
        let host = Host::server(OsVersion::of_build(20348)).with_runtime(Runtime::Containerd(None));
        let remedy = remedy(&Inner::UseIsolation(Isolation::HyperV), &host, NAMED);
        assert!(remedy.text.contains("RuntimeClass"));
        assert_eq!(remedy.paste, None);
    }
}
