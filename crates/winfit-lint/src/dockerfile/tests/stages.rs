//! Stages: their images, names, platforms, what they take files from, and the signs of Windows.

use winfit_compat::Os;

use super::{hints, problems, read, stages};
use crate::{DocumentKind, PlaceKind, read_document};

#[test]
fn a_windows_dockerfile_of_several_stages_is_read_with_its_places() {
    let document = read(
        "\
# escape=`
# syntax=docker/dockerfile:1
ARG TAG=ltsc2019
FROM mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-${TAG} AS build
SHELL [\"powershell\", \"-Command\", \"$ErrorActionPreference = 'Stop';\"]
WORKDIR C:\\src
COPY . .
RUN msbuild `
    /p:OutputPath=C:\\out `
    # a comment in between
    web.sln

from mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022 as web
COPY --from=build C:\\out C:\\inetpub\\wwwroot
FROM web
",
    );
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(
        stages(&document),
        [
            "build mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019 <- \
         mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-${TAG} []",
            "web mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022 <- \
         mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022 []",
            "2 -",
        ]
    );
    let build = &document.workloads[0];
    assert_eq!(build.workload.to_string(), "stage build");
    assert_eq!(build.name.map(|span| document.source.slice(span)), Some("build"));
    let source = build.images[0].substitutions[0].source.unwrap();
    assert_eq!(document.source.slice(source), "ltsc2019");
    let from = document.workloads[1].place(&PlaceKind::From).unwrap();
    assert_eq!(document.source.slice(from.key), "from");
    let hints: Vec<_> = build.windows_hints.iter().map(|hint| document.source.slice(hint.span)).collect();
    assert_eq!(hints, ["# escape=`", "[\"powershell\",", "C:\\src"]);
}

#[test]
fn earlier_stages_and_scratch_are_no_images() {
    let document = read(
        "FROM Core AS Base\nFROM base\nFROM scratch AS empty\nFROM later\nFROM x AS later\nARG B=base\nFROM BASE AS b\n",
    );
    assert_eq!(
        stages(&document),
        ["Base Core <- Core []", "1 -", "empty -", "3 later <- later []", "later x <- x []", "b -",]
    );
}

#[test]
fn images_that_files_are_taken_from_are_noted_apart() {
    let document = read(
        "FROM a AS b\nFROM c\nCOPY --from=b x y\nCOPY --from=0 x y\nCOPY --link --from=mcr.microsoft.com/x:1809 x y\n\
         COPY --from=7 x y\nADD --from=d x y\nRUN --mount=type=bind,from=tools:1,source=/x --mount=from=b cmd\nCOPY --from=\"e:$F\" x y\n\
         COPY --from=Later x y\nFROM z AS later\n",
    );
    let sources: Vec<_> = document.workloads[1]
        .sources
        .iter()
        .map(|it| (it.image.as_str(), document.source.slice(it.place.span), it.place.is_known()))
        .collect();
    assert_eq!(
        sources,
        [
            ("mcr.microsoft.com/x:1809", "mcr.microsoft.com/x:1809", true),
            ("7", "7", true),
            ("tools:1", "tools:1", true),
            ("e:$F", "\"e:$F\"", false),
        ]
    );
}

#[test]
fn the_platform_tells_the_operating_system_even_if_the_rest_is_unknown() {
    let os = |text: &str| read(text).workloads[0].workload.os;
    assert_eq!(os("FROM --platform=windows/amd64 x"), Some(Os::Windows));
    assert_eq!(os("FROM --platform=linux/$TARGETARCH x"), Some(Os::Linux));
    assert_eq!(os("FROM --platform=$BUILDPLATFORM x"), None);
    assert_eq!(os("ARG P=windows/amd64\nFROM --platform=\"$P\" x"), Some(Os::Windows));
    assert_eq!(hints("FROM --platform=windows/amd64 x"), ["Platform: windows/amd64"]);
    let document = read("FROM --platform=windows/amd64 x");
    let place = document.workloads[0].place(&PlaceKind::Platform).unwrap();
    assert_eq!(document.source.slice(place.key), "--platform=windows/amd64");
}

#[test]
fn signs_of_windows_are_found_once_each() {
    assert_eq!(hints("FROM a\nRUN powershell -Command x\nRUN cmd /c y"), ["Shell: powershell"]);
    assert_eq!(hints("FROM a\nRUN [\"cmd.exe\", \"/c\"]"), ["Shell: [\"cmd.exe\","]);
    assert_eq!(hints("FROM a\nSHELL [\"C:\\\\x\\\\pwsh.exe\"]"), ["Shell: [\"C:\\\\x\\\\pwsh.exe\"]"]);
    assert_eq!(hints("FROM a\nUSER containeradministrator"), ["User: containeradministrator"]);
    assert_eq!(hints("FROM a\nWORKDIR c:/app"), ["WindowsPath: c:/app"]);
    assert_eq!(
        hints("FROM a\nSHELL [\"pwsh\"]\nRUN pwsh x\nRUN commander\nUSER root\nWORKDIR /c\nENV a=powershell"),
        Vec::<String>::new()
    );
}

#[test]
fn files_are_dockerfiles_by_name_and_text_without_a_name_by_its_first_word() {
    let kind = |name: &str, text: &str| read_document(name, text.as_bytes().to_vec()).unwrap().kind;
    for name in [
        "Dockerfile",
        "a/dockerfile",
        "Dockerfile.windows",
        "win.Dockerfile",
        "web.dockerfile",
        "C:\\x\\Containerfile",
        "Containerfile.ltsc2022",
        "Dockerfile-1809",
        "Dockerfile.yaml",
    ] {
        assert_eq!(kind(name, "FROM a"), DocumentKind::Dockerfile, "{name}");
    }
    for name in ["Dockerfile.dockerignore", "dockerfiles.md", "mydockerfile.txt", "x.yaml"] {
        assert_eq!(kind(name, "a: b"), DocumentKind::Other, "{name}");
    }
    assert_eq!(kind("-", "# note\n\nfrom a\n"), DocumentKind::Dockerfile);
    assert_eq!(kind("-", "ARG A=1\nFROM a\n"), DocumentKind::Dockerfile);
    assert_eq!(kind("-", "from: a\n"), DocumentKind::Other);
    assert_eq!(kind("-", "FROM\n"), DocumentKind::Other);
}

#[test]
fn a_stage_knows_the_earlier_one_that_it_goes_on_from() {
    let base = |text: &str| {
        let document = read(text);
        document.workloads.iter().map(|found| found.base_stage).collect::<Vec<_>>()
    };
    assert_eq!(
        base("FROM x AS Base\nFROM base AS b\nARG B=b\nFROM $B\nFROM scratch\n"),
        [None, Some(0), None, None]
    );
    assert_eq!(
        base("ARG B=a\nFROM x AS a\nFROM y AS a\nFROM $B\nFROM later\nFROM z AS later\n")[2..4],
        [Some(1), None]
    );
}

#[test]
fn what_onbuild_leaves_to_others_is_no_stage_and_no_source() {
    let document = read("FROM a\nONBUILD FROM b\nONBUILD COPY --from=c d e\nONBUILD RUN powershell x\n");
    assert_eq!(stages(&document), ["0 a <- a []"]);
    assert_eq!(document.workloads[0].sources, []);
    assert_eq!(hints("FROM a\nONBUILD RUN powershell x\n"), ["Shell: powershell"]);
}
