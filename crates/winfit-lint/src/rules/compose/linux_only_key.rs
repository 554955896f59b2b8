//! Keys of a service that Docker on Windows refuses or ignores.

mod examples;

use winfit_compat::catalog::{EngineKey, KeyEffect, KeyFile};

use crate::lint::{Compose, KeyUse, Runner, Written};
use crate::rule::{Asks, Preset, Rule};
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
    examples: examples::EXAMPLES,
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
