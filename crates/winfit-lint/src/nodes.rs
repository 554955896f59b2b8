//! Hosts out of files: what clusters and engines print about themselves, and winfit's own fleet file.

use thiserror::Error;
use winfit_fleet::Fleet;

use crate::text::{NODES_LIMIT, SourceText, TextError};

/// Why a file gives no fleet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NodesError {
    /// The bytes are no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The file is none of the forms that are known.
    #[error(
        "{name}: these are no hosts: expected the output of kubectl get nodes -o json or -o yaml, docker info --format \
         '{{{{json .}}}}', docker node inspect, or a winfit fleet file"
    )]
    Unrecognized {
        /// Name of the file.
        name: String,
    },
}

/// Reads the hosts of a file, whichever of the known forms it has.
///
/// # Errors
///
/// The bytes are no text or too many; the text is none of the forms, is broken, or has no host.
pub fn read_nodes(name: &str, bytes: Vec<u8>) -> Result<Fleet, NodesError> {
    let source = SourceText::decode(name, bytes, NODES_LIMIT)?;
    Err(NodesError::Unrecognized { name: source.name().to_owned() })
}
