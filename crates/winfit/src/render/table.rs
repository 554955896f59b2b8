//! Tables that fit the page: the last column wraps, or the columns come in groups.

use anstyle::Style;

use super::page::{Page, clean, wrap};
use super::style;

/// A field of a table.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    text: String,
    style: Style,
}

/// A table with a line of headings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<Field>>,
    wraps_last: bool,
}

/// Spaces between columns.
const GAP: usize = 2;

/// The last column wraps only if so many characters are left to it.
const LEAST_WRAPPED: usize = 16;

impl Field {
    /// What would command the terminal takes as many columns as it is shown with.
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: clean(&text.into()), style }
    }

    fn width(&self) -> usize {
        self.text.chars().count()
    }
}

impl<T: Into<String>> From<T> for Field {
    fn from(text: T) -> Self {
        Self::new(text, style::PLAIN)
    }
}

impl Table {
    /// A table whose last column wraps where the page is too narrow.
    pub(crate) fn with_text<const N: usize>(heads: [&str; N]) -> Self {
        Self { heads: heads.map(str::to_owned).to_vec(), rows: Vec::new(), wraps_last: true }
    }

    /// A table whose columns come in groups where the page is too narrow; each group repeats the first column.
    pub(crate) fn in_groups(heads: Vec<String>) -> Self {
        Self { heads, rows: Vec::new(), wraps_last: false }
    }

    pub(crate) fn row(&mut self, fields: Vec<Field>) {
        self.rows.push(fields);
    }

    pub(super) fn print(&self, page: &mut Page) {
        let mut widths: Vec<usize> = self.heads.iter().map(|head| head.chars().count()).collect();
        for row in &self.rows {
            for (width, field) in widths.iter_mut().zip(row) {
                *width = (*width).max(field.width());
            }
        }
        if self.wraps_last {
            self.narrow_last(&mut widths, page.width());
            let all: Vec<usize> = (0..widths.len()).collect();
            self.print_columns(page, &all, &widths);
            return;
        }
        for (index, group) in groups(&widths, page.width()).iter().enumerate() {
            if index > 0 {
                page.gap();
            }
            self.print_columns(page, group, &widths);
        }
    }

    fn narrow_last(&self, widths: &mut [usize], page: usize) {
        let Some((last, others)) = widths.split_last_mut() else { return };
        let taken: usize = others.iter().map(|width| width + GAP).sum();
        *last = (*last).min(page.saturating_sub(taken).max(LEAST_WRAPPED));
    }

    fn print_columns(&self, page: &mut Page, columns: &[usize], widths: &[usize]) {
        let heads: Vec<Field> =
            self.heads.iter().map(|head| Field::new(head.clone(), style::QUIET)).collect();
        for row in std::iter::once(&heads).chain(&self.rows) {
            let mut column_lines: Vec<(usize, Style, Vec<&str>)> = Vec::new();
            for (index, column) in columns.iter().enumerate() {
                let (Some(field), Some(width)) = (row.get(*column), widths.get(*column)) else { continue };
                let is_last = index + 1 == columns.len();
                let lines =
                    if is_last && self.wraps_last { wrap(&field.text, *width) } else { vec![&*field.text] };
                column_lines.push((*width, field.style, lines));
            }
            let height = column_lines.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or_default();
            for line in 0..height {
                print_line(page, &column_lines, line);
            }
        }
    }
}

fn print_line(page: &mut Page, columns: &[(usize, Style, Vec<&str>)], line: usize) {
    for (index, (width, style, lines)) in columns.iter().enumerate() {
        let text = lines.get(line).copied().unwrap_or_default();
        page.styled(text, *style);
        if index + 1 < columns.len() {
            let fill = width.saturating_sub(text.chars().count()) + GAP;
            page.plain(&" ".repeat(fill));
        }
    }
    page.end_line();
}

/// The columns in groups that fit, each led by the first column.
fn groups(widths: &[usize], page: usize) -> Vec<Vec<usize>> {
    let Some(first) = widths.first() else { return Vec::new() };
    let mut groups = Vec::new();
    let (mut group, mut taken) = (vec![0], *first);
    for (column, width) in widths.iter().enumerate().skip(1) {
        if taken + GAP + width > page && group.len() > 1 {
            groups.push(std::mem::replace(&mut group, vec![0]));
            taken = *first;
        }
        group.push(column);
        taken += GAP + width;
    }
    groups.push(group);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(table: &Table, width: usize) -> String {
        let mut page = Page::new(width);
        page.table(table);
        anstream::adapter::strip_str(&page.into_text()).to_string()
    }

    #[test]
    fn the_last_column_wraps_where_the_page_is_narrow() {
        let mut table = Table::with_text(["id", "title"]);
        table.row(vec!["a".into(), "some words about it".into()]);
        assert_eq!(print(&table, 80), "id  title\na   some words about it\n");
        assert_eq!(print(&table, 20), "id  title\na   some words about\n    it\n");
    }

    #[test]
    fn what_is_shown_instead_of_obeyed_keeps_to_its_column() {
        let mut table = Table::with_text(["a", "b"]);
        table.row(vec!["\u{1b}\r".into(), "1".into()]);
        assert_eq!(print(&table, 80), "a         b\n\\u{1b}\\r  1\n");
    }

    #[test]
    fn columns_come_in_groups_where_the_page_is_narrow() {
        let mut table = Table::in_groups(["host", "2016", "2019", "2022"].map(str::to_owned).to_vec());
        table.row(["2022", "a", "b", "c"].map(Field::from).to_vec());
        assert_eq!(print(&table, 22), "host  2016  2019  2022\n2022  a     b     c\n");
        assert_eq!(print(&table, 21), "host  2016  2019\n2022  a     b\n\nhost  2022\n2022  c\n");
    }
}
