//! A peer on a Unix socket that does to each request what the test says; for what no real daemon does, and for answers
//! of daemons that cannot run here.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

/// A socket, and what was asked of it.
pub(crate) struct Peer {
    folder: TempDir,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    /// Hands each request's target, e.g. `/_ping`, with the connection to `answer`, which keeps it as long as it likes.
    pub(crate) fn new(answer: impl Fn(&str, &mut UnixStream) + Send + Sync + 'static) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("docker.sock")).unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        let answer = Arc::new(answer);
        // Ends with the process: a listener cannot be woken, and holds nothing that anybody waits for.
        std::thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || serve(connection, &*answer, &log));
            }
        });
        Self { folder, asked }
    }

    /// A daemon with API 1.41 that answers `body` to every question for an image.
    pub(crate) fn answering(status: &'static str, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::new(move |target, connection| match target {
            "/_ping" => pong(connection),
            _ => respond(connection, status, "", body.as_bytes()),
        })
    }

    pub(crate) fn host(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("docker.sock")
    }

    /// The targets of all requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut connection: UnixStream, answer: &dyn Fn(&str, &mut UnixStream), log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(connection.try_clone().unwrap()).lines().map_while(Result::ok);
    while let Some(first) = lines.next() {
        lines.by_ref().find(String::is_empty);
        let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
        log.lock().unwrap().push(target.clone());
        answer(&target, &mut connection);
    }
}

pub(crate) fn pong(connection: &mut UnixStream) {
    respond(connection, "200 OK", "Api-Version: 1.41\r\n", b"OK");
}

/// A whole response. Whoever has hung up does not hear it.
pub(crate) fn respond(connection: &mut UnixStream, status: &str, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(body));
}
