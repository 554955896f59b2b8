//! The first line after fixes were made: how many, and below it which, file by file.

use std::collections::BTreeMap;

use winfit_lint::repair::Fixed;

use crate::commands::check::Checked;
use crate::render::page::clean;
use crate::render::words::plural;
use crate::render::{Page, style};

/// As many fixes of a file as are named before the rest is counted.
const NAMED: usize = 20;

pub(super) fn print(page: &mut Page, checked: &Checked) {
    let Some(fixes) = &checked.fixes else { return };
    let all = plural(fixes.findings, "finding");
    match fixes.fixed.len() {
        0 if fixes.findings == 0 => page.headline("nothing to fix", style::GOOD, ""),
        0 => page.headline("fixed none", style::DOUBTFUL, &format!(" of {all}")),
        fixed => {
            let rest = format!(" of {all} in {}", plural(fixes.files(), "file"));
            page.headline(&format!("fixed {fixed}"), style::GOOD, &rest);
        }
    }
    let mut by_file: BTreeMap<usize, Vec<&Fixed>> = BTreeMap::new();
    for fixed in &fixes.fixed {
        by_file.entry(fixed.file).or_default().push(fixed);
    }
    for (file, fixed) in by_file {
        let name = checked.report.documents.get(file).map_or("", |document| document.source.name());
        page.paragraph(&format!("{}:", clean(name)));
        for it in fixed.iter().take(NAMED) {
            page.item("-", &format!("{} ({})", clean(&it.title), it.rule));
        }
        match fixed.len().saturating_sub(NAMED) {
            0 => {}
            more => page.item("-", &format!("{more} more")),
        }
    }
    page.gap();
}
