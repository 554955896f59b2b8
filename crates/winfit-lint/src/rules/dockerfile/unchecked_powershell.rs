//! PowerShell as shell, with errors that end nothing.

use crate::dockerfile::{Item, Keyword};
use crate::lint::{Dockerfile, Shell};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "unchecked-powershell",
    title: "errors of PowerShell do not end the step",
    statement: "In PowerShell a failing cmdlet writes its error, and the next one runs. The exit code of a step is that of its \
                last command, so that a download that failed in the middle of a RUN leaves a layer that lacks it, and an \
                image that fails later, elsewhere. Microsoft's own Dockerfiles set $ErrorActionPreference = 'Stop' in SHELL. \
                Off unless asked for: many files do without.",
    since: "always",
    sources: &["dotnet-framework-docker", "ms-windows-dockerfile"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: Some(Safety::Unsafe),
    preset: Preset::Off,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps().filter(|step| step.is_any(&[Keyword::Shell])) {
        let Some(list) = step.instruction.list() else { continue };
        let Some([program, .., last]) = list.strings() else { continue };
        let is_powershell = matches!(Shell::of_program(&program.value), Shell::Powershell | Shell::Pwsh);
        let is_said = |item: &Item| item.value.to_ascii_lowercase().contains("erroractionpreference");
        if !is_powershell || list.strings().is_some_and(|items| items.iter().any(is_said)) {
            continue;
        }
        let title = "have errors end the step";
        let preference = "\"$ErrorActionPreference = 'Stop';\"";
        let end = step.instruction.source(Span::new(last.span.end, last.span.end + 1)).end;
        // Only behind -Command a text is a command.
        let takes_text = ["-command", "-c"].contains(&last.value.to_ascii_lowercase().as_str());
        let edits = if takes_text { vec![Edit::insert(end, format!(", {preference}"))] } else { Vec::new() };
        findings.push(
            step.finding(&RULE, step.instruction.span(), "a cmdlet that fails does not end the step")
                .help(Help::new("edit", title).paste(preference))
                .fix(Fix::new(title, Safety::Unsafe, edits)),
        );
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "PowerShell without the preference",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-NoProfile", "-Command"]
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info: stage 0: a cmdlet that fails does not end the step
RUN Invoke-WebRequest https://example.com/a.zip -OutFile a.zip
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-NoProfile", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Invoke-WebRequest https://example.com/a.zip -OutFile a.zip
"#,
    ),
    Example::new(
        "PowerShell with it, and cmd",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
SHELL ["cmd", "/S", "/C"]
"#,
    ),
];
