//! `winfit init`: a `winfit.toml` to begin with.

use std::io;

use winfit_images::replace::{create, replace};

use crate::cli::InitArgs;
use crate::config;
use crate::error::Error;
use crate::output::Report;
use crate::wire;
use crate::wire::init::Body;

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InitError {
    /// There is one.
    #[error("{file} is there already")]
    Exists {
        /// The file.
        file: String,
    },
    /// It cannot be written.
    #[error("cannot write {file}: {error}")]
    Unwritable {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
}

impl InitError {
    /// What to do about it.
    pub(crate) fn help(&self) -> Vec<String> {
        vec![match self {
            Self::Exists { .. } => "keep it, or overwrite it with --force".to_owned(),
            Self::Unwritable { .. } => "name a folder that is there and that you may write to".to_owned(),
        }]
    }
}

/// Writes the file.
pub(crate) fn report(arguments: &InitArgs) -> Result<Report<Body>, Error> {
    let path = arguments.folder.join(config::NAME);
    let file = path.display().to_string();
    let write = if arguments.force { replace } else { create };
    write(&path, config::TEMPLATE.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => InitError::Exists { file: file.clone() },
        _ => InitError::Unwritable { file: file.clone(), error },
    })?;
    Ok(Report { body: Body { schema: wire::SCHEMA, file }, worst: None })
}
