//! A parser directive that docker refuses.

use std::collections::HashMap;

use crate::dockerfile::{Directive, DirectiveKind};
use crate::lint::{Dockerfile, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "refused-directive",
    title: "docker refuses a parser directive",
    statement: "The escape directive takes a backslash or a back-quote, and nothing else: no quotes around it, no comment \
                behind it. No directive may stand twice. With either mistake docker refuses the whole file before the first \
                step.",
    since: "always",
    sources: &["dockerfile-reference", "buildkit-dockerfile"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, &Directive<'_>> = HashMap::new();
    for directive in &dockerfile.script.directives.all {
        if let Some(first) = first.get(directive.kind.name()) {
            findings.push(repeated(dockerfile, directive, first));
            continue;
        }
        first.insert(directive.kind.name(), directive);
        if directive.kind == DirectiveKind::Escape && directive.escape().is_none() {
            findings.push(of_no_character(dockerfile, directive));
        }
    }
}

fn repeated(dockerfile: &Dockerfile<'_>, directive: &Directive<'_>, first: &Directive<'_>) -> Finding {
    let is_alike = directive.value == first.value;
    let safety = if is_alike { Safety::Safe } else { Safety::Offered };
    let title = "remove the second one";
    let edits = vec![Edit::remove(dockerfile.whole_lines(directive.span))];
    dockerfile
        .finding(
            &RULE,
            directive.span,
            format!("docker refuses a second {} directive", directive.kind.name()),
        )
        .related(first.span, "the first one")
        .help(Help::new("edit", title))
        .fix(Fix::new(title, safety, edits))
}

fn of_no_character(dockerfile: &Dockerfile<'_>, directive: &Directive<'_>) -> Finding {
    let message = format!(
        "docker refuses {} as escape character: it is a backslash or a back-quote",
        excerpt(directive.value)
    );
    let finding = dockerfile.finding(&RULE, directive.span, message);
    if dockerfile.has_continued_lines() {
        let title = "remove it, since lines go on behind backslashes";
        let edits = vec![Edit::remove(dockerfile.whole_lines(directive.span))];
        return finding.help(Help::new("edit", title)).fix(Fix::new(title, Safety::Offered, edits));
    }
    // A back-quote with something around it is meant to be one.
    let safety = if directive.value.contains('`') { Safety::Safe } else { Safety::Offered };
    let title = "write the back-quote alone";
    let fix = Fix::new(title, safety, vec![Edit::replace(directive.span, "# escape=`")]);
    finding
        .help(Help::new("edit", title).paste("# escape=`"))
        .fix(fix.filter(|_| !dockerfile.is_lost_behind_back_quote()))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a back-quote in quotes",
        "Dockerfile",
        "\
# escape='`'
#^^^^^^^^^^^ error: docker refuses '`' as escape character: it is a backslash or a back-quote
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .fixed(
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "the escape character of the command prompt",
        "Dockerfile",
        "\
# escape=^
#^^^^^^^^^ error: docker refuses ^ as escape character: it is a backslash or a back-quote
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .offered(
        "\
# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a back-quote in quotes, in a file whose lines go on behind backslashes",
        "Dockerfile",
        "\
# escape=\"`\"
#^^^^^^^^^^^ error: docker refuses \"`\" as escape character: it is a backslash or a back-quote
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:/app && \\
    mkdir C:/data
",
    )
    .offered(
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN mkdir C:/app && \\
    mkdir C:/data
",
    ),
    Example::new(
        "one directive twice",
        "Dockerfile",
        "\
# escape=`
# syntax=docker/dockerfile:1
# Escape = `
#^^^^^^^^^^^ error: docker refuses a second escape directive
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .fixed(
        "\
# escape=`
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "two syntaxes, of which somebody has to choose one",
        "Dockerfile",
        "\
# syntax=docker/dockerfile:1
# syntax=docker/dockerfile:1.7
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: docker refuses a second syntax directive
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    )
    .offered(
        "\
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "each once, in any case and with blanks",
        "Dockerfile",
        "\
#Escape=\\
# syntax = docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
];
