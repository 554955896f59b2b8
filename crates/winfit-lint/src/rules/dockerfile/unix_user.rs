//! A user of Linux in a stage for Windows.

use crate::dockerfile::Keyword;
use crate::lint::{Dockerfile, Step, excerpt};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unix-user",
    title: "Windows has no user of this name",
    statement: "Windows has no numeric users, no groups behind a colon and no root: the text of USER is taken for the name of \
                an account, and the next step or the container fails with \"The user name or password is incorrect\" (0x52e). \
                Each Windows image has ContainerAdministrator and ContainerUser; others have to be created first, with \
                net user.",
    since: "always",
    sources: &["dockerfile-reference", "github-for-win-636"],
    severity: Severity::Error,
    confidence: Confidence::Likely,
    fix: Some(Safety::Unsafe),
    preset: Preset::On,
    asks: Asks::Dockerfile(find),
    examples: EXAMPLES,
};

fn find(dockerfile: &Dockerfile<'_>, findings: &mut Vec<Finding>) {
    let is_user = |step: &Step<'_>| step.is_likely() && step.is_any(&[Keyword::User]);
    let runs = |step: &Step<'_>, name: &str| {
        step.is_any(&[Keyword::Run]) && step.instruction.line.text().contains(name)
    };
    // Those that no step makes.
    let mut strange = OF_DISTRIBUTIONS.to_vec();
    strange.retain(|name| !dockerfile.steps().any(|step| runs(&step, name)));
    findings.extend(dockerfile.steps().filter(is_user).filter_map(|step| finding(&step, &strange)));
}

fn finding(step: &Step<'_>, strange: &[&str]) -> Option<Finding> {
    let user = step.instruction.arguments();
    let account = account(user.text).or_else(|| {
        let is_strange = step.stage.is_bare && strange.contains(&user.text);
        is_strange.then_some("ContainerUser")
    })?;
    let title = format!("run as {account}");
    let span = step.instruction.source(user.span);
    Some(
        step.finding(&RULE, span, format_args!("Windows has no user {}", excerpt(user.text)))
            .help(Help::new("edit", title.as_str()))
            .help(Help::new("instead", "create an account first").paste("RUN net user web /add"))
            .fix(Fix::new(title, Safety::Unsafe, vec![Edit::replace(span, account)])),
    )
}

/// Accounts that Linux distributions have by themselves.
const OF_DISTRIBUTIONS: [&str; 2] = ["nobody", "www-data"];

/// The account of Windows that comes nearest to a user of Linux.
fn account(user: &str) -> Option<&'static str> {
    if user.contains(['$', '\\', '"', '%', '{']) {
        return None;
    }
    let (name, group) = user.split_once(':').map_or((user, None), |(name, group)| (name, Some(group)));
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    match (name, group) {
        ("root" | "0", _) => Some("ContainerAdministrator"),
        (_, Some(_)) => Some("ContainerUser"),
        _ if is_number => Some("ContainerUser"),
        _ => None,
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "users by their numbers, and root",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
USER root
#    ^^^^ error: stage 0: Windows has no user root
RUN mkdir C:\\app
USER 1000:1000
#    ^^^^^^^^^ error: stage 0: Windows has no user 1000:1000
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
USER ContainerAdministrator
RUN mkdir C:\\app
USER ContainerUser
",
    ),
    Example::new(
        "an account that distributions have",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
USER nobody
#    ^^^^^^ error: stage 0: Windows has no user nobody
",
    )
    .fixed(
        "\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
USER ContainerUser
",
    ),
    Example::new(
        "one that a step makes",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN net user nobody /add
USER nobody
",
    ),
    Example::new(
        "accounts of Windows",
        "Dockerfile",
        "\
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ARG ACCOUNT=ContainerUser
USER ContainerAdministrator
RUN net user web /add
USER web
USER $ACCOUNT
",
    ),
    Example::new(
        "a stage for Linux in a file for both",
        "Dockerfile",
        "\
FROM --platform=linux/amd64 alpine AS build
USER 1000
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY --from=build /a /
",
    ),
];
