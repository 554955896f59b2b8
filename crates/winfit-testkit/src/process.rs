//! A program in the background that never outlives its test, however the test ends.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a program may take to come up or to go down before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits beside the program. When its pipe closes without a word, the test is gone without having cleaned up (killed, or it
/// kept the component in a static): then it stops the program and removes the folder.
const GUARD: &str = r#"
trap '' INT HUP
while read -r word; do
    case $word in
        stop) kill -TERM "$1" 2>/dev/null ;;
        done) exit ;;
    esac
done
kill -TERM "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
kill -KILL "$1" 2>/dev/null
rm -rf -- "$2"
"#;

/// A running program, its output, and the folder with all its files.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    guard: Option<Child>,
    output: Arc<Output>,
    folder: TempDir,
}

/// What the program has written so far.
#[derive(Debug, Default)]
struct Output {
    written: Mutex<Written>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Written {
    stdout: Vec<String>,
    stderr: Vec<String>,
    ended: usize,
}

#[derive(Clone, Copy)]
enum Stream {
    Stdout,
    Stderr,
}

impl Process {
    /// Starts the program, whose files are all in this folder.
    pub(crate) fn start(command: &mut Command, folder: TempDir) -> Self {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let output = Arc::new(Output::default());
        read(child.stdout.take(), &output, Stream::Stdout);
        read(child.stderr.take(), &output, Stream::Stderr);
        let guard = Command::new("sh")
            .args(["-c", GUARD, "guard", &child.id().to_string()])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Self { child, guard: guard.ok(), output, folder }
    }

    /// The folder with all its files.
    #[cfg(unix)]
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Waits until a line on stderr tells what is asked for.
    ///
    /// # Panics
    ///
    /// When the program ends or the patience does, with what it wrote.
    #[track_caller]
    pub(crate) fn told<T>(&self, tell: impl Fn(&str) -> Option<T>) -> T {
        self.await_output(|written| written.stderr.iter().find_map(|line| tell(line)))
    }

    /// Waits until the lines on stdout tell what is asked for; see [`Self::told`].
    #[track_caller]
    pub(crate) fn printed<T>(&self, tell: impl Fn(&[String]) -> Option<T>) -> T {
        self.await_output(|written| tell(&written.stdout))
    }

    /// Waits until it does what is asked for, which is tried again and again; see [`Self::told`].
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn until(&mut self, does: impl Fn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !does() {
            if !self.is_running() || Instant::now() > deadline {
                self.kill();
                self.output.lock().disappoint();
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it has written to stdout, all of it if it has been stopped.
    pub(crate) fn stdout(&self) -> Vec<String> {
        self.output.lock().stdout.clone()
    }

    /// Whether it is running.
    #[cfg(unix)]
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends it at once, and waits until it is gone and all its output is here.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        self.gone();
    }

    /// Asks it to end, and waits until it is gone and all its output is here.
    #[cfg(unix)]
    pub(crate) fn terminate(&mut self) {
        if self.is_running() {
            self.tell_guard("stop\n");
            let deadline = Instant::now() + PATIENCE;
            while self.is_running() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(20));
            }
        }
        self.kill();
    }

    fn gone(&mut self) {
        let _ = self.child.wait();
        // What it started may hold the pipes open a little longer; the lines of a program that is gone are not worth more.
        let deadline = Instant::now() + Duration::from_secs(2);
        let mut written = self.output.lock();
        while written.ended < 2 && Instant::now() < deadline {
            let wait = deadline.saturating_duration_since(Instant::now());
            written = self.output.wait(written, wait);
        }
    }

    #[track_caller]
    fn await_output<T>(&self, tell: impl Fn(&Written) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut written = self.output.lock();
        loop {
            if let Some(told) = tell(&written) {
                return told;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if written.ended == 2 || left.is_zero() {
                written.disappoint();
            }
            written = self.output.wait(written, left);
        }
    }

    fn tell_guard(&mut self, word: &str) {
        if let Some(pipe) = self.guard.as_mut().and_then(|guard| guard.stdin.as_mut()) {
            let _ = pipe.write_all(word.as_bytes());
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        self.tell_guard("done\n");
        if let Some(guard) = &mut self.guard {
            let _ = guard.wait();
        }
    }
}

impl Written {
    #[track_caller]
    fn disappoint(&self) -> ! {
        let lines = [self.stdout.join("\n"), self.stderr.join("\n")].join("\n");
        panic!("the program ended or did not do what was expected of it; it wrote:\n{lines}");
    }
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, written: MutexGuard<'a, Written>, most: Duration) -> MutexGuard<'a, Written> {
        self.changed.wait_timeout(written, most).unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Keeps reading, so that the program never waits for a full pipe.
fn read(source: Option<impl Read + Send + 'static>, output: &Arc<Output>, stream: Stream) {
    let source = source.expect("the stream is piped");
    let output = Arc::clone(output);
    thread::spawn(move || {
        for line in BufReader::new(source).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let mut written = output.lock();
            match stream {
                Stream::Stdout => written.stdout.push(line),
                Stream::Stderr => written.stderr.push(line),
            }
            output.changed.notify_all();
        }
        output.lock().ended += 1;
        output.changed.notify_all();
    });
}
