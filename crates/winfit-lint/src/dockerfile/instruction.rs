//! The instructions inside of a stage, as far as they bear on where it can be built.

use std::collections::HashSet;

use super::flags::flags;
use super::lines::Line;
use super::words::{Word, unquoted};
use crate::found::{ImagePlace, ImageStyle, Source};
use crate::variables::{self, Dialect, Variable};
use crate::{Found, HintReason, Span, WindowsHint};

/// The instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    From,
    Arg,
    Add,
    Copy,
    Run,
    Shell,
    User,
    Workdir,
    Onbuild,
    Other,
}

impl Keyword {
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word.to_ascii_uppercase().as_str() {
            "FROM" => Self::From,
            "ARG" => Self::Arg,
            "ADD" => Self::Add,
            "COPY" => Self::Copy,
            "RUN" => Self::Run,
            "SHELL" => Self::Shell,
            "USER" => Self::User,
            "WORKDIR" => Self::Workdir,
            "ONBUILD" => Self::Onbuild,
            "CMD" | "ENTRYPOINT" | "ENV" | "EXPOSE" | "HEALTHCHECK" | "LABEL" | "MAINTAINER"
            | "STOPSIGNAL" | "VOLUME" => Self::Other,
            _ => return None,
        })
    }
}

/// The stages before the current one.
#[derive(Clone, Copy)]
pub(super) struct Earlier<'s> {
    /// In small letters: names have no case.
    pub(super) names: &'s HashSet<String>,
    pub(super) count: usize,
}

/// The first word of a line.
pub(super) fn keyword<'l>(line: &'l Line<'_>) -> Option<Word<'l>> {
    line.words('\0').next()
}

pub(super) fn read(line: &Line<'_>, keyword: Keyword, escape: char, stage: &mut Found, earlier: Earlier<'_>) {
    match keyword {
        Keyword::Copy => {
            for flag in flags(line, escape).0.iter().filter(|flag| flag.name == "from") {
                source(line, flag.value, flag.value_span, escape, stage, earlier);
            }
        }
        Keyword::Run => read_run(line, escape, stage, earlier),
        Keyword::Shell => {
            if let Some(word) = line.words(escape).nth(1).filter(|word| names_windows_shell(word.text)) {
                hint(HintReason::Shell, word.source(line), stage);
            }
        }
        Keyword::User => {
            const ACCOUNTS: [&str; 2] = ["ContainerAdministrator", "ContainerUser"];
            let word = line.words(escape).nth(1);
            if let Some(word) =
                word.filter(|word| ACCOUNTS.iter().any(|it| word.text.eq_ignore_ascii_case(it)))
            {
                hint(HintReason::User, word.source(line), stage);
            }
        }
        Keyword::Workdir => {
            if let Some(word) = line.words(escape).nth(1).filter(|word| has_drive(word.text)) {
                hint(HintReason::WindowsPath, word.source(line), stage);
            }
        }
        Keyword::From | Keyword::Arg | Keyword::Add | Keyword::Onbuild | Keyword::Other => {}
    }
}

fn read_run(line: &Line<'_>, escape: char, stage: &mut Found, earlier: Earlier<'_>) {
    let (flags, command) = flags(line, escape);
    for flag in flags.iter().filter(|flag| flag.name == "mount") {
        let mut at = flag.value_span.start;
        for option in flag.value.split(',') {
            if let Some(image) = option.strip_prefix("from=") {
                let span = Span::new(at + option.len() - image.len(), at + option.len());
                source(line, image, span, escape, stage, earlier);
            }
            at += option.len() + 1;
        }
    }
    if let Some(word) = command.filter(|word| names_windows_shell(word.text)) {
        hint(HintReason::Shell, word.source(line), stage);
    }
}

/// Most images that one stage takes files from.
const SOURCES: usize = 1000;

/// Notes an image whose files a stage takes, unless it is an earlier stage.
fn source(line: &Line<'_>, name: &str, span: Span, escape: char, stage: &mut Found, earlier: Earlier<'_>) {
    let image = unquoted(name, escape);
    let is_number = image.parse::<usize>().is_ok_and(|number| number < earlier.count);
    if stage.sources.len() >= SOURCES
        || image.is_empty()
        || is_number
        || earlier.names.contains(&image.to_ascii_lowercase())
    {
        return;
    }
    let style = if line.is_one_piece(span) { ImageStyle::Plain } else { ImageStyle::Block };
    let mut place = ImagePlace::new(line.source(span), style);
    // The builder puts in nothing here: whatever varies, varies otherwise.
    place.substitutions =
        variables::fill(&image, Dialect::Escaped(escape), &|_| Variable::Foreign).substitutions;
    stage.sources.push(Source { image, place });
}

fn hint(reason: HintReason, span: Span, stage: &mut Found) {
    // One of a kind will do: there may be hundreds.
    if !stage.windows_hints.iter().any(|hint| hint.reason == reason) {
        stage.windows_hints.push(WindowsHint { reason, span });
    }
}

/// PowerShell proper and the command prompt; `pwsh` is on Linux too.
fn names_windows_shell(word: &str) -> bool {
    let word = word.trim_start_matches('[').trim_start_matches('"');
    let end = word.find(['"', ',', ']']).unwrap_or(word.len());
    let program = word.get(..end).unwrap_or_default().rsplit(['\\', '/']).next().unwrap_or_default();
    ["powershell", "powershell.exe", "pwsh.exe", "cmd", "cmd.exe"]
        .iter()
        .any(|shell| program.eq_ignore_ascii_case(shell))
}

fn has_drive(path: &str) -> bool {
    let path = path.trim_start_matches(['"', '\'']);
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}
