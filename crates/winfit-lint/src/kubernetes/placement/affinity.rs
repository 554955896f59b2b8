//! Required node affinity.

use winfit_compat::Os;
use winfit_fleet::placement::{NodeSelectorTerm, Operator, Requirement};

use super::{BUILD_LABELS, os_of_term};
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};
use crate::{Found, HintReason, Place, PlaceKind, WindowsHint};

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

pub(super) fn read(spec: Node<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let Some(affinity) = problems.mapping(spec, path, "affinity") else { return };
    let path = path.key("affinity");
    let Some(affinity) = problems.mapping(affinity, path, "nodeAffinity") else { return };
    let path = path.key("nodeAffinity");
    let Some(required) = problems.mapping(affinity, path, REQUIRED) else { return };
    let path = path.key(REQUIRED);
    if let Some((key, value)) = affinity.entry(REQUIRED) {
        let kind = PlaceKind::NodeAffinity;
        found.places.push(Place { kind, key: key.span(), value: value.span() });
    }
    let Some(terms) = problems.list(required, path, "nodeSelectorTerms") else { return };
    let path = path.key("nodeSelectorTerms");
    for (index, node) in terms.items().enumerate() {
        let path = path.index(index);
        if !problems.is(node, path, NodeKind::Mapping) {
            continue;
        }
        let term = NodeSelectorTerm {
            expressions: requirements(node, path, "matchExpressions", problems),
            fields: requirements(node, path, "matchFields", problems),
        };
        let names_build = term.expressions.iter().any(|it| BUILD_LABELS.contains(&it.key.as_str()));
        if names_build || os_of_term(&term) == Some(Os::Windows) {
            let hint = WindowsHint { reason: HintReason::NodeSelector, span: node.span() };
            found.windows_hints.push(hint);
        }
        found.workload.placement.affinity.push(term);
    }
}

fn requirements(
    term: Node<'_, '_>,
    path: Path<'_>,
    key: &'static str,
    problems: &mut Problems,
) -> Vec<Requirement> {
    let Some(list) = problems.list(term, path, key) else { return Vec::new() };
    let path = path.key(key);
    list.items()
        .enumerate()
        .filter_map(|(index, item)| requirement(item, path.index(index), problems))
        .collect()
}

fn requirement(item: Node<'_, '_>, path: Path<'_>, problems: &mut Problems) -> Option<Requirement> {
    if !problems.is(item, path, NodeKind::Mapping) {
        return None;
    }
    let Some(key) = problems.text(item, path, "key") else {
        problems.missing(path.key("key"), item);
        return None;
    };
    let Some(name) = problems.text(item, path, "operator") else {
        problems.missing(path.key("operator"), item);
        return None;
    };
    let operator = match name {
        "In" => Operator::In,
        "NotIn" => Operator::NotIn,
        "Exists" => Operator::Exists,
        "DoesNotExist" => Operator::DoesNotExist,
        "Gt" => Operator::Gt,
        "Lt" => Operator::Lt,
        other => {
            let expected = "In, NotIn, Exists, DoesNotExist, Gt or Lt";
            problems.unknown_word(path.key("operator"), item.get("operator")?, other, expected);
            return None;
        }
    };
    let values = problems.list(item, path, "values");
    let values = values.into_iter().flat_map(Node::items).filter_map(Node::text).map(str::to_owned);
    Some(Requirement { key: key.to_owned(), operator, values: values.collect() })
}
