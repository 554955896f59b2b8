//! Secrets of Compose, which are files that are mounted.

use crate::lint::{Compose, ComposeFile, Runner};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "secret-file-mount",
    title: "Compose cannot mount secrets and configs into Windows containers",
    statement: "Without a Swarm, Compose hands a secret over as a file that it mounts below /run/secrets, and so it does with a config that is a file. Windows containers \
                mount neither single files nor such paths, and the engine refuses to create the container. In a Swarm secrets \
                work on Windows, too: as links below C:\\ProgramData\\Docker\\secrets. Elsewhere mount a folder with the \
                secrets, or pass them in the environment.",
    since: "always",
    sources: &["docker-compose", "docker-swarm-secrets", "github-docker-docs-25541"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::ComposeFile(find),
    examples: EXAMPLES,
};

fn find(file: &ComposeFile<'_, '_>, findings: &mut Vec<Finding>) {
    for compose in file.services {
        let (Runner::Engine, is_told) = compose.runner() else { continue };
        let is_certain = is_told && compose.subject.is_certainly_for_windows();
        let confidence = if is_certain { RULE.confidence } else { Confidence::Likely };
        findings.extend(secrets(compose).map(|it| it.sure(confidence)));
        findings.extend(configs(file, compose).into_iter().map(|it| it.sure(confidence)));
    }
}

fn secrets(compose: &Compose<'_, '_>) -> Option<Finding> {
    let written = compose.service.listed("secrets").into_iter().next()?;
    let place = written.layer.node.entry("secrets").map_or(written.met.value, |(key, _)| key);
    let message = "secrets are mounted as files, which Windows containers cannot have";
    let finding = compose
        .subject
        .finding(&RULE, place.span(), message)
        .help(Help::new("instead", "mount the folder with the secrets, or pass them in the environment"));
    Some(compose.told_of_origin(finding, &written))
}

/// Those with a file are mounted; what stands in the Compose file is copied.
fn configs(file: &ComposeFile<'_, '_>, compose: &Compose<'_, '_>) -> Vec<Finding> {
    let is_file = |name: &str| file.root.at(&["configs", name, "file"]).is_some();
    let mut found = Vec::new();
    for written in compose.service.listed("configs") {
        let item = written.met.value;
        let Some(name) = item.text().or_else(|| item.get("source")?.text()).filter(|it| is_file(it)) else {
            continue;
        };
        let message = format!(
            "the config \"{}\" is mounted as a file, which Windows containers cannot have",
            name.escape_debug()
        );
        let finding = compose
            .subject
            .finding(&RULE, item.span(), message)
            .help(Help::new("instead", "mount the folder that it is in, or put it into the image"));
        found.push(compose.told_of_origin(finding, &written));
    }
    found
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
        "configs: one that is a file, and one that is written here",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    configs:
      - source: settings
#       ^^^^^^^^^^^^^^^^ error: service web: the config \"settings\" is mounted as a file, which Windows containers cannot have
      - source: inline
        target: C:\\inline.json
configs:
  settings:
    file: ./settings.json
  inline:
    content: '{}'
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
