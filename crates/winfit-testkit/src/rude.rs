//! A server without manners, for what no real registry does on request: it stalls, lies, redirects, never ends, cuts.
//!
//! It answers each path as the test scripted it, keeps every request with all its headers, and counts what it sent.

mod answer;

use std::collections::HashMap;
use std::io;
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::listener::{Heard, Listener};
use crate::{Blob, Image};

pub use answer::Answer;

/// How long a test waits for a request before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A scripted server on a free loopback port, by plain HTTP.
#[derive(Debug)]
pub struct Rude {
    /// Before the listener, so that answers that are held back end before their threads are waited for.
    script: Script,
    listener: Listener,
}

/// Tells the threads that it is over when it goes out of scope.
#[derive(Debug)]
struct Script(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    answers: HashMap<String, Vec<Answer>>,
    otherwise: Option<Answer>,
    heard: Vec<Heard>,
    sent: u64,
    at_once: usize,
    most_at_once: usize,
    released: bool,
}

impl Rude {
    /// One that answers 404 to everything so far.
    #[must_use]
    pub fn start() -> Self {
        let shared = Arc::new(Shared::default());
        let served = Arc::clone(&shared);
        let listener = Listener::start(move |heard, stream| serve(&served, heard, stream));
        Self { script: Script(shared), listener }
    }

    /// Where it listens, as in a reference: `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> String {
        self.listener.host()
    }

    /// The URL of a path here.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host())
    }

    /// The reference of an image here.
    #[must_use]
    pub fn reference(&self, repository: &str, tag: &str) -> String {
        format!("{}/{repository}:{tag}", self.host())
    }

    /// Answers requests for this path so. It may have a method before it (`HEAD /v2/`) and a query behind it; what says more
    /// goes before what says less.
    pub fn on(&self, path: &str, answer: Answer) -> &Self {
        self.on_each(path, vec![answer])
    }

    /// Answers requests for this path one after the other; the last answer is also that to all further ones.
    pub fn on_each(&self, path: &str, mut answers: Vec<Answer>) -> &Self {
        answers.reverse();
        self.state().answers.insert(path.to_owned(), answers);
        self
    }

    /// Answers all requests so that have no other answer.
    pub fn otherwise(&self, answer: Answer) -> &Self {
        self.state().otherwise = Some(answer);
        self
    }

    /// Answers for this image as a registry does, so that one lie can be told amid the truth.
    pub fn serve(&self, repository: &str, tag: &str, image: &Image) -> &Self {
        self.on("/v2/", Answer::ok("{}"));
        let path = |kind: &str, name: &str| format!("/v2/{repository}/{kind}/{name}");
        for document in image.documents() {
            self.on(&path("manifests", &document.digest), Answer::document(document));
        }
        for Blob { digest, bytes, .. } in image.blobs() {
            self.on(&path("blobs", digest), Answer::ok(bytes.clone()));
        }
        if let Some(root) = image.documents().last() {
            self.on(&path("manifests", tag), Answer::document(root));
        }
        self
    }

    /// The requests so far, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Heard> {
        self.state().heard.clone()
    }

    /// How many bytes of bodies it has sent, or has handed to the system to send.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.state().sent
    }

    /// How many requests at most were being answered at the same time.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.state().most_at_once
    }

    /// Waits until this many requests have come.
    ///
    /// # Panics
    ///
    /// When they do not come within a minute.
    #[track_caller]
    pub fn wait_for(&self, requests: usize) {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.state();
        while state.heard.len() < requests {
            let left = deadline.saturating_duration_since(Instant::now());
            let heard = state.heard.len();
            assert!(!left.is_zero(), "{requests} requests were to come, and {heard} did");
            let waited = self.script.0.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Lets go of all answers that are [held back](Answer::held), now and from now on.
    pub fn release(&self) {
        self.state().released = true;
        self.script.0.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.script.0.lock()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.0.lock().released = true;
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The next answer to such a request.
    fn answer(&mut self, heard: &Heard) -> Answer {
        let whole = heard.path.as_str();
        let path = whole.split('?').next().unwrap_or_default();
        let method = &heard.method;
        for key in
            [format!("{method} {whole}"), format!("{method} {path}"), whole.to_owned(), path.to_owned()]
        {
            let Some(answers) = self.answers.get_mut(&key) else { continue };
            let next = if answers.len() > 1 { answers.pop() } else { answers.last().cloned() };
            if let Some(answer) = next {
                return answer;
            }
        }
        self.otherwise.clone().unwrap_or_else(|| Answer::error(404, "MANIFEST_UNKNOWN"))
    }
}

fn serve(shared: &Shared, heard: Heard, stream: &mut TcpStream) -> io::Result<()> {
    let method = heard.method.clone();
    let answer = {
        let mut state = shared.lock();
        let answer = state.answer(&heard);
        state.heard.push(heard);
        state.at_once += 1;
        state.most_at_once = state.most_at_once.max(state.at_once);
        shared.changed.notify_all();
        while answer.is_held() && !state.released {
            state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        answer
    };
    let result = answer.send(&method, stream, |bytes| shared.lock().sent += bytes);
    shared.lock().at_once -= 1;
    result
}
