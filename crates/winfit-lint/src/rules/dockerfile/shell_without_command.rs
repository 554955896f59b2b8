//! A shell that does not carry out what stands behind it.

use crate::dockerfile::{Item, Keyword};
use crate::lint::{Dockerfile, Shell, Step};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "shell-without-command",
    title: "the shell does not take what follows for a command",
    statement: "docker puts the words of SHELL before each command. cmd carries out what follows only behind /C: without it, a \
                prompt starts, finds nobody, and ends well, so that every RUN succeeds and does nothing. pwsh takes \
                what follows for the name of a script unless -Command stands before it, and fails. Windows PowerShell \
                (powershell) needs neither.",
    since: "always",
    sources: &["dockerfile-reference", "github-powershell-5946", "ms-about-pwsh"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps().filter(|step| step.is_any(&[Keyword::Shell])) {
        let Some(list) = step.instruction.list() else { continue };
        let Some((program, rest)) = list.strings().and_then(<[Item]>::split_first) else { continue };
        let (message, missing) = match Shell::of_program(&program.value) {
            Shell::Cmd if !rest.iter().any(is_switch) => (
                "cmd carries out nothing without /C: every command succeeds and does nothing",
                "\"/S\", \"/C\"",
            ),
            Shell::Pwsh if !rest.iter().any(is_parameter) => (
                "pwsh takes what follows for the name of a script unless -Command stands before it",
                "\"-Command\"",
            ),
            _ => continue,
        };
        let last = rest.last().unwrap_or(program);
        findings.push(finding(&step, program, last, message, missing));
    }
}

fn finding(step: &Step<'_>, program: &Item, last: &Item, message: &str, missing: &str) -> Finding {
    let title = format!("add {}", missing.replace(['"', ','], ""));
    // Behind the closing quote.
    let end = step.instruction.source(Span::new(last.span.end, last.span.end + 1)).end;
    let edits = vec![Edit::insert(end, format!(", {missing}"))];
    step.finding(&RULE, step.instruction.source(program.span), message)
        .help(Help::new("edit", title.as_str()))
        .fix(Fix::new(title, Safety::Safe, edits))
}

/// `/C` or `/K`, be it among others, as in `/S/C`.
fn is_switch(item: &Item) -> bool {
    let text = item.value.to_ascii_lowercase();
    text.starts_with('/') && (text.contains("/c") || text.contains("/k"))
}

/// A parameter that says what follows, or the beginning of one.
fn is_parameter(item: &Item) -> bool {
    const PARAMETERS: [&str; 6] = ["command", "commandwithargs", "cwa", "encodedcommand", "ec", "file"];
    let text = item.value.to_ascii_lowercase();
    let name = text.strip_prefix(['-', '/']).filter(|name| !name.is_empty());
    name.is_some_and(|name| PARAMETERS.iter().any(|parameter| parameter.starts_with(name)))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a prompt and a script",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022
SHELL ["cmd"]
#       ^^^ error: stage 0: cmd carries out nothing without /C: every command succeeds and does nothing
SHELL ["C:\\Program Files\\PowerShell\\pwsh.exe", "-NoProfile"]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: pwsh takes what follows for the name of a script unless -Command stands before it
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022
SHELL ["cmd", "/S", "/C"]
SHELL ["C:\\Program Files\\PowerShell\\pwsh.exe", "-NoProfile", "-Command"]
"#,
    ),
    Example::new(
        "shells that carry out what follows",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell"]
SHELL ["cmd", "/s/c"]
SHELL ["pwsh", "-c"]
SHELL ["pwsh", "-NoProfile", "-Command", "$ErrorActionPreference = 'Stop';"]
SHELL ["busybox", "sh", "-c"]
"#,
    ),
];
