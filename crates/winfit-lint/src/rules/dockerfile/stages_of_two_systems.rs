//! A stage for Windows that runs commands, beside a stage for Linux that it takes files from.

use winfit_compat::Os;

use crate::dockerfile::{Keyword, unquoted};
use crate::lint::{Dockerfile, Stage, Step};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "stages-of-two-systems",
    title: "no builder builds the stages for Linux and for Windows together",
    statement: "A stage for Windows that takes files from a stage for Linux needs a builder for both. BuildKit on Linux is one, as \
                long as the stage for Windows only copies: it can lay files upon a Windows image, and run nothing in it. A \
                builder on Windows takes no image for Linux. With a RUN in the stage for Windows nobody is left. Move the RUN to \
                the stage for Linux, or build the two on their own systems.",
    since: "always",
    sources: &["buildkit-issue-5758", "moby-builder"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    // The first RUN and the first file from Linux, of each stage.
    let mut steps = dockerfile.steps().filter(|step| !step.instruction.is_trigger).peekable();
    while let Some(first) = steps.peek().map(|step| step.stage_number) {
        let (mut run, mut copy) = (None, None);
        while let Some(step) = steps.next_if(|step| step.stage_number == first) {
            match step.instruction.keyword {
                Some(Keyword::Run) if step.is_likely() => run = run.or(Some(step)),
                Some(Keyword::Copy) if takes_from_linux(&step) => copy = copy.or(Some(step)),
                _ => {}
            }
        }
        findings.extend(run.zip(copy).map(|(run, copy)| finding(&run, &copy)));
    }
}

fn takes_from_linux(step: &Step<'_>) -> bool {
    let from = step.instruction.flags().find(|flag| flag.name == "from");
    from.is_some_and(|from| {
        let name = unquoted(from.value, step.dockerfile.script.directives.escape);
        step.dockerfile.earlier_stage(&name, step.stage_number).is_some_and(is_for_linux)
    })
}

/// Whether it is said to be for Linux, or its image is for nothing else.
fn is_for_linux(stage: &Stage<'_>) -> bool {
    let os = stage.found.and_then(|found| found.workload.os);
    let platforms = &stage.platforms;
    os == Some(Os::Linux) || (!platforms.is_empty() && platforms.iter().all(|it| it.os == Some(Os::Linux)))
}

fn finding(run: &Step<'_>, copy: &Step<'_>) -> Finding {
    let message = "no builder runs this and builds the stage for Linux that files are taken from";
    run.finding(&RULE, run.instruction.source(run.instruction.keyword_span), message)
        .related(copy.instruction.span(), "from a stage for Linux")
        .help(Help::new("instead", "run it in the stage for Linux, and let this one only copy"))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a command in the stage for Windows",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 golang AS build
RUN GOOS=windows go build -o /web.exe
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /web.exe /
RUN web.exe --check
#^^ error: stage 1: no builder runs this and builds the stage for Linux that files are taken from
",
    ),
    Example::new(
        "a stage for Windows that only copies",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 golang AS build
RUN GOOS=windows go build -o /web.exe
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /web.exe /
CMD [\"web.exe\"]
",
    ),
    Example::new(
        "stages that have nothing to do with each other, or are of the builder's own system",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 golang AS linux
RUN go build
FROM --platform=$BUILDPLATFORM registry.example/tools AS build
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /web.exe /
RUN web.exe --check
",
    ),
];
