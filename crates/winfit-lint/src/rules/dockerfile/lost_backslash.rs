//! Backslashes of a path that docker takes for escape characters.

use crate::dockerfile::{Instruction, Keyword, List, unquoted};
use crate::lint::{BackQuote, Dockerfile, Step, drive, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "lost-backslash",
    title: "the backslashes of a path are taken for escape characters",
    statement: "In ADD, ARG, COPY, ENV, VOLUME and WORKDIR docker reads the words itself, and there the escape character \
                counts everywhere: of C:\\app\\bin it keeps C:appbin. The files land elsewhere, or the build fails because it \
                finds none. RUN, CMD and ENTRYPOINT hand their text on as it is, which is why the same path works \
                there. Write slashes, or two backslashes for each, or make the back-quote the escape character with \
                # escape=` in the first line.",
    since: "always",
    sources: &["dockerfile-reference", "github-moby-27644", "ms-windows-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

/// Where each word is the path of a file.
const OF_FILES: [Keyword; 3] = [Keyword::Add, Keyword::Copy, Keyword::Workdir];

/// Where a word may be a path, or have one in it, that is to be kept as it is.
const OF_TEXTS: [Keyword; 3] = [Keyword::Arg, Keyword::Env, Keyword::Volume];

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    // Where the back-quote is meant to be the escape character, that it is none is said elsewhere.
    if matches!(dockerfile.back_quote(), BackQuote::Plain) {
        findings.extend(lost_paths(dockerfile).map(|(step, path)| finding(&step, &path)));
    }
}

/// All paths that docker does not keep.
fn lost_paths<'d>(dockerfile: &'d Dockerfile<'_>) -> impl Iterator<Item = (Step<'d>, Path)> {
    let is_default = dockerfile.script.directives.escape == '\\';
    // What ONBUILD leaves to another file is read by the escape character of that one, and a path that swallows the next
    // line ends elsewhere than it seems.
    let steps = dockerfile.steps().filter(move |step| {
        let has_paths = step.is_any(&OF_FILES) || step.is_any(&OF_TEXTS);
        is_default && has_paths && !step.instruction.is_trigger && step.swallowed().next().is_none()
    });
    steps.flat_map(|step| paths(&step).into_iter().map(move |path| (step, path)))
}

/// Whether docker drops a backslash of any path.
pub(super) fn loses_any(dockerfile: &Dockerfile<'_>) -> bool {
    lost_paths(dockerfile).next().is_some()
}

/// A path with backslashes that docker does not keep.
struct Path {
    /// In the logical line.
    span: Span,
    /// Each backslash that is lost, in the logical line, as many characters as it is written with.
    lost: Vec<Span>,
    /// What docker reads.
    read: String,
}

fn paths(step: &Step<'_>) -> Vec<Path> {
    let instruction = step.instruction;
    match instruction.list() {
        Some(List::Strings(_)) if !step.is_any(&[Keyword::Add, Keyword::Copy, Keyword::Volume]) => Vec::new(),
        Some(List::Strings(items)) => {
            items.iter().filter_map(|item| in_list(instruction, item.span, &item.value)).collect()
        }
        Some(_) => Vec::new(),
        None if step.is_any(&[Keyword::Workdir]) => {
            let word = instruction.arguments();
            in_word(step, word.text, word.span).into_iter().collect()
        }
        None if step.is_any(&[Keyword::Add, Keyword::Copy, Keyword::Volume]) => {
            instruction.words().filter_map(|word| in_word(step, word.text, word.span)).collect()
        }
        None => instruction.quoted_words().filter_map(|word| in_word(step, word.text, word.span)).collect(),
    }
}

fn in_word(step: &Step<'_>, word: &str, span: Span) -> Option<Path> {
    let lost = lost(word);
    let has_drive = lost.iter().any(|at| follows_drive(word, *at));
    if lost.is_empty() || !(has_drive || step.is_any(&[Keyword::Add, Keyword::Copy, Keyword::Workdir])) {
        return None;
    }
    let at = |at: &usize| Span::new(span.start + at, span.start + at + 1);
    Some(Path { span, lost: lost.iter().map(at).collect(), read: unquoted(word, '\\') })
}

/// A string of a list is read once more when its JSON has been read.
fn in_list(instruction: &Instruction<'_>, span: Span, value: &str) -> Option<Path> {
    if lost(value).is_empty() {
        return None;
    }
    let text = instruction.line.slice(span);
    let doubled = text.match_indices("\\\\").map(|(at, _)| Span::new(span.start + at, span.start + at + 2));
    Some(Path { span, lost: doubled.collect(), read: unquoted(value, '\\') })
}

