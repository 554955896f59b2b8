//! What kind of document a file is, and everything that it holds.

use crate::reading::Problems;
use crate::suppression::{self, Comment};
use crate::text::{DOCUMENT_LIMIT, SourceText, TextError};
use crate::yaml::{self, Limits, SyntaxError, Tree, template_marker};
use crate::{
    Found, Problem, ProblemKind, RuntimeClass, Span, Suppression, compose, dockerfile, kubernetes, lint,
};

mod name;

use name::Form;
pub use name::is_document_name;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its text.
    pub source: SourceText,
    /// What it is.
    pub kind: DocumentKind,
    /// The workloads in it, in document order.
    pub workloads: Vec<Found>,
    /// What could not be read as meant, in document order.
    pub problems: Vec<Problem>,
    /// What was left unread on purpose.
    pub skipped: Vec<Skipped>,
    /// The runtime classes in it.
    pub runtime_classes: Vec<RuntimeClass>,
    /// Whether one of its objects is a Windows node.
    pub has_windows_nodes: bool,
    /// Where its objects stand that may serve pods of other files, such as services.
    pub serving: Vec<Span>,
    /// The comments that accept findings, in document order; those too that only look like one.
    pub suppressions: Vec<Suppression>,
}

/// The kinds of documents. A YAML file may hold several; then it is of the first that has workloads to offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// Kubernetes objects.
    Kubernetes,
    /// A Compose or Swarm stack file.
    Compose,
    /// A Dockerfile.
    Dockerfile,
    /// The configuration of a Docker daemon, `daemon.json`.
    DaemonConfig,
    /// Anything else, which is not for us; or a file of which nothing could be read.
    Other,
}

/// A part of a file that was left unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: SkipReason,
    /// Where that shows.
    pub span: Span,
}

/// Why a part is left unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// It is a template: what it says is known only when it is rendered.
    Template,
}

impl std::fmt::Display for SkipReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Template => f.write_str(
                "a template, not checked: render it first, e.g. helm template CHART | winfit check -",
            ),
        }
    }
}

/// What the readers fill.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) workloads: Vec<Found>,
    pub(crate) problems: Problems,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) runtime_classes: Vec<RuntimeClass>,
    pub(crate) has_windows_nodes: bool,
    pub(crate) serving: Vec<Span>,
    /// Those that may be suppressions, if there are any.
    pub(crate) comments: Vec<Comment>,
    has_too_many: bool,
}

/// Most workloads of one file: what a large cluster prints is far below, and what is above costs memory.
const WORKLOADS: usize = 100_000;

impl Contents {
    /// Adds a workload, unless there are too many.
    pub(crate) fn add(&mut self, found: Found) {
        match self.workloads.len() {
            count if count < WORKLOADS => self.workloads.push(found),
            _ if self.has_too_many => {}
            _ => {
                self.has_too_many = true;
                let kind = ProblemKind::TooManyWorkloads { limit: WORKLOADS };
                self.problems.push(Problem::new(kind, found.span));
            }
        }
    }
}

/// Reads a file. Its kind is told by its name, else by what is in it; a file that is none of ours is
/// [`DocumentKind::Other`] without problems.
///
/// Runtime classes of the same file are merged into the workloads already; [`link`] does so across files.
///
/// # Errors
///
/// The bytes are no text, or more than [`DOCUMENT_LIMIT`].
pub fn read_document(name: &str, bytes: Vec<u8>) -> Result<Document, TextError> {
    SourceText::decode(name, bytes, DOCUMENT_LIMIT).map(read_source)
}

/// Merges what one document of a set has and another asks for: runtime classes, and services that are extended.
///
/// Files that are named in others are found by the names of the documents. Doing so again changes nothing.
pub fn link(documents: &mut [Document]) {
    kubernetes::link(documents);
    compose::link(documents);
}

/// Reads a text that was decoded before; see [`read_document`].
#[must_use]
pub fn read_source(source: SourceText) -> Document {
    let mut contents = Contents::default();
    let kind = match Form::of(source.name(), source.text()) {
        Form::Dockerfile => {
            dockerfile::read(&source, &mut contents);
            DocumentKind::Dockerfile
        }
        Form::DaemonConfig => {
            read_daemon_config(&source, &mut contents);
            DocumentKind::DaemonConfig
        }
        Form::Yaml => read_stream(&source, &mut contents),
    };
    let Contents {
        workloads,
        mut problems,
        skipped,
        runtime_classes,
        has_windows_nodes,
        serving,
        comments,
        ..
    } = contents;
    let (suppressions, too_many) = suppression::read(&source, comments);
    too_many.into_iter().for_each(|it| problems.push(it));
    let problems = problems.sorted();
    let mut document = Document {
        source,
        kind,
        workloads,
        problems,
        skipped,
        runtime_classes,
        has_windows_nodes,
        serving,
        suppressions,
    };
    link(std::slice::from_mut(&mut document));
    document
}

