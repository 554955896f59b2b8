//! From arguments to exit status.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use winfit_lint::Severity;

use crate::cli::{self, Asked, CheckArgs, Cli, ColorWhen, Command, Format, FormatName};
use crate::commands;
use crate::commands::check::{Answer, Done};
use crate::context::Context;
use crate::error::Error;
use crate::lsp;
use crate::output::Output;
use crate::status::{FailOn, Status};

/// Runs the program: prints the answer to standard output, errors to standard error.
///
/// The status is 0 if nothing is wrong, 1 if something is, and 2 if there is no answer because the input or the
/// environment failed. A reader that goes away early, as `head` does, is no failure.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let command = cli::command().color(color_of_help(&arguments).into());
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => run_parsed(&cli).into(),
        Err(usage) => {
            // Nobody is left to tell if this fails.
            let _ = usage.print();
            if usage.use_stderr() { Status::Failed.into() } else { Status::Clean.into() }
        }
    }
}

fn run_parsed(cli: &Cli) -> Status {
    let output = Output::new(&cli.globals);
    match dispatch(cli, &output) {
        Ok(status) => status,
        Err(error) => {
            output.error(&error);
            Status::Failed
        }
    }
}

fn dispatch(cli: &Cli, output: &Output) -> Result<Status, Error> {
    let format = cli.globals.format;
    match (&cli.command, format.asked()) {
        (Command::Check(arguments), Asked::Report(_) | Asked::Export(_)) => {
            let context = Context::new(&cli.globals, cli.command.configured_from())?;
            check(arguments, &context, output, format)
        }
        (Command::Diagnose(arguments), Asked::Markdown) => {
            let context = Context::new(&cli.globals, cli.command.configured_from())?;
            output.markdown(&commands::diagnose::report(arguments, &context)?)
        }
        (command, Asked::Report(report)) => answer(command, cli, output, report),
        (_, Asked::Export(_)) => Err(Error::FormatOfOther { format, command: "check" }),
        (_, Asked::Markdown) => Err(Error::FormatOfOther { format, command: "diagnose" }),
    }
}

/// Of standard input, the fixed text is what is answered, and the report goes where errors go.
fn check(
    arguments: &CheckArgs,
    context: &Context,
    output: &Output,
    format: FormatName,
) -> Result<Status, Error> {
    if arguments.fixes.diff && format != FormatName::Human {
        return Err(Error::FormatOfDiff { format });
    }
    let Answer { report, fail_on, done, failures } = commands::check::answer(arguments, context)?;
    let status = match done {
        Done::Told | Done::Made(None) => output.check(&report, format, fail_on)?,
        Done::Made(Some(filtered)) => {
            output.bytes(&filtered)?;
            output.on_standard_error().check(&report, format, fail_on)?
        }
        Done::Shown(patches) => {
            output.patches(&patches, report.body.0.fixes.as_ref())?;
            let worst = report.worst.max((!patches.is_empty()).then_some(Severity::Error));
            Status::of(worst, fail_on)
        }
    };
    for failure in &failures {
        output.error(failure);
    }
    Ok(if failures.is_empty() { status } else { Status::Failed })
}

fn answer(command: &Command, cli: &Cli, output: &Output, format: Format) -> Result<Status, Error> {
    if let Command::Completions(arguments) = command {
        return output.raw(&commands::completions::script(arguments));
    }
    if let Command::Lsp(_) = command {
        return lsp::serve(&cli.globals);
    }
    let context = Context::new(&cli.globals, command.configured_from())?;
    match command {
        Command::Init(arguments) => output.report(&commands::init::report(arguments)?, format, FailOn::Error),
        Command::Rules(arguments) => {
            output.report(&commands::rules::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Fits(arguments) => {
            output.report(&commands::fits::report(arguments, &context)?, format, arguments.fail_on)
        }
        Command::Diagnose(arguments) => {
            output.report(&commands::diagnose::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Image(arguments) => {
            output.report(&commands::image::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Matrix(arguments) => {
            output.report(&commands::matrix::report(arguments, &context), format, FailOn::Error)
        }
        Command::Version(arguments) => {
            output.report(&commands::version::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Releases(arguments) => {
            output.report(&commands::releases::report(arguments, &context), format, FailOn::Error)
        }
        Command::Updates(arguments) => {
            output.report(&commands::updates::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Explain(arguments) => {
            output.report(&commands::explain::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Cache(arguments) => {
            output.report(&commands::cache::report(arguments, &context)?, format, FailOn::Error)
        }
        Command::Check(_) | Command::Completions(_) | Command::Lsp(_) => Ok(Status::Clean),
    }
}

/// `--color` as far as help and usage errors need it, which are printed before the arguments are read.
fn color_of_help(arguments: &[OsString]) -> ColorWhen {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match value {
            Some("always") => return ColorWhen::Always,
            Some("never") => return ColorWhen::Never,
            _ => {}
        }
    }
    ColorWhen::Auto
}
