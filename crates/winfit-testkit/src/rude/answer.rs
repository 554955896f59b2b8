//! Answers, proper and improper.

use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Blob;

/// What is sent at a time where there is no end to it.
const CHUNK: usize = 64 * 1024;

/// Between two bytes of an answer that drips.
const DRIP: Duration = Duration::from_millis(50);

/// An answer in the making. It starts proper; each call adds one impropriety.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// What `Content-Length` says, if not the truth.
    claimed: Option<u64>,
    course: Course,
    held: bool,
}

/// How far it goes.
#[derive(Debug, Clone, Copy)]
enum Course {
    Whole,
    Nothing,
    HangUp,
    StallAfter(usize),
    CutAfter(usize),
    Endless,
    Drip,
}

impl Answer {
    /// 200 with this body.
    #[must_use]
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200).body(body)
    }

    /// This status, without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            claimed: None,
            course: Course::Whole,
            held: false,
        }
    }

    /// A manifest or index, with its media type and digest in the headers.
    #[must_use]
    pub fn document(document: &Blob) -> Self {
        Self::ok(document.bytes.clone())
            .header("Content-Type", &document.media_type)
            .header("Docker-Content-Digest", &document.digest)
    }

    /// An error as registries write it, e.g. 404 and `MANIFEST_UNKNOWN`.
    #[must_use]
    pub fn error(status: u16, code: &str) -> Self {
        let body = serde_json::json!({"errors": [{"code": code, "message": "no manners"}]});
        Self::status(status).header("Content-Type", "application/json").body(body.to_string())
    }

    /// 301, 302, 303, 307 or 308 to this URL.
    #[must_use]
    pub fn redirect(status: u16, url: &str) -> Self {
        Self::status(status).header("Location", url)
    }

    /// 401 with this challenge, e.g. `Bearer realm="http://…/token",service="x"`.
    #[must_use]
    pub fn unauthorized(challenge: &str) -> Self {
        Self::error(401, "UNAUTHORIZED").header("WWW-Authenticate", challenge)
    }

    /// 429 with this `Retry-After`: seconds or a date.
    #[must_use]
    pub fn too_many_requests(retry_after: &str) -> Self {
        Self::error(429, "TOOMANYREQUESTS").header("Retry-After", retry_after)
    }

    /// So many mebibytes of spaces, compressed by gzip to a thousandth, and said to be so compressed.
    #[must_use]
    pub fn gzip_bomb(mebibytes: usize) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let mebibyte = vec![b' '; 1 << 20];
        for _ in 0..mebibytes {
            encoder.write_all(&mebibyte).expect("memory takes what is written");
        }
        let body = encoder.finish().expect("memory takes what is written");
        Self::ok(body).header("Content-Encoding", "gzip")
    }

    /// Not a single byte, for ever.
    #[must_use]
    pub fn silence() -> Self {
        Self { course: Course::Nothing, ..Self::status(200) }
    }

    /// The connection is closed without an answer.
    #[must_use]
    pub fn hang_up() -> Self {
        Self { course: Course::HangUp, ..Self::status(200) }
    }

    /// With this body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// With this header, instead of any of that name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With this header, beside those of that name.
    #[must_use]
    pub fn also_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Claims that the body has this length, then sends what there is and closes the connection.
    #[must_use]
    pub fn claiming(mut self, length: u64) -> Self {
        self.claimed = Some(length);
        self
    }

    /// Stops after so many bytes of the body, and keeps the connection open for ever.
    #[must_use]
    pub fn stalling_after(self, bytes: usize) -> Self {
        Self { course: Course::StallAfter(bytes), ..self }
    }

    /// Closes the connection after so many bytes of the body.
    #[must_use]
    pub fn cut_after(self, bytes: usize) -> Self {
        Self { course: Course::CutAfter(bytes), ..self }
    }

    /// Repeats the body for ever, or spaces if it is empty, without a `Content-Length`.
    #[must_use]
    pub fn endless(self) -> Self {
        Self { course: Course::Endless, ..self }
    }

    /// Sends the body by single bytes, twenty a second.
    #[must_use]
    pub fn dripping(self) -> Self {
        Self { course: Course::Drip, ..self }
    }

    /// Waits with the answer until [`Rude::release`](crate::Rude::release).
    #[must_use]
    pub fn held(mut self) -> Self {
        self.held = true;
        self
    }

    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// Sends it, and tells how many bytes of body went out. An error ends the connection.
    pub(super) fn send(&self, method: &str, stream: &mut TcpStream, sent: impl Fn(u64)) -> io::Result<()> {
        match self.course {
            Course::Nothing => return wait_until_closed(stream),
            Course::HangUp => return end(),
            _ => stream.write_all(self.head().as_bytes())?,
        }
        if method == "HEAD" {
            return Ok(());
        }
        let mut send = |bytes: &[u8]| -> io::Result<()> {
            stream.write_all(bytes)?;
            sent(bytes.len() as u64);
            Ok(())
        };
        match self.course {
            Course::Whole | Course::Nothing | Course::HangUp => {
                send(&self.body)?;
                if self.claimed.is_some() { end() } else { Ok(()) }
            }
            Course::CutAfter(bytes) => {
                send(self.start(bytes))?;
                end()
            }
            Course::StallAfter(bytes) => {
                send(self.start(bytes))?;
                wait_until_closed(stream)
            }
            Course::Endless => {
                let piece = if self.body.is_empty() { vec![b' '; CHUNK] } else { self.body.clone() };
                loop {
                    send(&piece)?;
                }
            }
            Course::Drip => {
                for byte in &self.body {
                    send(&[*byte])?;
                    thread::sleep(DRIP);
                }
                Ok(())
            }
        }
    }

    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} Rude\r\n", self.status);
        if matches!(self.course, Course::Endless) {
            // Its end is that of the connection.
            head.push_str("Connection: close\r\n");
        } else {
            let length = self.claimed.unwrap_or(self.body.len() as u64);
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        head
    }

    fn start(&self, bytes: usize) -> &[u8] {
        self.body.get(..bytes).unwrap_or(&self.body)
    }
}

/// Until the client has had enough, or the test is over.
fn wait_until_closed(stream: &mut TcpStream) -> io::Result<()> {
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored)? > 0 {}
    end()
}

/// Ends the connection.
fn end() -> io::Result<()> {
    Err(io::ErrorKind::ConnectionAborted.into())
}
