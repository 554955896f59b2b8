//! A small catalogue that is valid, for tests to break.

use winfit_catalog::read::Files;

/// One or two rows in each file. Tests name lines of these texts.
const TEXTS: [(&str, &str); 22] = [
    (
        "sources.toml",
        r#"[[source]]
id = "lists"
title = "Lists"
url = "https://lists.example"
read = "2026-01-01"

[[source]]
id = "tables"
title = "Tables"
url = "https://tables.example"
read = "2026-01-02"
"#,
    ),
    (
        "releases.toml",
        r#"[[release]]
id = "ltsc2016"
channel = "ltsc"
name = "Windows Server 2016"
version = "1607"
build = 14393
released = "2016-10-15"
mainstream_end = "2022-01-11"
extended_end = "2027-01-12"
image_tags = ["ltsc2016"]
image_architectures = ["amd64"]
sources = ["lists"]

[[release]]
id = "ltsc2019"
channel = "ltsc"
name = "Windows Server 2019"
version = "1809"
build = 17763
released = "2018-11-13"
image_tags = ["ltsc2019", "1809"]
image_architectures = ["amd64"]
sources = ["lists", "tables"]

[[release]]
id = "win10-1607"
channel = "client"
name = "Windows 10, version 1607"
version = "1607"
build = 14393
released = "2016-08-02"
sources = ["lists"]

[[release]]
id = "win10-1703"
channel = "client"
name = "Windows 10, version 1703"
version = "1703"
build = 15063
released = "2017-04-11"
sources = ["lists"]
"#,
    ),
    (
        "host-groups.toml",
        r#"[[host_group]]
id = "win10"
name = "Windows 10"
releases = ["win10-1607", "win10-1703"]
source = "tables"
"#,
    ),
    (
        "updates.csv",
        "\
# A comment, which counts as a line.
build,revision,kb,date,kind,channel,source

14393,10,KB3176929,2016-08-02,unknown,both,lists
14393,3504,KB4537764,2020-02-11,security,both,lists
# Another one.
14393,3506,KB4546850,2020-02-18,image-only,server,lists
15063,13,KB4016251,2017-04-05,unknown,client,lists
17763,437,KB4493509,2019-04-09,security,server,lists
17763,9376,,2026-10-13,security,server,lists
",
    ),
    (
        "baseline-2020-02.toml",
        r#"[[baseline]]
build = 14393
host_revision = 3504
host_kb = "KB4537764"
image_revision = 3506
image_kb = "KB4546850"
source = "lists"
"#,
    ),
    (
        "tag-labels.toml",
        r#"[[tag_label]]
label = "ltsc2016"
build = 14393
release = "ltsc2016"
source = "lists"

[[tag_label]]
label = "1809"
build = 17763
release = "ltsc2019"
source = "lists"

[[tag_label]]
label = "ltsc2019"
build = 17763
release = "ltsc2019"
source = "lists"
"#,
    ),
    (
        "tag-patterns.toml",
        r#"[[tag_pattern]]
id = "base-label"
template = "{label}[-{kb}][-{arch}]"
examples = ["ltsc2019", "1809-KB4493509"]
era = "since 2019"
source = "lists"

[[tag_pattern]]
id = "preview"
template = "preview"
fixed_build = 17763
examples = ["preview"]
era = "2018"
source = "lists"
"#,
    ),
    (
        "repositories.toml",
        r#"[[repository]]
name = "mcr.microsoft.com/windows/nanoserver"
role = "base"
family = "nanoserver"
windows_only = true
patterns = ["base-label", "preview"]
labels = ["ltsc2016", "1809", "LTSC2019"]
source = "lists"
"#,
    ),
    (
        "tag-suffixes.csv",
        "\
repository,product,family,labels,source
mcr.microsoft.com/windows/nanoserver,,nanoserver,ltsc2016 1809,lists
mcr.microsoft.com/windows/nanoserver,1.0,servercore,ltsc2019,lists
mcr.microsoft.com/windows/nanoserver,1.0,nanoserver,1809,lists
",
    ),
    (
        "linux-words.csv",
        "\
word,source
alpine,lists
debian,lists
",
    ),
    (
        "retired-names.toml",
        r#"[[retired_name]]
name = "docker.io/microsoft/nanoserver"
replaced_by = "mcr.microsoft.com/windows/nanoserver"
until = "2019-04-02"
source = "lists"
"#,
    ),
    (
        "moving-tags.toml",
        r#"[[moving_tag]]
repository = "docker.io/microsoft/nanoserver"
tag = "latest"
build = 14393
removed = "2019-04-16"
source = "lists"
"#,
    ),
    (
        "matrix.csv",
        "\
edition,hosts,host,image,hyperv,process
2017,server,ltsc2016,ltsc2016,yes,yes
2017,client,win10-1607,ltsc2016,yes,no
2025,server,ltsc2019,ltsc2016,yes,no
2025,server,ltsc2019,ltsc2019,yes,yes
2025,client,win10,ltsc2016,yes,no
",
    ),
    (
        "field-reports.toml",
        r#"[[field_report]]
id = "newer-image"
statement = "An image with a newer revision did not start."
effect = "fails"
state = "cured"
host_builds = [17763]
host_client = false
host_below_revision = 437
image_builds = [14393, 17763]
relation = "image-revision-newer"
symptom = "0xc0370106"
cured_by = "KB4493509"
reported = "2019-04-01"
source = "lists"
"#,
    ),
    (
        "base-layers.toml",
        r#"[[base_layer]]
family = "nanoserver"
build = 14393
part = "base"
digest = "sha256:6c357baed9f5177e8c8fd1fa35b39266f329535ec8801385134790eb08d8787d"
kind = "diff-id"
source = "lists"

[[base_layer]]
family = "nanoserver"
build = 14393
revision = 10
part = "update"
digest = "sha256:10bf725c5388a1909f7184467b5ec75dbad3ece68508aa5fa4074baa0b20cc6f"
kind = "layer"
source = "lists"
"#,
    ),
    ("kubernetes-versions.csv", "version,source\n1.22,lists\n1.23,lists\n1.24,lists\n"),
    (
        "kubernetes-fields.csv",
        "\
rule,id,kind,path,value,qualifier,os_name,behaviour,since,until,runtime,alternative,explanation,unchecked,basis,sources
,f3,Pod,spec.hostname,,,any,supported,,,any,,passed on,,code,lists
,f4,Service,,,over-64-backends,any,limited,,1.23,any,,64 are the ceiling,only the live object shows it,issue,lists
host-pid,f1,Pod,spec.hostPID,true,,windows,rejected-by-api,1.23,,any,remove it,it is refused,,code,lists tables
host-pid,f2,Pod,spec.hostPID,true,,unset,ignored,1.22,1.24,containerd >=1.6,,nothing happens,,inferred,tables
",
    ),
    (
        "pause-images.csv",
        "\
image,builds,since,until,containerd,note,sources
mcr.microsoft.com/windows/nanoserver:1.1,,1.22,1.22,1.3,,lists
mcr.microsoft.com/windows/nanoserver:1.2,14393 17763,1.23,,2.0 2.1,a note,lists tables
mcr.microsoft.com/windows/nanoserver:1.3,17763,,,,,tables
",
    ),
    (
        "engine-keys.csv",
        "\
file,path,value,engine,swarm,message,instead,note,sources
compose,cap_add[*],not all,refused,refused,\"unknown capability: \"\"CAP_X\"\"\",,,lists
compose,init,is true,ignored,ignored,,,,lists tables
daemon,userns-remap,set,refused,,,remove it,a note,tables
",
    ),
    (
        "error-texts.csv",
        "\
sign,phrase,printed_by,versions,says,sources
os-mismatch,\"this image is for {platform}, not for \"\"{os}\"\" hosts\",dockerd,up to 1.13,The image does not fit.,lists tables
pull-failed,failed to pull {image},kubelet,,Nobody could get the image.,lists
pull-failed,pulling of {image} was cancelled,kubelet,,Somebody gave up.,tables
",
    ),
    (
        "codes.csv",
        "\
code,kind,name,means,note,sources
0x00000005,win32,ERROR_ACCESS_DENIED,access is denied,,lists
0xc0000005,hresult,E_EXAMPLE,an example,,tables
0xc0000005,ntstatus,STATUS_ACCESS_VIOLATION,the program touched memory that it may not,a note,lists tables
",
    ),
    (
        "linux-images.csv",
        "\
repository,sources
docker.io/library/alpine,lists
docker.io/library/debian,lists tables
",
    ),
];

