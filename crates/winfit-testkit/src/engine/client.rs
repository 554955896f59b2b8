//! Just enough of HTTP over a unix socket to talk to an engine.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// What an engine answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
}

impl Reply {
    /// Fails the test unless the engine did what was asked; it tells some failures after it has said 200.
    #[track_caller]
    pub(super) fn expect_success(&self) {
        let fine = self.status < 300 && !self.body.contains("\"errorDetail\"");
        assert!(fine, "the engine answered {}: {}", self.status, self.body);
    }
}

#[track_caller]
pub(super) fn ask(socket: &Path, method: &str, path: &str, body: &[u8]) -> Reply {
    let answer = exchange(socket, method, path, body);
    let answer = answer.unwrap_or_else(|error| panic!("{method} {path} to the engine: {error}"));
    let text = String::from_utf8_lossy(&answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.unwrap_or_else(|| panic!("{method} {path} to the engine: no HTTP: {head}"));
    Reply { status, body: body.to_owned() }
}

/// By HTTP/1.0, so that the answer comes in one piece and ends with the connection.
fn exchange(socket: &Path, method: &str, path: &str, body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = UnixStream::connect(socket)?;
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: docker\r\nContent-Type: application/x-tar\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}
