//! Hosts of outputs and of sentences.

use winfit_compat::RuntimeVersion;

use super::super::image::Images;
use super::*;
use crate::text::Piece;

fn read_all(text: &str) -> (Vec<HostFact>, Vec<super::super::ImageFact>) {
    let piece = Piece::new(1, text.as_bytes());
    let plain = Plain::new(0, &piece);
    let (mut hosts, mut images) = (Hosts::default(), Images::default());
    let readings = winfit_compat::reading::read(plain.text());
    read(&plain, &readings, &mut hosts, &mut images);
    (hosts.finish(), images.finish(winfit_compat::builtin::builtin()))
}

fn hosts(text: &str) -> Vec<HostFact> {
    read_all(text).0
}

/// Name, and version or `linux`.
fn short(text: &str) -> Vec<String> {
    let of = |it: &HostFact| {
        let version = it.host.os_version.map_or_else(|| it.host.os.as_str().to_owned(), |it| it.to_string());
        it.name.as_ref().map_or_else(|| version.clone(), |name| format!("{name}={version}"))
    };
    hosts(text).iter().map(of).collect()
}

const INFO: &str = "Server Version: 20.10.9
Storage Driver: windowsfilter
Default Isolation: hyperv
Kernel Version: 10.0 19041 (19041.1.amd64fre.vb_release.191206-1406)
Operating System: Windows 10 Pro Version 2009 (OS Build 19045.2006)
OSType: windows
Architecture: x86_64
CPUs: 4
Total Memory: 15.9GiB
Name: WIN-ONE
ID: ABCD
";

#[test]
fn docker_info_tells_one_host_with_all_that_is_said_of_it() {
    let info = INFO.replace("10.0 19041", "10.0 19045");
    let found = hosts(&info);
    assert_eq!(found.len(), 1, "{found:?}");
    let HostFact { name, host, form, .. } = &found[0];
    assert_eq!(name.as_deref(), Some("WIN-ONE"));
    assert_eq!(host.os_version, Some(OsVersion::new(19045, 2006)));
    assert_eq!(*form, Some(Form::OsBuild));
    assert_eq!(host.kind, Some(HostKind::Client));
    assert_eq!(host.architecture, Some(Architecture::Amd64));
    assert_eq!(host.default_isolation, Some(Isolation::HyperV));
    assert_eq!(host.runtime, Some(Runtime::Docker(Some(RuntimeVersion { major: 20, minor: 10 }))));
}

#[test]
fn the_image_store_of_containerd_is_seen_in_docker_info() {
    let info = INFO.replace("Storage Driver: windowsfilter", " driver-type: io.containerd.snapshotter.v1");
    let runtime = hosts(&info).first().and_then(|it| it.host.runtime);
    assert!(matches!(runtime, Some(Runtime::DockerWithContainerdStore(Some(_)))), "{runtime:?}");
}

#[test]
fn nodes_have_their_names_systems_and_runtimes() {
    let text = "NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME
linux1   Ready    master   1d    v1.28.1   10.0.0.4      <none>        Ubuntu 22.04.2 LTS               5.15.0-1041-azure   containerd://1.6.18
win1     Ready    <none>   1d    v1.28.1   10.0.0.5      <none>        Windows Server 2019 Datacenter   10.0.17763.4737     containerd://1.7.2
win2     Ready    <none>   1d    v1.28.1   10.0.0.6      <none>        Windows Server 2022 Datacenter   10.0.20348.1906     docker://20.10.9
";
    assert_eq!(short(text), ["linux1=linux", "win1=10.0.17763.4737", "win2=10.0.20348.1906"]);
    let runtimes: Vec<_> = hosts(text).iter().map(|it| it.host.runtime).collect();
    let version = |major, minor| Some(RuntimeVersion { major, minor });
    assert_eq!(
        runtimes,
        [
            Some(Runtime::Containerd(version(1, 6))),
            Some(Runtime::Containerd(version(1, 7))),
            Some(Runtime::Docker(version(20, 10)))
        ]
    );
}

#[test]
fn described_nodes_have_their_runtimes() {
    let node = |name: &str, kernel: &str, runtime: &str| {
        format!(
            "Name:               {name}\nRoles:              <none>\nLabels:             a=b\nSystem Info:\n Machine ID:                 x\n Kernel Version:             {kernel}\n OS Image:                   Windows Server 2019 Datacenter\n Operating System:           windows\n Architecture:               amd64\n Container Runtime Version:  {runtime}\n Kubelet Version:            v1.28.1\n\n"
        )
    };
    let text = node("win1", "10.0.17763.4737", "containerd://1.7.2")
        + &node("win2", "10.0.17763.4737", "docker://20.10.9");
    assert_eq!(short(&text), ["win1=10.0.17763.4737", "win2=10.0.17763.4737"]);
    let found = hosts(&text);
    assert!(matches!(found[0].host.runtime, Some(Runtime::Containerd(_))));
    assert!(matches!(found[1].host.runtime, Some(Runtime::Docker(_))));
    assert_eq!(found[0].host.kind, Some(HostKind::Server));
}

