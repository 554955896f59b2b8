//! A path in quotes that docker takes apart at its blanks.

use crate::dockerfile::{Keyword, Word};
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, Span};

pub(crate) static RULE: Rule = Rule {
    id: "split-path",
    title: "a path in quotes is taken apart at its blanks",
    statement: "ADD, COPY and VOLUME separate their words at blanks, and quotes keep nothing together: \"C:\\Program Files\\web\" \
                becomes two words with half a quote each, and the build fails with \"unexpected end of statement while \
                looking for matching double-quote\". Paths with blanks have to be written as a list, \
                [\"web.dll\", \"C:/Program Files/web/\"].",
    since: "always",
    sources: &["dockerfile-reference", "github-moby-40602", "ms-windows-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for step in dockerfile.steps() {
        let takes_paths = step.is_any(&[Keyword::Add, Keyword::Copy, Keyword::Volume]);
        if takes_paths && step.instruction.list().is_none() {
            findings.extend(split(&step).map(|word| finding(&step, &word)));
        }
    }
}

/// The first word in quotes with a blank in it.
fn split<'l>(step: &'l Step<'_>) -> Option<Word<'l>> {
    step.instruction.quoted_words().find(|word| {
        let quote = word.text.chars().next().filter(|c| matches!(c, '"' | '\''));
        quote.is_some_and(|quote| {
            let inside = word.text.get(1..).and_then(|it| it.strip_suffix(quote));
            inside.is_some_and(|inside| inside.contains(char::is_whitespace) && !inside.contains(quote))
        })
    })
}

fn finding(step: &Step<'_>, word: &Word<'_>) -> Finding {
    let title = "write a list";
    let keyword = step.instruction.line.slice(step.instruction.keyword_span);
    let path = excerpt(word.text);
    let message = format!("{keyword} takes {path} apart at its blanks: quotes keep nothing together");
    step.finding(&RULE, step.instruction.source(word.span), message)
        .help(Help::new("edit", title))
        .fix(as_list(step).and_then(|edit| Fix::new(title, Safety::Safe, vec![edit])))
}

/// The words as a list, with slashes, which need no escapes there.
fn as_list(step: &Step<'_>) -> Option<Edit> {
    let words: Vec<_> = step.instruction.quoted_words().collect();
    let (first, last) = (words.first()?, words.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let is_volume = step.is_any(&[Keyword::Volume]);
    let items = words.iter().map(|word| {
        let text = word.text.trim_matches(['"', '\'']);
        let is_left = text.contains(['"', '\'']) || (is_volume && text.contains('\\'));
        (!is_left).then(|| format!("\"{}\"", text.replace("\\\\", "/").replace('\\', "/")))
    });
    let items: Option<Vec<_>> = items.collect();
    let is_one_piece = step.instruction.line.is_one_piece(span);
    let list = format!("[{}]", items?.join(", "));
    is_one_piece.then(|| Edit::replace(step.instruction.source(span), list))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a folder with a blank in its name",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --link web.dll "C:\Program Files\web\"
#                   ^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: COPY takes "C:\Program Files\web\" apart at its blanks: quotes keep nothing together
add 'my file.txt' C:/app/
#   ^^^^^^^^^^^^^ error: stage 0: add takes 'my file.txt' apart at its blanks: quotes keep nothing together
VOLUME "C:/my data"
#      ^^^^^^^^^^^^ error: stage 0: VOLUME takes "C:/my data" apart at its blanks: quotes keep nothing together
"#,
    )
    .fixed(
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --link ["web.dll", "C:/Program Files/web/"]
add ["my file.txt", "C:/app/"]
VOLUME ["C:/my data"]
"#,
    ),
    Example::new(
        "a volume, whose name is kept as it is written",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
VOLUME "C:\my data"
#      ^^^^^^^^^^^^ error: stage 0: VOLUME takes "C:\my data" apart at its blanks: quotes keep nothing together
"#,
    ),
    Example::new(
        "lists, names without blanks, and instructions that keep quotes together",
        "Dockerfile",
        r#"# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY ["web.dll", "C:\\Program Files\\web\\"]
COPY "web.dll" "C:\app\"
WORKDIR "C:\Program Files\web"
ENV NAME="John Doe"
RUN dir "C:\Program Files"
COPY it's John's C:/app/
"#,
    ),
];
