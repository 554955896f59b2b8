//! `winfit version`: what a text names, and what the catalogue knows of it.

pub(in crate::commands) mod about;

use winfit_compat::reading::{Answer, Reading, read_one};

use crate::cli::VersionArgs;
use crate::context::Context;
use crate::error::Error;
use crate::input;
use crate::output::Report;
use crate::wire;
use crate::wire::version::{Body, One, Several};

/// What is known of the OS versions in the text that was given.
pub(crate) fn report(arguments: &VersionArgs, context: &Context) -> Result<Report<Body>, Error> {
    let text = text(&arguments.text)?;
    let version = |reading: &Reading| about::version(context, reading);
    let body = match read_one(&text)? {
        Answer::One(reading) => Body::One(Box::new(One { schema: wire::SCHEMA, version: version(&reading) })),
        Answer::Several(readings) => {
            Body::Several(Several { schema: wire::SCHEMA, versions: readings.iter().map(version).collect() })
        }
    };
    Ok(Report { body, worst: None })
}

fn text(words: &[String]) -> Result<String, Error> {
    match words {
        [] if input::is_terminal() => this_host(),
        [] => {
            let piped = input::read_all()?;
            // Scripts and services have no terminal and pipe nothing in: there, too, this host is meant.
            if cfg!(windows) && piped.trim().is_empty() { this_host() } else { Ok(piped) }
        }
        [dash] if dash == "-" => Ok(input::read_all()?),
        words => Ok(words.join(" ")),
    }
}

#[cfg(windows)]
fn this_host() -> Result<String, Error> {
    Ok(crate::this_host::describe()?)
}

#[cfg(not(windows))]
fn this_host() -> Result<String, Error> {
    Err(input::InputError::Nothing.into())
}