fn read_stream(source: &SourceText, contents: &mut Contents) -> DocumentKind {
    let (name, text) = (source.name(), source.text());
    let mut kind = DocumentKind::Other;
    let mut comments = suppression::reads(text).then(|| yaml::Comments::new(text));
    trees(text, |tree| {
        if let Some(comments) = &mut comments {
            match &tree {
                Ok(tree) => comments.tree(tree),
                Err(broken) => comments.broken(broken.piece),
            }
        }
        kind = first(kind, read_part(tree, name, contents));
    });
    if let Some((spans, content)) = comments.map(yaml::Comments::finish) {
        contents.comments = suppression::of_stream(source, &spans, content);
    }
    kind
}

/// Reads a document of a stream.
fn read_part(part: Result<&Tree<'_>, Broken<'_>>, name: &str, contents: &mut Contents) -> DocumentKind {
    match part {
        Ok(tree) => return read_tree(tree, name, contents),
        Err(Broken { piece: Some(piece), error }) if !error.kind.is_limit() => {
            if !is_foreign_json(name, piece.text()) {
                report(piece, error, contents);
            }
        }
        Err(Broken { error, .. }) => {
            let span = error.span;
            contents.problems.push(Problem::new(ProblemKind::Syntax(error), span));
        }
    }
    DocumentKind::Other
}

/// Calls for each document of a stream: with its tree, or with why it has none, and its text.
pub(crate) fn trees(text: &str, each: impl FnMut(Result<&Tree<'_>, Broken<'_>>)) {
    trees_of(text, |_| true, each);
}

/// The same for the documents that are wanted, where they can be told apart without reading them.
pub(crate) fn trees_of(
    text: &str,
    mut is_wanted: impl FnMut(Span) -> bool,
    mut each: impl FnMut(Result<&Tree<'_>, Broken<'_>>),
) {
    // JSON values may follow each other without markers.
    if text.trim_start().starts_with(['{', '[']) {
        match yaml::json_values(text, Limits::DOCUMENT) {
            Ok(trees) => {
                trees.iter().for_each(|tree| each(Ok(tree)));
                return;
            }
            Err(error) if error.kind.is_limit() => {
                each(Err(Broken { piece: None, error }));
                return;
            }
            // Then it may still be YAML.
            Err(_) => {}
        }
    }
    for piece in yaml::pieces(text).filter(|piece| is_wanted(piece.span())) {
        match piece.parse(Limits::DOCUMENT) {
            Ok(tree) => each(Ok(&tree)),
            Err(error) => each(Err(Broken { piece: Some(piece), error })),
        }
    }
}

/// A document that cannot be read.
pub(crate) struct Broken<'t> {
    /// Its text, if it can be told from that of the others.
    piece: Option<yaml::Piece<'t>>,
    error: SyntaxError,
}

/// There is no workload in it, and rules read it themselves; here only what is broken is told.
fn read_daemon_config(source: &SourceText, contents: &mut Contents) {
    let mut syntax = None;
    let mut is_for_windows = false;
    trees(source.text(), |tree| match tree {
        Ok(tree) => {
            is_for_windows |= lint::is_of_windows_daemon(tree.root());
            duplicate_keys(tree, contents);
        }
        Err(Broken { error, .. }) => syntax = syntax.take().or(Some(error)),
    });
    // What is YAML and no JSON is read all the same, and dockerd refuses it. An empty file it takes.
    let is_empty = source.text().trim().is_empty();
    if syntax.is_none() && is_for_windows && !is_empty {
        syntax = yaml::json_values(source.text(), Limits::DOCUMENT).err();
    }
    if let Some(error) = syntax {
        let span = error.span;
        contents.problems.push(Problem::new(ProblemKind::Syntax(error), span));
    }
}

fn read_tree(tree: &Tree<'_>, name: &str, contents: &mut Contents) -> DocumentKind {
    if let Some(span) = tree.template() {
        contents.skipped.push(Skipped { reason: SkipReason::Template, span });
        return DocumentKind::Other;
    }
    let root = tree.root();
    let kind = if kubernetes::is_object(root) {
        kubernetes::read(root, contents);
        DocumentKind::Kubernetes
    } else if let Some(services) = compose::services(root, name) {
        compose::read(services, contents);
        DocumentKind::Compose
    } else {
        DocumentKind::Other
    };
    if kind != DocumentKind::Other {
        duplicate_keys(tree, contents);
    }
    kind
}

fn duplicate_keys(tree: &Tree<'_>, contents: &mut Contents) {
    for key in tree.duplicate_keys() {
        let name = key.text().unwrap_or_default().to_owned();
        contents.problems.add(ProblemKind::DuplicateKey { key: name }, key);
    }
}

fn report(piece: yaml::Piece<'_>, error: SyntaxError, contents: &mut Contents) {
    if let Some(marker) = template_marker(piece.text()) {
        let span = marker.shifted(piece.span().start);
        contents.skipped.push(Skipped { reason: SkipReason::Template, span });
        return;
    }
    let span = error.span;
    contents.problems.push(Problem::new(ProblemKind::Syntax(error), span));
}

/// Many tools keep settings in `.json` files with comments, which are no JSON: those are not ours to complain about.
fn is_foreign_json(name: &str, text: &str) -> bool {
    let is_json = name.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case("json"));
    is_json && !text.contains("\"apiVersion\"") && !text.contains("\"services\"")
}

fn first(one: DocumentKind, other: DocumentKind) -> DocumentKind {
    if one == DocumentKind::Other { other } else { one }
}

#[cfg(test)]
mod tests;
