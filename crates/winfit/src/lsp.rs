//! `winfit lsp`: findings, fixes and verdicts in an editor, by the Language Server Protocol on standard input and output.
//!
//! | step | module |
//! | --- | --- |
//! | bytes to messages and back | `frame`, `message`, `client` |
//! | what may be said when | `session` |
//! | the protocol's shapes and places | `wire`, `position`, `uri` |
//! | the documents and what is set | `desk`, `open`, `workspace`, `settings` |
//! | what comes of them | `judged`, `lookups` |
//! | how that is shown | `diagnostics`, `actions`, `hover` |
//!
//! One thread reads, one does all the rest. What has arrived is taken before anything is judged, so that a burst of changes
//! is judged once. Nothing but the protocol is written to standard output.

mod actions;
mod client;
mod desk;
mod diagnostics;
mod frame;
mod hover;
mod judged;
mod lookups;
mod message;
mod open;
mod position;
mod session;
mod settings;
mod uri;
mod wire;
mod workspace;

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use winfit_lint::facts::Facts;

use crate::cli::Globals;
use crate::error::Error;
use crate::status::Status;
use desk::Desk;
use frame::Frame;
use lookups::LookUps;
use session::Session;
use workspace::Workspace;

/// Most messages that wait; more are left in the pipe.
const WAITING: usize = 64;

/// Something that has happened.
#[derive(Debug)]
enum Event {
    /// The client has sent something.
    Frame(Frame),
    /// The client is gone.
    End,
    /// Registries were asked; or why they could not be.
    LookedUp(Result<Facts, String>),
}

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// As it should: shutdown, then exit.
    AfterShutdown,
    /// Without shutdown.
    Abrupt,
}

/// Serves one client until it leaves.
pub(crate) fn serve(globals: &Globals) -> Result<Status, Error> {
    let (sender, events) = sync_channel(WAITING);
    let desk = Desk::new(Workspace::new(globals)?, LookUps::new(sender.clone()));
    thread::Builder::new().name("read".to_owned()).spawn(move || read(&sender)).map_err(Error::Output)?;
    let mut session = Session::new(io::stdout().lock(), desk);
    match converse(&mut session, &events) {
        Ok(end) => Ok(end.into()),
        // Nobody listens any more.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(End::Abrupt.into()),
        Err(error) => Err(Error::Output(error)),
    }
}

fn converse<W: io::Write>(session: &mut Session<W>, events: &Receiver<Event>) -> io::Result<End> {
    while let Ok(event) = events.recv() {
        for event in std::iter::once(event).chain(events.try_iter()) {
            if let Some(end) = session.take(event)? {
                return Ok(end);
            }
        }
        session.settle()?;
    }
    Ok(End::Abrupt)
}

/// Hands on what the client sends, to its end.
fn read(events: &SyncSender<Event>) {
    let mut stream = io::stdin().lock();
    while let Ok(Some(frame)) = frame::read(&mut stream) {
        if events.send(Event::Frame(frame)).is_err() {
            return;
        }
    }
    // Whoever takes events may be gone already.
    let _ = events.send(Event::End);
}
