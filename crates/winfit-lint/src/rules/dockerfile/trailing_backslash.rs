//! A path whose last backslash joins the next line to its own.

use crate::dockerfile::Keyword;
use crate::lint::{BackQuote, Dockerfile, Step, Swallowed, drive, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "trailing-backslash",
    title: "the last backslash of a path continues the line",
    statement: "Unless the file says otherwise, the backslash is the escape character of Dockerfiles: at the end of a line \
                it joins the next one. A path such as C:\\app\\ at the end of a line swallows the instruction below it, which \
                is then never carried out, and the build fails with a message about files that nobody asked for. Write the \
                path with slashes, which Windows takes as well, or make the back-quote the escape character with \
                # escape=` in the first line.",
    since: "always",
    sources: &["dockerfile-reference", "ms-windows-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    // Where the back-quote is meant to be the escape character, that it is none is said elsewhere.
    if !matches!(dockerfile.back_quote(), BackQuote::Plain) {
        return;
    }
    let first = findings.len();
    for step in dockerfile.steps() {
        findings.extend(step.swallowed().map(|swallowed| finding(&step, &swallowed)));
    }
    // One change of the escape character serves all that have no cure of their own.
    let own = findings.iter_mut().skip(first);
    if let Some(finding) = own.into_iter().find(|finding| finding.fix.is_none()) {
        let title = "make the back-quote the escape character";
        let edits = dockerfile.with_back_quote();
        finding.fix = edits.and_then(|edits| Fix::new(title, Safety::Offered, edits));
    }
}

fn finding(step: &Step<'_>, swallowed: &Swallowed<'_>) -> Finding {
    let path = excerpt(swallowed.word);
    let message = match swallowed.next {
        Some(next) => {
            format!("the last backslash of {path}\\ joins the next line to this one: {}", excerpt(next))
        }
        None => format!("the last backslash of {path}\\ is taken for a line that goes on, and lost"),
    };
    let fix = with_slashes(swallowed);
    let finding = step.finding(&RULE, swallowed.span, message);
    let finding = match &fix {
        Some(fix) => finding.help(Help::new("edit", fix.title.as_str())),
        None => finding.help(Help::new("edit", "write the path so that it does not end with a backslash")),
    };
    finding
        .help(Help::new("instead", "choose another escape character in the first line").paste("# escape=`"))
        .fix(fix)
}

/// The path with slashes, where docker itself reads it; without the last one where that does not count.
fn with_slashes(swallowed: &Swallowed<'_>) -> Option<Fix> {
    let path = swallowed.word;
    let text = match swallowed.keyword? {
        Keyword::Add | Keyword::Copy | Keyword::Workdir => {
            format!("{path}\\").replace("\\\\", "/").replace('\\', "/")
        }
        // The image keeps it as it is written, and of a drive alone the backslash counts.
        Keyword::Volume if drive(path).is_none_or(|at| at + 2 < path.len()) => path.to_owned(),
        _ => return None,
    };
    Fix::new(format!("write {}", excerpt(&text)), Safety::Safe, vec![Edit::replace(swallowed.span, text)])
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a folder that files are copied into",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY web.dll C:\\app\\
#            ^^^^^^^ error: stage 0: the last backslash of C:\\app\\ joins the next line to this one: RUN dir C:\\app
RUN dir C:\\app
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY web.dll C:/app/
RUN dir C:\\app
",
    ),
    Example::new(
        "one line after the other, and the end of the file",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\
#       ^^^ error: stage 0: the last backslash of C:\\ joins the next line to this one: VOLUME C:\\data
VOLUME C:\\data\\
#      ^^^^^^^^ error: stage 0: the last backslash of C:\\data\\ joins the next line to this one: ADD web.dll C:/app/
ADD web.dll C:/app/
COPY bin\\Release\\ C:\\app\\
#                 ^^^^^^^ error: stage 0: the last backslash of C:\\app\\ is taken for a line that goes on, and lost
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:/
VOLUME C:\\data
ADD web.dll C:/app/
COPY bin\\Release\\ C:/app/
",
    ),
    Example::new(
        "a command, which has to keep its backslash",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\\app && \\
    mkdir C:\\data
RUN xcopy /s C:\\src C:\\app\\
#                   ^^^^^^^ error: stage 0: the last backslash of C:\\app\\ joins the next line to this one: USER ContainerUser
USER ContainerUser
",
    )
    .offered(
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\\app && `
    mkdir C:\\data
RUN xcopy /s C:\\src C:\\app\\
USER ContainerUser
",
    ),
    Example::new(
        "a file whose back-quotes would mean something else: the user has to write another path",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN echo a`\\
    b
RUN dir C:\\app\\
#       ^^^^^^^ error: stage 0: the last backslash of C:\\app\\ joins the next line to this one: USER ContainerUser
USER ContainerUser
",
    ),
    Example::new(
        "another escape character",
        "Dockerfile",
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY web.dll C:\\app\\
RUN dir C:\\app\\
",
    ),
    Example::new(
        "lines that are meant to go on",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN dir C:\\app \\
    && dir C:\\data\\
    /s
RUN echo a&&\\
    copy b c
COPY a \\
    C:/app/
COPY web.dll C:\\\\app\\\\
RUN dir
",
    ),
];
