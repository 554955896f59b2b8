//! Tolerations, with what Kubernetes takes an absent field to mean.

use winfit_fleet::placement::{TaintEffect, Toleration};

use crate::Span;
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};

/// The tolerations of a list. Those that cannot be read are left out: they tolerate nothing.
pub(crate) fn tolerations(
    list: Node<'_, '_>,
    path: Path<'_>,
    problems: &mut Problems,
) -> Vec<(Toleration, Span)> {
    list.items()
        .enumerate()
        .filter_map(|(index, item)| Some((toleration(item, path.index(index), problems)?, item.span())))
        .collect()
}

fn toleration(item: Node<'_, '_>, path: Path<'_>, problems: &mut Problems) -> Option<Toleration> {
    if !problems.is(item, path, NodeKind::Mapping) {
        return None;
    }
    let key = problems.text(item, path, "key").filter(|key| !key.is_empty()).map(str::to_owned);
    let value = problems.text(item, path, "value").unwrap_or_default();
    let value = match problems.text(item, path, "operator").unwrap_or("Equal") {
        "Exists" => None,
        "" | "Equal" => Some(value.to_owned()),
        other => {
            let node = item.get("operator")?;
            problems.unknown_word(path.key("operator"), node, other, "Equal or Exists");
            return None;
        }
    };
    // Without a key, only the operator Exists is allowed.
    if key.is_none() && value.is_some() {
        problems.missing(path.key("key"), item);
        return None;
    }
    let effect = match problems.text(item, path, "effect").unwrap_or_default() {
        "" => None,
        name => {
            let Some(effect) = effect(name) else {
                let node = item.get("effect")?;
                problems.unknown_word(path.key("effect"), node, name, EFFECTS);
                return None;
            };
            Some(effect)
        }
    };
    Some(Toleration { key, value, effect })
}

/// The effects of taints, in words.
pub(crate) const EFFECTS: &str = "NoSchedule, PreferNoSchedule or NoExecute";

/// A taint's effect by its name.
pub(crate) fn effect(name: &str) -> Option<TaintEffect> {
    match name {
        "NoSchedule" => Some(TaintEffect::NoSchedule),
        "PreferNoSchedule" => Some(TaintEffect::PreferNoSchedule),
        "NoExecute" => Some(TaintEffect::NoExecute),
        _ => None,
    }
}

/// Whether this tolerates a taint such as `os=windows`, which marks Windows nodes. One that tolerates everything says
/// nothing about Windows.
pub(super) fn is_for_windows(toleration: &Toleration) -> bool {
    let names_windows = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| text.to_ascii_lowercase().contains("windows"))
    };
    names_windows(&toleration.key) || names_windows(&toleration.value)
}
