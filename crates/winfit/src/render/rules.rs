//! `winfit rules` for people.

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::explain::Entry;
use crate::wire::rules::Body;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let off = self.rules.iter().filter(|rule| rule.on == Some(false)).count();
        let rest = if off == 0 { String::new() } else { format!(", {off} of them asked with --select only") };
        page.headline(&format!("{} rules", self.rules.len()), style::HEADING, &rest);
        for area in &self.areas {
            page.heading(&format!("{}: {}", area.name, area.about));
            let mut table = Table::with_text(["rule", "findings", "fix", "says"]);
            for rule in self.rules.iter().filter(|rule| rule.area == Some(area.name)) {
                table.row(vec![
                    Field::new(&rule.id, style::HEADING),
                    findings(rule),
                    rule.fix.unwrap_or("-").into(),
                    rule.title.as_str().into(),
                ]);
            }
            page.table(&table);
        }
        page.gap();
        page.paragraph(
            "winfit explain RULE says more. Select by rule, by area or by all: --select, --ignore.",
        );
    }
}

fn findings(rule: &Entry) -> Field {
    let severity = rule.severity.unwrap_or("error");
    if rule.on == Some(false) { Field::new(format!("({severity})"), style::QUIET) } else { severity.into() }
}
