//! A suppression of something that is not found.

use crate::lint::Suppressions;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::suppression::Named;
use crate::{
    Confidence, Document, DocumentKind, Edit, Finding, Fix, Help, ProblemKind, Safety, Severity, Span,
    Suppression, dockerfile,
};

pub(crate) static RULE: Rule = Rule {
    id: "unused-suppression",
    title: "a suppression accepts nothing",
    statement: "The comment accepts findings of a rule that finds nothing there: what was wrong is cured or has moved. \
                Left standing, it will hide the next one. It is told only of rules that are asked in this run, and of \
                those that go by hosts or by what is in images only where these are known (--nodes, no --offline). The \
                fix takes the name out, or the comment if no other is in it.",
    since: "always",
    sources: &["winfit-suppressing"],
    severity: Severity::Warning,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Suppressions(find),
    examples: EXAMPLES,
};

fn find(suppressions: &Suppressions<'_>, findings: &mut Vec<Finding>) {
    let document = suppressions.document;
    // What is in a template is not found before it is rendered, and what is in a broken part not before it is mended.
    let is_broken =
        |kind: &ProblemKind| matches!(kind, ProblemKind::Syntax(_) | ProblemKind::DockerfileSyntax { .. });
    if !document.skipped.is_empty() || document.problems.iter().any(|problem| is_broken(&problem.kind)) {
        return;
    }
    for (suppression, names) in suppressions.made() {
        let is_unused = |named: &Named| {
            !named.is_used && named.rule.is_some_and(|rule| suppressions.would_be_found(rule))
        };
        let unused: Vec<&Named> = names.iter().filter(|named| is_unused(named)).collect();
        let is_accepted = names.iter().any(|named| named.rule == Some(RULE.id));
        let Some(first) = unused.first().filter(|_| !is_accepted) else { continue };
        let is_all = unused.len() == names.len();
        let span = if is_all { suppression.span } else { first.span };
        let rules: Vec<&str> = unused.iter().filter_map(|named| named.rule).collect();
        let message = format!("nothing to accept: no finding of {}", listed(&rules));
        let title =
            if is_all { "remove the comment".to_owned() } else { format!("remove {}", listed(&rules)) };
        let edits =
            if is_all { without(document, suppression) } else { without_names(document, names, &unused) };
        findings.push(
            suppressions.finding(&RULE, span, message).help(Help::new("edit", &title)).fix(Fix::new(
                title,
                Safety::Safe,
                edits,
            )),
        );
    }
}

/// `a`, `a and b`, `a, b and c`; of many the first three.
fn listed(rules: &[&str]) -> String {
    match rules {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, three, rest @ ..] => format!("{one}, {two}, {three} and {} more", rest.len()),
    }
}

fn without(document: &Document, suppression: &Suppression) -> Vec<Edit> {
    let removal = suppression.removal;
    // The first line that is no directive ends them: without it, others may become some.
    if document.kind == DocumentKind::Dockerfile
        && dockerfile::separates_directives(document.source.text(), removal)
    {
        return Vec::new();
    }
    vec![Edit::remove(removal)]
}

fn without_names(document: &Document, names: &[Named], unused: &[&Named]) -> Vec<Edit> {
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return Vec::new() };
    let is_kept = |named: &&Named| unused.iter().all(|it| it.span != named.span);
    let kept: Vec<&str> = names.iter().filter(is_kept).map(|it| document.source.slice(it.span)).collect();
    vec![Edit::replace(Span::new(first.span.start, last.span.end), kept.join(", "))]
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a comment on a line of its own, and one behind a value",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows # winfit: ignore[host-pid] goes in March
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of host-pid
  # winfit: ignore[host-ipc, host-users] goes in March
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of host-ipc and host-users
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "one of several names",
        "Dockerfile",
        "\
# winfit: ignore[malformed-field, withdrawn-tag] replaced next week
#                ^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of malformed-field
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    )
    .fixed(
        "\
# winfit: ignore[withdrawn-tag] replaced next week
FROM mcr.microsoft.com/windows/nanoserver:latest
",
    ),
    Example::new(
        "a suppression of the file, in a comment that says something else as well",
        "Dockerfile",
        "\
# built nightly # winfit: ignore-file[malformed-field] goes in March
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of malformed-field
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    )
    .fixed(
        "\
# built nightly
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a comment without which the next line would become a directive: the user has to move it",
        "Dockerfile",
        "\
# winfit: ignore[malformed-field] goes in March
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of malformed-field
# escape=\\
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "suppressions that are needed, on the line, above it, and for the file",
        "pod.yaml",
        "\
# winfit: ignore-file[privileged-container] goes in March
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  hostIPC: true # winfit: ignore[host-ipc] goes in March
  # winfit: ignore[host-pid] goes in March

  # It does nothing.
  hostPID: true
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        privileged: true
",
    ),
    Example::new(
        "rules that go by hosts, which are not known in this run",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1 # winfit: ignore[build-mismatch, no-host, termination-grace-period] goes in March
",
    ),
    Example::new(
        "hosts and images that are known",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1 # winfit: ignore[no-host] goes in March
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: nothing to accept: no finding of no-host
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1
",
    )
    .fleet("orchestrator: kubernetes\nhosts: [{name: a, os-version: 10.0.20348.3091}]\n")
    .images(&[("registry.example/web:1", &["10.0.20348.3091"])]),
    Example::new(
        "the comment is wanted for other runs",
        "Dockerfile",
        "\
# winfit: ignore[malformed-field, unused-suppression] needed with the old builder
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
",
    ),
    Example::new(
        "a file that has nothing to do with Windows",
        "Dockerfile",
        "\
# winfit: ignore[malformed-field] goes in March
FROM alpine:3.20
",
    ),
];
