//! Commands that are chained with && in Windows PowerShell.

mod chain;

use crate::dockerfile::{Item, Word};
use crate::lint::{Dockerfile, Shell, Step};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "powershell-and-and",
    title: "Windows PowerShell does not know && and ||",
    statement: "Windows PowerShell 5.1, which powershell starts, has no && and no ||: they came with PowerShell 7, pwsh. It \
                refuses the whole line: \"The token '&&' is not a valid statement separator in this version\". Often the line \
                was written for cmd, and SHELL was changed later. Separate the commands by a semicolon, with \
                $ErrorActionPreference = 'Stop' so that a failing cmdlet ends the step; after a program, check \
                $LASTEXITCODE.",
    since: "always",
    sources: &["dockerfile-reference", "ms-about-pipeline-chain-operators"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps() {
        let chains = chains(&step);
        findings.extend(chains.first().map(|first| finding(&step, *first, &chains)));
    }
}

/// The operators that Windows PowerShell comes to read, in the logical line.
fn chains(step: &Step<'_>) -> Vec<Span> {
    let Some(command) = step.instruction.command() else { return Vec::new() };
    let list = step.instruction.list();
    let texts = match list.as_ref().and_then(|list| list.strings()) {
        Some(items) => of_list(step, items),
        None => of_line(step, &command).into_iter().collect(),
    };
    let of_text = |word: Word<'_>| {
        let spans = chain::chains(word.text).into_iter();
        spans.map(move |span| span.shifted(word.span.start)).collect::<Vec<_>>()
    };
    texts.into_iter().flat_map(of_text).collect()
}

fn of_list<'l>(step: &'l Step<'_>, items: &[Item]) -> Vec<Word<'l>> {
    match items.split_first() {
        Some((program, rest)) if Shell::of_program(&program.value) == Shell::Powershell => {
            let word = |item: &Item| Word { text: step.instruction.line.slice(item.span), span: item.span };
            rest.iter().map(word).collect()
        }
        _ => Vec::new(),
    }
}

/// The part of a command line that PowerShell reads: all of it, if it is the shell; of a line for `cmd` what stands in the
/// quotes behind `powershell`, for cmd itself takes apart the rest.
fn of_line<'l>(step: &Step<'_>, command: &Word<'l>) -> Option<Word<'l>> {
    match step.shell {
        Shell::Powershell => Some(*command),
        Shell::Image | Shell::Cmd => {
            let program = command.text.split_whitespace().next()?;
            let (start, end) = (command.text.find('"')? + 1, command.text.rfind('"')?);
            let text = command.text.get(start..end)?;
            let span = Span::new(command.span.start + start, command.span.start + end);
            let is_powershell = Shell::of_program(program) == Shell::Powershell;
            is_powershell.then_some(Word { text, span })
        }
        _ => None,
    }
}

fn finding(step: &Step<'_>, first: Span, chains: &[Span]) -> Finding {
    let line = &step.instruction.line;
    let operator = line.slice(first);
    let are_alike = chains.iter().all(|span| line.slice(*span) == "&&");
    let title = "separate the commands by a semicolon";
    let edits = chains.iter().map(|span| {
        let blank = before(line.text(), *span);
        Edit::replace(step.instruction.source(Span::new(span.start - blank, span.end)), ";")
    });
    let finding = step
        .finding(
            &RULE,
            step.instruction.source(first),
            format_args!("Windows PowerShell does not know {operator}, and refuses the whole line"),
        )
        .help(Help::new("edit", title))
        .help(Help::new("instead", "check $LASTEXITCODE where a program must not fail"))
        .help(Help::new("instead", "use pwsh, PowerShell from version 7 on, where the image has it"));
    if are_alike { finding.fix(Fix::new(title, Safety::Unsafe, edits.collect())) } else { finding }
}

/// How many blanks stand right before.
fn before(line: &str, span: Span) -> usize {
    let text = line.get(..span.start).unwrap_or_default();
    // A line of its own stays one.
    text.len() - text.trim_end_matches(' ').len().max(text.len().saturating_sub(1))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a line for cmd behind another SHELL",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\app && mkdir C:\data
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN New-Item C:\logs -Type Directory && `
#                                    ^^ error: stage 0: Windows PowerShell does not know &&, and refuses the whole line
    Remove-Item C:\temp && Write-Host done
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:\app && mkdir C:\data
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN New-Item C:\logs -Type Directory; `
    Remove-Item C:\temp; Write-Host done
"#,
    ),
    Example::new(
        "a text that is handed to powershell, and a health check that wants to fail",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "Expand-Archive a.zip && Remove-Item a.zip"
#                                             ^^ error: stage 0: Windows PowerShell does not know &&, and refuses the whole line
RUN ["powershell", "-Command", "Get-Item a&&Get-Item b"]
#                                         ^^ error: stage 0: Windows PowerShell does not know &&, and refuses the whole line
SHELL ["powershell.exe"]
HEALTHCHECK CMD curl.exe -f http://localhost || exit 1
#                                            ^^ error: stage 0: Windows PowerShell does not know ||, and refuses the whole line
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "Expand-Archive a.zip; Remove-Item a.zip"
RUN ["powershell", "-Command", "Get-Item a;Get-Item b"]
SHELL ["powershell.exe"]
HEALTHCHECK CMD curl.exe -f http://localhost || exit 1
"#,
    ),
    Example::new(
        "cmd, which knows it, also beside powershell",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command Get-Date && powershell -Command "Get-Date" && powershell "Get-Item a"
HEALTHCHECK CMD curl.exe -f http://localhost || exit 1
SHELL ["powershell", "-Command"]
RUN cmd /c "mkdir a && mkdir b"
SHELL ["pwsh", "-Command"]
RUN Get-Date && Get-Date
"#,
    ),
];
