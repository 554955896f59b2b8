//! Diffs for people, and what there is to say of them.

use super::words::plural;
use super::{Page, clean, style};
use crate::commands::check::Fixes;
use crate::patch::{Line, Patch};

/// A diff in colours, with what would command the terminal shown instead.
pub(crate) fn coloured(patch: &Patch) -> String {
    let mut text = String::new();
    let mut line = |style: anstyle::Style, shown: &str| {
        text.push_str(&format!("{style}{}{style:#}\n", clean(shown)));
    };
    for header in patch.headers() {
        line(style::HEADING, header.trim_end());
    }
    for hunk in &patch.hunks {
        line(style::GUTTER, &hunk.header());
        for it in &hunk.lines {
            let style = match it {
                Line::Kept(_) => style::PLAIN,
                Line::Removed(_) => style::BAD,
                Line::Added(_) => style::GOOD,
            };
            let ended = it.text().strip_suffix('\n');
            let shown = ended.unwrap_or(it.text());
            line(style, &format!("{}{}", it.sign(), shown.strip_suffix('\r').unwrap_or(shown)));
            if ended.is_none() {
                line(style::QUIET, "\\ No newline at end of file");
            }
        }
    }
    text
}

/// What would come of the fixes, and of which files a diff is only to be read.
pub(crate) fn about(page: &mut Page, patches: &[Patch], fixes: Option<&Fixes>) {
    if let Some(fixes) = fixes {
        let (fixed, all) = (fixes.fixed.len(), plural(fixes.findings, "finding"));
        page.paragraph(&match fixed {
            0 if fixes.findings == 0 => "nothing to fix".to_owned(),
            0 => format!("would fix none of {all}"),
            _ => format!("would fix {fixed} of {all} in {}", plural(fixes.files(), "file")),
        });
    }
    for patch in patches.iter().filter(|patch| !patch.is_applicable) {
        let name = clean(&patch.name);
        page.paragraph(&format!(
            "{name} is UTF-16: git apply and patch cannot apply its diff, and --fix can"
        ));
    }
}
