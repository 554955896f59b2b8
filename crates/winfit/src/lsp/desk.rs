//! The open documents with all that is known about them: brought up to date before anything is said.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::Value;
use winfit_lint::Edit;
use winfit_lint::facts::Facts;

use super::client::Client;
use super::diagnostics::diagnostics;
use super::judged::{Judged, Read};
use super::lookups::LookUps;
use super::open::{LIMIT, Open, Places};
use super::position::PositionEncoding;
use super::wire::{Change, Identifier, Item, PublishDiagnostics};
use super::workspace::{Workspace, words};
use crate::context::Context;

/// Most bytes of all documents that are judged together.
const TOGETHER: usize = 64 << 20;

/// What lies open, and what is known of it.
#[derive(Debug)]
pub(super) struct Desk {
    encoding: PositionEncoding,
    workspace: Workspace,
    look_ups: LookUps,
    /// In the order in which they were opened.
    open: Vec<Open>,
    /// URIs of documents that were closed, whose findings the client still shows.
    closed: Vec<String>,
    /// What comes of the documents as they are; `None` after something has changed.
    judged: Option<Judged>,
    /// The safe fixes of the document for which they were asked last, as long as nothing changes.
    safe_edits: Option<(String, Vec<Edit>)>,
    /// What the user has to be told.
    wrong: Vec<String>,
}

/// One of the documents, with what there is to say of it.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) judged: &'a Judged,
    /// Its number among the files.
    pub(super) file: usize,
    pub(super) open: &'a Open,
    pub(super) places: Places<'a>,
    pub(super) context: &'a Context,
}

impl Desk {
    pub(super) const fn new(workspace: Workspace, look_ups: LookUps) -> Self {
        Self {
            encoding: PositionEncoding::Utf16,
            workspace,
            look_ups,
            open: Vec::new(),
            closed: Vec::new(),
            judged: None,
            safe_edits: None,
            wrong: Vec::new(),
        }
    }

    pub(super) fn open_folder(&mut self, folder: PathBuf, options: Value, encoding: PositionEncoding) {
        self.encoding = encoding;
        self.wrong.extend(self.workspace.open(folder, options));
    }

    /// Takes new options, under `winfit` or as they are; without any, what is set in files is read anew.
    pub(super) fn configure(&mut self, params: &Value) {
        let settings = params.get("settings").unwrap_or(&Value::Null);
        let options = settings.get("winfit").unwrap_or(settings);
        let wrong = match options {
            Value::Object(entries) if !entries.is_empty() => self.workspace.set(options.clone()),
            _ => self.workspace.reload(),
        };
        self.wrong.extend(wrong);
        self.has_changed();
    }

    pub(super) fn open(&mut self, item: Item) {
        self.open.retain(|open| open.uri != item.uri);
        self.closed.retain(|uri| *uri != item.uri);
        self.open.push(Open::new(item));
        self.look_ups.allow();
        self.has_changed();
    }

    pub(super) fn change(&mut self, document: &Identifier, changes: Vec<Change>) {
        let Some(open) = self.open.iter_mut().find(|open| open.uri == document.uri) else { return };
        open.version = document.version;
        open.change(changes, self.encoding);
        self.has_changed();
    }

    /// What is saved may be where something is set; and what is known of images may be outdated by then.
    pub(super) fn save(&mut self, uri: &str) {
        if self.workspace.is_set_in(uri) {
            self.wrong.extend(self.workspace.reload());
        }
        if let Some(open) = self.open.iter_mut().find(|open| open.uri == uri) {
            open.told = None;
        }
        self.look_ups.forget();
        self.look_ups.allow();
        self.has_changed();
    }

    pub(super) fn close(&mut self, uri: &str) {
        let Some(at) = self.open.iter().position(|open| open.uri == uri) else { return };
        let open = self.open.remove(at);
        if open.name.is_some() {
            self.closed.push(open.uri);
        }
        self.has_changed();
    }

    /// Takes what registries have answered.
    pub(super) fn looked_up(&mut self, answer: Result<Facts, String>) {
        match answer {
            Ok(facts) => self.look_ups.take(facts),
            Err(wrong) => {
                self.look_ups.fail();
                self.wrong.push(wrong);
            }
        }
        self.has_changed();
    }

