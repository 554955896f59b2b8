//! A stop signal, which Windows does not have.

use crate::dockerfile::Keyword;
use crate::lint::{Dockerfile, Step};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unsupported-stop-signal",
    title: "Windows has no stop signals",
    statement: "Windows does not have the signals of Unix. The builder of the Docker Engine on Windows refuses STOPSIGNAL (\"The \
                daemon on this platform does not support the command stopsignal\"). BuildKit writes it into the image, which is \
                worse: a Docker Engine on Windows knows SIGTERM and SIGKILL, and refuses to make a container of an image with \
                any other (\"Invalid signal: SIGQUIT\"). docker stop sends CTRL_SHUTDOWN_EVENT without it. Remove the line.",
    since: "always",
    sources: &["buildkit-dockerfile", "github-docker-nginx-482", "github-moby-16240"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let is_signal = |step: &Step<'_>| step.is_likely() && step.is_any(&[Keyword::Stopsignal]);
    for step in dockerfile.steps().filter(is_signal) {
        let (title, span) = ("remove the line", step.instruction.span());
        let edits = vec![Edit::remove(dockerfile.whole_lines(span))];
        findings.push(
            step.finding(&RULE, span, "docker on Windows refuses STOPSIGNAL: Windows has no signals")
                .help(Help::new("edit", title))
                .fix(Fix::new(title, Safety::Safe, edits)),
        );
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a signal in a stage for Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
STOPSIGNAL SIGQUIT
#^^^^^^^^^^^^^^^^^ error: stage 0: docker on Windows refuses STOPSIGNAL: Windows has no signals
CMD [\"cmd\"]
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
CMD [\"cmd\"]
",
    ),
    Example::new(
        "a signal in a stage for Linux",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 nginx
STOPSIGNAL SIGQUIT
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
];
