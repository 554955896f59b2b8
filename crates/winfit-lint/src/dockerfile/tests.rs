//! Dockerfiles: what is read, and the near misses.

use proptest::prelude::*;
use winfit_compat::Os;

use crate::{Document, DocumentKind, ImageStyle, PlaceKind, read_document};

fn read(text: &str) -> Document {
    let document = read_document("Dockerfile", text.as_bytes().to_vec()).unwrap();
    assert_eq!(document.kind, DocumentKind::Dockerfile);
    document
}

fn problems(document: &Document) -> Vec<String> {
    document
        .problems
        .iter()
        .map(|problem| format!("{:?}: {problem}", document.source.slice(problem.span)))
        .collect()
}

fn hints(text: &str) -> Vec<String> {
    let document = read(text);
    let hints = document.workloads.iter().flat_map(|found| &found.windows_hints);
    hints.map(|hint| format!("{:?}: {}", hint.reason, document.source.slice(hint.span))).collect()
}

/// Each stage with its image, the text at the image's place, and what is unknown of it.
fn stages(document: &Document) -> Vec<String> {
    document
        .workloads
        .iter()
        .map(|found| match found.workload.containers.first() {
            None => format!("{} -", found.workload.name),
            Some(container) => {
                let place = &found.images[0];
                let written = document.source.slice(place.span);
                let unknown: Vec<_> = place.unknown_variables().collect();
                format!("{} {} <- {written} {unknown:?}", found.workload.name, container.image)
            }
        })
        .collect()
}

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
fn arguments_before_the_first_stage_count_in_from_and_later_ones_do_not() {
    let image = |text: &str| stages(&read(text)).remove(0);
    assert_eq!(image("ARG A=1 B=\"2 3\"\nFROM x:$A-${B}"), "0 x:1-2 3 <- x:$A-${B} []");
    assert_eq!(image("ARG R=core\nARG I=${R}:1809\nFROM $I"), "0 core:1809 <- $I []");
    assert_eq!(image("FROM x:$A\nARG A=1"), "0 x:$A <- x:$A [\"A\"]");
    assert_eq!(image("ARG A\nFROM x:${A}"), "0 x:${A} <- x:${A} [\"A\"]");
    assert_eq!(image("ARG A\nFROM x:${A:-1809}"), "0 x:1809 <- x:${A:-1809} []");
    assert_eq!(image("ARG A=1\nFROM x${A:+:1809}${B:+no}"), "0 x:1809 <- x${A:+:1809}${B:+no} []");
    assert_eq!(
        image("FROM x:${TARGETARCH:-amd64}"),
        "0 x:${TARGETARCH:-amd64} <- x:${TARGETARCH:-amd64} [\"TARGETARCH\"]"
    );
    assert_eq!(
        image("ARG TARGETARCH\nFROM x:${TARGETARCH:-amd64}"),
        "0 x:${TARGETARCH:-amd64} <- x:${TARGETARCH:-amd64} [\"TARGETARCH\"]"
    );
    assert_eq!(image("ARG TARGETARCH=arm64\nFROM x:$TARGETARCH"), "0 x:arm64 <- x:$TARGETARCH []");
    assert_eq!(image("ARG A=$B\nFROM x:${A:-1}"), "0 x:${A:-1} <- x:${A:-1} [\"A\"]");
    assert_eq!(image("ARG A=1\nARG A=2\nARG A\nFROM x:$A"), "0 x:2 <- x:$A []");
}

#[test]
fn an_argument_of_a_stage_is_unknown_in_the_from_of_a_later_one() {
    let last = |text: &str| stages(&read(text)).pop().unwrap();
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:$T"), "1 x:$T <- x:$T [\"T\"]");
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:${T}"), "1 x:${T} <- x:${T} [\"T\"]");
    assert_eq!(last("FROM a\nARG I=core:1809\nFROM $I"), "1 $I <- $I [\"I\"]");
    assert_eq!(last("FROM scratch\nARG T=1809\nFROM x:$T"), "1 x:$T <- x:$T [\"T\"]");
    // A stage that nobody can read began all the same.
    assert_eq!(last("FROM\nARG T=1809\nFROM x:$T"), "0 x:$T <- x:$T [\"T\"]");
    // Near misses: what stands before the first stage goes on counting, and so does a default of the FROM itself.
    assert_eq!(last("ARG T=1809\nFROM a\nARG T\nFROM x:$T"), "1 x:1809 <- x:$T []");
    assert_eq!(last("ARG T=1809\nFROM a\nARG T=1903\nFROM x:$T"), "1 x:1809 <- x:$T []");
    assert_eq!(last("FROM a\nARG T=1809\nFROM x:${T:-1903}"), "1 x:1903 <- x:${T:-1903} []");
}

