//! A parser directive that comes too late, and is a mere comment.

use super::lost_backslash;
use crate::dockerfile::{Directive, DirectiveKind};
use crate::lint::Dockerfile;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "misplaced-directive",
    title: "a parser directive stands where it is a mere comment",
    statement: "Directives such as # escape=` and # syntax=… count only in the first lines of a Dockerfile: behind a comment, \
                an empty line or an instruction docker takes them for comments and says nothing. With the escape directive, \
                every path and every line that goes on is then read in another way than its author thinks. Move it to the \
                top of the file.",
    since: "always",
    sources: &["dockerfile-reference", "buildkit-dockerfile"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    for kind in [DirectiveKind::Escape, DirectiveKind::Syntax, DirectiveKind::Check] {
        let late = dockerfile.script.late_directives.iter().find(|it| it.kind == kind && is_meant(it));
        if let Some(directive) = late.filter(|it| would_count(dockerfile, it)) {
            findings.push(finding(dockerfile, directive));
        }
    }
}

/// Whether a comment is a directive, and not prose that begins like one.
fn is_meant(directive: &Directive<'_>) -> bool {
    match directive.kind {
        DirectiveKind::Escape => directive.escape().is_some(),
        DirectiveKind::Syntax => !directive.value.contains(char::is_whitespace),
        DirectiveKind::Check => ["skip=", "error="].iter().any(|it| directive.value.starts_with(it)),
    }
}

/// Whether it would change anything at the top.
fn would_count(dockerfile: &Dockerfile<'_>, directive: &Directive<'_>) -> bool {
    let directives = &dockerfile.script.directives;
    let says_what_holds = directive.escape() == Some(directives.escape);
    directives.of(directive.kind).is_none() && !says_what_holds
}

fn finding(dockerfile: &Dockerfile<'_>, directive: &Directive<'_>) -> Finding {
    let name = directive.kind.name();
    let message = format!("the {name} directive is a mere comment here: it counts only in the first lines");
    let title = "move it to the top of the file";
    let finding = dockerfile.finding(&RULE, directive.span, message);
    let matters = directive.escape() == Some('`') && is_missed(dockerfile);
    let severity = if matters { Severity::Error } else { finding.severity };
    Finding { severity, ..finding }.help(Help::new("edit", title)).fix(moved(dockerfile, directive, title))
}

/// Whether paths or lines that go on are read otherwise than they are meant.
fn is_missed(dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.goes_on_behind_back_quote().is_some()
        || dockerfile.steps().any(|step| step.swallowed().next().is_some())
        || lost_backslash::loses_any(dockerfile)
}

fn moved(dockerfile: &Dockerfile<'_>, directive: &Directive<'_>, title: &str) -> Option<Fix> {
    let line = dockerfile.source.slice(directive.span);
    let moved = vec![Edit::insert(0, format!("{line}{}", dockerfile.line_break()))];
    let (safety, mut edits) = match directive.kind {
        // Both characters are meant.
        DirectiveKind::Escape if dockerfile.has_continued_lines() => {
            (Safety::Offered, dockerfile.with_back_quote()?)
        }
        DirectiveKind::Escape if dockerfile.is_lost_behind_back_quote() => return None,
        DirectiveKind::Escape => (Safety::Safe, moved),
        // Another syntax reads everything anew, and another check may stop the build.
        DirectiveKind::Check | DirectiveKind::Syntax => (Safety::Unsafe, moved),
    };
    edits.push(Edit::remove(dockerfile.whole_lines(directive.span)));
    Fix::new(title, safety, edits)
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "an escape character that is chosen behind a comment",
        "Dockerfile",
        "\
# The web server
# escape=`
#^^^^^^^^^ error: the escape directive is a mere comment here: it counts only in the first lines
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
",
    )
    .fixed(
        "\
# escape=`
# The web server
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
",
    ),
    Example::new(
        "a syntax behind an argument, with lines that end as in Windows",
        "Dockerfile",
        "ARG TAG=ltsc2022\r\n  # syntax=docker/dockerfile:1\r\n\
         # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: the syntax directive is a mere comment here: it counts only in the first lines\r\n\
         FROM mcr.microsoft.com/windows/servercore:${TAG}\r\n",
    )
    .fixed_unsafely(
        "# syntax=docker/dockerfile:1\r\nARG TAG=ltsc2022\r\nFROM mcr.microsoft.com/windows/servercore:${TAG}\r\n",
    ),
    Example::new(
        "lines that go on behind the other escape character",
        "Dockerfile",
        "\n# escape=`
#^^^^^^^^^ warning: the escape directive is a mere comment here: it counts only in the first lines
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN dir C:\\app && \\
    dir C:\\data
",
    )
    .offered(
        "\
# escape=`

FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN dir C:\\app && `
    dir C:\\data
",
    ),
    Example::new(
        "a back-quote that would join an instruction to the line before",
        "Dockerfile",
        "\
# The web server
# escape=`
#^^^^^^^^^ warning: the escape directive is a mere comment here: it counts only in the first lines
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN echo `
CMD web.exe
",
    ),
    Example::new(
        "directives at the top, one behind the other",
        "Dockerfile",
        "\
# syntax=docker/dockerfile:1
# escape=`

# escape=` is for the paths below
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
",
    ),
    Example::new(
        "comments that are no directives, and one that says what holds anyway",
        "Dockerfile",
        "\
# The web server
# escape=\\
# syntax = see the reference
# check=the logs
# owner=web
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
];
