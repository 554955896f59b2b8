//! A variable in a form that whoever reads it does not know.

mod form;

use std::collections::HashSet;

use crate::dockerfile::{Keyword, Word};
use crate::lint::{Dockerfile, Shell, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};
use form::{Reader, Use, uses};

pub(crate) static RULE: Rule = Rule {
    id: "unexpanded-variable",
    title: "a variable is written in a form that nobody expands there",
    statement: "docker itself reads COPY, ADD, WORKDIR, VOLUME, USER and ENV, and knows $NAME and ${NAME}, of what ARG and ENV have \
                set. RUN, CMD and ENTRYPOINT it hands on as they are: there cmd knows %NAME%, and PowerShell $env:NAME. In any \
                other form the text stays as it is, or becomes empty: a folder is called %APP%, or a download has no version \
                in its address.",
    since: "always",
    sources: &["dockerfile-reference", "github-docker-docs-6249"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

const OF_DOCKER: [Keyword; 6] =
    [Keyword::Add, Keyword::Copy, Keyword::Env, Keyword::User, Keyword::Volume, Keyword::Workdir];

/// Variables that PowerShell sets itself, under names that are usual for others, too.
const AUTOMATIC: [&str; 8] = ["ARGS", "ERROR", "HOME", "HOST", "INPUT", "PID", "PROFILE", "PWD"];

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let declared = Declared::new(dockerfile);
    for step in dockerfile.steps().filter(|step| step.is_likely() && !step.instruction.is_trigger) {
        let Some((reader, text)) = read_by(&step) else { continue };
        let is_wrong = |it: &Use<'_>| is_wrong(&step, reader, &text, it, &declared);
        let wrong: Vec<_> = uses(text.text).into_iter().filter(is_wrong).collect();
        findings.extend(wrong.first().map(|first| finding(&step, reader, &text, first, &wrong, &declared)));
    }
}

/// Who expands the variables of a step, and in what.
fn read_by<'l>(step: &Step<'l>) -> Option<(Reader, Word<'l>)> {
    let instruction = step.instruction;
    if step.is_any(&OF_DOCKER) {
        return Some((Reader::Docker, instruction.arguments()));
    }
    let command = instruction.command().filter(|_| instruction.list().is_none())?;
    let first = command.text.split_whitespace().next()?;
    let of_shell = match step.shell {
        Shell::Cmd => Reader::Cmd,
        // Another image may have chosen another shell.
        Shell::Image if step.stage.is_bare => Reader::Cmd,
        Shell::Pwsh | Shell::Powershell => return Some((Reader::PowerShell, command)),
        _ => return None,
    };
    if matches!(Shell::of_program(first), Shell::Pwsh | Shell::Powershell) {
        return Some((Reader::PowerShell, command));
    }
    // What cmd hands on to another shell may be meant for that one.
    let lower = command.text.to_ascii_lowercase();
    let is_handed_on =
        ["powershell", "pwsh", "bash", "sh.exe", "sh -c"].iter().any(|shell| lower.contains(shell));
    (!is_handed_on).then_some((of_shell, command))
}

fn is_wrong(
    step: &Step<'_>,
    reader: Reader,
    text: &Word<'_>,
    found: &Use<'_>,
    declared: &Declared<'_>,
) -> bool {
    let is_declared = declared.has(step.stage_number, found.name);
    match (reader, found.form) {
        (Reader::Docker, Reader::Docker) => false,
        // A value may be a pattern for others to fill in.
        (Reader::Docker, _) if step.is_any(&[Keyword::Env]) => {
            !found.name.eq_ignore_ascii_case("PATH") && (is_declared || is_of_system(found.name))
        }
        // An address may have %20 in it.
        (Reader::Docker, _) => !text.text.contains("://"),
        (Reader::Cmd, Reader::Cmd) | (Reader::PowerShell, Reader::PowerShell) => false,
        (Reader::Cmd, _) => is_declared,
        // In cmd's own line it has been expanded before PowerShell comes to see it.
        (Reader::PowerShell, Reader::Cmd) => {
            is_declared && step.shell != Shell::Image && step.shell != Shell::Cmd
        }
        (Reader::PowerShell, Reader::Docker) => {
            let name = found.name.to_ascii_uppercase();
            is_declared
                && !found.is_quoted
                && !AUTOMATIC.contains(&name.as_str())
                && !is_set(text.text, found.name)
        }
    }
}

/// Whether Windows sets a variable itself.
fn is_of_system(name: &str) -> bool {
    const OF_SYSTEM: [&str; 11] = [
        "APPDATA",
        "COMPUTERNAME",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "PROGRAMFILES",
        "SYSTEMDRIVE",
        "SYSTEMROOT",
        "TEMP",
        "USERNAME",
        "USERPROFILE",
        "WINDIR",
    ];
    OF_SYSTEM.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text of PowerShell sets a variable of its own.
fn is_set(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_ascii_lowercase(), format!("${}", name.to_ascii_lowercase()));
    // The parameters of its functions are its own.
    text.contains("param")
        || text.match_indices(&name).any(|(at, _)| {
            let behind = text.get(at + name.len()..).unwrap_or_default().trim_start();
            let before = text.get(..at).unwrap_or_default().trim_end();
            let is_assigned = behind.starts_with(['=', '+', '-', '*']) || behind.starts_with("in ");
            is_assigned || before.ends_with(']')
        })
}

