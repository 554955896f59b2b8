//! `winfit matrix` for people: two letters per cell.

use anstyle::Style;

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::Source;
use crate::wire::matrix::{self, Body, Cell, Row, Support};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let mut footnotes = Vec::new();
        let mut sources: Vec<&Source> = Vec::new();
        for table in &self.tables {
            print(page, table, &mut footnotes);
            if let Some(source) = table.source.as_ref().filter(|source| !sources.contains(source)) {
                sources.push(source);
            }
        }
        page.gap();
        page.paragraph(
            "P runs in process isolation, H in Hyper-V isolation; p and h as a preview; - does not run; . is not \
             printed. Rows are hosts, columns the images' releases: 2022 is ltsc2022, 1709 is sac1709. Cells are for host \
             and image of the same update; Windows Server 2016 needs the same revision, too.",
        );
        for (index, footnote) in footnotes.iter().enumerate() {
            page.item(&format!("[{}]", index + 1), footnote);
        }
        for source in sources {
            page.item("-", &format!("{}: {}", source.id, source.title));
            page.copyable(&source.url);
        }
    }
}

fn print(page: &mut Page, table: &matrix::Table, footnotes: &mut Vec<String>) {
    let hosts = if table.hosts == "server" { "server" } else { "client" };
    let title = if table.origin == "printed" {
        format!("The {} edition's table of {hosts} hosts, as printed", table.edition)
    } else {
        format!("All releases known: {hosts} hosts, by the rules of the {} edition", table.edition)
    };
    page.heading(&title);
    if let Some(source) = &table.source {
        page.paragraph(&format!("source: {}, read {}", source.id, source.read));
    }
    let heads = std::iter::once("host".to_owned()).chain(table.images.iter().map(|image| label(&image.id)));
    let mut grid = Table::in_groups(heads.collect());
    for row in &table.rows {
        let cells = table.images.iter().map(|image| {
            let cell = row.cells.iter().find(|cell| cell.image == image.id);
            cell.map_or_else(|| Field::new(".", style::QUIET), |cell| field(row, cell, footnotes))
        });
        let cells: Vec<Field> = cells.collect();
        grid.row(std::iter::once(row_head(row)).chain(cells).collect());
    }
    page.table(&grid);
    for image in table.images.iter().filter(|image| image.build.is_none()) {
        page.paragraph(&format!("{} was printed and never existed.", label(&image.id)));
    }
}

/// A column is as wide as a cell: `ltsc2022` is 2022, `sac20h2` 20H2.
fn label(id: &str) -> String {
    let short = ["ltsc", "sac", "ac"].iter().find_map(|prefix| id.strip_prefix(prefix)).unwrap_or(id);
    short.to_ascii_uppercase()
}

fn row_head(row: &Row) -> Field {
    row.id.as_str().into()
}

fn field(row: &Row, cell: &Cell, footnotes: &mut Vec<String>) -> Field {
    let letters = letters(cell.support);
    let Some(rules) = cell.by_rules else { return Field::new(letters, style_of(cell.support)) };
    footnotes.push(format!(
        "{} with {}: the document prints {letters}, and its rules give {}",
        row.id,
        cell.image,
        self::letters(rules)
    ));
    Field::new(format!("{letters}[{}]", footnotes.len()), style::DOUBTFUL)
}

fn letters(support: Support) -> String {
    let letter = |word: &str, letter: char| match word {
        "yes" => letter,
        "preview" => letter.to_ascii_lowercase(),
        _ => '-',
    };
    [letter(support.process, 'P'), letter(support.hyperv, 'H')].iter().collect()
}

fn style_of(support: Support) -> Style {
    match (support.process, support.hyperv) {
        ("yes", _) => style::GOOD,
        ("no", "no") => style::QUIET,
        _ => style::DOUBTFUL,
    }
}
