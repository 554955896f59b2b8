//! The files of a check: those that could be read, and those that could not.

use std::io;
use std::path::{Path, PathBuf};

use winfit_lint::text::{DOCUMENT_LIMIT, TextError};
use winfit_lint::{Document, read_document};

use super::{CheckError, Unreadable};
use crate::files::{Input, inputs};
use crate::parallel::in_order;

/// The files of a check.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Those that could be read.
    pub(super) documents: Vec<Document>,
    /// Where each of them is; `None`: it came by standard input.
    pub(super) paths: Vec<Option<PathBuf>>,
    /// Those that could not.
    pub(super) unreadable: Vec<Unreadable>,
}

impl Files {
    /// Reads them; an error if there is none that can be read. The others are documents only if they are named as such.
    pub(super) fn read(paths: &[PathBuf], others: &[&Path]) -> Result<Self, CheckError> {
        let mut files = Self::default();
        let read = |mut input: Input| (read(&mut input), input.path);
        for (document, path) in in_order(inputs(paths, others, DOCUMENT_LIMIT), read) {
            match document {
                Ok(document) => {
                    files.documents.push(document);
                    files.paths.push(path);
                }
                Err(file) => files.unreadable.push(file),
            }
        }
        match (files.documents.is_empty(), files.unreadable.is_empty()) {
            (true, true) => {
                let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
                Err(CheckError::NoDocuments(paths.join(", ")))
            }
            (true, false) => Err(CheckError::NothingReadable(files.unreadable)),
            (false, _) => Ok(files),
        }
    }

    /// The names of those that could be read, and where each of them is.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, Option<&PathBuf>)> {
        self.documents.iter().map(|it| it.source.name()).zip(self.paths.iter().map(Option::as_ref))
    }
}

fn read(input: &mut Input) -> Result<Document, Unreadable> {
    let bytes = input.read(DOCUMENT_LIMIT).map_err(|error| of_io(&input.name, &error))?;
    read_document(&input.name, bytes).map_err(|error| of_text(&input.name, &error))
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
