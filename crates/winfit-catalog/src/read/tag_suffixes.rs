//! `tag-suffixes.csv`: the suffixes by which the tags of products name the Windows inside, sorted by repository and product.

use super::fields::Fields;
use super::links::Links;
use super::problem::Fault;
use super::report::Report;
use super::table::{self, Row, Table};
use super::{Files, csv_rows, repositories};
use crate::{TagSuffix, Text};

pub(super) const FILE: &str = "tag-suffixes.csv";
const COLUMNS: [&str; 5] = ["repository", "product", "family", "labels", "source"];

pub(super) fn load(layers: &[&Files], report: &mut Report) -> Table<TagSuffix> {
    let label = |[repository, product, family, ..]: [&str; 5]| key(repository, product, family);
    let parse = |input: &table::Input<'_>, report: &mut Report| {
        csv_rows::parse(COLUMNS, input, report, label, convert)
    };
    table::load(layers, FILE, report, parse, |row| Some((row.repository.clone(), row.product.clone())))
}

fn key(repository: &str, product: &str, family: &str) -> String {
    let colon = if product.is_empty() { "" } else { ":" };
    format!("{repository}{colon}{product} {family}")
}

fn convert(
    [repository, product, family, labels, source]: [&str; 5],
    fields: &mut Fields<'_>,
) -> Option<(String, TagSuffix)> {
    let key = key(repository, product, family);
    let repository = fields.repository("repository", repository.to_owned());
    // Some tags are nothing but a suffix.
    let product = match product {
        "" => Some(Text::default()),
        product => fields.tag("product", product.to_owned()),
    };
    let family = fields.word("family", family, &repositories::FAMILIES);
    let labels = fields.filled_words("labels", labels, Fields::tag);
    let source = fields.id("source", source.to_owned());
    let row = TagSuffix {
        repository: repository?,
        product: product?,
        family: family?,
        labels: labels?,
        source: source?,
    };
    Some((key, row))
}

/// The repository is listed, the labels exist, and are in order.
pub(super) fn check(rows: &[Row<TagSuffix>], links: &Links<'_>, report: &mut Report) {
    for Row { place, value: row, .. } in rows {
        if !links.has_repository(&row.repository) {
            let value = row.repository.to_string();
            report.row(place, Fault::Dangling { field: "repository", value, file: repositories::FILE });
        }
        links.labels(place, &row.labels, report);
        links.source(place, &row.source, report);
    }
}
