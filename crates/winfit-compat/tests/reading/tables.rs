//! Hits, and near misses beside them.

use winfit_compat::reading::{Answer, read, read_one};

/// A text, and the one version that it is about.
const HITS: &[(&str, &str)] = &[
    ("10.0.17763.437", "10.0.17763.437"),
    ("10.0.17763", "10.0.17763"),
    ("v10.0.17763", "10.0.17763"),
    ("17763.437", "10.0.17763.437"),
    ("Microsoft Windows [Version 10.0.16299.125]", "10.0.16299.125"),
    ("Microsoft Windows [バージョン 10.0.16299.125]", "10.0.16299.125"),
    ("14393.321.amd64fre.rs1_release_inmarket.161004-2338", "10.0.14393.321"),
    ("    BuildLabEx    REG_SZ    14393.321.amd64fre.rs1_release_inmarket.161004-2338", "10.0.14393.321"),
    ("BuildLabEx : 17763.1.amd64fre.rs5_release.180914-1434", "10.0.17763"),
    ("Built by: 16299.15.amd64fre.rs3_release.170928-1534", "10.0.16299"),
    ("10.0 14393 (14393.1715.amd64fre.rs1_release_inmarket.170906-1810)", "10.0.14393.1715"),
    ("10.0 16299 (16299.0.amd64fre.rs3_release.170922-1354)", "10.0.16299"),
    ("10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)", "10.0.17763"),
    (
        "docker/18.09.2 go/go1.10.8 kernel/10.0 17134 (17134.1.amd64fre.rs4_release.180410-1804) os/windows",
        "10.0.17134",
    ),
    ("Kernel Version:  10.0.17763.1879", "10.0.17763.1879"),
    ("OS Version:                10.0.17763 N/A Build 17763", "10.0.17763"),
    ("Version 1809 (OS Build 17763.437)", "10.0.17763.437"),
    ("Edition\tWindows 11 Pro\nVersion\t23H2\nOS build\t22631.3447", "10.0.22631.3447"),
    ("CurrentBuild : 17763\nUBR : 437", "10.0.17763.437"),
    ("node.kubernetes.io/windows-build=10.0.17763", "10.0.17763"),
    ("beta.kubernetes.io/osbuild=14393.1715", "10.0.14393.1715"),
    ("beta.kubernetes.io/osbuild=16299", "10.0.16299"),
    ("\"os.version\": \"10.0.17763.437\"", "10.0.17763.437"),
    ("no matching manifest for windows/amd64 10.0.17763 in the manifest list entries", "10.0.17763"),
    ("no matching manifest for windows(10.0.26100)/amd64 in the manifest list entries", "10.0.26100"),
    ("FROM mcr.microsoft.com/windows/nanoserver:10.0.17763.437-amd64", "10.0.17763.437"),
    ("Microsoft Windows NT 10.0.17763.0", "10.0.17763"),
    ("MINGW64_NT-10.0-17763", "10.0.17763"),
    ("-- Selecting Windows SDK version 10.0.17763.0 to target Windows 10.0.19045.", "10.0.19045"),
    ("node 10.0.100.5 runs 10.0.17763.437", "10.0.17763.437"),
];

/// Texts without an OS version, and the first thing that is seen in them instead.
const NEAR_MISSES: &[(&str, &str)] = &[
    ("10.0.0.1", "looks like an IP address"),
    ("10.0.14.7", "looks like an IP address"),
    ("10.240.0.6", "looks like an IP address"),
    ("10.0.100.5:17763", "looks like an IP address"),
    ("10.0.17763.437/24", "looks like the version of a package"),
    ("10.240.0.0/16", "looks like a range of IP addresses"),
    ("KB4493509", "is an article number: try `winfit updates KB4493509`"),
    ("2019-04 Cumulative Update for Windows Server (KB4493509)", "is an article number"),
    ("Microsoft.Windows.SDK 10.0.17763.132", "looks like the version of a package"),
    ("<PackageReference Include=\"X\" Version=\"10.0.17763\" />", "looks like the version of a package"),
    ("Microsoft.Windows.SDK.Contracts/10.0.17763.1000", "looks like the version of a package"),
    ("Microsoft.WindowsCalculator_10.0.17763.0_x64__8wekyb3d8bbwe", "looks like the version of a package"),
    ("Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.437.1.6", "looks like the version of a program"),
    ("net6.0-windows10.0.17763.0", "looks like the version of a program"),
    (".NET 10.0.100", "looks like the version of a program"),
    ("dotnet-sdk-10.0.100-rc.2.25502.107", "looks like the version of a program"),
    ("ntoskrnl 10.0.17763.1 (WinBuild.160101.0800)", "looks like the version of a package"),
    ("Faulting module name: ntdll.dll, version: 10.0.17763.1039", "looks like the version of a package"),
    ("OsHardwareAbstractionLayer : 10.0.17763.1", "looks like the version of a package"),
    (
        "DXCore version: 10.0.25131.1002-220531-1700.rs-onecore-base2-hyp",
        "looks like the version of a package",
    ),
    ("PSVersion                      5.1.17763.316", "looks like the version of a program"),
    ("Kubernetes v1.29.4", "looks like the version of a program"),
    ("Docker version 18.09.2, build 6247962", "looks like the version of a program"),
    ("containerd://1.7.15", "looks like the version of a program"),
    ("Kernel Version: 5.4.0-1040-azure", "looks like the version of a program"),
    ("Microsoft Windows [Version 6.3.9600]", "is a Windows before Windows 10"),
    ("Jenkins build 17763.437", "may be a build: if it is, write \"10.0.17763.437\""),
    ("port 17763", "may be a build"),
    ("ltsc2019", "names a release, not a version"),
    ("mcr.microsoft.com/windows/nanoserver:1809", "names a release, not a version"),
    ("Windows 10 22H2", "names a release, not a version"),
    ("sha256:1e650d8eb492d4c21bf7da204dd496fc2d762ac9b6033cb9d0f30565d885d189", "is a digest"),
    ("2019-04-09", "is a date"),
    ("0xc0370101", "is an error code"),
    ("UBR : 437", "is a revision without its build"),
    ("the year 2019", ""),
    ("Windows Server", ""),
    ("", ""),
];

#[test]
fn each_hit_is_read() {
    for (text, version) in HITS {
        let answer = read_one(text).map(|answer| match answer {
            Answer::One(reading) => reading.os_version().map(|version| version.to_string()),
            Answer::Several(_) => None,
        });
        assert_eq!(answer, Ok(Some((*version).to_owned())), "{text}");
    }
}

#[test]
fn no_near_miss_is_read_and_each_is_named() {
    assert!(NEAR_MISSES.len() >= HITS.len());
    for (text, seen) in NEAR_MISSES {
        assert_eq!(read(text), [], "{text}");
        let error = read_one(text).unwrap_err();
        let first = error.seen.first().map(ToString::to_string).unwrap_or_default();
        assert!(first.contains(seen) && first.is_empty() == seen.is_empty(), "{text}: {first}");
    }
}
