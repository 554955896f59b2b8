//! A conversation with a client: what it asks and tells, in which order, and what it gets.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{EditStyle, FIX_ALL, QUICK_FIX, Target, is_wanted};
use super::client::Client;
use super::desk::Desk;
use super::frame::Frame;
use super::hover::hover;
use super::message::{self, Code, Failure, Incoming};
use super::position::PositionEncoding;
use super::wire::{AskActions, AskHover, DidChange, DidOpen, Initialize, OfDocument};
use super::{End, Event, uri};

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Silent,
    Talking,
    ShutDown,
}

/// A conversation.
#[derive(Debug)]
pub(super) struct Session<W> {
    client: Client<W>,
    phase: Phase,
    edit_style: EditStyle,
    desk: Desk,
}

impl<W: Write> Session<W> {
    pub(super) const fn new(stream: W, desk: Desk) -> Self {
        Self { client: Client(stream), phase: Phase::Silent, edit_style: EditStyle::Plain, desk }
    }

    /// Takes what has happened; says so if that is the end.
    pub(super) fn take(&mut self, event: Event) -> io::Result<Option<End>> {
        let frame = match event {
            Event::Frame(frame) => frame,
            Event::End => return Ok(Some(self.end())),
            Event::LookedUp(answer) => {
                self.desk.looked_up(answer);
                return Ok(None);
            }
        };
        let parsed = match frame {
            Frame::Message(bytes) => message::parse(&bytes),
            Frame::TooLong => refused(Code::InvalidRequest, "this message is longer than any that is read"),
            Frame::NoLength => {
                refused(Code::Parse, "this is no message: there is no Content-Length before it")
            }
        };
        match parsed {
            Ok(Incoming::Request { id, method, params }) => {
                // What came before it is told before it is answered.
                self.settle()?;
                let answer = self.answer(&method, params);
                self.client.answer(&id, answer)?;
            }
            Ok(Incoming::Notification { method, .. }) if method == "exit" => return Ok(Some(self.end())),
            Ok(Incoming::Notification { method, params }) => self.notice(&method, params)?,
            Ok(Incoming::Response) => {}
            Err((id, failure)) => self.client.answer(&id, Err(failure))?,
        }
        Ok(None)
    }

    /// Tells the client what has changed, once there is nothing more to take, or something is asked.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        match self.phase {
            Phase::Talking => self.desk.publish(&mut self.client),
            Phase::Silent | Phase::ShutDown => Ok(()),
        }
    }

    const fn end(&self) -> End {
        match self.phase {
            Phase::ShutDown => End::AfterShutdown,
            Phase::Silent | Phase::Talking => End::Abrupt,
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match (self.phase, method) {
            (Phase::Silent, "initialize") => self.initialize(message::params(params)?),
            (Phase::Silent, _) => Err(Failure::new(Code::NotInitialized, "initialize comes first")),
            (Phase::ShutDown, _) => {
                Err(Failure::new(Code::InvalidRequest, "nothing but exit comes behind shutdown"))
            }
            (Phase::Talking, "initialize") => {
                Err(Failure::new(Code::InvalidRequest, "initialize comes once"))
            }
            (Phase::Talking, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Talking, "textDocument/codeAction") => self.actions(&message::params(params)?),
            (Phase::Talking, "textDocument/hover") => self.hover(&message::params(params)?),
            (Phase::Talking, _) => Err(Failure::new(
                Code::MethodNotFound,
                format!("\"{}\" is not offered", method.escape_debug()),
            )),
        }
    }

    fn initialize(&mut self, client: Initialize) -> Result<Value, Failure> {
        let Initialize { root_uri, workspace_folders, initialization_options, capabilities } = client;
        let encodings = &capabilities.general.position_encodings;
        let has_utf_8 = encodings.iter().any(|it| it == PositionEncoding::Utf8.as_str());
        let encoding = if has_utf_8 { PositionEncoding::Utf8 } else { PositionEncoding::Utf16 };
        if capabilities.workspace.workspace_edit.document_changes {
            self.edit_style = EditStyle::Versioned;
        }
        let folders = workspace_folders.unwrap_or_default();
        let folder = folders.first().map(|folder| &folder.uri).or(root_uri.as_ref());
        let folder = folder.and_then(|uri| uri::file(uri)).unwrap_or_else(|| PathBuf::from("."));
        self.desk.open_folder(folder, initialization_options, encoding);
        self.phase = Phase::Talking;
        Ok(json!({
            "capabilities": {
                "positionEncoding": encoding.as_str(),
                "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
                "codeActionProvider": { "codeActionKinds": [QUICK_FIX, FIX_ALL] },
                "hoverProvider": true,
            },
            "serverInfo": { "name": "winfit", "version": env!("CARGO_PKG_VERSION") },
        }))
    }

    fn notice(&mut self, method: &str, params: Value) -> io::Result<()> {
        if self.phase != Phase::Talking {
            return Ok(());
        }
        match method {
            "textDocument/didOpen" => {
                self.told(method, params, |desk, it: DidOpen| desk.open(it.text_document))
            }
            "textDocument/didChange" => self.told(method, params, |desk, it: DidChange| {
                desk.change(&it.text_document, it.content_changes);
            }),
            "textDocument/didSave" => {
                self.told(method, params, |desk, it: OfDocument| desk.save(&it.text_document.uri))
            }
            "textDocument/didClose" => {
                self.told(method, params, |desk, it: OfDocument| desk.close(&it.text_document.uri))
            }
            "workspace/didChangeConfiguration" => {
                self.desk.configure(&params);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Does what the client told, unless it is something else than what belongs there.
    fn told<T: DeserializeOwned>(
        &mut self,
        method: &str,
        params: Value,
        does: impl FnOnce(&mut Desk, T),
    ) -> io::Result<()> {
        match message::params(params) {
            Ok(params) => {
                does(&mut self.desk, params);
                Ok(())
            }
            Err(failure) => self.client.log(&format!("{method}: {}", failure.message)),
        }
    }

    fn actions(&mut self, asked: &AskActions) -> Result<Value, Failure> {
        let only = asked.context.only.as_deref();
        let uri = &asked.text_document.uri;
        let style = self.edit_style;
        let fix_all = if is_wanted(only, FIX_ALL) { self.desk.safe_edits(uri) } else { Vec::new() };
        let Some(sheet) = self.desk.sheet(uri) else { return Ok(json!([])) };
        let findings = sheet.judged.findings(sheet.file);
        let target = Target { open: sheet.open, places: sheet.places, style };
        let mut actions = Vec::new();
        if is_wanted(only, QUICK_FIX) {
            let span = target.places.span(asked.range);
            actions = target.quick_fixes(findings, span);
            if let Some(document) = sheet.judged.document(sheet.file) {
                actions.extend(target.comments(findings, document, span));
            }
        }
        if !fix_all.is_empty() {
            actions.push(target.fix_all(&fix_all));
        }
        Ok(json!(actions))
    }

    fn hover(&mut self, asked: &AskHover) -> Result<Value, Failure> {
        let sheet = self.desk.sheet(&asked.text_document.uri);
        Ok(json!(sheet.and_then(|sheet| hover(&sheet, asked.position))))
    }
}

fn refused(code: Code, why: &str) -> Result<Incoming, (Value, Failure)> {
    Err((Value::Null, Failure::new(code, why)))
}
