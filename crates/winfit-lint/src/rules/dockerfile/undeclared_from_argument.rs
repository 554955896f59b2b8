//! A base image with a variable that counts only inside of a stage, or nowhere.

use std::collections::HashSet;

use crate::dockerfile::FOREIGN;
use crate::lint::{Argument, Dockerfile, Stage};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "undeclared-from-argument",
    title: "FROM uses an argument that is not declared before the first stage",
    statement: "In FROM, only arguments count that an ARG declares before the first FROM: one inside of a stage belongs to that \
                stage. Any other variable is empty, and --build-arg does not change that. The build ends with \"invalid \
                reference format\", or, worse, takes the tag latest. Declare the argument at the top.",
    since: "always",
    sources: &["dockerfile-reference"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let (global, local) = (dockerfile.arguments_before_stages(), dockerfile.arguments_in_stages());
    let declared: HashSet<&str> = global.iter().map(|argument| argument.name).collect();
    for stage in dockerfile.stages.iter().filter(|stage| stage.windows.is_some()) {
        let unknown = stage.unknown_variables().filter(|name| !FOREIGN.contains(name));
        let undeclared = unknown.filter(|name| !declared.contains(name));
        findings.extend(undeclared.filter_map(|name| {
            let known = local.iter().find(|argument| argument.name == name);
            finding(dockerfile, stage, name, known)
        }));
    }
}

fn finding(
    dockerfile: &Dockerfile<'_>,
    stage: &Stage<'_>,
    name: &str,
    known: Option<&Argument<'_>>,
) -> Option<Finding> {
    let image = stage.found?.images.first()?;
    let message = format!("{stage}: no ARG before the first FROM declares {name}, which is empty here");
    let finding = dockerfile.finding(&RULE, image.span, message);
    let title = format!("declare {name} before the first FROM");
    let Some(known) = known else {
        let help = Help::new("edit", title);
        return Some(finding.help(match dockerfile.with_default(name) {
            Some(argument) => help.paste(format!("ARG {argument}")),
            None => help,
        }));
    };
    let first = dockerfile.stages.first().and_then(|stage| dockerfile.script.instructions.get(stage.from))?;
    let edit = Edit::insert(first.span().start, format!("ARG {}{}", known.text, dockerfile.line_break()));
    // Without a default, somebody has to give a value with each build.
    let safety = if known.has_default() { Safety::Safe } else { Safety::Offered };
    Some(
        finding
            .related(known.span, "this one counts in its stage only")
            .help(Help::new("edit", title.as_str()))
            .fix(Fix::new(title, safety, vec![edit])),
    )
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "an argument of another stage",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build
ARG TAG=ltsc2022
RUN dir
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 1: no ARG before the first FROM declares TAG, which is empty here
COPY --from=build /web.exe /
",
    )
    .fixed(
        "\
ARG TAG=ltsc2022
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build
ARG TAG=ltsc2022
RUN dir
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
COPY --from=build /web.exe /
",
    ),
    Example::new(
        "an argument of which nobody has said anything",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:$TAG
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: stage 0: no ARG before the first FROM declares TAG, which is empty here
",
    ),
    Example::new(
        "arguments that count, and a default of its own",
        "Dockerfile",
        "\
ARG TAG
ARG VERSION=ltsc2022
FROM mcr.microsoft.com/windows/nanoserver:${TAG}
FROM mcr.microsoft.com/windows/nanoserver:${VERSION}
FROM mcr.microsoft.com/windows/nanoserver:${OTHER:-ltsc2022}
FROM --platform=windows/$TARGETARCH registry.example/base:$TARGETARCH
",
    ),
];
