//! Tables of columns under titles in capitals, as `docker ps`, `docker service ls` and `kubectl get` print them.
//!
//! Pasting tears columns apart: a title was made narrower than its cells, or the terminal's marks moved them. Cells that
//! stand under their titles belong to those; else they are counted from the left.

use super::plain::Line;

/// The titles of the table that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    titles: Vec<Title>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Title {
    column: usize,
    text: String,
}

/// A cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// Where it begins in the text.
    pub(super) at: usize,
    /// In characters from the start of its line.
    column: usize,
}

/// A row, with its cells under the titles.
#[derive(Debug)]
pub(super) struct Row<'a, 't> {
    table: &'a Table,
    cells: Vec<Cell<'t>>,
    is_aligned: bool,
}

/// More cells than any program prints.
const MOST_CELLS: usize = 32;

impl Table {
    /// The titles that a line consists of.
    pub(super) fn titles(line: &Line<'_>) -> Option<Self> {
        let cells = cells(line);
        let is_title = |cell: &Cell<'_>| {
            cell.text.bytes().all(|b| b.is_ascii_uppercase() || b" -()/".contains(&b))
                && cell.text.starts_with(|c: char| c.is_ascii_uppercase())
        };
        let is_table = cells.len() >= 3 && cells.iter().all(is_title);
        let title = |cell: &Cell<'_>| Title { column: cell.column, text: cell.text.to_owned() };
        is_table.then(|| Self { titles: cells.iter().map(title).collect() })
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, title: &str) -> bool {
        self.titles.iter().any(|it| it.text == title)
    }

    /// A line of the table.
    pub(super) fn row<'a, 't>(&'a self, line: &Line<'t>) -> Row<'a, 't> {
        let cells = cells(line);
        // The tasks of Swarm that came before another are set back by a space.
        let is_below = |cell: &Cell<'_>| {
            self.titles.iter().any(|it| it.column == cell.column || it.column + 1 == cell.column)
        };
        let is_aligned = cells.iter().all(is_below);
        Row { table: self, cells, is_aligned }
    }
}

impl<'t> Row<'_, 't> {
    /// Whether the line can be a row at all: it has several cells.
    pub(super) fn is_whole(&self) -> bool {
        self.cells.len() >= 3
    }

    /// The cell under a title.
    pub(super) fn cell(&self, title: &str) -> Option<Cell<'t>> {
        let index = self.table.titles.iter().position(|it| it.text == title)?;
        if !self.is_aligned {
            return self.cells.get(index).copied();
        }
        let column = self.table.titles.get(index)?.column;
        self.cells.iter().find(|cell| cell.column == column || cell.column == column + 1).copied()
    }
}

/// What two spaces or a tab part.
fn cells<'t>(line: &Line<'t>) -> Vec<Cell<'t>> {
    let mut cells = Vec::new();
    let mut rest = line.text;
    let (mut at, mut column) = (line.at, line.indent);
    while !rest.is_empty() && cells.len() < MOST_CELLS {
        let end = [rest.find("  "), rest.find('\t')].into_iter().flatten().min().unwrap_or(rest.len());
        let (text, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        cells.push(Cell { text, at, column });
        let next = behind.trim_start();
        let gap = behind.len() - next.len();
        column += text.chars().count() + behind.get(..gap).unwrap_or_default().chars().count();
        at += text.len() + gap;
        rest = next;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(titles: &str, row: &str, title: &str) -> Option<String> {
        let line = |text| Line { index: 0, at: 0, indent: 0, text };
        let table = Table::titles(&line(titles))?;
        table.row(&line(row)).cell(title).map(|cell| cell.text.to_owned())
    }

    #[test]
    fn an_empty_cell_takes_nothing_from_its_neighbours() {
        let titles = "CONTAINER ID   IMAGE   PORTS     NAMES";
        assert_eq!(cell(titles, "0123456789ab   iis               web", "NAMES"), Some("web".to_owned()));
        assert_eq!(cell(titles, "0123456789ab   iis               web", "PORTS"), None);
    }

    #[test]
    fn cells_that_moved_are_counted() {
        let titles = "ID     NAME     IMAGE                      NODE";
        assert_eq!(cell(titles, "abc     \\_ web.1   iis   WIN-1", "NODE"), Some("WIN-1".to_owned()));
        assert_eq!(cell(titles, "abc\tweb.1\tiis\tWIN-1", "NODE"), Some("WIN-1".to_owned()));
    }

    #[test]
    fn sentences_are_no_titles() {
        for text in ["NAME", "NAME  IMAGE", "NAME  IMAGE  Node", "  ", "A  B  3"] {
            assert_eq!(Table::titles(&Line { index: 0, at: 0, indent: 0, text }), None, "{text}");
        }
    }
}
