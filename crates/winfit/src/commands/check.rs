//! `winfit check`: files × fleet → findings.

mod counts;
#[cfg(test)]
pub(crate) mod sample;

use std::io;
use std::path::{Path, PathBuf};

use winfit_fleet::Fleet;
use winfit_lint::judge::{Check, judge, wanted};
use winfit_lint::nodes::{NodesError, read_nodes};
use winfit_lint::report::Report;
use winfit_lint::text::{DOCUMENT_LIMIT, NODES_LIMIT, TextError};
use winfit_lint::{Accepted, Document, Selection, Severity, link, read_document};

use crate::cli::CheckArgs;
use crate::context::Context;
use crate::error::Error;
use crate::facts::{self, LookedUp};
use crate::files::{Input, read_inputs, read_one};
use crate::named::rule_set;
use crate::output;
use crate::wire::check::Body;
pub(crate) use counts::Counts;

/// What comes of a check.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The findings and workloads of the files that could be read.
    pub(crate) report: Report,
    /// The files that could not.
    pub(crate) unreadable: Vec<Unreadable>,
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

/// Checks the files.
pub(crate) fn report(arguments: &CheckArgs, context: &Context) -> Result<output::Report<Body>, Error> {
    let rules = rule_set(arguments.rules, arguments.edition)?;
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    if arguments.paths.iter().any(is_stdin) && arguments.nodes.as_ref().is_some_and(is_stdin) {
        return Err(CheckError::StandardInputTwice.into());
    }
    let fleet = arguments.nodes.as_deref().map(read_fleet).transpose()?;
    let (mut documents, unreadable) = read_documents(&arguments.paths, arguments.nodes.as_deref())?;
    link(&mut documents);
    let (catalog, today, fleet) = (context.catalog(), context.today, fleet.as_ref());
    let wanted = wanted(catalog, &documents, fleet);
    let LookedUp { facts, notices } = match &arguments.lock {
        Some(file) => facts::of_lock(file, today, wanted)?,
        None => facts::look_up(&arguments.lookup, context, wanted)?,
    };
    let selection = Selection::default();
    let kubernetes = catalog.kubernetes_versions.newest;
    let check = Check {
        catalog,
        rules,
        today,
        fleet,
        facts: &facts,
        selection: &selection,
        kubernetes,
        accepted: Accepted::NOTHING,
    };
    let mut report = judge(&check, documents);
    report.notices.extend(notices);
    let worst = report.worst().max((!unreadable.is_empty()).then_some(Severity::Error));
    Ok(output::Report { body: Body(Checked { report, unreadable }), worst })
}

fn read_fleet(path: &Path) -> Result<Fleet, CheckError> {
    let file = path.display().to_string();
    let bytes =
        read_one(path, NODES_LIMIT).map_err(|error| CheckError::OpenNodes { file: file.clone(), error })?;
    Ok(read_nodes(&file, bytes)?)
}

/// The files that can be read, and those that cannot; an error if there is none of the first kind.
fn read_documents(
    paths: &[PathBuf],
    nodes: Option<&Path>,
) -> Result<(Vec<Document>, Vec<Unreadable>), CheckError> {
    let mut documents = Vec::new();
    let mut unreadable = Vec::new();
    for Input { name: file, bytes } in read_inputs(paths, nodes, DOCUMENT_LIMIT) {
        let document = match bytes {
            Ok(bytes) => read_document(&file, bytes).map_err(|error| of_text(&file, &error)),
            Err(error) => Err(of_io(&file, &error)),
        };
        match document {
            Ok(document) => documents.push(document),
            Err(file) => unreadable.push(file),
        }
    }
    match (documents.is_empty(), unreadable.is_empty()) {
        (true, true) => {
            let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            Err(CheckError::NoDocuments(paths.join(", ")))
        }
        (true, false) => Err(CheckError::NothingReadable(unreadable)),
        (false, _) => Ok((documents, unreadable)),
    }
}

const SPLIT: &str = "split it, or give the part that has the workloads";

fn of_text(file: &str, error: &TextError) -> Unreadable {
    let help = match error {
        TextError::TooLarge { .. } => SPLIT,
        _ => "give a text in UTF-8 or UTF-16; .gitignore keeps other files out of folders",
    };
    Unreadable { file: file.to_owned(), line: error.line(), message: error.reason(), help }
}

fn of_io(file: &str, error: &io::Error) -> Unreadable {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "check the path, and where a link points to",
        io::ErrorKind::PermissionDenied => "check who may read it",
        io::ErrorKind::FileTooLarge => SPLIT,
        _ => "check whether another program can read it",
    };
    Unreadable { file: file.to_owned(), line: None, message: error.to_string(), help }
}
