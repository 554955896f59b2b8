//! A version by itself: `10.0.17763.437`, `v10.0.17763`, `Windows Server 2019 10.0.17763.437`.
//!
//! Windows shares its numbers with what is built beside it: SDKs, drivers, files, packages. Where the surroundings say
//! that the number belongs to one of those it is not read; in doubt, a number is refused rather than a package taken for
//! a host.

use super::environment::without_zero;
use super::key::Mark;
use super::site::{Site, stamp_length};
use super::{Form, Reading, os_name};

/// Parts of the names of things that carry Windows' numbers without being Windows.
const COMPONENTS: [&str; 24] = [
    "sdk",
    "wdk",
    "adk",
    "kit",
    "kits",
    "nuget",
    "package",
    "packages",
    "contracts",
    "driver",
    "firmware",
    "file",
    "assembly",
    "iis",
    "hal",
    "dism",
    "powershell",
    "dxcore",
    "direct3d",
    "wslg",
    "webview2",
    "app",
    "plugin",
    "module",
];

/// Names of files that carry a version.
const EXTENSIONS: [&str; 10] =
    [".exe", ".dll", ".sys", ".msi", ".cab", ".ocx", ".drv", ".mui", ".nupkg", ".msix"];

/// What may stand before `Version` in the name of a field that holds an OS version, in lower case without separators.
const HOLDERS: [&str; 28] = [
    "base",
    "baseimage",
    "baseos",
    "betriebssystem",
    "container",
    "containeros",
    "distribution",
    "guest",
    "guestos",
    "host",
    "hostkernel",
    "hostos",
    "hostwindows",
    "image",
    "imageos",
    "kernel",
    "node",
    "nodeos",
    "nt",
    "operatingsystem",
    "os",
    "server",
    "serveros",
    "system",
    "vm",
    "win",
    "windows",
    "windowsserver",
];

pub(super) fn read(site: &Site) -> Option<Reading> {
    let version = site.version()?;
    if belongs_to_something_else(site) {
        return None;
    }
    // A revision that is missing from a plain version is no trap of its form: the text says what it says.
    let (version, caution) = match version.revision {
        None => (version, None),
        Some(_) => without_zero(version),
    };
    let mut reading = Reading::new(version, Form::Plain, site.span_with(0));
    reading.cautions.extend(caution);
    if let Some(name) = os_name::before(site) {
        reading.set_os_name(name);
    }
    Some(reading)
}

/// The surroundings say that the number is the version of a package, a file or another component.
pub(super) fn belongs_to_something_else(site: &Site) -> bool {
    let mut words = words_before(site.line_before());
    let last = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    is_component(last)
        || is_version_of_something(last)
        || names_a_product(site.line_before(), last)
        || (says_version(last) && (is_component(second) || is_vendors(second)))
        || names_a_package(site)
        || names_a_tool(site)
        || is_file_version(site.line_after())
}

fn words_before(line: &str) -> impl Iterator<Item = &str> {
    line.rsplit(|c: char| c.is_whitespace() || "\"'`\\,;()[]{}<>=|*:".contains(c))
        .filter(|word| !word.is_empty())
}

