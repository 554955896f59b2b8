//! Shows the services of a Compose file to the rules: each by itself, then those for Windows together.

use super::{Compose, ComposeFile, File, Linted, Linter, Service, Stray, Subject, cure};
use crate::Finding;
use crate::compose::{Layer, Layers, Services, layered};
use crate::reading::Problems;
use crate::rule::Asks;
use crate::yaml::Node;

impl<'a> Linter<'a> {
    pub(super) fn services(
        &self,
        file: &File<'a>,
        root: Node<'_, '_>,
        services: Services<'_, '_>,
        linted: &mut Linted,
    ) {
        let mut for_windows = Vec::new();
        // What cannot be read has been told.
        for layers in layered(services, &mut Problems::default()) {
            let own = layers.own();
            let Some(subject) = self.subject_of_service(file, &own) else {
                self.stray_service(file, &layers, linted);
                continue;
            };
            let is_for_windows = |layer: &Layer<'_, '_>| {
                self.subject_of_service(file, layer).is_some_and(|it| it.judged.is_for_windows)
            };
            let bases = layers.iter().skip(1).filter(|base| !is_for_windows(base));
            let answers_for = std::iter::once(own).chain(bases).collect();
            let compose = Compose { subject, service: Service { layers, answers_for } };
            if let Some(number) = file.judged.get(&own.name.span().start) {
                let fix = self.cure(*number).and_then(|remedy| cure::of_service(remedy, &compose));
                linted.cured.extend(fix.map(|fix| (*number, fix)));
            }
            if subject.judged.is_for_windows {
                for_windows.push(compose);
            } else {
                self.stray_service(file, &compose.service.layers, linted);
            }
        }
        self.ask_services(file, root, &for_windows, &mut linted.findings);
    }

    fn ask_services(
        &self,
        file: &File<'a>,
        root: Node<'_, '_>,
        services: &[Compose<'_, '_>],
        findings: &mut Vec<Finding>,
    ) {
        for compose in services {
            self.ask(findings, |asked, findings| {
                if let Asks::Compose(find) = asked.rule.asks {
                    find(compose, findings);
                }
            });
        }
        if services.is_empty() {
            return;
        }
        let (check, document, documents) = (self.check, file.document, self.documents);
        let whole = ComposeFile { check, file: file.index, document, documents, root, services };
        self.ask(findings, |asked, findings| {
            if let Asks::ComposeFile(find) = asked.rule.asks {
                find(&whole, findings);
            }
        });
    }

    fn stray_service(&self, file: &File<'a>, layers: &Layers<'_, '_>, linted: &mut Linted) {
        let own = layers.own();
        if let Some(found) = file.all.get(&own.name.span().start).copied() {
            let stray = Stray { layers: Some(layers), ..self.stray(file, found) };
            self.ask_stray(&stray, &mut linted.findings);
        }
    }

    /// The workload that a service is, if it may come to run on Windows.
    fn subject_of_service(&self, file: &File<'a>, service: &Layer<'_, '_>) -> Option<Subject<'a>> {
        let start = service.name.span().start;
        if let Some(number) = file.judged.get(&start) {
            return self.subject(file, *number);
        }
        let judged = *file.unnamed.get(&start)?;
        Some(Subject { check: self.check, source: &file.document.source, judged, targets: self.nowhere })
    }
}
