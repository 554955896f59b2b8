//! Facts about a host that stand beside its version, in fields of many listings.

use std::ops::Range;

use super::super::key::ends_with_word;
use super::super::os_name::{OsName, last_in};
use crate::{Architecture, HostKind};

/// A fact and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) at: usize,
    pub(super) what: What,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// The product, e.g. Windows Server 2019 Datacenter.
    Name(OsName),
    /// Server or client, without a product.
    Kind(HostKind),
    /// The processor.
    Architecture(Architecture),
    /// The host is a Linux; the span says so.
    Linux(Range<usize>),
}

/// The longest value that is looked at.
const LONGEST: usize = 200;

/// What a field tells, if anything; `under` is the key of the object that it is in.
pub(super) fn fact(key: &str, value: &str, under: &str, at: usize) -> Option<Fact> {
    if value.is_empty() || value.len() > LONGEST {
        return None;
    }
    let what = linux(key, value, under, at)
        .or_else(|| product(value))
        .or_else(|| installation(key, value))
        .or_else(|| architecture(key, value, under).map(What::Architecture))?;
    Some(Fact { at, what })
}

/// `OSType: linux` of `docker info`, `operatingSystem: linux` of a node, `"Platform": {"OS": "linux"}` of a Swarm node.
fn linux(key: &str, value: &str, under: &str, at: usize) -> Option<What> {
    let says_os = ends_with_word(key, "ostype")
        || ends_with_word(key, "operatingsystem")
        || (key == "OS" && under == "Platform");
    (value == "linux" && says_os).then(|| What::Linux(at..at + value.len()))
}

fn product(value: &str) -> Option<What> {
    let is_product = value.starts_with("Windows ") || value.starts_with("Microsoft Windows ");
    last_in(value).filter(|_| is_product).map(What::Name)
}

/// `InstallationType` in the registry: `Server`, `Server Core`, `Nano Server`, `Client`.
fn installation(key: &str, value: &str) -> Option<What> {
    if !key.ends_with("InstallationType") {
        return None;
    }
    match value {
        "Server" | "Server Core" | "Nano Server" => Some(What::Kind(HostKind::Server)),
        "Client" => Some(What::Kind(HostKind::Client)),
        _ => None,
    }
}

fn architecture(key: &str, value: &str, under: &str) -> Option<Architecture> {
    // In lower case and elsewhere it is the architecture of an image.
    if key == "Architecture" || (key == "architecture" && under == "nodeInfo") || key == "OSArchitecture" {
        if value.starts_with("ARM 64") {
            return Some(Architecture::Arm64);
        }
        return value.parse().ok();
    }
    // `x64-based PC` and its translations stand under translated keys.
    let end = value.find(|c: char| !c.is_ascii_alphanumeric())?;
    let is_pc = value.len() <= 40 && value.contains("PC");
    value.get(..end).filter(|_| is_pc)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, value: &str, under: &str) -> Option<What> {
        fact(key, value, under, 0).map(|fact| fact.what)
    }

    #[test]
    fn listings_tell_product_kind_and_processor() {
        let server = What::Name(OsName { kind: HostKind::Server, says_ten: false });
        assert_eq!(check("OS Name", "Microsoft Windows Server 2019 Datacenter", ""), Some(server.clone()));
        assert_eq!(check("Имя ОС", "Microsoft Windows Server 2019 Datacenter", ""), Some(server));
        let client = What::Name(OsName { kind: HostKind::Client, says_ten: true });
        assert_eq!(check("osImage", "Windows 10 Enterprise", "nodeInfo"), Some(client));
        assert_eq!(check("WindowsInstallationType", "Server Core", ""), Some(What::Kind(HostKind::Server)));
        assert_eq!(check("InstallationType", "Client", ""), Some(What::Kind(HostKind::Client)));
        let amd64 = Some(What::Architecture(Architecture::Amd64));
        assert_eq!(check("Architecture", "x86_64", ""), amd64);
        assert_eq!(check("architecture", "amd64", "nodeInfo"), amd64);
        assert_eq!(check("System Type", "x64-based PC", ""), amd64);
        assert_eq!(check("システムの種類", "x64-ベース PC", ""), amd64);
        assert_eq!(
            check("Systemtyp", "ARM64-basierter PC", ""),
            Some(What::Architecture(Architecture::Arm64))
        );
        assert_eq!(
            check("OSArchitecture", "ARM 64-bit Processor", ""),
            Some(What::Architecture(Architecture::Arm64))
        );
    }

    #[test]
    fn a_linux_is_told_in_three_ways() {
        let linux = Some(What::Linux(0..5));
        assert_eq!(check("OSType", "linux", ""), linux);
        assert_eq!(check("operatingSystem", "linux", "nodeInfo"), linux);
        assert_eq!(check("Operating System", "linux", ""), linux);
        assert_eq!(check("OS", "linux", "Platform"), linux);
    }

    #[test]
    fn facts_about_images_and_other_things_are_left_alone() {
        for (key, value, under) in [
            ("os", "linux", "platform"),
            ("Os", "linux", ""),
            ("architecture", "arm64", "platform"),
            ("OSType", "windows", ""),
            ("OSArchitecture", "64-bit", ""),
            ("Image", "mcr.microsoft.com/windows/server", ""),
            ("Note", "runs on Windows Server", ""),
            ("Type", "Server", ""),
            ("Model", "x64", ""),
            ("Operating System", "Docker Desktop", ""),
            ("", "", ""),
        ] {
            assert_eq!(check(key, value, under), None, "{key}: {value}");
        }
    }
}
