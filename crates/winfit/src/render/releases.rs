//! `winfit releases` for people.

use super::{Human, Page, style};
use crate::render::table::{Field, Table};
use crate::wire::releases::{Body, Release};

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let supported = self.releases.iter().filter(|release| release.supported).count();
        page.headline(
            &format!("{} releases", self.releases.len()),
            style::HEADING,
            &format!(", {supported} of them supported on {}", self.today),
        );
        page.gap();
        let mut table = Table::with_text(["id", "build", "released", "support", "name"]);
        for release in &self.releases {
            table.row(vec![
                release.id.as_str().into(),
                release.build.to_string().into(),
                release.released.as_str().into(),
                support(release),
                release.name.as_str().into(),
            ]);
        }
        page.table(&table);
    }
}

fn support(release: &Release) -> Field {
    match (&release.support_end, release.supported) {
        (Some(end), true) => Field::new(format!("until {end}"), style::GOOD),
        (Some(end), false) => Field::new(format!("ended {end}"), style::QUIET),
        (None, _) => Field::new("no end known", style::GOOD),
    }
}
