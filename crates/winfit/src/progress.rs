//! A progress bar: on a terminal's standard error, for what takes longer than half a second, gone before anything is printed.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use winfit_images::{Progress, Source};

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is drawn anew, so that it lives while nothing is done.
const TICK: Duration = Duration::from_millis(200);

/// Counts, and nothing from outside: no name can move the cursor. Without colours, whatever was asked for.
const TEMPLATE: &str = "{spinner} reading images {wide_bar} {pos}/{len}{msg} ({elapsed})";

/// A bar that shows how many images are done; gone when it is dropped.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    failed: Cell<usize>,
    /// Dropped when all is done, which the waiting thread notices.
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// A bar for so many images; where nobody would see it, nothing at all.
    pub(crate) fn for_images(count: usize) -> Self {
        let bar = ProgressBar::with_draw_target(u64::try_from(count).ok(), ProgressDrawTarget::hidden());
        let mut this = Self { bar, failed: Cell::new(0), running: None };
        if is_watched() {
            // A template that is wrong leaves the usual bar.
            if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
                this.bar.set_style(style.progress_chars("=> "));
            }
            this.running = show_later(this.bar.clone());
        }
        this
    }
}

/// Shows the bar when patience is over, unless all is done before; without a thread to spare there is no bar.
fn show_later(bar: ProgressBar) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (done, is_done) = mpsc::channel();
    let wait = move || {
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    let thread = thread::Builder::new().name("progress".to_owned()).spawn(wait).ok()?;
    Some((done, thread))
}

/// Whether standard error is a terminal that can draw, with a person before it.
fn is_watched() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_ci = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false" && ci != "0");
    io::stderr().is_terminal() && !is_dumb && !is_ci
}

impl Progress for Bar {
    fn done(&self, _: &Source, read: bool) {
        if !read {
            self.failed.set(self.failed.get() + 1);
            self.bar.set_message(format!(", {} failed", self.failed.get()));
        }
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.running.take() {
            drop(done);
            // A panic in drawing is no reason to lose the report.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
