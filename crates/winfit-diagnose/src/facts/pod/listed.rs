//! `kubectl get pods`, with `-o wide` the nodes, and `crictl pods`.

use super::super::plain::Plain;
use super::super::table::{Row, Table};
use super::{Pods, Told};

/// Adds the pods that a text lists.
pub(super) fn read(plain: &Plain<'_>, pods: &mut Pods) {
    let mut table: Option<Table> = None;
    for line in plain.lines() {
        if let Some(titles) = Table::titles(&line) {
            let is_pods = titles.has("NAME") && titles.has("READY") && titles.has("RESTARTS");
            let is_sandboxes = titles.has("POD ID") && titles.has("NAME") && titles.has("NAMESPACE");
            table = (is_pods || is_sandboxes).then_some(titles);
            continue;
        }
        let Some(row) = table.as_ref().map(|table| table.row(&line)).filter(Row::is_whole) else {
            continue;
        };
        let text = |title| row.cell(title).map(|cell| cell.text);
        let is_pod = text("READY").map_or_else(|| text("POD ID").is_some_and(is_id), is_ready);
        let Some(name) = row.cell("NAME").filter(|_| is_pod) else { continue };
        let told = Told {
            name: name.text.strip_prefix("pod/").unwrap_or(name.text),
            namespace: text("NAMESPACE"),
            node: text("NODE"),
            ..Told::default()
        };
        pods.add(&told, plain, name.at);
    }
}

/// `0/1`.
fn is_ready(text: &str) -> bool {
    let is_count = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    text.split_once('/').is_some_and(|(ready, all)| is_count(ready) && is_count(all))
}

fn is_id(text: &str) -> bool {
    text.len() >= 12 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
