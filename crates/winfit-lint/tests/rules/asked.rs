//! Asks winfit about an example, with all that is given with it.

use winfit_compat::builtin::builtin;
use winfit_compat::catalog::{Date, KubernetesVersion};
use winfit_compat::rules::RuleSet;
use winfit_compat::{Image, ImageOsVersion, Os, OsVersion, Platform, Provenance};
use winfit_fleet::Fleet;
use winfit_lint::facts::{Cause, Contents, Facts, Known, Unread};
use winfit_lint::judge::{Check, judge};
use winfit_lint::nodes::read_nodes;
use winfit_lint::repair::{Repaired, repair};
use winfit_lint::{
    AREAS, Accepted, Document, Example, Finding, Given, Rule, Safety, Selection, Selector, link,
    read_document, rules,
};

/// A rule with one of its examples.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) rule: &'static Rule,
    pub(crate) example: &'static Example,
}

/// Every example of every rule.
pub(crate) fn every_example() -> impl Iterator<Item = Asked> {
    rules().flat_map(|rule| rule.examples.iter().map(move |example| Asked { rule, example }))
}

impl Asked {
    /// For messages: which example this is.
    pub(crate) fn name(self) -> String {
        format!("{} ({})", self.rule.id, self.example.says)
    }

    /// What the rule finds in a text.
    pub(crate) fn findings(self, text: &str) -> Vec<Finding> {
        let mut findings =
            self.with_check(asking(self.rule), |check| judge(check, self.documents(text)).findings);
        findings.retain(|finding| finding.rule == self.rule.id);
        findings
    }

    /// What all rules find in a text when they are asked for this version of Kubernetes, whatever the example says.
    pub(crate) fn findings_of_all(self, text: &str, kubernetes: KubernetesVersion) -> Vec<Finding> {
        self.with_check(every_rule(), |check| {
            judge(&Check { kubernetes, ..*check }, self.documents(text)).findings
        })
    }

    /// What becomes of a text by the rule's own fixes.
    pub(crate) fn repaired(self, text: &str, least: Safety) -> Repaired {
        self.with_check(asking(self.rule), |check| repair(check, self.documents(text), least))
    }

    /// What becomes of a text by the fixes of all rules.
    pub(crate) fn repaired_by_all(self, text: &str, least: Safety) -> Repaired {
        self.with_check(every_rule(), |check| repair(check, self.documents(text), least))
    }

    pub(crate) fn documents(self, text: &str) -> Vec<Document> {
        let mut documents = vec![read_document(self.example.file, text.as_bytes().to_vec()).unwrap()];
        link(&mut documents);
        documents
    }

    fn with_check<T>(self, selection: Selection, ask: impl FnOnce(&Check<'_>) -> T) -> T {
        let Given { fleet, images, kubernetes, today } = self.example.given;
        let versions = builtin().kubernetes_versions;
        let kubernetes = kubernetes.map_or(versions.newest, |text| versions.parse(text).unwrap());
        let fleet = fleet.map(|text| read_fleet(&self.name(), text));
        ask(&Check {
            catalog: builtin(),
            rules: RuleSet::default(),
            today: today.map_or(Date::new(2026, 11, 20), |day| day.parse().ok()).unwrap(),
            fleet: fleet.as_ref(),
            facts: &facts(images),
            selection: &selection,
            kubernetes,
            accepted: Accepted::NOTHING,
        })
    }
}

/// That rule alone; what comments accept depends on what all others find.
fn asking(rule: &Rule) -> Selection {
    let is_about_others =
        AREAS.iter().any(|it| it.name == "suppression" && it.rules.iter().any(|it| it.id == rule.id));
    let ignore = if is_about_others { Vec::new() } else { vec![Selector::All] };
    Selection { select: vec![Selector::Rule(rule.id)], ignore }
}

fn every_rule() -> Selection {
    Selection { select: vec![Selector::All], ignore: Vec::new() }
}

fn read_fleet(name: &str, text: &str) -> Fleet {
    read_nodes("fleet.yaml", text.as_bytes().to_vec())
        .unwrap_or_else(|error| panic!("{name}: its fleet cannot be read: {error}"))
}

fn facts(images: &[(&str, &[&str])]) -> Facts {
    images.iter().map(|(reference, versions)| (reference.parse().unwrap(), known(versions))).collect()
}

fn known(versions: &[&str]) -> Known {
    if versions == ["missing"] {
        let message = "there is no such image".to_owned();
        return Known::Unread(Unread { cause: Cause::NotFound, message, help: None });
    }
    Known::Read(Contents::from(Image {
        reference: String::new(),
        digest: Some(format!("sha256:{}", "0123456789abcdef".repeat(4))),
        platforms: versions.iter().map(|version| platform(version)).collect(),
    }))
}

fn platform(version: &str) -> Platform {
    match version {
        "linux" => Platform::linux(Provenance::Registry),
        "none" => Platform {
            os: Some(Os::Windows),
            os_version: ImageOsVersion::Absent,
            ..Platform::linux(Provenance::Registry)
        },
        version => Platform::windows(version.parse::<OsVersion>().unwrap(), Provenance::Registry),
    }
}
