//! Lines that go on behind a back-quote in a file that does not choose it as escape character.

use crate::lint::{BackQuote, Dockerfile};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "missing-directive",
    title: "lines end with a back-quote that continues nothing",
    statement: "A back-quote at the end of a line continues it only in a file that begins with # escape=`. Without that, docker \
                takes the next line for an instruction of its own, which does not exist, and the build ends with \"unknown \
                instruction\". The line is often lost when a part of a Dockerfile is copied into another. Add the directive as \
                the first line.",
    since: "always",
    sources: &["dockerfile-reference", "ms-windows-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    if let BackQuote::Assumed(span) = dockerfile.back_quote() {
        findings.push(finding(dockerfile, span));
    }
}

fn finding(dockerfile: &Dockerfile<'_>, span: Span) -> Finding {
    let title = "choose the back-quote in the first line";
    let directive = dockerfile.back_quote_directive();
    dockerfile
        .finding(&RULE, span, "the back-quote continues nothing here: the escape character is the backslash")
        .help(Help::new("edit", title).paste(directive.trim_end()))
        .fix(chosen(dockerfile, title))
}

fn chosen(dockerfile: &Dockerfile<'_>, title: &str) -> Option<Fix> {
    if dockerfile.has_continued_lines() {
        // Both characters are meant.
        return Fix::new(title, Safety::Offered, dockerfile.with_back_quote()?);
    }
    let edits = vec![Edit::insert(0, dockerfile.back_quote_directive())];
    Fix::new(title, Safety::Safe, edits).filter(|_| !dockerfile.is_lost_behind_back_quote())
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a command over several lines",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command `
#                       ^ error: the back-quote continues nothing here: the escape character is the backslash
    Remove-Item C:\\temp -Recurse; `
    Remove-Item C:\\logs -Recurse
",
    )
    .fixed(
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command `
    Remove-Item C:\\temp -Recurse; `
    Remove-Item C:\\logs -Recurse
",
    ),
    Example::new(
        "lines that go on behind both characters",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\\temp && \\
    mkdir C:\\logs
RUN rmdir `
#         ^ error: the back-quote continues nothing here: the escape character is the backslash
    C:\\temp
",
    )
    .offered(
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\\temp && `
    mkdir C:\\logs
RUN rmdir `
    C:\\temp
",
    ),
    Example::new(
        "a back-quote that would join an instruction to the line before",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN echo `
CMD powershell `
#              ^ error: the back-quote continues nothing here: the escape character is the backslash
    -File C:\\web.ps1
",
    ),
    Example::new(
        "a file that chooses it",
        "Dockerfile",
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN rmdir `
    C:\\temp
",
    ),
    Example::new(
        "back-quotes that continue nothing and need not",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN echo `
RUN echo a`b
",
    ),
];
