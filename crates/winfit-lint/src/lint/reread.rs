//! Which parts of a file the rules want to see.

use std::collections::BTreeSet;

use super::File;
use crate::judge::Check;
use crate::{DocumentKind, Found, HintReason, Span};

/// What is read a second time of a file.
pub(super) enum Reread {
    /// All of it.
    All,
    /// The documents of a stream with objects that start in one of these places.
    Parts(BTreeSet<usize>),
}

impl Reread {
    /// Of a file; `None` if no rule has something to look at. What is for Linux alone is not read twice.
    pub(super) fn of(file: &File<'_>, check: &Check<'_>, any_for_windows: bool) -> Option<Self> {
        let document = file.document;
        let is_all = match document.kind {
            DocumentKind::DaemonConfig => true,
            DocumentKind::Dockerfile => !file.judged.is_empty(),
            // What is not for Windows may have to be kept off its hosts.
            _ => check.has_windows_hosts() || document.has_windows_nodes,
        };
        if is_all {
            return Some(Self::All);
        }
        let serving = document.serving.iter().filter(|_| any_for_windows).map(|span| span.start);
        // A pod for Linux with options for Windows is refused.
        let has_options =
            |found: &Found| found.windows_hints.iter().any(|hint| hint.reason == HintReason::WindowsOptions);
        let refused = file.all.iter().filter(|(_, found)| has_options(found)).map(|(start, _)| *start);
        let own = file.judged.keys().chain(file.unnamed.keys()).copied();
        let parts: BTreeSet<_> = own.chain(refused).chain(serving).collect();
        (!parts.is_empty()).then_some(Self::Parts(parts))
    }

    /// Whether a document of a stream is among them.
    pub(super) fn wants(&self, part: Span) -> bool {
        match self {
            Self::All => true,
            Self::Parts(starts) => starts.range(part.start..part.end).next().is_some(),
        }
    }
}
