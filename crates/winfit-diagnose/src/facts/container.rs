//! Ids of containers: 64 digits behind the words that announce them or alone in a line, and the first 12 of them in tables.

use super::plain::Plain;
use super::scan::{before, char_at, char_before, hex_digits, is_hex, is_quote};
use super::table::Table;
use super::told::Said;
use super::{Facts, scan};

/// The last words before an id, in lower case.
const BEFORE: [&str; 10] = [
    "createcomputesystem",
    "container",
    "container id",
    "containerid",
    "sandbox",
    "startcontainer for",
    "containerd",
    "docker",
    "task",
    "createcontainer",
];

/// How many digits a whole id has.
const WHOLE: usize = 64;

/// How many digits a short id has.
const SHORT: usize = 12;

/// Adds the containers of a text.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    let mut said = Said::nothing();
    for line in plain.lines() {
        let mut at = line.at;
        let end = line.at + line.text.len();
        while at < end {
            let length = hex_digits(scan::from(plain.text(), at, end - at));
            if length >= WHOLE {
                let id = plain.text().get(at..at + length).unwrap_or_default();
                if is_hex(id, WHOLE) && is_announced(plain, at, line.text.len() == WHOLE) {
                    said.add(at, id.to_owned());
                }
            }
            at += length.max(1);
            while !plain.text().is_char_boundary(at) {
                at += 1;
            }
        }
    }
    read_tables(plain, &mut said);
    said.tell(plain, &mut facts.containers);
    // The short form of an id that is told as a whole says nothing more.
    let whole: Vec<String> =
        facts.containers.iter().filter(|it| it.value.len() == WHOLE).map(|it| it.value.clone()).collect();
    facts
        .containers
        .retain(|it| it.value.len() == WHOLE || !whole.iter().any(|id| id.starts_with(&it.value)));
}

fn is_announced(plain: &Plain<'_>, at: usize, is_alone: bool) -> bool {
    if char_before(plain.text(), at).is_some_and(char::is_alphanumeric) {
        return false;
    }
    let head = before(plain.lower(), at, 40);
    let head =
        head.trim_end_matches(|c: char| is_quote(c) || c.is_whitespace() || matches!(c, ':' | '=' | '/'));
    let is_word = |words: &str| {
        let rest = head.strip_suffix(words);
        rest.is_some_and(|rest| !char_before(rest, rest.len()).is_some_and(char::is_alphanumeric))
    };
    is_alone || BEFORE.iter().any(|words| is_word(words))
}

fn read_tables(plain: &Plain<'_>, said: &mut Said<String>) {
    let mut column: Option<(Table, &str)> = None;
    for line in plain.lines() {
        if let Some(titles) = Table::titles(&line) {
            let column_of = ["CONTAINER ID", "CONTAINER"].into_iter().find(|title| titles.has(title));
            column = column_of.map(|title| (titles, title));
            continue;
        }
        let cell = column.as_ref().and_then(|(table, title)| table.row(&line).cell(title));
        let Some(cell) = cell else { continue };
        // crictl prints one digit more.
        let is_id = is_hex(cell.text, SHORT) || is_hex(cell.text, SHORT + 1) || is_hex(cell.text, WHOLE);
        if is_id && char_at(cell.text, 0).is_some() {
            said.add(cell.at, cell.text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    const ID: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn containers(text: &str) -> Vec<String> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.containers.into_iter().map(|it| it.value).collect()
    }

    #[test]
    fn a_whole_id_is_read_behind_what_announces_it() {
        for text in [
            format!("hcsshim::CreateComputeSystem {ID}: The container"),
            format!("container {ID} encountered an error"),
            format!("    Container ID:   docker://{ID}"),
            format!("failed to set up sandbox container \"{ID}\" network"),
            format!("StartContainer for \\\"{ID}\\\" failed"),
            format!("docker run -d iis\n{ID}\n"),
        ] {
            assert_eq!(containers(&text), [ID], "{text}");
        }
    }

    #[test]
    fn digests_and_layers_are_no_containers() {
        for text in [
            format!("iis@sha256:{ID}"),
            format!("\"Path\":\"C:\\\\ProgramData\\\\docker\\\\windowsfilter\\\\{ID}\""),
            format!("container {ID}0"),
            format!("container x{ID}"),
            "container 0123456789ab".to_owned(),
        ] {
            assert!(containers(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn short_ids_are_read_in_their_column_alone() {
        let text = "CONTAINER ID   IMAGE          COMMAND\n0123456789ab   fedcba987654   \"cmd\"\n\nfedcba987654 pulled\n";
        assert_eq!(containers(text), ["0123456789ab"]);
        assert_eq!(containers(&format!("{text}\ncontainer {ID} exited")), [ID]);
    }
}
