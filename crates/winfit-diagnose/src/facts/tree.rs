//! Fields by their depth: YAML, JSON with a field per line, and what `kubectl describe` and `docker … --pretty` print are
//! all the same to a reader of indentation.

use super::plain::Plain;

/// A field, or a line that has none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'t> {
    /// The key; empty if the line has none.
    pub(super) key: &'t str,
    /// What stands behind it in its line; the whole line if there is no key.
    pub(super) value: &'t str,
    /// Where the key begins in the text.
    pub(super) at: usize,
}

/// A key with the depth at which it stands.
pub(super) type Level<'t> = (usize, &'t str);

/// The longest key.
const LONGEST: usize = 128;

/// Goes over all lines; tells of each the keys that it is under.
pub(super) fn walk<'t>(plain: &'t Plain<'_>, mut visit: impl FnMut(&[Level<'t>], &Field<'t>)) {
    let mut path: Vec<Level<'t>> = Vec::new();
    for line in plain.lines() {
        let (mut indent, mut text) = (line.indent, line.text);
        while let Some(item) = text.strip_prefix("- ") {
            let body = item.trim_start();
            indent += text.len() - body.len();
            text = body;
        }
        if text.starts_with(['{', '}', '[', ']']) && !text.contains(':') {
            path.retain(|(depth, _)| *depth <= indent);
            continue;
        }
        while path.last().is_some_and(|(depth, _)| *depth >= indent) {
            path.pop();
        }
        let at = line.at + (line.text.len() - text.len());
        match split(text) {
            Some((key, value)) => {
                visit(&path, &Field { key, value, at });
                path.push((indent, key));
            }
            None => visit(&path, &Field { key: "", value: text, at }),
        }
    }
}

/// The key and the value of a line.
fn split(text: &str) -> Option<(&str, &str)> {
    let colon = text.match_indices(':').map(|(at, _)| at).take_while(|at| *at <= LONGEST).find(|at| {
        let behind = text.get(at + 1..).unwrap_or_default();
        behind.is_empty()
            || behind.starts_with(char::is_whitespace)
            || text.get(..*at).is_some_and(|it| it.ends_with('"'))
    })?;
    let key = text.get(..colon)?.trim_end();
    let key = key.trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && !key.contains("  ") && !key.contains(['\t', '{', '"', '=', '[']);
    is_key.then_some(())?;
    let value = text.get(colon + 1..)?.trim();
    let value = value.strip_suffix(',').unwrap_or(value);
    let value = value.trim_matches(['"', '\'']);
    Some((key, if matches!(value, "{" | "[" | "|" | ">" | "|-" | ">-") { "" } else { value }))
}

/// The keys of a path, without the list of objects that they may be in.
pub(super) fn keys<'a, 't>(path: &'a [Level<'t>]) -> &'a [Level<'t>] {
    let behind = path.iter().rposition(|(_, key)| *key == "items").map_or(0, |at| at + 1);
    path.get(behind..).unwrap_or_default()
}

/// Whether a path is these keys.
pub(super) fn is(path: &[Level<'_>], keys: &[&str]) -> bool {
    path.len() == keys.len() && path.iter().zip(keys).all(|((_, key), wanted)| key == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn paths(text: &str) -> Vec<String> {
        let piece = Piece::new(1, text.as_bytes());
        let plain = Plain::new(0, &piece);
        let mut paths = Vec::new();
        walk(&plain, |path, field| {
            if !field.value.is_empty() {
                let mut keys: Vec<_> = path.iter().map(|(_, key)| *key).collect();
                keys.push(field.key);
                paths.push(format!("{}={}", keys.join("/"), field.value));
            }
        });
        paths
    }

    #[test]
    fn yaml_json_and_descriptions_have_the_same_paths() {
        for text in [
            "spec:\n  containers:\n  - image: iis\n    name: web\n  nodeName: n1\n",
            "spec:\n  containers:\n    - image: iis\n      name: web\n  nodeName: n1\n",
            "{\n  \"spec\": {\n    \"containers\": [\n      {\n        \"image\": \"iis\",\n        \"name\": \"web\"\n      }\n    ],\n    \"nodeName\": \"n1\"\n  }\n}\n",
        ] {
            assert_eq!(
                paths(text),
                ["spec/containers/image=iis", "spec/containers/name=web", "spec/nodeName=n1"],
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_without_a_key_belongs_to_the_keys_above_it() {
        assert_eq!(
            paths(
                "Node-Selectors:  a=b\n                 c=d\nEvents:\n  Warning  Failed  1s  kubelet  Error: no\n"
            ),
            ["Node-Selectors=a=b", "Node-Selectors/=c=d", "Events/=Warning  Failed  1s  kubelet  Error: no"]
        );
    }
}
