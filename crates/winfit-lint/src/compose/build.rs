//! How a service's image is built.

use super::extends::Layers;
use super::filled;
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};
use crate::{Build, Found};

pub(super) fn read(layers: &Layers<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let Some((_, node)) = layers.entry("build") else { return };
    let mut build = Build { span: node.span(), ..Build::default() };
    match node.kind() {
        NodeKind::Scalar => build.context = known_text(node, problems),
        NodeKind::Mapping => {
            let path = path.key("build");
            let mut text = |key| {
                let value = node.get(key)?;
                problems.is(value, path.key(key), NodeKind::Scalar).then(|| known_text(value, problems))?
            };
            build.context = text("context");
            build.dockerfile = text("dockerfile");
            build.target = text("target");
            build.inline = node.get("dockerfile_inline").is_some();
            build.args = node.get("args").map(|args| arguments(args, problems)).unwrap_or_default();
        }
        NodeKind::Null | NodeKind::Sequence => {
            problems.is(node, path.key("build"), NodeKind::Mapping);
            return;
        }
    }
    found.build = Some(build);
}

/// The text, unless it has a variable that nothing tells.
fn known_text(node: Node<'_, '_>, problems: &mut Problems) -> Option<String> {
    let filled = filled(node, problems)?;
    filled.is_known.then_some(filled.text)
}

/// A mapping, or a list of `NAME=VALUE`. Those without a value are taken from the environment.
fn arguments(args: Node<'_, '_>, problems: &mut Problems) -> Vec<(String, String)> {
    if args.kind() == NodeKind::Mapping {
        let entries = args.entries();
        return entries
            .filter_map(|(key, value)| Some((key.text()?.to_owned(), known_text(value, problems)?)))
            .collect();
    }
    args.items()
        .filter_map(|item| {
            let text = known_text(item, problems)?;
            let (name, value) = text.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        })
        .collect()
}
