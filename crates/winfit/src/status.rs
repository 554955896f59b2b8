//! The exit status, decided here and nowhere else.

use std::process::ExitCode;

use clap::ValueEnum;
use winfit_lint::Severity;

use crate::lsp::End;

/// What the exit status tells a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// 0: nothing wrong.
    Clean,
    /// 1: something is wrong, at or above `--fail-on`.
    Findings,
    /// 2: the input or the environment failed, so that there is no answer.
    Failed,
}

/// What `--fail-on` takes: from which severity on the exit status is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything that is reported.
    Info,
    /// Nothing: the exit status tells only whether there is an answer.
    Never,
}

impl Status {
    /// The status for the worst thing reported, if anything was.
    pub(crate) fn of(worst: Option<Severity>, fail_on: FailOn) -> Self {
        let from = match fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
            FailOn::Never => return Self::Clean,
        };
        if worst.is_some_and(|worst| worst >= from) { Self::Findings } else { Self::Clean }
    }
}

impl From<End> for Status {
    /// Here the protocol of language servers decides what the numbers mean.
    fn from(end: End) -> Self {
        match end {
            End::AfterShutdown => Self::Clean,
            End::Abrupt => Self::Findings,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Failed => 2,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_count_from_the_severity_asked_for() {
        use FailOn::{Error, Info, Never, Warning};
        use Status::{Clean, Findings};
        for (worst, expected) in [
            (None, [(Error, Clean), (Warning, Clean), (Info, Clean), (Never, Clean)]),
            (Some(Severity::Info), [(Error, Clean), (Warning, Clean), (Info, Findings), (Never, Clean)]),
            (
                Some(Severity::Warning),
                [(Error, Clean), (Warning, Findings), (Info, Findings), (Never, Clean)],
            ),
            (
                Some(Severity::Error),
                [(Error, Findings), (Warning, Findings), (Info, Findings), (Never, Clean)],
            ),
        ] {
            for (fail_on, status) in expected {
                assert_eq!(Status::of(worst, fail_on), status, "{worst:?} {fail_on:?}");
            }
        }
    }
}
