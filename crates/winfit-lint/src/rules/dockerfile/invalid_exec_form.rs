//! A list of arguments that is no JSON.

mod mend;

use crate::dockerfile::{Keyword, List, Word};
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};
use mend::Fault;

pub(crate) static RULE: Rule = Rule {
    id: "invalid-exec-form",
    title: "a list of arguments is no JSON",
    statement: "The list form of CMD, ENTRYPOINT, RUN, COPY and others is JSON: strings in double quotes, and two backslashes \
                for each. A list that is not, such as [\"C:\\app\\web.exe\"], is no error: docker takes it for a command line \
                or for file names, brackets and quotes included. The image is built, and the container ends at once, because \
                there is no program of that name. Some backslashes even are JSON and mean something else: \\t is a tab.",
    since: "always",
    sources: &["dockerfile-reference", "ms-windows-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

const OF_LISTS: [Keyword; 8] = [
    Keyword::Add,
    Keyword::Cmd,
    Keyword::Copy,
    Keyword::Entrypoint,
    Keyword::Healthcheck,
    Keyword::Run,
    Keyword::Shell,
    Keyword::Volume,
];

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps().filter(|step| step.is_any(&OF_LISTS)) {
        let instruction = step.instruction;
        let arguments = instruction.command().unwrap_or_else(|| instruction.arguments());
        findings.extend(match instruction.list() {
            Some(List::Strings(_)) => control_characters(&step, &arguments),
            Some(List::OtherValues(span)) => Some(other_value(&step, span)),
            Some(List::Broken) => begins_as_list(arguments.text).then(|| broken(&step, &arguments)),
            None if step.is_any(&[Keyword::Shell]) => Some(no_list(&step, &arguments)),
            None => None,
        });
    }
}

/// Whether it is meant as a list: a bracket alone begins commands of PowerShell, too.
fn begins_as_list(text: &str) -> bool {
    let inside = text.strip_prefix('[').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['"', '\'', '\u{201c}', '\u{201d}']))
}

fn broken(step: &Step<'_>, arguments: &Word<'_>) -> Finding {
    let (fault, edits) = mend::mend(arguments.text);
    let (why, title) = match fault {
        Fault::Backslash => ("a backslash stands alone in it", "double the backslashes"),
        Fault::SingleQuotes => ("its strings are in single quotes", "put its strings in double quotes"),
        Fault::Other => ("brackets, commas or quotes are not in their places", "write it as a list of JSON"),
    };
    let consequence = match step.instruction.keyword {
        Some(Keyword::Add | Keyword::Copy | Keyword::Volume) => "docker takes it for file names",
        Some(Keyword::Shell) => "docker refuses it",
        _ => "docker takes it for a command line",
    };
    let message = format!("this list is no JSON, and {consequence}: {why}");
    of_arguments(step, arguments, message, title, edits)
}

fn control_characters(step: &Step<'_>, arguments: &Word<'_>) -> Option<Finding> {
    let lone = mend::lone_backslashes(arguments.text);
    let first = *lone.first()?;
    let escape = arguments.text.get(first..first + 2)?;
    let message = format!("{escape} is a control character in this list, and no part of a path");
    let edits = lone.iter().map(|at| Edit::insert(*at, "\\")).collect();
    Some(of_arguments(step, arguments, message, "double the backslashes", edits))
}

fn other_value(step: &Step<'_>, span: Span) -> Finding {
    let text = step.instruction.line.slice(span);
    let title = "put it in double quotes";
    let span = step.instruction.source(span);
    let quoted = Edit::replace(span, format!("\"{text}\""));
    step.finding(
        &RULE,
        span,
        format_args!("docker refuses {} in this list, which is no string", excerpt(text)),
    )
    .help(Help::new("edit", title))
    .fix(Fix::new(title, Safety::Safe, vec![quoted]))
}

fn no_list(step: &Step<'_>, arguments: &Word<'_>) -> Finding {
    let title = "write it as a list";
    let words: Vec<_> = arguments.text.split_whitespace().map(|word| format!("\"{word}\"")).collect();
    // What has quotes or backslashes of its own is not to be guessed at.
    let is_plain = !arguments.text.is_empty() && !arguments.text.contains(['"', '\'', '\\']);
    let list = Edit::replace(step.instruction.source(arguments.span), format!("[{}]", words.join(", ")));
    let edits =
        if is_plain && step.instruction.line.is_one_piece(arguments.span) { vec![list] } else { Vec::new() };
    step.finding(&RULE, step.instruction.span(), "SHELL takes a list, and docker refuses anything else")
        .help(Help::new("edit", title))
        .fix(Fix::new(title, Safety::Safe, edits))
}

/// A finding about the whole list, whose edits are in offsets of its text.
fn of_arguments(
    step: &Step<'_>,
    arguments: &Word<'_>,
    message: String,
    title: &str,
    edits: Vec<Edit>,
) -> Finding {
    let at = |span: Span| step.instruction.source(span.shifted(arguments.span.start));
    let edits = edits.into_iter().map(|edit| Edit { span: at(edit.span), ..edit });
    step.finding(&RULE, step.instruction.source(arguments.span), message)
        .help(Help::new("edit", title))
        .fix(Fix::new(title, Safety::Safe, edits.collect()))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "backslashes that are not doubled",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["C:\Windows\System32\cmd.exe", "/S", "/C"]
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker refuses it: a backslash stands alone in it
COPY ["web.exe", "C:\app\"]
#    ^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker takes it for file names: a backslash stands alone in it
HEALTHCHECK --interval=30s CMD ["C:\app\probe.exe"]
#                              ^^^^^^^^^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker takes it for a command line: a backslash stands alone in it
CMD ["C:\app\web.exe", `
#   ^^^^^^^^^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker takes it for a command line: a backslash stands alone in it
     "-v"]
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["C:\\Windows\\System32\\cmd.exe", "/S", "/C"]
COPY ["web.exe", "C:\\app\\"]
HEALTHCHECK --interval=30s CMD ["C:\\app\\probe.exe"]
CMD ["C:\\app\\web.exe", `
     "-v"]
"#,
    ),
    Example::new(
        "single quotes, a number, and a shell that is no list",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL powershell -Command
#^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: SHELL takes a list, and docker refuses anything else
ENTRYPOINT ['powershell', '-File']
#          ^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker takes it for a command line: its strings are in single quotes
CMD ["timeout", 10]
#               ^^ error: stage 0: docker refuses 10 in this list, which is no string
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
ENTRYPOINT ["powershell", "-File"]
CMD ["timeout", "10"]
"#,
    ),
    Example::new(
        "a path whose backslashes are escapes of JSON",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENTRYPOINT ["C:\temp\run.exe"]
#          ^^^^^^^^^^^^^^^^^^^ error: stage 0: \t is a control character in this list, and no part of a path
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENTRYPOINT ["C:\\temp\\run.exe"]
"#,
    ),
    Example::new(
        "a list that nobody can mend for you",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
CMD ["cmd" "/C"]
#   ^^^^^^^^^^^^ error: stage 0: this list is no JSON, and docker takes it for a command line: brackets, commas or quotes are not in their places
"#,
    ),
    Example::new(
        "lists, and commands that begin with a bracket",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN [Environment]::SetEnvironmentVariable('A', 'C:\app', 'Machine')
RUN ["cmd", "/C", "echo a\tb \"C:\\app\""]
COPY ["a b", "C:/a b"]
COPY [ab].txt C:/app/
CMD C:\app\web.exe
HEALTHCHECK NONE
"#,
    ),
];
