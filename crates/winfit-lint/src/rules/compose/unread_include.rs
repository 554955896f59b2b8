//! A file that is included and is not among those checked.

use crate::compose::{beside, normalized};
use crate::lint::ComposeFile;
use crate::rule::{Asks, Example, Preset, Rule};
use crate::yaml::{Node, NodeKind};
use crate::{Confidence, Finding, Help, Severity};

pub(crate) static RULE: Rule = Rule {
    id: "unread-include",
    title: "a file that is included or extended is not among those checked",
    statement: "winfit reads the files that it is given, and no others: what include and extends bring in from elsewhere was not checked. \
                Name these files as well, or the folder that they are in: each is then checked by itself, which is what Compose \
                makes of them, too.",
    since: "always",
    sources: &["docker-compose-file"],
    severity: Severity::Info,
    confidence: Confidence::Certain,
    fix: None,
    preset: Preset::On,
    asks: Asks::ComposeFile(find),
    examples: EXAMPLES,
};

fn find(file: &ComposeFile<'_, '_>, findings: &mut Vec<Finding>) {
    for path in file.root.get("include").into_iter().flat_map(Node::items).flat_map(paths) {
        let Some(text) = path.text() else { continue };
        let name = beside(file.document.source.name(), text);
        let mut others = file.documents.iter().map(|document| normalized(document.source.name()));
        if !others.any(|other| other == name) {
            let message = format!("the included file \"{}\" was not checked", text.escape_debug());
            findings.push(file.finding(&RULE, path.value_span(), message).help(help()));
        }
    }
}

/// What to do about it.
pub(crate) fn help() -> Help {
    Help::new("check-more", "name it, too, or the folder that it is in")
}

/// The files of an entry: one, or several that are merged.
fn paths<'a, 't>(entry: Node<'a, 't>) -> Vec<Node<'a, 't>> {
    let named = if entry.kind() == NodeKind::Mapping { entry.get("path") } else { Some(entry) };
    match named {
        Some(list) if list.kind() == NodeKind::Sequence => list.items().collect(),
        one => one.into_iter().collect(),
    }
}

const EXAMPLES: &[Example] = &[
    Example::new(
        "files that nobody named, in all ways to write them",
        "compose.yaml",
        "\
include:
  - ../common/compose.yaml
#   ^^^^^^^^^^^^^^^^^^^^^^ info: the included file \"../common/compose.yaml\" was not checked
  - path: [database.yaml, database.override.yaml]
#          ^^^^^^^^^^^^^ info: the included file \"database.yaml\" was not checked
#                         ^^^^^^^^^^^^^^^^^^^^^^ info: the included file \"database.override.yaml\" was not checked
    project_directory: ..
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a file that is checked, here the file itself",
        "compose.yaml",
        "\
include:
  - ./compose.yaml
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a file without services for Windows",
        "compose.yaml",
        "\
include:
  - ../common/compose.yaml
services:
  cache:
    image: redis:7
",
    ),
];
