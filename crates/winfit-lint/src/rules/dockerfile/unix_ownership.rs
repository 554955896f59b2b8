//! Owners and modes of Linux for files in a Windows image.

use std::collections::HashSet;

use crate::dockerfile::{Flag, Keyword};
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "unix-ownership",
    title: "files of a Windows image have no owner or mode of this kind",
    statement: "The reference says of --chown and --chmod that they are not supported when building Windows images. The builder of \
                the Docker Engine looks --chown up as an account of Windows, and fails where there is none, as with numbers and \
                groups; --chmod it refuses altogether. BuildKit takes numbers, and does nothing with them, which is only warned of in a \
                stage that runs nothing, and so may be built on Linux. Rights on Windows are set with icacls in a RUN.",
    since: "always",
    sources: &["dockerfile-reference", "github-moby-35521", "moby-builder"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let copies = |step: &Step<'_>| step.is_likely() && step.is_any(&[Keyword::Add, Keyword::Copy]);
    // Stages with steps that only Windows can run.
    let running: HashSet<usize> =
        dockerfile.steps().filter(|it| it.is_any(&[Keyword::Run])).map(|it| it.stage_number).collect();
    for step in dockerfile.steps().filter(copies) {
        let runs = running.contains(&step.stage_number);
        findings.extend(step.instruction.flags().filter(is_of_linux).map(|flag| finding(&step, &flag, runs)));
    }
}

fn is_of_linux(flag: &Flag<'_>) -> bool {
    match flag.name {
        "chmod" => true,
        // A name alone may be an account, and a variable anything.
        "chown" => {
            let is_number = flag.value.bytes().all(|byte| byte.is_ascii_digit());
            !flag.value.contains(['$', '\\'])
                && (is_number || flag.value.contains(':') || flag.value == "root")
        }
        _ => false,
    }
}

/// A number, or two with a colon between them.
fn is_numeric(account: &str) -> bool {
    !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

fn finding(step: &Step<'_>, flag: &Flag<'_>, runs: bool) -> Finding {
    let value = excerpt(flag.value);
    let is_harmless = flag.name == "chown" && is_numeric(flag.value) && !runs;
    let message = match flag.name {
        _ if is_harmless => {
            format!(
                "{value} is no account of Windows: BuildKit ignores it, and the builder of the engine fails"
            )
        }
        "chmod" => format!("--chmod={value} means nothing to Windows, and docker refuses it"),
        _ => format!("docker finds no account {value} in a Windows image, and the step fails"),
    };
    let title = format!("remove --{}", flag.name);
    let span = step.instruction.source(flag.word);
    let blanks = step.instruction.line.text().get(flag.word.end..).unwrap_or_default();
    let blanks = blanks.len() - blanks.trim_start_matches([' ', '\t']).len();
    let gone = step.instruction.source(Span::new(flag.word.start, flag.word.end + blanks));
    let is_one_piece = gone.len() == flag.word.len() + blanks;
    let edits = if is_one_piece { vec![Edit::remove(gone)] } else { Vec::new() };
    let finding = step.finding(&RULE, span, message);
    let severity = if is_harmless { Severity::Warning } else { finding.severity };
    Finding { severity, ..finding }
        .help(Help::new("edit", title.as_str()))
        .help(
            Help::new("instead", "set rights in a step of its own")
                .paste("RUN icacls C:\\app /grant Users:(OI)(CI)RX"),
        )
        .fix(Fix::new(title, Safety::Unsafe, edits))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a user and a mode of Linux",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN setup
COPY --chown=1000:1000 web.exe C:/app/
#    ^^^^^^^^^^^^^^^^^ error: stage 0: docker finds no account 1000:1000 in a Windows image, and the step fails
ADD --chmod=755  run.cmd C:/app/
#   ^^^^^^^^^^^ error: stage 0: --chmod=755 means nothing to Windows, and docker refuses it
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
RUN setup
COPY web.exe C:/app/
ADD run.cmd C:/app/
",
    ),
    Example::new(
        "numbers in a stage that only copies, and may be built on Linux",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --chown=0:0 web.exe C:/app/
#    ^^^^^^^^^^^ warning: stage 0: 0:0 is no account of Windows: BuildKit ignores it, and the builder of the engine fails
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY web.exe C:/app/
",
    ),
    Example::new(
        "an account of Windows, and a variable",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ARG OWNER
COPY --chown=ContainerUser web.exe C:/app/
COPY --chown=$OWNER web.dll C:/app/
COPY chmod=755 C:/app/
",
    ),
    Example::new(
        "a stage for Linux in a file for both",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 alpine AS build
COPY --chown=1000:1000 --chmod=755 a /
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /a /
",
    ),
];
