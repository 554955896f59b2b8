//! Keys of a service that Docker on Windows refuses or ignores.

use winfit_compat::catalog::{EngineKey, KeyEffect, KeyFile};

use crate::lint::{Compose, KeyUse, Runner, Written};
use crate::rule::{Asks, Example, Preset, Rule};
use crate::{Confidence, Edit, Finding, Fix, Safety, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "linux-only-key",
    title: "Docker on Windows refuses or ignores the key",
    statement: "Compose files know many keys that only Linux can fulfil. On Windows the engine refuses some of them when the \
                container is created: privileged, read_only, ulimits, network_mode: host. Others it ignores without a word, \
                which is worse where somebody relies on them: sysctls, tmpfs, shm_size, pid. The catalogue has the list \
                (engine-keys.csv) with what the engine says. Take the key out, or write what Windows has instead. The fix takes \
                out what is ignored, which changes nothing; what is refused it takes out only with --unsafe-fixes, because the \
                service then starts without what was asked for.",
    since: "always",
    sources: &["moby", "docker-compose", "docker-compose-file"],
    severity: Severity::Error,
    confidence: Confidence::Certain,
    fix: Some(Safety::Safe),
    preset: Preset::On,
    asks: Asks::Compose(find),
    examples: EXAMPLES,
};

/// Of these, the part that is refused goes, rather than the whole.
const PORTS: &str = "ports";

fn find(compose: &Compose<'_, '_>, findings: &mut Vec<Finding>) {
    let (runner, is_told) = compose.runner();
    for row in compose.subject.check.catalog.engine_keys_of(KeyFile::Compose) {
        let Some(effect) = effect(row, runner) else { continue };
        // What both make of it needs no knowledge of who runs it.
        let is_certain = is_told || row.engine == row.swarm;
        let certain = compose.subject.is_certainly_for_windows() && is_certain;
        let confidence = if certain { RULE.confidence } else { Confidence::Likely };
        let written = compose.service.written(&row.path);
        for uses in written.chunk_by(|one, other| one.layer.name.span() == other.layer.name.span()) {
            let findings_of = uses_of(row, effect, uses).into_iter();
            findings.extend(findings_of.map(|(it, first)| finding(compose, &it, &first).sure(confidence)));
        }
    }
}

const fn effect(row: &EngineKey, runner: Runner) -> Option<KeyEffect> {
    match runner {
        Runner::Engine => row.engine,
        Runner::Swarm => row.swarm,
    }
}

/// What a service says of a row, each with where that comes from.
fn uses_of<'a, 't>(
    row: &'a EngineKey,
    effect: KeyEffect,
    written: &[Written<'a, 't>],
) -> Vec<(KeyUse<'a, 't>, Written<'a, 't>)> {
    let Some(first) = written.first().copied() else { return Vec::new() };
    let uses = KeyUse::all(row, effect, first.layer.node, written.iter().map(|it| it.met));
    let is_apart = uses.first().is_some_and(|it| it.key() == PORTS);
    let uses = if is_apart { uses } else { KeyUse::joined(uses) };
    uses.into_iter().map(|it| (it, first)).collect()
}

fn finding(compose: &Compose<'_, '_>, it: &KeyUse<'_, '_>, written: &Written<'_, '_>) -> Finding {
    let becomes = match it.effect {
        KeyEffect::Refused => "the engine refuses it on Windows",
        KeyEffect::Ignored => "Windows ignores it",
    };
    let message = format!("{}: {becomes}", it.written());
    let finding = compose.subject.finding(&RULE, it.span(), message);
    let fix = if written.is_own { fix(compose, it) } else { None };
    it.told(compose.told_of_origin(finding, written), fix)
}

fn fix(compose: &Compose<'_, '_>, it: &KeyUse<'_, '_>) -> Option<Fix> {
    let editor = compose.editor();
    let is_safe = it.effect == KeyEffect::Ignored && compose.subject.is_certainly_for_windows();
    let safety = if is_safe { Safety::Safe } else { Safety::Unsafe };
    match it.met.value.text().filter(|_| it.key() == PORTS && it.met.key.is_none()) {
        Some(port) => {
            let edits: Vec<Edit> = editor.set(it.met.value, without_address(port)?)?;
            Fix::new("publish it without the address", Safety::Unsafe, edits)
        }
        None => Fix::new(format!("remove {}", it.written()), safety, it.removal(&editor)?),
    }
}