fn is_component(word: &str) -> bool {
    let is_file = EXTENSIONS.iter().any(|end| {
        word.len()
            .checked_sub(end.len())
            .and_then(|at| word.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    });
    let is_part = |part: &str| {
        let lower = part.to_ascii_lowercase();
        // `WinSDK`, `WindowsSdk`.
        COMPONENTS.contains(&lower.as_str()) || lower.ends_with("sdk")
    };
    is_file
        || word.to_ascii_lowercase().ends_with("hardwareabstractionlayer")
        || word.split(['.', '-', '_', '/']).any(is_part)
}

/// `Microsoft.Extensions 10.0.26100.1742`, `Newtonsoft.Json 10.0.17763`: but not `Win32_OperatingSystem.Version`, and not
/// the name of a host, which nobody writes this way: `WEB01.contoso.com 10.0.17763.437`.
fn names_a_product(line: &str, last: &str) -> bool {
    let is_right_behind = line.trim_end().ends_with(last);
    is_vendors(last) || (is_right_behind && is_dotted(last))
}

fn is_vendors(word: &str) -> bool {
    is_dotted(word) && ["Microsoft.", "System.", "Windows."].iter().any(|vendor| word.starts_with(vendor))
}

/// Words in capitals joined by dots, of which the last is nothing that has an OS version.
fn is_dotted(word: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let Some((first, rest)) = word.split_once('.') else { return false };
    let last = rest.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    is_name(first)
        && rest.split('.').all(is_name)
        && first.bytes().any(|b| b.is_ascii_lowercase())
        && !last.contains("version")
        && !last.contains("build")
        && !HOLDERS.contains(&last.as_str())
}

/// `FileVersion`, `ClientVersion`, `TargetPlatformVersion`, `MaxVersionTested`: but not `OsVersion`, `WindowsVersion`.
fn is_version_of_something(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let Some(at) = lower.find("version") else { return false };
    let holder = lower.get(..at).unwrap_or_default().trim_matches(['-', '_', '.']);
    let tail = lower.get(at + "version".len()..).unwrap_or_default();
    let last_part = holder.rsplit(['-', '_', '.']).next().unwrap_or_default();
    let is_flag = word.starts_with('-') && holder.is_empty();
    let is_foreign = !holder.is_empty() && !HOLDERS.contains(&last_part);
    is_flag || is_foreign || tail.starts_with("tested")
}

/// `version`, `Version`, `версия`, `版本` and the like.
fn says_version(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["ver", "вер", "version", "バージョン", "版本", "버전", "v"].iter().any(|start| lower.starts_with(start))
}

/// `Version="10.0.17763"` in project files; `"version": "10.0.17763"`, `"resolved": …` in lock files.
fn names_a_package(site: &Site) -> bool {
    let Some(key) = site.key else { return false };
    let is_word = |word: &str| key.name.eq_ignore_ascii_case(word);
    let in_quotes = site.before().ends_with(['"', '\'']);
    let by_name = match key.mark {
        Mark::Tag => is_word("version"),
        Mark::Equals => is_word("version") && in_quotes,
        Mark::Colon => key.quoted && ["version", "resolved", "requested"].into_iter().any(is_word),
        Mark::Registry => false,
    };
    by_name && os_name::last_in(site.before()).is_none()
}

/// DISM opens with its own version, before that of the image.
fn names_a_tool(site: &Site) -> bool {
    let lines = site.before();
    site.line_before().trim_start() == "Version: " && lines.contains("Image Servicing and Management tool")
}

/// `10.0.17763.1 (WinBuild.160101.0800)`, `10.0.14393.0 (rs1_release.160715-1616)`.
fn is_file_version(after: &str) -> bool {
    if after.contains("WinBuild.") {
        return true;
    }
    let Some(inner) = after.trim_start().strip_prefix('(') else { return false };
    inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner.split_once('.').is_some_and(|(branch, stamp)| {
            branch.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && stamp_length(stamp).is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::super::number::numbers;
    use super::*;
    use crate::{HostKind, OsVersion};

    fn check(text: &str) -> Option<Reading> {
        numbers(text).map(|number| Site::new(text, number)).find_map(|site| read(&site))
    }

    #[test]
    fn a_version_among_words_is_read() {
        for text in [
            "10.0.17763.437",
            "v10.0.17763.437",
            "host version 10.0.17763.437, please",
            "our version: 10.0.17763.437",
            "OS Release: 10.0.17763.437",
            "Windows version: 10.0.17763.437",
            "Image Version: 10.0.17763.437",
            "WindowsVersion=10.0.17763.437",
            "host_os_version=10.0.17763.437",
            "ansible_distribution_version: 10.0.17763.437",
            "Win32_OperatingSystem.Version=10.0.17763.437",
            "Version=10.0.17763.437",
            "Version       : 10.0.17763.437",
            "die Version 10.0.17763.437 läuft",
            "версия 10.0.17763.437",
            "バージョン 10.0.17763.437 です",
            "Windows-10-10.0.17763.437-SP0",
            "(10.0.17763.437)",
            "{\"name\":\"Microsoft Windows Server 2019\",\"version\":\"10.0.17763.437\"}",
            "OS: Windows_NT x64 10.0.17763.437",
            "WEB01.contoso.com 10.0.17763.437",
            "WEB01.CONTOSO.COM 10.0.17763.437",
            "web.Contoso.Com 10.0.17763.437",
            "Web.Frontend: 10.0.17763.437",
            "Microsoft.Windows 10.0.17763.437",
            "Microsoft. Windows 10.0.17763.437",
            "Host.OS 10.0.17763.437",
            "System.OsVersion: 10.0.17763.437",
            "sdks 10.0.17763.437",
            "pulled Microsoft.Extensions on host 10.0.17763.437",
        ] {
            assert_eq!(check(text).and_then(|r| r.os_version()), Some(OsVersion::new(17763, 437)), "{text}");
        }
    }

    #[test]
    fn the_product_before_it_tells_server_from_client() {
        assert_eq!(check("Windows Server 2019 10.0.17763.437").unwrap().kind, Some(HostKind::Server));
        assert_eq!(check("Windows 10 Pro, 10.0.19045.2006").unwrap().kind, Some(HostKind::Client));
        assert_eq!(check("Windows 10.0.19045.2006").unwrap().kind, None);
    }

    #[test]
    fn versions_of_packages_files_and_components_are_refused() {
        for text in [
            "Microsoft.Windows.SDK 10.0.17763.132",
            "Microsoft.Windows.SDK.Contracts 10.0.17763.1000",
            "Windows SDK version 10.0.17763.132",
            "Windows 10 SDK (10.0.17763.0)",
            "WDK 10.0.17763",
            "WinSDK 10.0.22621.755 installed",
            "WindowsSdk: 10.0.22621.755",
            "WinSDK version 10.0.22621.755",
            "nuget 10.0.17763.1",
            "package 10.0.17763.1",
            "Microsoft.Extensions 10.0.26100.1742",
            "Microsoft.Extensions v10.0.26100.1742",
            "Microsoft.Extensions version 10.0.26100.1742",
            "\"Microsoft.Extensions\": \"10.0.26100.1742\"",
            "System.IO.Pipes: 10.0.26100.1742",
            "Newtonsoft.Json 10.0.17763.1",
            "restore started\n  Microsoft.Extensions 10.0.26100.1742\nrestore done\n",
            "12:01 restored Microsoft.Extensions 10.0.26100.1742\r\n12:02 WinSDK 10.0.22621.755 installed\r\n",
            "<PackageReference Include=\"Microsoft.Windows.SDK.Contracts\" Version=\"10.0.17763.1000\" />",
            "<PackageReference Include=\"X\" Version=\"10.0.17763\" />",
            "<Version>10.0.17763.132</Version>",
            "<TargetPlatformVersion>10.0.17763.0</TargetPlatformVersion>",
            "<TargetPlatformMinVersion>10.0.17763.0</TargetPlatformMinVersion>",
            "MinVersion=\"10.0.17763.0\" MaxVersionTested=\"10.0.18362.0\"",
            "\"version\": \"10.0.17763.132\"",
            "\"resolved\": \"10.0.22621.756\"",
            "\"Microsoft.Windows.SDK.BuildTools\": \"10.0.22621.756\"",
            "Install-Package Contoso -Version 10.0.17763.1",
            "dotnet add package Contoso --version 10.0.17763.1",
            "WindowsSDKVersion=10.0.17763.0",
            "ntoskrnl 10.0.17763.1 (WinBuild.160101.0800)",
            "10.0.17763.437   10.0.17763.437 (WinBuild.160101.0800) C:\\Windows\\system32\\ntoskrnl.exe",
            "10.0.14393.0 (rs1_release.160715-1616)",
            "Faulting module name: ntdll.dll, version: 10.0.17763.1039, time stamp: 0x1",
            "ntoskrnl.exe 10.0.17763.1",
            "FileVersion      : 10.0.17763.1",
            "ProductVersion   : 10.0.17763.1",
            "BuildVersion                   10.0.17763.1007",
            "BiosVersion: 10.0.17763.1",
            "DatabaseVersion=10.0.17763.1",
            "ClientVersion                  : 10.0.19041.4597",
            "OsHardwareAbstractionLayer : 10.0.17763.1",
            "IIS Version 10.0.17763.1",
            "Driver Version: 10.0.17763.1",
            "DXCore version: 10.0.25131.1002",
            "DXCore version: 10.0.26100.1-240331-1435.ge-release",
            "Deployment Image Servicing and Management tool\r\nVersion: 10.0.17763.1\r\n",
            "C:\\Program Files (x86)\\Windows Kits\\10\\bin\\10.0.17763.0\\x64",
            "net6.0-windows10.0.17763.0",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }

    #[test]
    fn a_package_does_not_hide_the_version_behind_it() {
        let text = "-- Selecting Windows SDK version 10.0.17763.0 to target Windows 10.0.19045.";
        assert_eq!(check(text).and_then(|r| r.os_version()), Some(OsVersion::of_build(19045)));
        let text = "C:\\docker.exe: no matching manifest for host 10.0.14393 in the list";
        assert_eq!(check(text).and_then(|r| r.os_version()), Some(OsVersion::of_build(14393)));
    }
}
