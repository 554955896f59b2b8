//! What is wrong with a document itself, before any verdict.

use thiserror::Error;

use crate::Span;
use crate::yaml::SyntaxError;

/// Something in a document that cannot be read as meant, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of problems.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A YAML or JSON document is broken, or exceeds a limit; nothing of it was read.
    #[error("{0}")]
    Syntax(SyntaxError),
    /// A line of a Dockerfile is none of its instructions, or has no end.
    #[error("this is not a Dockerfile: {message}")]
    DockerfileSyntax {
        /// What is wrong.
        message: String,
    },
    /// A line is longer than docker reads.
    #[error("this line is longer than the {limit} bytes that docker reads of one")]
    LongLine {
        /// The limit.
        limit: usize,
    },
    /// A Dockerfile has more instructions than are read.
    #[error("there are more than {limit} instructions in this file; those from here on are not read")]
    TooManyInstructions {
        /// How many are read.
        limit: usize,
    },
    /// An instruction stands before the first `FROM`, where only `ARG` may.
    #[error("only ARG may stand before the first FROM")]
    BeforeFirstStage,
    /// A Dockerfile without `FROM`.
    #[error("this Dockerfile has no FROM")]
    NoStage,
    /// A value is of the wrong type.
    #[error("{path} is {found}, not {expected}")]
    WrongType {
        /// Where in the document, e.g. `spec.containers[0].image`.
        path: String,
        /// What belongs there, e.g. `a string`.
        expected: &'static str,
        /// What stands there, e.g. `a list`.
        found: &'static str,
    },
    /// Something that is written lacks a part without which it means nothing.
    #[error("{path} is missing")]
    Missing {
        /// Where in the document, e.g. `spec.tolerations[0].key`.
        path: String,
    },
    /// An image is the empty text.
    #[error("{path} is empty")]
    EmptyImage {
        /// Where in the document.
        path: String,
    },
    /// A key occurs twice in one mapping: the last counts here, but Kubernetes and Compose refuse the file.
    #[error("the key \"{}\" occurs twice; the last one counts", key.escape_debug())]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// Objects in lists in lists, deeper than any real file.
    #[error("lists of objects are nested more than {limit} deep; the inner ones are not checked")]
    NestedLists {
        /// The limit.
        limit: usize,
    },
    /// A text is none of the words that may stand there.
    #[error("{path} is \"{}\", not {expected}", value.escape_debug())]
    UnknownWord {
        /// Where in the document.
        path: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// A placement constraint cannot be read, and is left out.
    #[error("{0}")]
    Constraint(String),
    /// `${` without an end, or with an operator that does not exist.
    #[error("\"{}\" is not a variable; write {plain} for a plain dollar sign", text.escape_debug())]
    BadVariable {
        /// From the dollar sign on.
        text: String,
        /// How a plain dollar sign is written there.
        plain: &'static str,
    },
    /// A service extends one that is not there.
    #[error("there is no service \"{}\" to extend", name.escape_debug())]
    UnknownService {
        /// The service that is named.
        name: String,
    },
    /// Services extend each other in a circle.
    #[error("the service \"{}\" extends itself", name.escape_debug())]
    CircularExtends {
        /// The service.
        name: String,
    },
    /// A chain of services that extend each other is too long.
    #[error("more than {limit} services extend each other; those further on are not read")]
    LongExtends {
        /// The limit.
        limit: usize,
    },
    /// The services that others extend are too large, all together.
    #[error(
        "the services of this file take more than {limit} values of others; those from here on are not read"
    )]
    LargeExtends {
        /// The limit.
        limit: usize,
    },
    /// `extends` with another file: that part is not read.
    #[error("the service extends one of \"{}\", which was not checked", file.escape_debug())]
    ExtendsFile {
        /// The file.
        file: String,
    },
    /// There are more workloads than are read.
    #[error("there are more than {limit} workloads in this file; those from here on are not read")]
    TooManyWorkloads {
        /// How many are read.
        limit: usize,
    },
    /// There are more containers in one pod than are read.
    #[error("there are more than {limit} containers in this pod; those from here on are not read")]
    TooManyContainers {
        /// How many are read.
        limit: usize,
    },
    /// There are more comments that accept findings than are read.
    #[error(
        "there are more than {limit} comments that ignore findings in this file; those from here on are not read"
    )]
    TooManySuppressions {
        /// How many are read.
        limit: usize,
    },
    /// There are more problems than are kept.
    #[error("there are more problems than these {limit}")]
    TooMany {
        /// How many are kept.
        limit: usize,
    },
    /// `FROM` without an image.
    #[error("FROM has no image")]
    NoImage,
}

impl Problem {
    /// A problem at this place.
    #[must_use]
    pub const fn new(kind: ProblemKind, span: Span) -> Self {
        Self { kind, span }
    }
}