/// The names that `ARG` and `ENV` declare, by stages.
struct Declared<'d> {
    dockerfile: &'d Dockerfile<'d>,
    /// In capitals: on Windows names have no case.
    own: Vec<HashSet<String>>,
}

/// Stages that go on from one another are followed so far.
const DEPTH: usize = 100;

impl<'d> Declared<'d> {
    fn new(dockerfile: &'d Dockerfile<'d>) -> Self {
        let mut own = vec![HashSet::new(); dockerfile.stages.len()];
        for step in dockerfile.steps().filter(|step| step.is_any(&[Keyword::Arg, Keyword::Env])) {
            let Some(own) = own.get_mut(step.stage_number) else { continue };
            let words: Vec<_> = step.instruction.quoted_words().collect();
            let is_old_form =
                step.is_any(&[Keyword::Env]) && words.first().is_some_and(|it| !it.text.contains('='));
            let count = if is_old_form { 1 } else { words.len() };
            let names = words.iter().take(count).filter_map(|word| word.text.split('=').next());
            own.extend(names.map(str::to_ascii_uppercase));
        }
        Self { dockerfile, own }
    }

    fn has(&self, stage: usize, name: &str) -> bool {
        let name = name.to_ascii_uppercase();
        let next = |number: &usize| self.dockerfile.stages.get(*number).and_then(|stage| stage.base);
        let chain = std::iter::successors(Some(stage), next).take(DEPTH);
        chain.filter_map(|number| self.own.get(number)).any(|own| own.contains(&name))
    }
}

fn finding(
    step: &Step<'_>,
    reader: Reader,
    text: &Word<'_>,
    first: &Use<'_>,
    all: &[Use<'_>],
    declared: &Declared<'_>,
) -> Finding {
    let written = first.span.of(text.text);
    let at = |it: &Use<'_>| step.instruction.source(it.span.shifted(text.span.start));
    let message = format!("{} does not expand {}", reader.name(), excerpt(written));
    let finding = step.finding(&RULE, at(first), message);
    let title = format!("write {}", excerpt(&reader.write(first.name)));
    if !all.iter().all(|it| declared.has(step.stage_number, it.name)) {
        let help =
            "docker knows only what ARG and ENV have set in the Dockerfile: declare it, or write the value";
        return finding.help(Help::new("instead", help));
    }
    let edits = all.iter().map(|it| Edit::replace(at(it), reader.write(it.name)));
    finding.help(Help::new("edit", title.as_str())).fix(Fix::new(title, Safety::Safe, edits.collect()))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "forms of shells where docker reads, and of docker where cmd does",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ARG VERSION=1.2
ENV APP=C:\app
WORKDIR %APP%
#       ^^^^^ error: stage 0: docker does not expand %APP%
COPY web.dll $env:APP\bin\
#            ^^^^^^^^ error: stage 0: docker does not expand $env:APP
RUN mkdir $APP\logs && curl.exe -O https://example.com/web-${VERSION}.zip
#         ^^^^ error: stage 0: cmd does not expand $APP
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ARG VERSION=1.2
ENV APP=C:\app
WORKDIR ${APP}
COPY web.dll ${APP}\bin\
RUN mkdir %APP%\logs && curl.exe -O https://example.com/web-%VERSION%.zip
"#,
    ),
    Example::new(
        "PowerShell, as shell and by its name, in a stage that goes on from another",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
ARG VERSION
FROM base
RUN powershell -Command "Write-Host $VERSION"
#                                   ^^^^^^^^ error: stage 1: PowerShell does not expand $VERSION
SHELL ["powershell", "-Command"]
RUN Write-Host %VERSION%
#              ^^^^^^^^^ error: stage 1: PowerShell does not expand %VERSION%
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
ARG VERSION
FROM base
RUN powershell -Command "Write-Host $env:VERSION"
SHELL ["powershell", "-Command"]
RUN Write-Host $env:VERSION
"#,
    ),
    Example::new(
        "a variable of the system, which docker does not know in any form",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY web.dll %ProgramFiles%\web\
#            ^^^^^^^^^^^^^^ error: stage 0: docker does not expand %ProgramFiles%
"#,
    ),
    Example::new(
        "variables in the form of whoever reads them",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ARG VERSION
ENV APP=C:\app HOME=C:\home LABEL=100% PATH=%PATH%;C:\app FORMAT=%level%
WORKDIR $APP
ADD https://example.com/a%20b%20c.zip C:/app/
RUN mkdir %APP%\logs & echo $OTHER & powershell "Write-Host $env:VERSION"
RUN for %i in (*) do echo %i
SHELL ["powershell", "-Command"]
RUN $version = '1'; Write-Host $VERSION $HOME 'a $APP'
RUN Get-ChildItem | % { $_.Name }
RUN function Get-It([string] $app) { Write-Host $APP }; Get-It 'a'
CMD ["web.exe", "%APP%", "$APP"]
"#,
    ),
    Example::new(
        "an image that may have another shell",
        "Dockerfile",
        r#"FROM registry.example/base:windowsservercore-ltsc2022
ARG VERSION
RUN echo $VERSION
"#,
    ),
];