/// `127.0.0.1:8080:80` as `8080:80`; a port of the host's choice as `80`.
fn without_address(port: &str) -> Option<&str> {
    let behind = match port.strip_prefix('[') {
        Some(inside) => inside.split_once("]:")?.1,
        None => port.split_once(':')?.1,
    };
    Some(behind.strip_prefix(':').unwrap_or(behind))
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "keys that are refused",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: process
    privileged: true
#   ^^^^^^^^^^ error: service web: privileged: the engine refuses it on Windows
    deploy:
      resources:
        limits:
          memory: 2G
          pids: 100
#         ^^^^ error: service web: deploy.resources.limits.pids: the engine refuses it on Windows
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: process
    deploy:
      resources:
        limits:
          memory: 2G
",
    ),
    Example::new(
        "keys that are ignored",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    init: true
#   ^^^^ warning: service web: init: Windows ignores it
    sysctls:
#   ^^^^^^^ warning: service web: sysctls: Windows ignores it
      net.core.somaxconn: 1024
    tmpfs: [/run]
#   ^^^^^ warning: service web: tmpfs: Windows ignores it
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "lists of which all or some items are for Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    cap_add:
#   ^^^^^^^ error: service web: cap_add: the engine refuses it on Windows
      - NET_ADMIN
      - SYS_TIME
    security_opt:
      - credentialspec=file://web.json
      - label=disable
#       ^^^^^^^^^^^^^ error: service web: security_opt \"label=disable\": the engine refuses it on Windows
    volumes:
      - type: volume
        source: data
        target: C:\\data
      - type: tmpfs
#             ^^^^^ error: service web: volumes[1].type \"tmpfs\": the engine refuses it on Windows
        target: C:\\temp
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    security_opt:
      - credentialspec=file://web.json
    volumes:
      - type: volume
        source: data
        target: C:\\data
",
    ),
    Example::new(
        "ports of one address, in both ways to write them",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    ports:
      - 127.0.0.1:8080:80
#       ^^^^^^^^^^^^^^^^^ error: service web: ports \"127.0.0.1:8080:80\": the engine refuses it on Windows
      - {target: 443, published: 8443, host_ip: 127.0.0.1}
#                                      ^^^^^^^ error: service web: ports[1].host_ip: the engine refuses it on Windows
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    ports:
      - 8080:80
      - {target: 443, published: 8443}
",
    ),
    Example::new(
        "a key of a service that is extended, which others may want",
        "compose.yaml",
        "\
services:
  base:
    image: registry.example/base:1
    network_mode: host
#                 ^^^^ error: service web: network_mode \"host\": the engine refuses it on Windows
  web:
    extends: base
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a key in what services share",
        "compose.yaml",
        "\
x-common: &common
  stop_signal: SIGUSR1
#              ^^^^^^^ error: service web: stop_signal \"SIGUSR1\": the engine refuses it on Windows
services:
  web:
    <<: *common
    image: mcr.microsoft.com/windows/servercore:ltsc2022
  cache:
    <<: *common
    image: redis:7
",
    ),
    Example::new("a Swarm, which does not pass on what it does not know", "stack.yaml", SWARM)
        .fleet("orchestrator: swarm\nhosts:\n  - {name: win-1, os-version: 10.0.20348.3091, labels: {}}\n")
        .fixed(
            "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    mem_reservation: 1G
",
        ),
    Example::new(
        "the keys of a service for Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
  cache:
    image: redis:7
    user: root
    privileged: true
    cap_add: [NET_ADMIN]
",
    ),
    Example::new(
        "values that ask for nothing, or for what Windows has",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    user: ContainerAdministrator
    privileged: false
    read_only: false
    cap_add: []
    mem_swappiness: -1
    shm_size: 0
    stop_signal: SIGTERM
    network_mode: nat
    ports: [\"8080:80\", \"443\"]
    devices: [class/5B45201D-F2F2-4F3B-85BB-30FF1F953599]
    security_opt: [credentialspec=file://web.json]
",
    ),
    Example::new(
        "a value of which nothing tells what it is",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    user: ${ACCOUNT}
    network_mode: ${NETWORK:-nat}
",
    ),
];

const SWARM: &str = "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    mem_reservation: 1G
    read_only: true
#   ^^^^^^^^^ warning: service web: read_only: Windows ignores it
";
