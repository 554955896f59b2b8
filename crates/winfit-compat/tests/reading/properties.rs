//! What holds of every version in every form, and of any text at all.

use std::fmt::Write as _;

use proptest::prelude::*;
use winfit_compat::OsVersion;
use winfit_compat::reading::{Form, look_alikes, read, read_one};

/// How a version looks in a form, and whether the form shows the revision.
struct Template {
    form: Form,
    text: fn(OsVersion) -> String,
    shows_revision: fn(OsVersion) -> bool,
}

const fn whole(form: Form, text: fn(OsVersion) -> String) -> Template {
    Template { form, text, shows_revision: |_| true }
}

const fn build_only(form: Form, text: fn(OsVersion) -> String) -> Template {
    Template { form, text, shows_revision: |_| false }
}

const fn of_lab(form: Form, text: fn(OsVersion) -> String) -> Template {
    Template { form, text, shows_revision: |version| version.build <= 14393 }
}

fn revision(version: OsVersion) -> u32 {
    version.revision.unwrap()
}

const TEMPLATES: &[Template] = &[
    whole(Form::Plain, |v| v.to_string()),
    build_only(Form::Plain, |v| format!("10.0.{}", v.build)),
    whole(Form::ImageTag, |v| format!("mcr.microsoft.com/windows/servercore:{v}")),
    whole(Form::ImageTag, |v| format!("microsoft/iis:windowsservercore-{v}@sha256:868bca7e89e1")),
    whole(Form::Platform, |v| format!("{{\"os\": \"windows\", \"os.version\": \"{v}\"}}")),
    whole(Form::Platform, |v| format!("windows/amd64\t{v}")),
    whole(Form::Platform, |v| format!("windows({v})/amd64")),
    build_only(Form::Platform, |v| format!("\"OsVersion\": \"10.0.{}\"", v.build)),
    whole(Form::Banner, |v| format!("Microsoft Windows [Versione {v}]")),
    whole(Form::Banner, |v| format!("Microsoft Windows [版本\n{v}]")),
    of_lab(Form::BuildLab, |v| format!("{}.{}.amd64fre.xy_release.161004-2338", v.build, revision(v))),
    of_lab(Form::KernelVersionWithLab, |v| {
        format!("10.0 {} ({}.{}.arm64fre.xy_release_svc.161004-2338)", v.build, v.build, revision(v))
    }),
    whole(Form::KernelVersion, |v| format!("\n  Kernel Version:   {v}\n")),
    whole(Form::KernelVersion, |v| format!("\"kernelVersion\":\"{v}\"")),
    whole(Form::OsBuild, |v| format!("Version 1809 (OS Build {}.{})", v.build, revision(v))),
    whole(Form::OsBuild, |v| format!("Versión 22H2 (compilación de SO {}.{})", v.build, revision(v))),
    whole(Form::OsBuild, |v| format!("Сборка ОС\t{}.{}", v.build, revision(v))),
    whole(Form::Registry, |v| {
        format!("\n CurrentBuild    REG_SZ    {}\n\n UBR    REG_DWORD    {:#x}\n", v.build, revision(v))
    }),
    whole(Form::Registry, |v| format!("\nUBR : {}\nCurrentBuildNumber : {}\n", revision(v), v.build)),
    build_only(Form::SystemInfo, |v| format!("\nВерсия ОС:   10.0.{} Н/Д построение {}\n", v.build, v.build)),
    build_only(Form::ComputerInfo, |v| format!("\nOsVersion        : 10.0.{}\n", v.build)),
    build_only(Form::ComputerInfo, |v| format!("\nOsBuildNumber    : {}\n", v.build)),
    build_only(Form::Environment, |v| format!("Microsoft Windows NT 10.0.{}.0", v.build)),
    build_only(Form::Environment, |v| {
        format!(
            "\n\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n10     0      {}  0\n",
            v.build
        )
    }),
    build_only(Form::NodeLabel, |v| format!("a=b,node.kubernetes.io/windows-build=10.0.{},c=d", v.build)),
    whole(Form::NodeLabel, |v| format!("beta.kubernetes.io/osbuild={}.{}", v.build, revision(v))),
    build_only(Form::NodeLabel, |v| format!("beta.kubernetes.io/osbuild: \"{}\"", v.build)),
];

