//! A plain HTTP/1.1 listener on a free loopback port, a thread per connection: beneath the token server and the rude one.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// The most that a request's head may have; a test that sends more is broken.
const LONGEST_HEAD: u64 = 1 << 20;

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// `GET`, `HEAD` …
    pub method: String,
    /// The path and the query, as sent.
    pub path: String,
    /// Names as sent, and values, in order.
    pub headers: Vec<(String, String)>,
    /// What followed.
    pub body: Vec<u8>,
}

impl Heard {
    /// The first value of a header, whatever the case of its name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Listens until it is dropped, which cuts every connection and waits for every thread.
#[derive(Debug)]
pub(crate) struct Listener {
    address: SocketAddr,
    connections: Arc<Connections>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Connections {
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    closing: bool,
    next: u64,
    streams: HashMap<u64, TcpStream>,
    threads: Vec<JoinHandle<()>>,
}

impl Listener {
    /// Serves each request by this function; an error from it ends the connection.
    pub(crate) fn start(
        serve: impl Fn(Heard, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let connections = Arc::new(Connections::default());
        let (shared, serve) = (Arc::clone(&connections), Arc::new(serve));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let serve = Arc::clone(&serve);
                if !Connections::serve(&shared, stream, move |heard, stream| serve(heard, stream)) {
                    return;
                }
            }
        });
        Self { address, connections, accepting: Some(accepting) }
    }

    /// `127.0.0.1:PORT`
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.connections.lock().closing = true;
        // Wakes the accepting thread, which then sees that it is over.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        let threads = {
            let mut open = self.connections.lock();
            for stream in open.streams.values() {
                let _ = stream.shutdown(Shutdown::Both);
            }
            std::mem::take(&mut open.threads)
        };
        for thread in threads {
            let _ = thread.join();
        }
    }
}

impl Connections {
    /// Serves a connection on a thread of its own, unless all is over, which is then told.
    fn serve(
        this: &Arc<Self>,
        stream: TcpStream,
        serve: impl Fn(Heard, &mut TcpStream) -> io::Result<()> + Send + 'static,
    ) -> bool {
        let mut open = this.lock();
        if open.closing {
            return false;
        }
        let Ok(kept) = stream.try_clone() else { return true };
        let number = open.next;
        open.next += 1;
        open.streams.insert(number, kept);
        let shared = Arc::clone(this);
        open.threads.retain(|thread| !thread.is_finished());
        open.threads.push(thread::spawn(move || {
            let _ = talk(&stream, serve);
            let _ = stream.shutdown(Shutdown::Both);
            shared.lock().streams.remove(&number);
        }));
        true
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One request after the other, until either side has enough.
fn talk(stream: &TcpStream, serve: impl Fn(Heard, &mut TcpStream) -> io::Result<()>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream.try_clone()?;
    while let Some(heard) = hear(&mut reader)? {
        serve(heard, &mut writer)?;
    }
    Ok(())
}

/// The next request, or `None` where there is no more.
fn hear(reader: &mut impl BufRead) -> io::Result<Option<Heard>> {
    let mut head = reader.by_ref().take(LONGEST_HEAD);
    let mut line = String::new();
    head.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, path) = (method.to_owned(), path.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        head.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut heard = Heard { method, path, headers, body: Vec::new() };
    let length = heard.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    reader.take(length).read_to_end(&mut heard.body)?;
    Ok(Some(heard))
}

/// A well-formed answer, after which the connection stays open.
pub(crate) fn answer(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} Testkit\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    stream.write_all(&[head.as_bytes(), body].concat())
}
