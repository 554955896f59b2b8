//! `winfit diagnose`: from the text of a failure to its cause.

mod known;
mod told;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use winfit_compat::reference::ParseReferenceError;
use winfit_diagnose::facts::read_facts;
use winfit_diagnose::text::{Pasted, Sift, sift};
use winfit_diagnose::{Phrases, diagnose};
use winfit_lint::Severity;

use crate::cli::DiagnoseArgs;
use crate::context::Context;
use crate::error::Error;
use crate::input;
use crate::output::Report;
use crate::wire::diagnose::Body;

/// Why there is nothing to diagnose.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DiagnoseError {
    /// A file cannot be read.
    #[error("cannot read {}: {error}", file.display())]
    Read {
        /// The file; `-` for standard input.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is nothing to read.
    #[error("no text: standard input is a terminal")]
    Terminal,
    /// A text holds nothing but white space.
    #[error("the text is empty: there is nothing to diagnose")]
    Empty,
    /// Standard input was asked for twice.
    #[error("standard input can be one of the texts or the nodes, and only once")]
    Twice,
    /// What `--image` says is no image.
    #[error("--image \"{}\": {error}", text.escape_debug())]
    Image {
        /// As typed.
        text: String,
        /// Why.
        error: ParseReferenceError,
    },
    /// The catalogue's wordings are too many.
    #[error("the wordings of the catalogue cannot be looked for: {0}")]
    Phrases(String),
}

impl DiagnoseError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        match self {
            Self::Read { .. } => vec!["name a file with the text, or - for standard input".to_owned()],
            Self::Terminal | Self::Empty => vec![
                "name a file, or pipe the text in: docker service ps --no-trunc web 2>&1 | winfit diagnose -"
                    .to_owned(),
            ],
            Self::Image { .. } => {
                vec!["name it as docker does: mcr.microsoft.com/windows/servercore:ltsc2022".to_owned()]
            }
            Self::Twice => vec!["put one of them into a file".to_owned()],
            Self::Phrases(_) => vec!["leave out --catalog, or give it fewer rows".to_owned()],
        }
    }
}

/// What is wrong, by the texts that were given.
pub(crate) fn report(arguments: &DiagnoseArgs, context: &Context) -> Result<Report<Body>, Error> {
    let catalog = context.catalog();
    let phrases = Phrases::new(catalog).map_err(|error| DiagnoseError::Phrases(error.to_string()))?;
    let inputs = read(arguments, &phrases)?;
    if inputs.iter().all(Pasted::is_blank) {
        return Err(DiagnoseError::Empty.into());
    }
    let mut facts = read_facts(catalog, &phrases, &inputs);
    told::add(&mut facts, arguments, context)?;
    let unread = known::add(&mut facts, arguments, context)?;
    let found = diagnose(catalog, &facts, context.today);
    let is_futile = found.iter().any(|it| !it.cause.retry_may_help);
    let worst = if is_futile { Some(Severity::Error) } else { found.first().map(|_| Severity::Warning) };
    Ok(Report { body: Body::new(&found, &facts, &inputs, unread, catalog), worst })
}

fn read(arguments: &DiagnoseArgs, phrases: &Phrases<'_>) -> Result<Vec<Pasted>, Error> {
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &standard_input[..] } else { &arguments.files };
    let is_dash = |file: &Path| file.as_os_str() == "-";
    let dashes = files.iter().filter(|file| is_dash(file)).count();
    if dashes + usize::from(arguments.nodes.as_deref().is_some_and(is_dash)) > 1 {
        return Err(DiagnoseError::Twice.into());
    }
    let read = |file: &PathBuf| {
        let name = file.display().to_string();
        let wrong = |error| DiagnoseError::Read { file: file.clone(), error };
        if is_dash(file) {
            if input::is_terminal() {
                return Err(DiagnoseError::Terminal.into());
            }
            return Ok(sift(name, io::stdin().lock(), phrases, Sift::default()).map_err(wrong)?);
        }
        let opened = File::open(file).map_err(wrong)?;
        Ok(sift(name, opened, phrases, Sift::default()).map_err(wrong)?)
    };
    files.iter().map(read).collect()
}
