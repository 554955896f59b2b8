//! One run of a check: by what files are judged, and what has been looked up for it so far.

use winfit_compat::reference::Reference;
use winfit_fleet::Fleet;
use winfit_lint::facts::Facts;
use winfit_lint::judge::{Check, judge, wanted};
use winfit_lint::repair::{Repaired, repair};
use winfit_lint::report::{Notice, Report};
use winfit_lint::{Accepted, Document, Safety, link};

use super::asked::Asked;
use crate::cli::CheckArgs;
use crate::context::Context;
use crate::error::Error;
use crate::facts::{self, LookedUp};

/// A run.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) arguments: &'a CheckArgs,
    pub(super) context: &'a Context,
    pub(super) asked: &'a Asked,
    pub(super) fleet: Option<&'a Fleet>,
    pub(super) accepted: &'a Accepted,
    facts: Facts,
    /// What there is to say of what was looked up.
    pub(super) notices: Vec<Notice>,
}

impl<'a> Run<'a> {
    pub(super) const fn new(
        arguments: &'a CheckArgs,
        context: &'a Context,
        asked: &'a Asked,
        fleet: Option<&'a Fleet>,
        accepted: &'a Accepted,
    ) -> Self {
        Self { arguments, context, asked, fleet, accepted, facts: Facts::new(), notices: Vec::new() }
    }

    /// Looks up the images that are wanted. Settings that are wrong are refused even if there are none.
    pub(super) fn look_up(&mut self, documents: &[Document]) -> Result<(), Error> {
        self.add(wanted(self.context.catalog(), documents, self.fleet))
    }

    /// Looks up the images that are wanted now and were not before; whether there were any.
    pub(super) fn look_up_more(&mut self, documents: &[Document]) -> Result<bool, Error> {
        let mut wanted = wanted(self.context.catalog(), documents, self.fleet);
        wanted.retain(|reference| !self.facts.contains_key(reference));
        let is_any = !wanted.is_empty();
        if is_any {
            self.add(wanted)?;
        }
        Ok(is_any)
    }

    fn add(&mut self, wanted: Vec<Reference>) -> Result<(), Error> {
        let LookedUp { facts, notices } = match &self.arguments.lock {
            Some(file) => facts::of_lock(file, self.context.today, wanted)?,
            None => facts::look_up(&self.arguments.lookup, self.context, wanted)?,
        };
        self.facts.extend(facts);
        self.notices.extend(notices);
        Ok(())
    }

    /// Judges documents, which need not be linked yet.
    pub(super) fn judge(&self, mut documents: Vec<Document>) -> Report {
        link(&mut documents);
        judge(&self.check(), documents)
    }

    /// Makes the fixes that promise at least this.
    pub(super) fn repair(&self, mut documents: Vec<Document>, least: Safety) -> Repaired {
        link(&mut documents);
        repair(&self.check(), documents, least)
    }

    fn check(&self) -> Check<'_> {
        Check {
            catalog: self.context.catalog(),
            rules: self.asked.rules,
            today: self.context.today,
            fleet: self.fleet,
            facts: &self.facts,
            selection: &self.asked.selection,
            kubernetes: self.asked.kubernetes,
            accepted: self.accepted,
        }
    }
}
