//! A path that docker refuses on Windows.

use crate::dockerfile::{Item, Keyword, Word, unquoted};
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "refused-path",
    title: "docker refuses this path on Windows",
    statement: "A drive without a backslash, C:, names no folder, but whatever folder is the current one there: WORKDIR and COPY \
                refuse it. COPY and ADD write to the system drive only, C:. COPY --from takes neither C:\\ nor C:\\Windows as a \
                whole. A VOLUME has to have a drive letter, and cannot be C: itself: the image is built, and no container of it \
                starts (\"invalid volume specification\").",
    since: "always",
    sources: &["dockerfile-reference", "github-for-win-490", "moby-builder", "moby-windows-mounts"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps().filter(|step| step.is_likely() && !step.instruction.is_trigger) {
        // What swallows the next line does not end where it seems to.
        if step.swallowed().next().is_none() {
            of_step(&step, findings);
        }
    }
}

fn of_step(step: &Step<'_>, findings: &mut Vec<Finding>) {
    let paths = paths(step);
    match step.instruction.keyword {
        Some(Keyword::Workdir) => {
            findings
                .extend(paths.iter().filter(|path| path.is_drive()).map(|path| without_folder(step, path)));
        }
        Some(Keyword::Add | Keyword::Copy) => of_copy(step, &paths, findings),
        Some(Keyword::Volume) => findings.extend(paths.iter().filter_map(|path| of_volume(step, path))),
        _ => {}
    }
}

fn of_copy(step: &Step<'_>, paths: &[Path], findings: &mut Vec<Finding>) {
    let Some((destination, sources)) = paths.split_last() else { return };
    if !destination.is_on_system_drive() {
        let path = excerpt(&destination.text);
        let message = format!("{path} is not on C:, the only drive that files are copied to");
        findings.push(step.finding(&RULE, destination.span, message));
    } else if destination.is_drive() {
        findings.push(without_folder(step, destination));
    }
    let whole = sources.iter().filter(|source| takes_whole_system(step, source));
    findings.extend(whole.map(|source| {
        let message = "docker copies neither C:\\ nor C:\\Windows as a whole from an image of Windows";
        step.finding(&RULE, source.span, message)
    }));
}

/// A path that an instruction names.
struct Path {
    /// As docker reads it.
    text: String,
    /// In the source.
    span: Span,
}

impl Path {
    /// The drive letter, and all behind its colon.
    fn parts(&self) -> Option<(char, &str)> {
        let (drive, rest) = self.text.split_once(':')?;
        let mut letters = drive.chars();
        let letter = letters.next().filter(char::is_ascii_alphabetic)?;
        letters.next().is_none().then_some((letter, rest))
    }

    /// Whether it is a drive and nothing else.
    fn is_drive(&self) -> bool {
        self.parts().is_some_and(|(_, rest)| matches!(rest, "" | "."))
    }

    /// Whether it is a drive with its first folder.
    fn is_root(&self) -> bool {
        self.parts().is_some_and(|(_, rest)| matches!(rest, "\\" | "/"))
    }

    fn is_on_system_drive(&self) -> bool {
        self.parts().is_none_or(|(letter, _)| letter.eq_ignore_ascii_case(&'C'))
    }
}

fn paths(step: &Step<'_>) -> Vec<Path> {
    let instruction = step.instruction;
    let escape = step.dockerfile.script.directives.escape;
    let path = |text: &str, span: Span| Path { text: unquoted(text, escape), span: instruction.source(span) };
    let of_word = |word: Word<'_>| path(word.text, word.span);
    let of_item = |item: &Item| path(&item.value, item.span);
    match instruction.list() {
        Some(list) => list.strings().unwrap_or_default().iter().map(of_item).collect(),
        None if step.is_any(&[Keyword::Workdir]) => vec![of_word(instruction.arguments())],
        None => instruction.words().map(of_word).collect(),
    }
}