#[test]
fn a_swarm_node_has_the_version_of_its_label() {
    let json = r#"[
    {
        "ID": "a1",
        "Spec": {
            "Labels": {
                "OS": "windows",
                "OsVersion": "10.0.16296"
            },
            "Role": "manager"
        },
        "Description": {
            "Hostname": "WIN-ONE",
            "Platform": {
                "Architecture": "x86_64",
                "OS": "windows"
            },
            "Engine": {
                "EngineVersion": "17.06.2-ee-3"
            }
        }
    }
]
"#;
    let pretty = "ID:  a1\nLabels:\n - OsVersion = 10.0.16296\nHostname:  WIN-ONE\nStatus:\n State:  Ready\nPlatform:\n Operating System:  windows\n Architecture:  x86_64\nEngine Version:  17.06.2-ee-3\n";
    for text in [json, pretty] {
        assert_eq!(short(text), ["WIN-ONE=10.0.16296"], "{text}");
        let host = hosts(text)[0].host;
        assert_eq!(host.architecture, Some(Architecture::Amd64));
        assert_eq!(host.runtime, Some(Runtime::Docker(Some(RuntimeVersion { major: 17, minor: 6 }))));
    }
    let linux = json.replace("\"windows\"", "\"linux\"").replace("OsVersion", "kernel");
    assert_eq!(short(&linux), ["WIN-ONE=linux"]);
}

#[test]
fn the_same_host_told_twice_is_one_with_the_more_precise_version() {
    for (text, version) in [
        (
            "Microsoft Windows [Version 10.0.17763.437]\nKernel Version: 10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)",
            "10.0.17763.437",
        ),
        (
            "Kernel Version: 10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)\nMicrosoft Windows [Version 10.0.17763.437]",
            "10.0.17763.437",
        ),
        (
            "Kernel Version: 10.0 14393 (14393.1715.amd64fre.rs1_release_inmarket.170906-1810)\n(OS Build 14393.2007)",
            "10.0.14393.2007",
        ),
        (
            "BuildLabEx: 14393.321.amd64fre.rs1_release_inmarket.161004-2338\nMicrosoft Windows [Version 10.0.14393.2007]",
            "10.0.14393.2007",
        ),
        (
            "Microsoft Windows [Version 10.0.14393.2007]\nBuildLabEx: 14393.321.amd64fre.rs1_release_inmarket.161004-2338",
            "10.0.14393.2007",
        ),
        (
            "BuildLabEx: 19041.1.amd64fre.vb_release.191206-1406\nMicrosoft Windows [Version 10.0.19045.2006]",
            "10.0.19045.2006",
        ),
        (
            "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries\nMicrosoft Windows [Version 10.0.17763.437]",
            "10.0.17763.437",
        ),
    ] {
        assert_eq!(short(text), [version], "{text}");
    }
}

#[test]
fn a_version_without_a_name_belongs_to_the_only_node_of_its_build() {
    let node = "NAME   STATUS   ROLES   AGE   VERSION   OS-IMAGE   KERNEL-VERSION\nwin1   Ready    <none>  1d    v1.28.1   Windows    10.0.17763.437\n";
    assert_eq!(short(&format!("{node}\nhost 10.0.17763")), ["win1=10.0.17763.437"]);
    assert_eq!(short(&format!("host 10.0.17763\n\n{node}")), ["win1=10.0.17763.437"]);
    assert_eq!(short(&format!("{node}\nhost 10.0.20348")), ["win1=10.0.17763.437", "10.0.20348"]);
}

#[test]
fn a_version_among_words_belongs_to_what_they_say() {
    for (text, host, image) in [
        ("our host is 10.0.17763.437", 1, 0),
        ("the node runs 10.0.17763", 1, 0),
        ("a 10.0.17763 host", 1, 0),
        ("a Windows version 10.0.18362-based image is too new", 0, 1),
        ("image version: 10.0.18362", 0, 1),
        ("host 10.0.17763, image 10.0.18362", 1, 1),
        ("10.0.17763.437", 0, 0),
        ("it broke with 10.0.17763.437 yesterday", 0, 0),
        ("mcr.microsoft.com/windows/nanoserver:10.0.17763.437", 0, 0),
        ("2021-05 Cumulative Update (KB5003171) (OS Build 17763.1935)", 0, 0),
        ("nodeSelector:\n  node.kubernetes.io/windows-build: 10.0.17763", 0, 0),
        ("\"os.version\": \"10.0.17763.437\"", 0, 0),
    ] {
        let (hosts, images) = read_all(text);
        assert_eq!((hosts.len(), images.len()), (host, image), "{text}");
    }
}