/// The small catalogue.
pub(crate) fn files() -> Files {
    let mut files = Files::new("catalog");
    for (name, text) in TEXTS {
        files.insert(name, text);
    }
    files
}

/// Statements that cite the sources of the small catalogue.
const STATEMENTS: [(&str, &str); 2] = [
    (
        "kubernetes-features.csv",
        "\
id,area,statement,since,until,answer,sources
t1,storage,Volumes work.,1.5,1.8,info,lists
t2,pod,Nothing is shared.,,,host-pid host-ipc later:diagnose,lists tables
",
    ),
    (
        "kubernetes-statements.csv",
        "id,area,statement,since,until,answer,sources\nl1,label,Nodes have labels.,1.38,,command:check,tables\n",
    ),
];

/// Files with statements.
pub(crate) fn statements() -> Files {
    let mut files = Files::new("catalog");
    for (name, text) in STATEMENTS {
        files.insert(name, text);
    }
    files
}

/// The small catalogue with one part of one file replaced. The part must be there exactly once, so that a test
/// breaks what it means to break.
pub(crate) fn with(name: &'static str, part: &str, replacement: &str) -> Files {
    replaced(files(), name, part, replacement)
}

/// The small statements with one part of one file replaced.
pub(crate) fn statements_with(name: &'static str, part: &str, replacement: &str) -> Files {
    replaced(statements(), name, part, replacement)
}

fn replaced(mut files: Files, name: &'static str, part: &str, replacement: &str) -> Files {
    let text = files.text(name).unwrap();
    assert_eq!(text.matches(part).count(), 1, "{part:?} in {name}");
    let changed = text.replacen(part, replacement, 1);
    files.insert(name, changed);
    files
}

/// An overlay of one file.
pub(crate) fn overlay(name: &'static str, text: &'static str) -> Files {
    let mut files = Files::new("/etc/winfit");
    files.insert(name, text);
    files
}
