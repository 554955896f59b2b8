//! Why a file with hosts cannot be used, and where that shows.

use thiserror::Error;

use crate::text::{Position, TextError};
use crate::yaml::SyntaxError;
use crate::{Problem, Span};

/// Why a file gives no fleet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NodesError {
    /// The bytes are no text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The text is neither YAML nor JSON, or exceeds a limit.
    #[error("{name}:{}:{}: {error}", position.line, position.column)]
    Syntax {
        /// Name of the file.
        name: String,
        /// Where it shows.
        position: Position,
        /// What is wrong.
        error: SyntaxError,
    },
    /// The file is none of the forms that are known.
    #[error(
        "{name}: these are no hosts: expected the output of kubectl get nodes -o json or -o yaml, of docker info \
         --format '{{{{json .}}}}', of docker node inspect, or a winfit fleet file"
    )]
    Unrecognized {
        /// Name of the file.
        name: String,
    },
    /// The form is known, and there is no host in it.
    #[error("{name}: there are no hosts in this file")]
    Empty {
        /// Name of the file.
        name: String,
    },
    /// `docker info` did not reach an engine.
    #[error("{name}: docker info did not reach an engine: \"{}\"; run it where the engine answers", message.escape_debug())]
    Unreached {
        /// Name of the file.
        name: String,
        /// What it says itself.
        message: String,
    },
    /// A value is not what belongs there.
    #[error("{name}:{}:{}: {problem}", position.line, position.column)]
    Invalid {
        /// Name of the file.
        name: String,
        /// Where it stands.
        position: Position,
        /// What is wrong.
        problem: HostProblem,
    },
}

/// What may be wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HostProblem {
    /// It is of the wrong type, missing, or an unknown word.
    #[error("{0}")]
    Value(Problem),
    /// A key that the fleet file does not know.
    #[error("{path} has no key \"{}\"{}", key.escape_debug(), nearest.map(|it| format!("; did you mean {it}?")).unwrap_or_default())]
    UnknownKey {
        /// Where, e.g. `hosts[0]`.
        path: String,
        /// The key.
        key: String,
        /// The known key that resembles it most.
        nearest: Option<&'static str>,
    },
    /// A host lacks something.
    #[error("{path} is missing; {advice}")]
    Missing {
        /// What, e.g. `hosts[0].os-version`.
        path: String,
        /// What to write.
        advice: &'static str,
    },
    /// A text cannot be read.
    #[error("{path}: {message}")]
    Text {
        /// Where, e.g. `hosts[0].os-version`.
        path: String,
        /// What is wrong, and what was expected.
        message: String,
    },
    /// Keys that exclude each other.
    #[error("{path} has {first} and {second}: only one of them can be")]
    Conflict {
        /// Where.
        path: String,
        /// One key.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// Many hosts with long labels, which each of them would have for itself.
    #[error("the names and labels of these hosts have more than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// More hosts than a fleet may have, in all documents of the file together.
    #[error("the fleet has more than {limit} hosts")]
    TooMany {
        /// The limit.
        limit: usize,
    },
}

/// A problem and where it stands, before the file's name is known.
pub(super) type Refusal = (HostProblem, Span);
