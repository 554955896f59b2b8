//! A command of Linux in a stage for Windows.

use crate::dockerfile::{Item, Keyword, Word};
use crate::lint::{Dockerfile, Shell, Step, excerpt, program_name};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "unix-program",
    title: "there is no such command on Windows",
    statement: "Windows images have no apt-get, no apk, no useradd and no /bin/sh, cmd has no rm and no ls, and Nano Server no powershell since 1709: the step ends with \"is not recognized as an \
                internal or external command\", or the container with \"The system cannot find the file specified\". Most \
                often a Dockerfile for Linux got a Windows base image, or a base image was changed by an ARG. Install \
                programs from their archives or with their installers, and give each system a Dockerfile or a stage of its \
                own.",
    since: "always",
    sources: &["dockerfile-reference", "ms-container-base-images"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

/// Programs that no port brings to Windows.
const OF_LINUX: [&str; 17] = [
    "addgroup",
    "adduser",
    "apk",
    "apt",
    "apt-get",
    "dnf",
    "dpkg",
    "groupadd",
    "groupmod",
    "microdnf",
    "rpm",
    "tdnf",
    "useradd",
    "usermod",
    "update-ca-certificates",
    "yum",
    "zypper",
];

/// Programs that a port may bring, but that no base image of Microsoft's has.
const OF_PORTS: [&str; 6] = ["chgrp", "chmod", "chown", "export", "ln", "sudo"];

/// Commands of Unix that PowerShell has under the same name, and cmd does not.
const OF_UNIX: [&str; 6] = ["cat", "cp", "ls", "mv", "rm", "touch"];

/// What brings them along where a step installs it.
const BRINGS_UNIX: [&str; 7] = ["busybox", "coreutils", "cygwin", "git", "gnuwin", "msys", "unxutils"];

/// Shells, with the folders where only Linux has them.
const SHELLS: [&str; 8] = [
    "/bin/ash",
    "/bin/bash",
    "/bin/dash",
    "/bin/sh",
    "/usr/bin/bash",
    "/usr/bin/env",
    "/usr/bin/sh",
    "/usr/bin/zsh",
];

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let has_unix = dockerfile.steps().any(|step| brings_unix(&step));
    for step in dockerfile.steps().filter(Step::is_likely) {
        findings.extend(program(&step, has_unix).map(|(span, name)| finding(&step, span, &name)));
    }
}

/// The first program that there is not, in the logical line.
fn program(step: &Step<'_>, has_unix: bool) -> Option<(Span, String)> {
    let list = step.instruction.list();
    let strings = list.as_ref().and_then(|list| list.strings());
    if let Some(first) = strings.and_then(<[Item]>::first) {
        let runs = step.instruction.command().is_some() || step.is_any(&[Keyword::Shell]);
        let name = first.value.clone();
        return (runs && is_missing(step, &name, true)).then_some((first.span, name));
    }
    // What a shell of Linux or an unknown one takes for a command is not for us to tell.
    let command = step.instruction.command().filter(|_| !matches!(step.shell, Shell::Unix | Shell::Other))?;
    let word = commands(&command).into_iter().find(|word| is_missing(step, word.text, has_unix))?;
    Some((word.span, word.text.to_owned()))
}

fn is_missing(step: &Step<'_>, program: &str, has_unix: bool) -> bool {
    let name = program_name(program);
    let is_bare_name = !program.contains(['/', '\\']);
    let is_of_cmd = !has_unix && matches!(step.shell, Shell::Image | Shell::Cmd);
    SHELLS.contains(&program)
        || (is_bare_name && OF_LINUX.contains(&name.as_str()))
        || (is_bare_name && step.stage.is_bare && OF_PORTS.contains(&name.as_str()))
        || (is_bare_name && step.stage.lacks_powershell && name == "powershell")
        || (is_bare_name && step.stage.is_bare && is_of_cmd && OF_UNIX.contains(&name.as_str()))
}

