//! What the builder of the Docker Engine on Windows does not know.

use crate::dockerfile::{DirectiveKind, Flag, Keyword};
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "buildkit-only-syntax",
    title: "the Docker Engine on Windows does not build this by itself",
    statement: "On Linux docker build means BuildKit. On Windows it means the Docker Engine's own, older builder: it refuses any \
                flag of RUN, such as --mount, and takes the texts behind <<EOF for a part of the command. BuildKit for Windows \
                is there, still called experimental, as a service of its own with containerd, which docker buildx has to be \
                told of. A file that names its syntax (# syntax=…) is taken to be meant for it.",
    since: "always",
    sources: &["buildkit-windows", "moby-builder"],
    severity: Severity::Warning,
    confidence: Confidence::Possible,
    fix: None,
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    if dockerfile.script.directives.of(DirectiveKind::Syntax).is_some() {
        return;
    }
    for step in dockerfile.steps().filter(Step::is_likely) {
        findings.extend(foreign(&step).map(|(span, what)| finding(&step, span, &what)));
    }
}

/// The first thing that only BuildKit knows, in the logical line.
fn foreign(step: &Step<'_>) -> Option<(Span, String)> {
    let flag = step.instruction.flags().next().filter(|_| step.is_any(&[Keyword::Run]));
    let of_flag = |flag: Flag<'_>| (flag.word, format!("RUN --{}", excerpt(flag.name)));
    let heredoc = step.instruction.heredocs.first();
    flag.map(of_flag).or_else(|| {
        let word = heredoc?.word;
        Some((word, format!("the text behind {}", excerpt(step.instruction.line.slice(word)))))
    })
}

fn finding(step: &Step<'_>, span: Span, what: &str) -> Finding {
    let help = Help::new("instead", "build it with BuildKit for Windows, and say so in the first line");
    step.finding(
        &RULE,
        step.instruction.source(span),
        format_args!("only BuildKit knows {what}, and docker build on Windows is not BuildKit"),
    )
    .help(help.paste("# syntax=docker/dockerfile:1"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a mount and a text",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN --mount=type=cache,target=C:/cache nuget restore
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 0: only BuildKit knows RUN --mount, and docker build on Windows is not BuildKit
COPY <<EOF C:/app/web.ini
#    ^^^^^ warning: stage 0: only BuildKit knows the text behind <<EOF, and docker build on Windows is not BuildKit
level=2
EOF
",
    ),
    Example::new(
        "a file that names its syntax",
        "Dockerfile",
        "\
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN --mount=type=cache,target=C:/cache nuget restore
",
    ),
    Example::new(
        "flags of other instructions, and a stage for Linux",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 alpine AS build
RUN --mount=type=cache,target=/cache make
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --from=build /web.exe C:/app/
HEALTHCHECK --interval=30s CMD C:\\app\\web.exe --probe
RUN web.exe --mount=a
",
    ),
];
