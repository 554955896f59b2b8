//! What the documents say of Kubernetes on Windows, sentence by sentence, and what answers for each sentence.
//!
//! Nothing decides by these rows: they are what the project measures itself against. They are therefore read where
//! the coverage is shown and checked, and not compiled into tables.

use crate::{List, Text, Versions};

/// A statement: a row of `catalog/kubernetes-features.csv` or `catalog/kubernetes-statements.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Short name of the row, which no other row of either file has.
    pub id: Text,
    /// What it is about, e.g. `storage`.
    pub area: Text,
    /// What is said, in a sentence of our own.
    pub statement: Text,
    /// The versions of Kubernetes that it is said of; they may lie outside the known ones.
    pub versions: Versions,
    /// What answers for it: at least one.
    pub answers: List<Answer>,
    /// Ids of the sources.
    pub sources: List<Text>,
}

/// What answers for a statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The rule with this id reports what goes against it.
    Rule(Text),
    /// The command with this name tells it.
    Command(Text),
    /// A command with this name will, which does not exist yet.
    Later(Text),
    /// There is nothing to check: it works, or it is good to know.
    Info,
}