/// Whether a step may bring programs of Unix along.
fn brings_unix(step: &Step<'_>) -> bool {
    let text = step.instruction.line.text().to_ascii_lowercase();
    let sets_path = step.is_any(&[Keyword::Env]) && text.contains("path");
    sets_path || BRINGS_UNIX.iter().any(|name| text.contains(name))
}

/// The first words of the commands of a line, as cmd and PowerShell separate them.
fn commands<'l>(line: &Word<'l>) -> Vec<Word<'l>> {
    let mut commands = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, c) in line.text.char_indices().chain([(line.text.len(), ';')]) {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '&' | '|' | ';') => {
                commands.extend(first_word(line, start, at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    commands
}

fn first_word<'l>(line: &Word<'l>, start: usize, end: usize) -> Option<Word<'l>> {
    let part = line.text.get(start..end)?;
    let text = part.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '@'));
    let start = line.span.start + start + part.len() - text.len();
    let text = text.split(|c: char| c.is_whitespace()).next().filter(|text| !text.is_empty())?;
    Some(Word { text, span: Span::new(start, start + text.len()) })
}

fn finding(step: &Step<'_>, span: Span, name: &str) -> Finding {
    let span = step.instruction.source(span);
    let finding = step.finding(&RULE, span, format_args!("there is no {} on Windows", excerpt(name)));
    let why = step.stage.found.and_then(|found| found.images.first());
    let finding = match why {
        Some(place) => finding.related(place.span, "the stage starts from a Windows image"),
        None => finding,
    };
    finding.help(Help::new("instead", "use what Windows has, or build the stage on an image for Linux"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a Dockerfile for Linux on another base image",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN apt-get update && apt-get install -y curl
#   ^^^^^^^ error: stage 0: there is no apt-get on Windows
RUN mkdir C:\app && chmod 755 C:\app
#                   ^^^^^ error: stage 0: there is no chmod on Windows
SHELL ["/bin/bash", "-c"]
#       ^^^^^^^^^ error: stage 0: there is no /bin/bash on Windows
ENTRYPOINT ["/bin/sh", "run.sh"]
#            ^^^^^^^ error: stage 0: there is no /bin/sh on Windows
"#,
    ),
    Example::new(
        "commands of Unix under cmd, and PowerShell where there is none",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN rm -rf C:\x && ls -la
#   ^^ error: stage 0: there is no rm on Windows
RUN mkdir C:\y && cp a b
#                 ^^ error: stage 0: there is no cp on Windows
SHELL ["powershell", "-Command"]
RUN ls C:\y; rm C:\y
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN powershell -Command Get-ChildItem
#   ^^^^^^^^^^ error: stage 1: there is no powershell on Windows
SHELL ["powershell", "-Command"]
#       ^^^^^^^^^^ error: stage 1: there is no powershell on Windows
"#,
    ),
    Example::new(
        "programs of Unix that a step brings, and a Nano Server with PowerShell",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
ADD https://registry.example/busybox.exe C:/Windows/ls.exe
RUN ls
FROM mcr.microsoft.com/windows/nanoserver:10.0.14393.2551
RUN powershell -Command dir
FROM mcr.microsoft.com/powershell:nanoserver-ltsc2022
RUN pwsh -Command dir
"#,
    ),
    Example::new(
        "commands that only look alike",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
RUN echo apt-get && choco install apt-get
RUN echo "; yum"
RUN C:\tools\yum.exe install
COPY ["/bin/sh", "C:/bin/sh"]
ENTRYPOINT ["/bin/busybox.exe", "sh"]
"#,
    ),
    Example::new(
        "an image that may have more, and a shell that is its own",
        "Dockerfile",
        r#"FROM registry.example/msys2:windowsservercore-ltsc2022
RUN chmod 755 run.sh
SHELL ["bash", "-c"]
RUN useradd web
"#,
    ),
    Example::new(
        "stages for Linux beside one for Windows",
        "Dockerfile",
        "\
# escape=`
FROM alpine AS build
RUN apk add gcc
FROM --platform=linux/amd64 debian
RUN apt-get update
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /web.exe /
",
    ),
];
