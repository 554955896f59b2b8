//! Secrets of Compose, which are files that are mounted.

use crate::lint::{Compose, Runner};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "secret-file-mount",
    title: "Compose cannot mount secrets into Windows containers",
    statement: "Without a Swarm, Compose hands a secret over as a file that it mounts below /run/secrets. Windows containers \
                mount neither single files nor such paths, and the engine refuses to create the container. In a Swarm secrets \
                work on Windows, too: as links below C:\\ProgramData\\Docker\\secrets. Elsewhere mount a folder with the \
                secrets, or pass them in the environment.",
    since: "always",
    sources: &["docker-compose", "docker-swarm-secrets", "github-docker-docs-25541"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::Compose(find),
    examples: EXAMPLES,
};

fn find(compose: &Compose<'_, '_>, findings: &mut Vec<Finding>) {
    let (Runner::Engine, is_told) = compose.runner() else { return };
    let Some(written) = compose.service.listed("secrets").into_iter().next() else { return };
    let is_certain = is_told && compose.subject.is_certainly_for_windows();
    let place = written.layer.node.entry("secrets").map_or(written.met.value, |(key, _)| key);
    let message = "secrets are mounted as files, which Windows containers cannot have";
    let finding = compose
        .subject
        .finding(&RULE, place.span(), message)
        .sure(if is_certain { RULE.confidence } else { Confidence::Likely })
        .help(Help::new("instead", "mount the folder with the secrets, or pass them in the environment"));
    findings.push(compose.told_of_origin(finding, &written));
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "a secret of a service that an engine starts",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    secrets:
#   ^^^^^^^ error: service web: secrets are mounted as files, which Windows containers cannot have
      - certificate
secrets:
  certificate:
    file: ./certificate.pfx
",
    ),
    Example::new(
        "a secret of a Swarm",
        "stack.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    deploy:
      mode: global
    secrets:
      - certificate
secrets:
  certificate:
    external: true
",
    ),
    Example::new(
        "a secret of a service for Linux, and none",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    secrets: []
  cache:
    image: redis:7
    secrets: [certificate]
secrets:
  certificate:
    file: ./certificate.pem
",
    ),
];
