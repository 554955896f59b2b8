//! The flags of what changes files.

use clap::Args;

/// Fixes. Those that are safe leave a workload where it is and doing what it does, only without what is wrong.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Fixing")]
pub(crate) struct FixArgs {
    /// Make the safe fixes in the files, and report what is left
    ///
    /// Make the safe fixes in the files, and report what is left. Everything else in a file stays: comments, order, indentation,
    /// quotes, line breaks, encoding. A file is replaced in one step, and only if it is still what was read. Of standard
    /// input (-) the fixed text goes to standard output, and the report to standard error. See docs/fixing.md.
    #[arg(long, conflicts_with = "diff")]
    pub(crate) fix: bool,

    /// Show as a diff what --fix would change, and write nothing
    ///
    /// Show what --fix would change, as a unified diff on standard output that git apply and patch -p1 take, and write nothing.
    /// The exit status is 1 if something would change; else it is that of the findings.
    #[arg(long)]
    pub(crate) diff: bool,

    /// Make the unsafe fixes, too; alone, this means --fix
    ///
    /// Make also the fixes that move a workload to other hosts or change what it does there. With --diff they are shown;
    /// without, they are made, and --fix need not be said. Fixes that are only offered are never made.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
}
