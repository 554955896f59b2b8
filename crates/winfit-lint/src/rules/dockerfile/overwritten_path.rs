//! An ENV PATH that loses the path of Windows.

use crate::dockerfile::{Keyword, Word};
use crate::lint::{Dockerfile, Shell, Step};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "overwritten-path",
    title: "ENV PATH loses the folders of Windows",
    statement: "Windows keeps PATH in its registry, and not in the image's configuration, where ENV looks: $PATH is empty there, and \
                %PATH% stays as it is written. With ENV PATH=C:\\app;$PATH nothing finds cmd or powershell any more, and the next \
                RUN fails, or the container. BuildKit fills in C:\\Windows\\System32 and C:\\Windows, and no more. Add to the path \
                with setx /M in a RUN, or write it out.",
    since: "always",
    sources: &["buildkit-dockerfile", "github-moby-30033"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    // Whether a stage has a path of its own, which its later steps add to, and the stages that go on from it.
    let mut has_path: Vec<bool> = Vec::new();
    for step in dockerfile.steps().filter(|step| step.is_any(&[Keyword::Env])) {
        let Some(value) = path(&step) else { continue };
        // All steps of the stages before this one have been seen.
        for stage in dockerfile.stages.iter().take(step.stage_number + 1).skip(has_path.len()) {
            let of_base = stage.base.and_then(|base| has_path.get(base).copied());
            has_path.push(of_base.unwrap_or(false));
        }
        let Some(has_path) = has_path.get_mut(step.stage_number) else { continue };
        // Another image may have set it.
        if step.stage.is_bare && !*has_path && reference(value.text).is_some() {
            findings.push(finding(&step, &value));
        }
        *has_path = true;
    }
}

/// The value of PATH, in the logical line.
fn path<'l>(step: &Step<'l>) -> Option<Word<'l>> {
    let mut words = step.instruction.quoted_words();
    let first = words.next()?;
    if !first.text.contains('=') {
        // ENV NAME VALUE
        let line = step.instruction.line.text();
        let start = first.span.end + line.get(first.span.end..)?.find(|c: char| !c.is_whitespace())?;
        let text = line.get(start..)?.trim_end();
        let value = Word { text, span: Span::new(start, start + text.len()) };
        return first.text.eq_ignore_ascii_case("PATH").then_some(value);
    }
    [first].into_iter().chain(words).find_map(|word| {
        let (name, text) = word.text.split_once('=')?;
        let span = Span::new(word.span.end - text.len(), word.span.end);
        name.eq_ignore_ascii_case("PATH").then_some(Word { text, span })
    })
}

/// How the value asks for the path that there was.
fn reference(value: &str) -> Option<&str> {
    const FORMS: [&str; 4] = ["${path}", "$path", "%path%", "$env:path"];
    let lower = value.to_ascii_lowercase();
    FORMS.into_iter().find_map(|form| {
        let at = lower.find(form)?;
        let behind = lower.get(at + form.len()..)?;
        // $PATHEXT is another one.
        let ends = form.ends_with(['}', '%'])
            || !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        ends.then(|| value.get(at..at + form.len()))?
    })
}

fn finding(step: &Step<'_>, value: &Word<'_>) -> Finding {
    let written = reference(value.text).unwrap_or_default();
    let what = if written.contains('%') { "stays as it is written" } else { "is empty" };
    let span = step.instruction.source(value.span);
    let command = command(step, value, written);
    let title = "add to the path of Windows";
    let help = match &command {
        Some(command) => Help::new("edit", title).paste(command.as_str()),
        None => Help::new("edit", title).paste("RUN setx /M PATH \"%PATH%;C:\\app\""),
    };
    let is_alone = step.instruction.quoted_words().count() == 1 && !step.instruction.is_trigger;
    let edit = command.filter(|_| is_alone).map(|command| Edit::replace(step.instruction.span(), command));
    step.finding(&RULE, span, format_args!("{written} {what} here: the path of Windows is lost"))
        .help(help)
        .fix(Fix::new(title, Safety::Offered, edit.into_iter().collect()))
}

/// What does the same in the shell of the stage.
fn command(step: &Step<'_>, value: &Word<'_>, written: &str) -> Option<String> {
    let form = match step.shell {
        Shell::Image | Shell::Cmd => "%PATH%",
        Shell::Powershell | Shell::Pwsh => "$env:PATH",
        Shell::Unix | Shell::Other => return None,
    };
    let text = value.text.trim_matches(['"', '\'']).replace(written, form).replace("\\\\", "\\");
    (!text.contains(['"', '\''])).then(|| format!("RUN setx /M PATH \"{text}\""))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a folder in front of the others",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV PATH="C:\app;${PATH}"
#        ^^^^^^^^^^^^^^^^ error: stage 0: ${PATH} is empty here: the path of Windows is lost
RUN web.exe
"#,
    )
    .offered(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN setx /M PATH "C:\app;%PATH%"
RUN web.exe
"#,
    ),
    Example::new(
        "the forms of cmd and PowerShell, and the old form of ENV",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS core
SHELL ["powershell", "-Command"]
ENV HOME=C:\ Path=%Path%;C:\app
#                 ^^^^^^^^^^^^^ error: stage core: %Path% stays as it is written here: the path of Windows is lost
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ENV PATH C:\a b;$env:PATH
#        ^^^^^^^^^^^^^^^^ error: stage 1: $env:PATH is empty here: the path of Windows is lost
"#,
    ),
    Example::new(
        "a path that is written out, and one that adds to it",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
ENV PATH="C:\Windows\System32;C:\Windows;C:\app"
ENV PATH="${PATH};C:\more" PATHEXT=$PATHEXT;.PY
FROM base
ENV PATH="${PATH};C:\most"
"#,
    ),
    Example::new(
        "an image that may have set it",
        "Dockerfile",
        r#"FROM registry.example/base:windowsservercore-ltsc2022
ENV PATH="C:/app;${PATH}"
"#,
    ),
];