#[test]
fn arguments_that_double_each_other_do_not_grow_without_end() {
    let mut text = "ARG A0=xxxxxxxxxxxxxxxx\n".to_owned();
    for level in 1..64 {
        text.push_str(&format!("ARG A{level}=${{A{0}}}${{A{0}}}\n", level - 1));
    }
    let document = read(&format!("{text}FROM x:$A63\n"));
    assert!(!document.workloads[0].images[0].is_known());
    assert!(document.workloads[0].workload.containers[0].image.len() < 100);
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
fn continued_lines_crlf_and_comments_keep_places_true() {
    let document =
        read("FROM \\\r\n  --platform=windows \\\r\n# note\r\n\r\n  x:é1 \\\r\n  AS b\r\nRUN y\r\n");
    assert_eq!(stages(&document), ["b x:é1 <- x:é1 []"]);
    assert_eq!(document.source.position(document.workloads[0].images[0].span.start).line, 5);
    let document = read("FROM mcr.microsoft.com/\\\nwindows:1\n");
    assert_eq!(document.workloads[0].workload.containers[0].image, "mcr.microsoft.com/windows:1");
    assert_eq!(document.workloads[0].images[0].style, ImageStyle::Block);
    let document = read("FROM a\\\\\nFROM b");
    assert_eq!(document.workloads.len(), 2, "an escaped escape character continues nothing");
    let document = read("FROM 'a' \\");
    assert_eq!(document.workloads[0].images[0].style, ImageStyle::SingleQuoted);
    assert_eq!(document.workloads[0].workload.containers[0].image, "a");
}

#[test]
fn the_escape_directive_counts_only_at_the_top() {
    let continued = |head: &str| read(&format!("{head}FROM a `\n AS b\n")).workloads[0].workload.name == "b";
    assert!(continued("# escape=`\n"));
    assert!(continued("#Escape = `\r\n"));
    assert!(continued("# syntax=x\n# escape=`\n"));
    for head in ["", "# escape=\\\n", "# note\n# escape=`\n", "\n# escape=`\n", "ARG A\n# escape=`\n"] {
        assert!(!continued(head), "{head:?}");
    }
}

#[test]
fn lines_of_texts_are_no_instructions() {
    let document = read(
        "FROM a\nRUN <<EOF\nFROM b\nEOF \n EOF\nFROM c\nEOF\nRUN python <<-'END' > x\nFROM c\n\tEND\nCOPY <<A <<\"B C\" /\nFROM d\nA\nFROM e\nB C\n\
         RUN [\"<<EOF\"]\nRUN echo \"<<EOF\" 1<<2\nFROM g\n2\nRUN cat <<<x\nCMD <<EOF\nONBUILD RUN <<E\nFROM h\nE\nFROM z\n",
    );
    assert_eq!(stages(&document), ["0 a <- a []", "1 z <- z []"]);
    assert_eq!(problems(&document), Vec::<String>::new());
    let document = read("FROM a\nRUN <<EOF\nFROM b\n");
    assert_eq!(
        problems(&document),
        ["\"RUN <<EOF\": this is not a Dockerfile: the text that ends with \"EOF\" has no end"]
    );
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_read() {
    let document = read("RUN x\nFROM\nFROM a\nFORM b\nFROM \"\"\nFROM c:${D\nFROM d\n");
    assert_eq!(
        problems(&document),
        [
            "\"RUN x\": only ARG may stand before the first FROM",
            "\"FROM\": FROM has no image",
            "\"FORM\": this is not a Dockerfile: there is no instruction \"FORM\"",
            "\"\\\"\\\"\": FROM has no image",
            "\"c:${D\": \"${D\" is not a variable; write \\$ for a plain dollar sign",
        ]
    );
    assert_eq!(stages(&document), ["0 a <- a []", "1 -", "2 c:${D <- c:${D [\"${D\"]", "3 d <- d []",]);
    assert_eq!(problems(&read("ARG A=1\n")), ["\"\": this Dockerfile has no FROM"]);
    assert_eq!(problems(&read("")), Vec::<String>::new());
}

#[test]
fn of_very_many_stages_and_sources_only_the_first_are_read() {
    let document = read(&"FROM a\n".repeat(10_001));
    assert_eq!((document.workloads.len(), document.problems.len()), (10_000, 1));
    let document = read(&format!("FROM a\n{}", "COPY --from=b c d\n".repeat(1001)));
    assert_eq!(document.workloads[0].sources.len(), 1000);
}

#[test]
fn a_template_is_said_to_be_one() {
    let document = read("FROM a\n{{ if .windows }}\nnonsense\n{{ end }}\n");
    assert_eq!(problems(&document), Vec::<String>::new());
    assert_eq!(document.source.slice(document.skipped[0].span), "{{");
    assert_eq!(stages(&document), ["0 a <- a []"], "what stands before is read");
    let document = read("{{ header }}\nFROM a\n");
    assert_eq!((problems(&document).len(), document.workloads.len()), (0, 0));
    assert_eq!(stages(&read("FROM a:{{.tag}}\n")), ["0 a:{{.tag}} <- a:{{.tag}} [\".tag\"]"]);
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

proptest! {
    #[test]
    fn arbitrary_lines_never_panic_and_places_are_true(
        lines in proptest::collection::vec(
            "(from|FROM|ARG|COPY|RUN|SHELL|# escape=|x)? ?(--from=|--platform=|--mount=from=|--é)?(a|é:1|\\$A|\\$\\{A:-b\\}|A=b|\"q|'|\\[\"cmd\"|<<E|C:)?( AS b|,| )?[\\\\`]? ?",
            0..10,
        ),
        line_break in "\n|\r\n|\r",
    ) {
        let document = read(&lines.join(&line_break));
        let text = document.source.text();
        for found in &document.workloads {
            let places = found.places.iter().flat_map(|place| [place.key, place.value]);
            let images = found.images.iter().map(|image| image.span);
            let sources = found.sources.iter().map(|source| source.place.span);
            for span in places.chain(images).chain(sources).chain([found.span]).chain(found.name) {
                prop_assert!(text.get(span.range()).is_some(), "{} in {:?}", span, text);
            }
            for (container, place) in found.workload.containers.iter().zip(&found.images) {
                if place.style == ImageStyle::Plain && place.substitutions.is_empty() && !container.image.contains(['"', '\'']) {
                    let written = document.source.slice(place.span).replace(['\\', '`', '"', '\''], "");
                    prop_assert_eq!(written, container.image.replace(['\\', '`'], ""));
                }
            }
        }
        for problem in &document.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
    }
}
