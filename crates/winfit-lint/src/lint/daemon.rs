//! The configuration of a Docker daemon, as rules see it.

use crate::judge::Check;
use crate::rule::Rule;
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Finding, SourceText, Span};

/// A `daemon.json`.
#[derive(Clone, Copy)]
pub(crate) struct DaemonConfig<'a, 't> {
    /// By what everything is judged.
    pub(crate) check: &'a Check<'a>,
    /// Index of its file.
    pub(crate) file: usize,
    /// Its file.
    pub(crate) source: &'a SourceText,
    /// The whole document.
    pub(crate) root: Node<'a, 't>,
}

/// An entry of `exec-opts`, such as `isolation=hyperv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ExecOption<'a, 't> {
    /// Its number in the list.
    pub(crate) index: usize,
    /// The text.
    pub(crate) node: Node<'a, 't>,
    /// What is behind the sign of equality, without blanks around it.
    pub(crate) value: &'a str,
}

impl<'a, 't> DaemonConfig<'a, 't> {
    /// `exec-opts`.
    pub(crate) fn exec_options(&self) -> Option<Node<'a, 't>> {
        self.root.get("exec-opts")
    }

    /// The entries of `exec-opts` that set the isolation: the name counts without case and blanks around it.
    pub(crate) fn isolations(&self) -> Vec<ExecOption<'a, 't>> {
        isolations(self.root)
    }

    /// Whether anything in it says that it is for Windows: an isolation mode, a named pipe, a path with a drive.
    pub(crate) fn is_for_windows(&self) -> bool {
        is_of_windows_daemon(self.root)
    }

    /// A finding of a rule about a place.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(rule.id, rule.severity, self.file, message).sure(rule.confidence).at(span, "")
    }

    /// Edits the file.
    pub(crate) fn editor(&self) -> Editor<'_> {
        Editor::new(self.source.text())
    }
}

/// Whether anything in the configuration of a daemon says that it is for Windows.
pub(crate) fn is_of_windows_daemon(root: Node<'_, '_>) -> bool {
    !isolations(root).is_empty() || says_windows(root, 0)
}

fn isolations<'a, 't>(root: Node<'a, 't>) -> Vec<ExecOption<'a, 't>> {
    let items = root.get("exec-opts").into_iter().flat_map(Node::items).enumerate();
    items
        .filter_map(|(index, node)| {
            let (name, value) = node.text()?.split_once('=')?;
            let is_isolation = name.trim().eq_ignore_ascii_case("isolation");
            is_isolation.then_some(ExecOption { index, node, value: value.trim() })
        })
        .collect()
}

/// Values deeper than this are no paths or addresses of a daemon.
const DEPTH: usize = 4;

fn says_windows(node: Node<'_, '_>, depth: usize) -> bool {
    if depth > DEPTH {
        return false;
    }
    let is_windows = |text: &str| {
        let has_drive =
            matches!(text.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
        has_drive
            || text.starts_with("npipe:")
            || text.starts_with(r"\\.\pipe\")
            || text.starts_with("//./pipe/")
    };
    node.text().is_some_and(is_windows)
        || node.items().any(|item| says_windows(item, depth + 1))
        || node.entries().any(|(_, value)| says_windows(value, depth + 1))
}
