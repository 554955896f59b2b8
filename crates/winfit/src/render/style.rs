//! Colours and what they mean. They only ever repeat what a word says.

use anstyle::{AnsiColor, Style};

/// Nothing special.
pub(crate) const PLAIN: Style = Style::new();
/// It runs, it is supported.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// It runs with a reservation.
pub(crate) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// It does not run, it is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// Headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// Line numbers beside the user's own text.
pub(crate) const GUTTER: Style = AnsiColor::BrightBlue.on_default().bold();
/// Beside the point.
pub(crate) const QUIET: Style = Style::new().dimmed();

/// The style of a verdict's word.
pub(crate) fn of_verdict(verdict: &str) -> Style {
    match verdict {
        "runs" => GOOD,
        "runs-with-hyperv" | "preview" => DOUBTFUL,
        _ => BAD,
    }
}