/// Words that say nothing about versions, in several scripts; and look-alikes that must not get into the way.
fn surroundings() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("the host"),
        Just("läuft auf"),
        Just("работает"),
        Just("在节点上"),
        Just("ノード"),
        Just("노드"),
        Just("المضيف"),
        Just("10.240.0.6"),
        Just("KB4493509"),
        Just("v1.29.4"),
        Just("10.0.0.0/16"),
        Just("2019-04-09"),
        Just("0xc0370101"),
        Just("sha256:1e650d8eb492"),
        Just("—"),
        Just("\r\n"),
        Just("\t"),
        Just("\n\n"),
        Just("..."),
        Just("{}"),
        Just("`"),
    ];
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn a_version_is_read_back_from_every_form(
        build in 10240_u32..=99999,
        revision in 1_u32..=99999,
        (before, after) in (surroundings(), surroundings()),
    ) {
        let version = OsVersion::new(build, revision);
        for template in TEMPLATES {
            let text = format!("{before} {} {after}", (template.text)(version));
            let readings = read(&text);
            prop_assert!(!readings.is_empty(), "{text:?}");
            let shown = if (template.shows_revision)(version) { version } else { OsVersion::of_build(build) };
            for reading in readings {
                prop_assert_eq!(reading.os_version(), Some(shown), "{:?}", text);
                prop_assert_eq!(reading.form, template.form, "{:?}", text);
                prop_assert_eq!(reading.subject, None, "{:?}", text);
            }
        }
    }

    #[test]
    fn a_node_keeps_its_version_in_every_listing(
        versions in prop::collection::vec((10240_u32..=99999, 1_u32..=99999), 1..5),
        crlf in any::<bool>(),
    ) {
        let nodes: Vec<_> = versions.iter().enumerate()
            .map(|(index, &(build, revision))| (format!("node-{index}"), OsVersion::new(build, revision)))
            .collect();
        for listing in [table, described, json, yaml] {
            let text = listing(&nodes);
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let found: Vec<_> = match read_one(&text) {
                Ok(answer) => answer.readings().iter().map(|r| (r.subject.clone(), r.os_version())).collect(),
                Err(error) => return Err(TestCaseError::fail(format!("{error}: {text}"))),
            };
            let expected: Vec<_> = nodes.iter().map(|(name, version)| (Some(name.clone()), Some(*version))).collect();
            prop_assert_eq!(found, expected, "{}", text);
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in ".*") {
        check_any(&text);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_any(&String::from_utf8_lossy(&bytes));
    }

    /// Pieces of real forms in any order come nearer to trouble than noise does.
    #[test]
    fn shuffled_pieces_never_panic(pieces in prop::collection::vec(piece(), 0..40)) {
        check_any(&pieces.concat());
    }
}

/// What must hold of any text: spans are in order, in the text and on character boundaries.
fn check_any(text: &str) {
    let readings = read(text);
    let starts: Vec<_> = readings.iter().map(|reading| reading.span.start).collect();
    assert!(starts.is_sorted(), "{text:?}");
    for reading in &readings {
        let written = text.get(reading.span.clone()).unwrap();
        let build = reading.os_version().map(|version| version.build.to_string()).unwrap_or_default();
        assert!(!written.is_empty() && written.contains(&build), "{written:?} in {text:?}");
    }
    match read_one(text) {
        Ok(answer) => assert!(!answer.readings().is_empty()),
        Err(error) => assert!(readings.is_empty() && !error.to_string().is_empty(), "{text:?}"),
    }
    for found in look_alikes(text) {
        assert!(text.get(found.span).is_some_and(|written| !written.is_empty()), "{text:?}");
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "10.0",
        ".",
        "17763",
        "437",
        "14393",
        " ",
        "\n",
        "\r\n",
        "\t",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ":",
        "=",
        ",",
        "-",
        "/",
        "\\",
        "amd64fre",
        ".rs5_release.",
        "180914-1434",
        "windows",
        "Windows NT ",
        "Windows Server ",
        "Version",
        "OS Build ",
        "Build",
        "N/A",
        "os.version",
        "OsVersion",
        "kernelVersion",
        "Kernel Version:",
        "UBR",
        "0x1b5",
        "dword:",
        "REG_SZ",
        "CurrentBuild",
        "osbuild",
        "windows-build",
        "kubernetes.io/",
        "metadata",
        "name",
        "nodeInfo",
        "kind",
        "Node",
        "Name: a\n",
        "Roles:",
        "System Info:\n",
        "Events:\n",
        "NAME STATUS\n",
        "a Ready ",
        "://",
        "Labels",
        "Description",
        "Hostname",
        "linux",
        "版本",
        "é",
        "\u{a0}",
        "----- -----\n",
        "Major Minor Build Revision\n",
        "KB4493509",
        "sha256:",
        "- ",
    ])
}

type Nodes = [(String, OsVersion)];

fn table(nodes: &Nodes) -> String {
    let mut text = "NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   OS-IMAGE             KERNEL-VERSION    CONTAINER-RUNTIME\n".to_owned();
    for (name, version) in nodes {
        writeln!(text, "{name}   Ready    <none>   17h   v1.29.4   10.240.0.22   Windows Server 2022   {version}   containerd://1.7.15").unwrap();
    }
    text
}

fn described(nodes: &Nodes) -> String {
    let mut text = String::new();
    for (name, version) in nodes {
        writeln!(text, "Name:    {name}\nRoles:   <none>\nSystem Info:\n  Kernel Version:   {version}\n  Operating System:  windows\n\n").unwrap();
    }
    text
}

fn json(nodes: &Nodes) -> String {
    let items: Vec<_> = nodes
        .iter()
        .map(|(name, version)| {
            format!("{{\"kind\":\"Node\",\"metadata\":{{\n\"name\":\"{name}\"}},\n\"status\":{{\"nodeInfo\":{{\"kernelVersion\":\"{version}\"}}}}}}")
        })
        .collect();
    format!("{{\"items\": [{}], \"kind\": \"List\"}}", items.join(","))
}

fn yaml(nodes: &Nodes) -> String {
    let mut text = "apiVersion: v1\nitems:\n".to_owned();
    for (name, version) in nodes {
        writeln!(text, "- kind: Node\n  metadata:\n    name: {name}\n  status:\n    nodeInfo:\n      kernelVersion: {version}").unwrap();
    }
    text
}