    fn has_changed(&mut self) {
        self.judged = None;
        self.safe_edits = None;
    }

    /// A document and what comes of it; `None` if it is not judged.
    pub(super) fn sheet(&mut self, uri: &str) -> Option<Sheet<'_>> {
        self.judge();
        let judged = self.judged.as_ref()?;
        let open = self.open.iter().find(|open| open.uri == uri)?;
        let (file, places) = (judged.file(uri)?, open.places(self.encoding));
        Some(Sheet { judged, file, open, places, context: &self.workspace.context })
    }

    /// What all safe fixes do to a document; sorted, and apart from each other.
    pub(super) fn safe_edits(&mut self, uri: &str) -> Vec<Edit> {
        if !self.sheet(uri).is_some_and(|sheet| sheet.judged.has_safe_fix(sheet.file)) {
            return Vec::new();
        }
        if let Some((_, edits)) = self.safe_edits.as_ref().filter(|(of, _)| of == uri) {
            return edits.clone();
        }
        let edits = self.read().safe_edits(uri, &self.workspace, &self.look_ups).unwrap_or_default();
        self.safe_edits = Some((uri.to_owned(), edits.clone()));
        edits
    }

    fn read(&self) -> Read {
        let mut together = 0;
        let fits = |open: &&Open| {
            together += open.size();
            together <= TOGETHER
        };
        let sources = self.open.iter().filter(|open| open.is_judged()).take_while(fits);
        Read::new(sources.filter_map(|open| Some((open.uri.clone(), open.source()?))))
    }

    fn judge(&mut self) {
        if self.judged.is_some() {
            return;
        }
        let read = self.read();
        let wanted = read.wanted(&self.workspace);
        self.wrong.extend(self.look_ups.update(&self.workspace, wanted));
        match read.judge(&self.workspace, &self.look_ups) {
            Ok(judged) => self.judged = Some(judged),
            Err(error) => self.wrong.push(words(&error)),
        }
    }

    /// Tells the client the findings of documents that have changed, or whose findings have.
    pub(super) fn publish<W: Write>(&mut self, client: &mut Client<W>) -> io::Result<()> {
        if self.judged.is_none() {
            self.judge();
            let Some(judged) = &self.judged else { return self.complain(client) };
            for open in self.open.iter_mut().filter(|open| open.name.is_some()) {
                tell_findings(client, judged, open, self.encoding)?;
            }
        }
        for uri in self.closed.drain(..) {
            client.tell(PUBLISH, &PublishDiagnostics { uri: &uri, version: None, diagnostics: &[] })?;
        }
        self.complain(client)
    }

    fn complain<W: Write>(&mut self, client: &mut Client<W>) -> io::Result<()> {
        self.wrong.dedup();
        self.wrong.drain(..).try_for_each(|wrong| client.show(&wrong))
    }
}

const PUBLISH: &str = "textDocument/publishDiagnostics";

/// Tells the client the findings of a document, unless it knows; of one that is not judged, that there are none, and why.
fn tell_findings<W: Write>(
    client: &mut Client<W>,
    judged: &Judged,
    open: &mut Open,
    encoding: PositionEncoding,
) -> io::Result<()> {
    let file = judged.file(&open.uri);
    let now = match file {
        Some(file) => diagnostics(judged.findings(file), &open.uri, &open.places(encoding)),
        None => Vec::new(),
    };
    if open.told.as_ref() != Some(&now) {
        let published = PublishDiagnostics { uri: &open.uri, version: open.version, diagnostics: &now };
        client.tell(PUBLISH, &published)?;
    }
    open.told = Some(now);
    let is_told = std::mem::replace(&mut open.is_told_size, file.is_none());
    if file.is_none() && !is_told {
        client.show(&too_large(open))?;
    }
    Ok(())
}

fn too_large(open: &Open) -> String {
    let name = open.name.as_deref().unwrap_or(&open.uri);
    let why = match open.size() {
        size if size > LIMIT => {
            format!("it has {size} bytes, more than the {LIMIT} that are checked in an editor")
        }
        _ => format!("the open documents have more than the {TOGETHER} bytes that are checked together"),
    };
    format!("{name} is not checked: {why}\nhelp: winfit check {name}")
}
