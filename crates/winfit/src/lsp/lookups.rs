//! What is known of the images of open documents. The cache is asked at once; registries, where they may be, behind the
//! editor's back, and not for every letter that is typed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread;

use winfit_compat::reference::Reference;
use winfit_lint::facts::{Cause, Facts, Known, Unread};

use super::Event;
use super::workspace::{Workspace, words};
use crate::cli::LookupArgs;
use crate::facts::look_up;

/// What was looked up, and what is being.
#[derive(Debug)]
pub(super) struct LookUps {
    facts: Facts,
    /// What registries are being asked for.
    asked: BTreeSet<Reference>,
    /// Whether registries may be asked for what is new: a document was opened or saved.
    may_ask: bool,
    events: SyncSender<Event>,
}

impl LookUps {
    /// Answers of registries come as events.
    pub(super) const fn new(events: SyncSender<Event>) -> Self {
        Self { facts: Facts::new(), asked: BTreeSet::new(), may_ask: false, events }
    }

    pub(super) const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// From now on what is not known may be asked for.
    pub(super) const fn allow(&mut self) {
        self.may_ask = true;
    }

    /// What was known may be outdated.
    pub(super) fn forget(&mut self) {
        self.facts.clear();
    }

    /// Takes the answer of registries.
    pub(super) fn take(&mut self, answered: Facts) {
        for (reference, known) in answered {
            self.asked.remove(&reference);
            self.facts.insert(reference, known);
        }
    }

    /// There is no answer: what was asked for may be asked for again.
    pub(super) fn fail(&mut self) {
        self.asked.clear();
    }

    /// Sees to it that what can be known of these images is, and that nothing is kept of others. Tells what is wrong.
    pub(super) fn update(&mut self, workspace: &Workspace, wanted: Vec<Reference>) -> Vec<String> {
        let wanted: BTreeSet<Reference> = wanted.into_iter().collect();
        self.facts.retain(|reference, _| wanted.contains(reference));
        let new = wanted.into_iter().filter(|reference| !self.facts.contains_key(reference)).collect();
        let arguments = LookupArgs { offline: true, ..LookupArgs::default() };
        let wrong = match look_up(&arguments, &workspace.context, new) {
            Ok(looked_up) => {
                self.facts.extend(looked_up.facts);
                Vec::new()
            }
            Err(error) => vec![words(&error)],
        };
        if std::mem::take(&mut self.may_ask) && !workspace.settings.offline {
            self.ask(workspace);
        }
        wrong
    }

    /// Asks registries for what the cache does not have.
    fn ask(&mut self, workspace: &Workspace) {
        let is_open = |known: &Known| matches!(known, Known::Unread(Unread { cause: Cause::Offline, .. }));
        let open = self.facts.iter().filter(|(_, known)| is_open(known)).map(|(reference, _)| reference);
        let open: Vec<Reference> = open.filter(|it| !self.asked.contains(it)).cloned().collect();
        if open.is_empty() {
            return;
        }
        let (context, events) = (Arc::clone(&workspace.context), self.events.clone());
        let wanted = open.clone();
        let asking = thread::Builder::new().name("look-up".to_owned()).spawn(move || {
            let answer = look_up(&LookupArgs::default(), &context, wanted);
            let answer = answer.map(|it| it.facts).map_err(|error| words(&error));
            // Whoever asked may be gone.
            let _ = events.send(Event::LookedUp(answer));
        });
        if asking.is_ok() {
            self.asked.extend(open);
        }
    }
}
