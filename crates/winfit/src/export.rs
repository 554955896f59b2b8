//! The report of a check as other programs read it: every printer takes the same report and decides nothing.

mod github;
mod junit;
mod lines;
mod path;
mod sarif;

use std::io;

use crate::commands::check::Checked;

/// A format of other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// JUnit XML, for the test reports of CI systems.
    Junit,
}

impl Export {
    /// The check in this format, down to its last line break.
    pub(crate) fn text(self, checked: &Checked) -> io::Result<String> {
        match self {
            Self::Sarif => sarif::text(checked),
            Self::Github => Ok(github::text(checked)),
            Self::Junit => Ok(junit::text(checked)),
        }
    }
}
