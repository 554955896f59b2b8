//! The formats of reports: which there are, which of them each command has, and what was asked for.

use std::ffi::OsStr;
use std::fmt;

use clap::builder::{EnumValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, CommandFactory, Error, ValueEnum};

use super::Cli;
use crate::export::Export;

/// How the report is written, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FormatName {
    /// Text for people
    #[default]
    Human,
    /// JSON of the schema winfit/1
    Json,
    /// SARIF 2.1.0, for code scanning; check only
    Sarif,
    /// Annotations of GitHub Actions; check only
    Github,
    /// JUnit XML, for the test reports of CI systems; check only
    Junit,
    /// Markdown, to paste into an issue; diagnose only
    Markdown,
}

impl fmt::Display for FormatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
        })
    }
}

/// A format that every command has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text for people.
    Human,
    /// JSON of the schema `winfit/1`.
    Json,
}

/// What is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A report.
    Report(Format),
    /// What only `check` has.
    Export(Export),
    /// What only `diagnose` has.
    Markdown,
}

impl FormatName {
    /// What is meant by it.
    pub(crate) const fn asked(self) -> Asked {
        match self {
            Self::Human => Asked::Report(Format::Human),
            Self::Json => Asked::Report(Format::Json),
            Self::Sarif => Asked::Export(Export::Sarif),
            Self::Github => Asked::Export(Export::Github),
            Self::Junit => Asked::Export(Export::Junit),
            Self::Markdown => Asked::Markdown,
        }
    }
}

/// The definition of the flags, in which every command offers the formats that it has.
pub(crate) fn command() -> Command {
    let root = Cli::command();
    let format = root.get_arguments().find(|it| it.get_id() == "format").cloned();
    root.mut_subcommands(|command| {
        let Some(format) = format.clone() else { return command };
        let (formats, help) = match command.get_name() {
            "check" => (Formats::Check, format!("{REPORTS}, or for other programs")),
            "diagnose" => (Formats::Diagnose, format!("{REPORTS}, or as Markdown to paste into an issue")),
            _ => (Formats::Reports, REPORTS.to_owned()),
        };
        let more = if formats == Formats::Check { MORE_ON_EXPORTS } else { "" };
        let long = format!("{help}\n\n{MORE_ON_REPORTS}{more}");
        command.arg(format.value_parser(formats).help(help).long_help(long))
    })
}

/// What the flag says where a report is all there is.
const REPORTS: &str = "For people, or as JSON of the schema winfit/1";
const MORE_ON_REPORTS: &str = "The schema is stable and described in docs/json.md. JSON is one document: indented on a \
                               terminal, on one line otherwise. Errors go to standard error, as text, in all formats.";
const MORE_ON_EXPORTS: &str = " What is for other programs: docs/output.md says which goes where.";

/// Any format; those of the command are offered. What comes of the others is said by an error of ours, wherever the flag
/// stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Formats {
    Reports,
    Check,
    Diagnose,
}

impl Formats {
    const fn has(self, format: FormatName) -> bool {
        match format.asked() {
            Asked::Report(_) => true,
            Asked::Export(_) => matches!(self, Self::Check),
            Asked::Markdown => matches!(self, Self::Diagnose),
        }
    }

    fn names(self) -> impl Iterator<Item = PossibleValue> {
        let formats = FormatName::value_variants().iter();
        formats.filter(move |it| self.has(**it)).filter_map(ValueEnum::to_possible_value)
    }
}

impl TypedValueParser for Formats {
    type Value = FormatName;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<FormatName, Error> {
        let any = EnumValueParser::<FormatName>::new();
        any.parse_ref(command, arg, value).or_else(|error| {
            // The error for a word that is no format at all names those that this command has.
            PossibleValuesParser::new(self.names()).parse_ref(command, arg, value).and(Err(error))
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formats that a command offers.
    fn offered(command: &Command) -> Vec<String> {
        let format = command.get_arguments().find(|it| it.get_id() == "format").unwrap();
        format.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect()
    }

    #[test]
    fn each_command_offers_the_formats_that_it_has() {
        let mut root = command();
        root.build();
        for command in root.get_subcommands().filter(|it| it.get_name() != "help") {
            let expected = match command.get_name() {
                "check" => &["human", "json", "sarif", "github", "junit"][..],
                "diagnose" => &["human", "json", "markdown"],
                _ => &["human", "json"],
            };
            assert_eq!(offered(command), expected, "{}", command.get_name());
            for part in command.get_subcommands().filter(|it| it.get_name() != "help") {
                assert_eq!(offered(part), expected, "{} {}", command.get_name(), part.get_name());
            }
        }
    }
}
