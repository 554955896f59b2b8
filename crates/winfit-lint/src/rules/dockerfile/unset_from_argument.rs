//! A base image with an argument that has no default.

use std::collections::HashSet;

use crate::dockerfile::FOREIGN;
use crate::lint::{Argument, Dockerfile, Stage};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unset-from-argument",
    title: "FROM uses an argument that has no default",
    statement: "The build works only where somebody gives a value with --build-arg: without it the argument is empty, and so is a \
                part of the image's name. A default makes the plain docker build work, and tells everybody, this check \
                included, for which Windows the image is meant.",
    since: "always",
    sources: &["dockerfile-reference"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Offered),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let stages = dockerfile.stages.iter().filter(|stage| stage.windows.is_some());
    let used: HashSet<&str> = stages.flat_map(Stage::unknown_variables).collect();
    let unset = dockerfile.arguments_before_stages().into_iter().filter(|argument| !argument.has_default());
    for argument in unset.filter(|it| used.contains(it.name) && !FOREIGN.contains(&it.name)) {
        findings.push(finding(dockerfile, &argument));
    }
}

fn finding(dockerfile: &Dockerfile<'_>, argument: &Argument<'_>) -> Finding {
    let name = argument.name;
    let title = format!("give {name} a default");
    let message = format!("{name} has no default: without --build-arg the base image has no name");
    let finding = dockerfile.finding(&RULE, argument.span, message);
    let help = Help::new("edit", title.as_str());
    let Some(argument_with_default) = dockerfile.with_default(name) else { return finding.help(help) };
    let edits = vec![Edit::replace(argument.span, argument_with_default.as_str())];
    finding.help(help.paste(format!("ARG {argument_with_default}"))).fix(Fix::new(
        title,
        Safety::Offered,
        edits,
    ))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a tag that each build has to give",
        "Dockerfile",
        "\
ARG TAG
#   ^^^ warning: TAG has no default: without --build-arg the base image has no name
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
",
    )
    .offered(
        "\
ARG TAG=ltsc2022
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
",
    ),
    Example::new(
        "a registry, of which nobody knows more",
        "Dockerfile",
        "\
ARG REGISTRY
#   ^^^^^^^^ warning: REGISTRY has no default: without --build-arg the base image has no name
FROM --platform=windows/amd64 ${REGISTRY}/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "arguments with a default, or used elsewhere",
        "Dockerfile",
        "\
ARG TAG=ltsc2022
ARG VERSION
ARG OTHER
ARG TARGETARCH
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
ARG VERSION
RUN echo %VERSION%
FROM mcr.microsoft.com/windows/nanoserver:${OTHER:-ltsc2022}
",
    ),
];
