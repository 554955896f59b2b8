//! `winfit check`: files × fleet → findings.

use std::path::PathBuf;

use thiserror::Error;
use winfit_compat::catalog::{Catalog, Date};
use winfit_compat::rules::RuleSet;
use winfit_lint::judge::{Check, judge};
use winfit_lint::nodes::{NodesError, read_nodes};
use winfit_lint::report::Report;
use winfit_lint::text::{DOCUMENT_LIMIT, NODES_LIMIT};
use winfit_lint::{UNREADABLE_FILE, link, read_document};

use crate::files::{read_inputs, read_one};

/// What is checked, against what.
#[derive(Debug, Clone)]
pub struct Request {
    /// Files, folders, or `-`.
    pub paths: Vec<PathBuf>,
    /// The file with the hosts; `None`: every supported release.
    pub nodes: Option<PathBuf>,
    /// The rule set.
    pub rules: RuleSet,
    /// The day for which "supported" is judged.
    pub today: Date,
}

/// What comes of a check.
#[derive(Debug)]
pub struct Checked {
    /// The findings and workloads of the files that could be read.
    pub report: Report,
    /// The files that could not.
    pub unreadable: Vec<Unreadable>,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Name as the user knows it.
    pub file: String,
    /// Why.
    pub message: String,
}

/// Why nothing could be checked.
#[derive(Debug, Error)]
pub enum CheckError {
    /// The file with the hosts cannot be opened.
    #[error("cannot read the hosts from {file}: {error}")]
    OpenNodes {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file with the hosts is none.
    #[error(transparent)]
    Nodes(#[from] NodesError),
    /// None of the files could be read.
    #[error("{}", .0.iter().map(|it| format!("{}: {}", it.file, it.message)).collect::<Vec<_>>().join("; "))]
    NothingReadable(Vec<Unreadable>),
    /// The folders hold no documents.
    #[error("no Kubernetes, Compose or Docker files in {0}")]
    NoDocuments(String),
}

impl Unreadable {
    /// The rule that such files break.
    pub const RULE: &'static str = UNREADABLE_FILE.id;
}

/// Checks files.
///
/// # Errors
///
/// The hosts cannot be read, or there is not one file that can be.
pub fn check(catalog: &Catalog, request: &Request) -> Result<Checked, CheckError> {
    let fleet = request.nodes.as_ref().map(|path| {
        let file = path.display().to_string();
        let bytes = read_one(path, NODES_LIMIT)
            .map_err(|error| CheckError::OpenNodes { file: file.clone(), error })?;
        Ok::<_, CheckError>(read_nodes(&file, bytes)?)
    });
    let fleet = fleet.transpose()?;
    let mut documents = Vec::new();
    let mut unreadable = Vec::new();
    for input in read_inputs(&request.paths, DOCUMENT_LIMIT) {
        let document = match input.bytes {
            Ok(bytes) => read_document(&input.name, bytes).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match document {
            Ok(document) => documents.push(document),
            Err(message) => unreadable.push(Unreadable { file: input.name, message }),
        }
    }
    match (documents.is_empty(), unreadable.is_empty()) {
        (true, true) => {
            let paths: Vec<_> = request.paths.iter().map(|path| path.display().to_string()).collect();
            return Err(CheckError::NoDocuments(paths.join(", ")));
        }
        (true, false) => return Err(CheckError::NothingReadable(unreadable)),
        (false, _) => {}
    }
    link(&mut documents);
    let check = Check { catalog, rules: request.rules, today: request.today, fleet: fleet.as_ref() };
    Ok(Checked { report: judge(&check, documents), unreadable })
}
