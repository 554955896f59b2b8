//! The two streams: reports to standard output, errors to standard error, in the format and colours asked for.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use serde::Serialize;
use winfit_lint::Severity;

use crate::cli::{Asked, ColorWhen, Format, FormatName, Globals};
use crate::commands::check::Fixes;
use crate::error::Error;
use crate::export::Export;
use crate::patch::Patch;
use crate::render::{self, Human, Page, style};
use crate::status::{FailOn, Status};
use crate::wire::{check, diagnose};

/// What a command answers: a body of `winfit/1`, and the worst that it reports.
#[derive(Debug)]
pub(crate) struct Report<B> {
    /// What is printed.
    pub(crate) body: B,
    /// How bad it is.
    pub(crate) worst: Option<Severity>,
}

/// How to write.
#[derive(Debug)]
pub(crate) struct Output {
    stream: Stream,
    color: ColorWhen,
    is_terminal: bool,
    width: usize,
}

/// Where reports go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    StandardOutput,
    StandardError,
}

/// Columns where nothing tells.
const USUAL_WIDTH: usize = 80;

/// Source lines that are not for a terminal are cut here.
const WIDEST_SOURCE: usize = 160;

/// Narrower terminals get lines of this width, which they break themselves.
const LEAST_WIDTH: usize = 40;

impl Output {
    pub(crate) fn new(globals: &Globals) -> Self {
        Self::on(Stream::StandardOutput, globals.color)
    }

    /// The same for reports that go to standard error, because something else is on standard output.
    pub(crate) fn on_standard_error(&self) -> Self {
        Self::on(Stream::StandardError, self.color)
    }

    fn on(stream: Stream, color: ColorWhen) -> Self {
        let is_terminal = match stream {
            Stream::StandardOutput => io::stdout().is_terminal(),
            Stream::StandardError => io::stderr().is_terminal(),
        };
        Self { stream, color, is_terminal, width: width(is_terminal) }
    }

    /// Writes a check, in any format; the status is that of its findings.
    pub(crate) fn check(
        &self,
        report: &Report<check::Body>,
        format: FormatName,
        fail_on: FailOn,
    ) -> Result<Status, Error> {
        match format.asked() {
            Asked::Report(format) => self.report(report, format, fail_on),
            Asked::Export(export) => self.export(report, export, fail_on),
            Asked::Markdown => Err(Error::FormatOfOther { format, command: "diagnose" }),
        }
    }

    /// Writes a report; the status follows from the worst that it reports.
    pub(crate) fn report<B: Serialize + Human>(
        &self,
        report: &Report<B>,
        format: Format,
        fail_on: FailOn,
    ) -> Result<Status, Error> {
        let text = match format {
            Format::Human => {
                // Into a file or pipe, source lines are cut only where they become absurd.
                let source_width = if self.is_terminal { self.width } else { WIDEST_SOURCE };
                let mut page = Page::new(self.width).with_source_width(source_width);
                report.body.human(&mut page);
                page.into_text()
            }
            Format::Json => {
                let json =
                    if self.is_terminal { serde_json::to_string_pretty } else { serde_json::to_string };
                let mut json = json(&report.body).map_err(|error| Error::Output(error.into()))?;
                json.push('\n');
                json
            }
        };
        self.write(text.as_bytes())?;
        Ok(Status::of(report.worst, fail_on))
    }

    /// Writes a check for another program; the status is that of any other format.
    fn export(&self, report: &Report<check::Body>, export: Export, fail_on: FailOn) -> Result<Status, Error> {
        self.write(export.text(&report.body.0).map_err(Error::Output)?.as_bytes())?;
        Ok(Status::of(report.worst, fail_on))
    }

    /// Writes a diagnosis to paste into an issue; the status is that of any other format.
    pub(crate) fn markdown(&self, report: &Report<diagnose::Body>) -> Result<Status, Error> {
        self.write(render::markdown(&report.body).as_bytes())?;
        Ok(Status::of(report.worst, FailOn::Error))
    }

    /// Writes something that is neither report nor error, as it is.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Result<Status, Error> {
        self.write(bytes)?;
        Ok(Status::Clean)
    }

    /// Writes what is somebody else's, byte by byte.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stream = io::stdout().lock();
        written(stream.write_all(bytes).and_then(|()| stream.flush()))
    }

    /// Writes diffs: as programs read them, or in colours as people do. What is to be said of them goes to standard error.
    pub(crate) fn patches(&self, patches: &[Patch], fixes: Option<&Fixes>) -> Result<(), Error> {
        let is_coloured = match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        };
        for patch in patches {
            if is_coloured || self.is_terminal {
                self.write(render::patch::coloured(patch).as_bytes())?;
            } else {
                self.bytes(patch.text().as_bytes())?;
            }
        }
        let mut page = Page::new(width(io::stderr().is_terminal()));
        render::patch::about(&mut page, patches, fixes);
        self.on_standard_error().write(page.into_text().as_bytes())
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        fn all(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
            stream.write_all(bytes).and_then(|()| stream.flush())
        }
        let color = self.color.into();
        written(match self.stream {
            Stream::StandardOutput => all(AutoStream::new(io::stdout().lock(), color), bytes),
            Stream::StandardError => all(AutoStream::new(io::stderr().lock(), color), bytes),
        })
    }

    /// Writes an error, and what to do about it.
    pub(crate) fn error(&self, error: &Error) {
        let mut page = Page::new(self.width);
        page.labelled("error", style::BAD, &error.to_string());
        for help in error.help() {
            page.labelled("help", style::GOOD, &help);
        }
        let mut stream = AutoStream::new(io::stderr().lock(), self.color.into());
        // Nobody is left to tell if this fails.
        let _ = stream.write_all(page.into_text().as_bytes());
    }
}

fn written(result: io::Result<()>) -> Result<(), Error> {
    match result {
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Error::Output),
    }
}

/// Writes to standard error, without colours, what is wrong with this machine and keeps nobody from an answer.
pub(crate) fn warn(text: &str) {
    let mut page = Page::new(width(io::stderr().is_terminal()));
    page.labelled("warning", style::PLAIN, text);
    // Nobody is left to tell if this fails.
    let _ = io::stderr().lock().write_all(page.into_text().as_bytes());
}

/// Columns of the terminal; elsewhere what `COLUMNS` says, else 80.
fn width(is_terminal: bool) -> usize {
    let of_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let of_environment = || std::env::var("COLUMNS").ok()?.parse::<usize>().ok();
    let width = if is_terminal { of_terminal() } else { None };
    width.or_else(of_environment).unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH)
}