/// The backslashes of a word that docker drops although nothing behind them asks for it.
fn lost(word: &str) -> Vec<usize> {
    let mut lost = Vec::new();
    let mut quote = None;
    let mut characters = word.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '\\') => {
                let is_escape = |(_, c): &(usize, char)| matches!(c, '\\' | '"' | '\'' | '$' | ' ' | '[');
                let (next, is_absolute) = (characters.next_if(is_escape), follows_drive(word, at));
                // Behind a drive it is no escape for a variable.
                if next.is_none() || (is_absolute && next.is_some_and(|(_, c)| c == '$')) {
                    lost.push(at);
                }
            }
            (Some('"'), '\\') => {
                characters.next_if(|(_, c)| matches!(c, '\\' | '"' | '$'));
            }
            _ => {}
        }
    }
    lost
}

fn follows_drive(word: &str, at: usize) -> bool {
    let before = word.get(..at).unwrap_or_default();
    drive(before).is_some_and(|drive| drive + 2 == at)
}

fn finding(step: &Step<'_>, path: &Path) -> Finding {
    let instruction = step.instruction;
    let written = instruction.line.slice(path.span);
    let of_files = step.is_any(&OF_FILES);
    let title = if of_files { "write slashes" } else { "double the backslashes" };
    // In a list a backslash has two characters already.
    let text = |span: &Span| if of_files { "/".to_owned() } else { "\\\\".repeat(span.len()) };
    let edits = path.lost.iter().map(|span| Edit::replace(instruction.source(*span), text(span)));
    let (written, read) = (excerpt(written), excerpt(&path.read));
    step.finding(
        &RULE,
        instruction.source(path.span),
        format_args!("docker takes the backslashes of {written} for escape characters, and reads {read}"),
    )
    .help(Help::new("edit", title))
    .help(Help::new("instead", "choose another escape character in the first line").paste("# escape=`"))
    .fix(Fix::new(title, Safety::Safe, edits.collect()))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "paths of Windows without another escape character",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
#       ^^^^^^ error: stage 0: docker takes the backslashes of C:\\app for escape characters, and reads C:app
COPY bin\\Release\\web.dll C:/app/
#    ^^^^^^^^^^^^^^^^^^^ error: stage 0: docker takes the backslashes of bin\\Release\\web.dll for escape characters, and reads binReleaseweb.dll
ENV CONFIG=C:\\app\\web.json LEVEL=2
#   ^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: docker takes the backslashes of CONFIG=C:\\app\\web.json for escape characters, and reads CONFIG=C:appweb.json
VOLUME C:\\data
#      ^^^^^^^ error: stage 0: docker takes the backslashes of C:\\data for escape characters, and reads C:data
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:/app
COPY bin/Release/web.dll C:/app/
ENV CONFIG=C:\\\\app\\\\web.json LEVEL=2
VOLUME C:\\\\data
",
    ),
    Example::new(
        "a list, whose strings are read a second time",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY ["web.dll", "C:\\Program Files\\web\\"]
#                 ^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: docker takes the backslashes of C:\\Program Files\\web\\ for escape characters, and reads C:Program Filesweb
VOLUME ["C:\\data"]
#        ^^^^^^^^ error: stage 0: docker takes the backslashes of C:\\data for escape characters, and reads C:data
"#,
    )
    .fixed(
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY ["web.dll", "C:/Program Files/web/"]
VOLUME ["C:\\\\data"]
"#,
    ),
    Example::new(
        "another escape character",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\app
COPY ["web.dll", "C:\\Program Files\\web"]
"#,
    ),
    Example::new(
        "backslashes that docker keeps, or that are meant as escapes",
        "Dockerfile",
        r#"FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
WORKDIR "C:\app"
ENV NAME=John\ Doe PATTERN=\d+ LOG='C:\logs'
ENV PRICE=\$5
RUN dir C:\app
CMD C:\app\web.exe
ENTRYPOINT ["C:\\app\\web.exe"]
LABEL path=C:\app
ONBUILD COPY web.dll C:\app
"#,
    ),
    Example::new(
        "a stage for Linux",
        "Dockerfile",
        "\
FROM alpine
COPY a\\b /c
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY a /c
",
    ),
];
