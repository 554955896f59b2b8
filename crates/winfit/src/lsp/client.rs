//! The client, as far as it is told something.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::frame;
use super::message::{self, Failure};
use super::wire::ShowMessage;

/// The number of the protocol for what is shown as a warning.
const WARNING: u8 = 2;

/// The client at the other end of a stream.
#[derive(Debug)]
pub(super) struct Client<W>(pub(super) W);

impl<W: Write> Client<W> {
    /// Answers a request.
    pub(super) fn answer(&mut self, id: &Value, answer: Result<Value, Failure>) -> io::Result<()> {
        self.send(&message::response(id, answer))
    }

    /// Tells it something.
    pub(super) fn tell(&mut self, method: &str, params: &impl Serialize) -> io::Result<()> {
        self.send(&message::notification(method, params))
    }

    /// Shows the user what is wrong with what was set, and what is therefore not done.
    pub(super) fn show(&mut self, text: &str) -> io::Result<()> {
        let message = format!("winfit: {text}");
        self.tell("window/showMessage", &ShowMessage { kind: WARNING, message: &message })
    }

    /// Notes, where those look who wonder, that the client sent something that could not be used.
    pub(super) fn log(&mut self, message: &str) -> io::Result<()> {
        self.tell("window/logMessage", &ShowMessage { kind: WARNING, message })
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        frame::write(&mut self.0, message.to_string().as_bytes())
    }
}