fn without_folder(step: &Step<'_>, path: &Path) -> Finding {
    let text = format!("{}/", path.text.trim_end_matches('.'));
    let title = format!("write {text}");
    let message = format!("{} names no folder, but the current one of that drive", path.text);
    step.finding(&RULE, path.span, message).help(Help::new("edit", title.as_str())).fix(Fix::new(
        title,
        Safety::Safe,
        vec![Edit::replace(path.span, text)],
    ))
}

/// Whether a source is all of the system drive, or of its Windows, of a stage for Windows.
fn takes_whole_system(step: &Step<'_>, source: &Path) -> bool {
    let Some(from) = step.instruction.flags().find(|flag| flag.name == "from") else { return false };
    let stage = step.dockerfile.earlier_stage(from.value, step.stage_number);
    if stage.is_none_or(|stage| stage.windows < Some(Confidence::Likely)) {
        return false;
    }
    let folder = source.parts().map_or(source.text.as_str(), |(_, rest)| rest).to_ascii_lowercase();
    folder.starts_with(['\\', '/']) && matches!(folder.trim_matches(['\\', '/', '.']), "" | "windows")
}

fn of_volume(step: &Step<'_>, path: &Path) -> Option<Finding> {
    let text = path.text.as_str();
    if text.is_empty() || text.contains('$') || text.starts_with("\\\\.\\") {
        return None;
    }
    if path.is_on_system_drive() && (path.is_drive() || path.is_root()) {
        let message = format!("no container starts with a volume on {text}: that is the system drive itself");
        let help = Help::new("instead", "name a folder that is empty or not there, or another drive");
        return Some(step.finding(&RULE, path.span, message).help(help));
    }
    if path.parts().is_some() {
        return None;
    }
    let shown = excerpt(text);
    let message = format!("no container starts with the volume {shown}: it has no drive letter");
    let finding = step.finding(&RULE, path.span, message);
    if step.dockerfile.source.slice(path.span) != text || !text.starts_with('/') {
        return Some(finding.help(Help::new("instead", "begin it with a drive letter")));
    }
    let title = format!("write C:{shown}");
    let edits = vec![Edit::insert(path.span.start, "C:")];
    Some(finding.help(Help::new("edit", title.as_str())).fix(Fix::new(title, Safety::Safe, edits)))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a drive that is no folder, and one that files are not copied to",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:
#       ^^ error: stage 0: C: names no folder, but the current one of that drive
COPY web.dll c:
#            ^^ error: stage 0: c: names no folder, but the current one of that drive
COPY web.dll D:/app/
#            ^^^^^^^ error: stage 0: D:/app/ is not on C:, the only drive that files are copied to
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:/
COPY web.dll c:/
COPY web.dll D:/app/
",
    ),
    Example::new(
        "volumes as Linux names them, and the system drive",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
VOLUME /data C:\logs
#      ^^^^^ error: stage 0: no container starts with the volume /data: it has no drive letter
VOLUME ["/cache", "C:\\"]
#        ^^^^^^ error: stage 0: no container starts with the volume /cache: it has no drive letter
#                  ^^^^ error: stage 0: no container starts with a volume on C:\: that is the system drive itself
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
VOLUME C:/data C:\logs
VOLUME ["C:/cache", "C:\\"]
"#,
    ),
    Example::new(
        "all of another image",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS core
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=core C:\Windows C:/Windows
#                ^^^^^^^^^^ error: stage 1: docker copies neither C:\ nor C:\Windows as a whole from an image of Windows
COPY --from=0 / /
#             ^ error: stage 1: docker copies neither C:\ nor C:\Windows as a whole from an image of Windows
"#,
    ),
    Example::new(
        "paths that docker takes",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS core
FROM --platform=linux/amd64 alpine AS files
VOLUME /data
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR C:\
WORKDIR /app
COPY --from=files / C:/
COPY --from=core C:\Windows\System32\netapi32.dll C:/Windows/System32/
COPY https://example.com/a:b app/
VOLUME C:\data D: \\.\pipe\docker_engine $DATA
"#,
    ),
];
