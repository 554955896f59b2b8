//! Files of Windows that are copied from an image of another build.

use winfit_compat::reference::Reference;
use winfit_compat::tag::read_tag;

use crate::dockerfile::{Flag, Keyword, unquoted};
use crate::lint::{Dockerfile, Step, builds};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "copied-system-files",
    title: "files of one Windows are copied into another",
    statement: "A library out of C:\\Windows belongs to its build: it calls others of the same build, and in an image of another \
                one it may be missing an entry point, or read structures that have changed. The image is built, and the program \
                fails when it first needs the library. nanoserver images often get netapi32.dll from servercore in this way. \
                Copy from an image of the same build, or start from an image that has the library. Microsoft advises against \
                copying system libraries at all.",
    since: "always",
    sources: &["github-dotnet-docs-22529", "ms-container-base-images"],
    severity: Severity::Warning,
    confidence: Confidence::Likely,
    fix: None,
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let copies = |step: &Step<'_>| step.is_any(&[Keyword::Copy]) && !step.instruction.is_trigger;
    for step in dockerfile.steps().filter(copies) {
        let Some(from) = step.instruction.flags().find(|flag| flag.name == "from") else { continue };
        let Some(file) = system_file(&step) else { continue };
        let (theirs, ours) = (builds_of(&step, &from), step.stage.builds());
        let (Some(their), Some(our)) = (theirs.first(), ours.first()) else { continue };
        if theirs.iter().any(|build| ours.contains(build)) {
            continue;
        }
        let (file, place) = (step.instruction.source(file), step.instruction.source(from.value_span));
        let message = format!(
            "this file of Windows is of build {their}, and the image it is copied into of build {our}"
        );
        findings.push(
            step.finding(&RULE, file, message)
                .related(place, format!("of build {their}"))
                .help(Help::new("instead", format!("copy it from an image of build {our}"))),
        );
    }
}

/// The first source below `C:\Windows`, in the logical line.
fn system_file(step: &Step<'_>) -> Option<Span> {
    let list = step.instruction.list();
    let escape = step.dockerfile.script.directives.escape;
    let sources: Vec<(String, Span)> = match &list {
        Some(list) => {
            let items = list.strings().unwrap_or_default().iter();
            items.map(|item| (unquoted(&item.value, escape), item.span)).collect()
        }
        None => step.instruction.words().map(|word| (unquoted(word.text, escape), word.span)).collect(),
    };
    let (_, sources) = sources.split_last()?;
    let is_of_windows = |path: &str| {
        let path = path.to_ascii_lowercase().replace('\\', "/");
        let path = path.strip_prefix("c:").unwrap_or(&path);
        path.trim_start_matches('/').starts_with("windows/")
    };
    sources.iter().find(|(path, _)| is_of_windows(path)).map(|(_, span)| *span)
}

/// The builds of the stage or image that files are copied from.
fn builds_of(step: &Step<'_>, from: &Flag<'_>) -> Vec<u32> {
    let name = unquoted(from.value, step.dockerfile.script.directives.escape);
    if let Some(stage) = step.dockerfile.earlier_stage(&name, step.stage_number) {
        return stage.builds();
    }
    let check = step.dockerfile.check;
    let Ok(reference) = name.parse::<Reference>() else { return Vec::new() };
    match check.facts.get(&reference) {
        Some(crate::facts::Known::Read(contents)) => builds(&contents.image.platforms),
        _ => builds(&[read_tag(check.catalog, &reference).platform]),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a library of another Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2019 AS core
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=core /Windows/System32/netapi32.dll /Windows/System32/
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 1: this file of Windows is of build 17763, and the image it is copied into of build 20348
COPY --from=mcr.microsoft.com/windows/servercore:1809 [\"C:/Windows/Fonts/arial.ttf\", \"C:/fonts/\"]
#                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: stage 1: this file of Windows is of build 17763, and the image it is copied into of build 20348
",
    ),
    Example::new(
        "a library of the same Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS core
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=core /Windows/System32/netapi32.dll /Windows/System32/
",
    ),
    Example::new(
        "a program that was only built on another Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2019 AS build
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /app/web.exe /Windows/System32/
COPY --from=tools /Windows/System32/a.dll /
COPY Windows/a.dll /
",
    ),
];
