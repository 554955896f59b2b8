//! `winfit updates` for people.

use super::{Human, Page, style};
use crate::render::table::Table;
use crate::wire::updates::{Answer, Body, Update};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        for answer in &self.answers {
            page.gap();
            if answer.known {
                known(page, answer);
            } else {
                unknown(page, answer);
            }
        }
    }
}

fn known(page: &mut Page, answer: &Answer) {
    let asked = answer.asked.as_deref().unwrap_or_default();
    let versions: Vec<String> = answer.updates.iter().map(|update| update.os_version.clone()).collect();
    match answer.kind {
        "kb" => page.headline(asked, style::HEADING, &format!(" installs {}", versions.join(", "))),
        "version" => {
            page.headline(asked, style::HEADING, &format!(" came with {}", articles(&answer.updates)));
        }
        "build" => {
            let total = answer.updates.len() + answer.omitted;
            page.headline(asked, style::HEADING, &format!(": {total} updates, newest first"));
        }
        _ => page.headline("Newest update known of each build", style::HEADING, ""),
    }
    let mut table = Table::with_text(["OS version", "article", "date", "kind", "releases"]);
    for update in &answer.updates {
        table.row(row(update));
    }
    page.table(&table);
    if answer.omitted > 0 {
        page.paragraph(&format!("and {} older: --limit 0 lists all", answer.omitted));
    }
}

fn unknown(page: &mut Page, answer: &Answer) {
    let asked = answer.asked.as_deref().unwrap_or_default();
    let what = match answer.kind {
        "kb" => "no update known has this article",
        "version" => "no update known installs this revision",
        _ => "no update of this build is known",
    };
    page.headline("unknown", style::BAD, &format!(": {asked}: {what}"));
    if !answer.nearest.is_empty() {
        page.paragraph("the nearest known:");
        let mut table = Table::with_text(["OS version", "article", "date", "kind", "releases"]);
        for update in &answer.nearest {
            table.row(row(update));
        }
        page.table(&table);
    }
}

fn articles(updates: &[Update]) -> String {
    let articles: Vec<&str> = updates.iter().filter_map(|update| update.kb.as_deref()).collect();
    if articles.is_empty() { "an update of no known article".to_owned() } else { articles.join(" and ") }
}

fn row(update: &Update) -> Vec<super::table::Field> {
    vec![
        update.os_version.as_str().into(),
        update.kb.as_deref().unwrap_or("-").into(),
        update.date.as_deref().unwrap_or("-").into(),
        update.kind.into(),
        update.releases.join(", ").into(),
    ]
}
