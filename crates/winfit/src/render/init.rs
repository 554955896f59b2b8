//! `winfit init` for people.

use super::{Human, Page, style};
use crate::wire::init::Body;

impl Human for Body {
    fn human(&self, page: &mut Page) {
        let what = ": all settings, each explained and commented out";
        page.headline(&format!("wrote {}", self.file), style::GOOD, what);
        page.gap();
        page.paragraph("Next:");
        page.item("1.", "write down the hosts, and name that file as nodes in [check]");
        page.copyable("kubectl get nodes -o json > nodes.json");
        page.item("2.", "check the files; --fix makes the safe fixes, --diff shows them");
        page.copyable("winfit check .");
        page.item("3.", "in an old repository, accept what is found today and fail on what is new");
        page.copyable("winfit check . --write-baseline winfit-baseline.json");
    }
}
