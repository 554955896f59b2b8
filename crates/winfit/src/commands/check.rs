//! `winfit check`: files × fleet → findings.

mod accepted;
mod asked;
mod counts;
mod documents;
mod fixing;
mod run;
#[cfg(test)]
pub(crate) mod sample;

use std::io;
use std::path::Path;

use winfit_fleet::Fleet;
use winfit_lint::nodes::{NodesError, read_nodes};
use winfit_lint::report::Report;
use winfit_lint::text::NODES_LIMIT;
use winfit_lint::{Severity, link};

use crate::cli::CheckArgs;
use crate::context::Context;
use crate::error::Error;
use crate::files::read_one;
use crate::output;
use crate::status::FailOn;
use crate::wire::check::Body;
pub(crate) use accepted::by_file;
use asked::{Asked, Fixing};
pub(crate) use counts::Counts;
use documents::Files;
pub(crate) use fixing::{Done, Fixes, Unwritten};
use run::Run;

/// What comes of a check.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The findings and workloads of the files that could be read.
    pub(crate) report: Report,
    /// The files that could not.
    pub(crate) unreadable: Vec<Unreadable>,
    /// The fixes that were made, if any were asked for.
    pub(crate) fixes: Option<Fixes>,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Name as the user knows it.
    pub(crate) file: String,
    /// The line at which it stops being a text, where lines can be told.
    pub(crate) line: Option<usize>,
    /// Why.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: &'static str,
}

/// Why nothing could be checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CheckError {
    /// The file with the hosts cannot be opened.
    #[error("cannot read the hosts from {file}: {error}")]
    OpenNodes {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// The file with the hosts is none.
    #[error(transparent)]
    Nodes(#[from] NodesError),
    /// None of the files could be read.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    NothingReadable(Vec<Unreadable>),
    /// The folders hold no documents.
    #[error("no Kubernetes, Compose or Docker files in {0}")]
    NoDocuments(String),
    /// Standard input is asked for documents and for hosts.
    #[error("standard input cannot be both a document and the hosts")]
    StandardInputTwice,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl Unreadable {
    /// The rule that such files break.
    pub(crate) const RULE: &'static str = "unreadable-file";
}

impl CheckError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        vec![match self {
            Self::OpenNodes { .. } | Self::Nodes(_) => {
                "write it with kubectl get nodes -o json > nodes.json, or by hand: docs/hosts.md".to_owned()
            }
            Self::NothingReadable(files) => {
                let mut help: Vec<_> = files.iter().map(|file| file.help.to_owned()).collect();
                help.dedup();
                return help;
            }
            Self::NoDocuments(_) => {
                "name a file to have it read whatever its name, or pipe it in: winfit check -".to_owned()
            }
            Self::StandardInputTwice => "write one of them to a file".to_owned(),
        }]
    }
}

/// What comes of a check, and of its fixes.
#[derive(Debug)]
pub(crate) struct Answer {
    /// What is left to find; with `--diff`, as if the fixes were made.
    pub(crate) report: output::Report<Body>,
    /// From which severity on the exit status is 1.
    pub(crate) fail_on: FailOn,
    /// What became of the fixes.
    pub(crate) done: Done,
    /// What could not be written.
    pub(crate) failures: Vec<Error>,
}

/// Checks the files, and fixes them if that is asked.
pub(crate) fn answer(arguments: &CheckArgs, context: &Context) -> Result<Answer, Error> {
    let asked = Asked::new(arguments, context)?;
    let fleet = asked.nodes.as_deref().map(read_fleet).transpose()?;
    let files = Files::read(&arguments.paths, &asked.others())?;
    let (accepted, baselines) = accepted::of(&asked, &context.config, &files)?;
    let Files { mut documents, paths, unreadable } = files;
    // Runtime classes say which images are wanted.
    link(&mut documents);
    let mut run = Run::new(arguments, context, &asked, fleet.as_ref(), &accepted);
    run.look_up(&documents)?;
    let (mut report, fixes, done, mut failures) = match asked.fixing {
        Fixing::Told => (run.judge(documents), None, Done::Told, Vec::new()),
        Fixing::Shown(least) => fixing::shown(&mut run, documents, least)?,
        Fixing::Made(least) => fixing::made(&mut run, documents, &paths, least)?,
    };
    report.notices.append(&mut run.notices);
    failures.extend(baselines.settle(&accepted, &mut report).err().map(Error::from));
    let worst = report.worst().max((!unreadable.is_empty()).then_some(Severity::Error));
    let report = output::Report { body: Body(Checked { report, unreadable, fixes }), worst };
    Ok(Answer { report, fail_on: asked.fail_on, done, failures })
}

/// The hosts of a file.
pub(crate) fn read_fleet(path: &Path) -> Result<Fleet, CheckError> {
    let file = path.display().to_string();
    let bytes =
        read_one(path, NODES_LIMIT).map_err(|error| CheckError::OpenNodes { file: file.clone(), error })?;
    Ok(read_nodes(&file, bytes)?)
}
