//! The stretches of a text that a fix changes, line by line.

use winfit_lint::{Document, Edit, Fix, Span, apply};

use super::super::line_feeds;

/// Stretches of more bytes are not compared: nobody reads them, and each finding would cost as much.
const MOST_BYTES: usize = 8192;

/// Characters of a line that are looked at.
const MOST_CHARACTERS: usize = 1000;

/// Lines that give way to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// Number of the first line that goes; where none goes, of the line before which others come.
    pub(super) first: usize,
    pub(super) removed: Vec<String>,
    pub(super) added: Vec<String>,
}

/// The hunks of a fix, by place; `None` if one of them is too long to be shown.
pub(super) fn hunks(document: &Document, fix: &Fix) -> Option<Vec<Hunk>> {
    let source = &document.source;
    let mut stretches: Vec<(usize, usize, Vec<&Edit>)> = Vec::new();
    for edit in &fix.edits {
        let (first, last) = (source.position(edit.span.start).line, source.position(edit.span.end).line);
        match stretches.last_mut() {
            Some((_, until, edits)) if first <= *until => {
                *until = last.max(*until);
                edits.push(edit);
            }
            _ => stretches.push((first, last, vec![edit])),
        }
    }
    stretches.into_iter().map(|(first, last, edits)| hunk(document, first, last, &edits)).collect()
}

/// The hunk of edits on these lines.
fn hunk(document: &Document, first: usize, last: usize, edits: &[&Edit]) -> Option<Hunk> {
    let source = &document.source;
    let start = source.line_span(first)?.start;
    let end = source.line_span(last + 1).map_or(source.text().len(), |next| next.start);
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    if (end - start).saturating_add(added) > MOST_BYTES {
        return None;
    }
    let before = source.slice(Span::new(start, end));
    let moved = |edit: &&Edit| {
        let span = Span::new(edit.span.start.checked_sub(start)?, edit.span.end.checked_sub(start)?);
        Some(Edit { span, text: edit.text.clone() })
    };
    let after = apply(before, &edits.iter().map(moved).collect::<Option<Vec<_>>>()?)?;
    let (before, after) = (line_feeds(before), line_feeds(&after));
    Some(Hunk::between(first, &before.lines().collect::<Vec<_>>(), &after.lines().collect::<Vec<_>>()))
}

impl Hunk {
    /// What differs between lines before and after, of which the first has this number.
    fn between(number: usize, before: &[&str], after: &[&str]) -> Self {
        let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let (before, after) = (before.get(head..).unwrap_or_default(), after.get(head..).unwrap_or_default());
        let tail =
            before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
        let kept = |lines: &[&str]| {
            let kept = lines.len() - tail;
            lines.iter().take(kept).map(|line| shown(line)).collect()
        };
        Self { first: number + head, removed: kept(before), added: kept(after) }
    }
}

/// As much of a line as anybody looks at, with spaces for tabs.
pub(super) fn shown(line: &str) -> String {
    let end = line.char_indices().nth(MOST_CHARACTERS).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or_default().replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use winfit_lint::{Safety, read_document};

    use super::*;

    fn lines(text: &str) -> Vec<String> {
        line_feeds(text).lines().map(shown).collect()
    }

    /// The nearest place between characters.
    fn boundary(text: &str, at: usize) -> usize {
        (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap()
    }

    proptest! {
        #[test]
        fn putting_the_lines_of_all_hunks_in_place_gives_the_lines_of_the_fixed_text(
            text in "[aé\t\n]{0,30}",
            edits in proptest::collection::vec((0_usize..50, 0_usize..8, "[xé\n]{0,4}"), 1..5),
            line_break in "\n|\r\n|\r",
        ) {
            let text = text.replace('\n', &line_break);
            let edit = |(start, length, with): (usize, usize, String)| {
                let span = Span::new(boundary(&text, start), boundary(&text, start + length));
                Edit::replace(span, with.replace('\n', &line_break))
            };
            let Some(fix) = Fix::new("x", Safety::Safe, edits.into_iter().map(edit).collect()) else {
                return Ok(());
            };
            let document = read_document("notes.txt", text.clone().into()).unwrap();
            let mut fixed = lines(&text);
            for hunk in hunks(&document, &fix).unwrap().into_iter().rev() {
                let place = hunk.first - 1..hunk.first - 1 + hunk.removed.len();
                let removed: Vec<_> = fixed.splice(place, hunk.added).collect();
                prop_assert_eq!(removed, hunk.removed);
            }
            prop_assert_eq!(fixed, lines(&apply(&text, &fix.edits).unwrap()));
        }
    }
}
