//! Where somebody typed a command: its words, joined over the lines that it goes on in.

use super::super::plain::{Line, Plain};
use super::super::scan::{char_at, char_before};

/// A command as it was typed.
#[derive(Debug)]
pub(super) struct Typed {
    /// Where its program stands.
    pub(super) at: usize,
    /// Its lines, made one.
    pub(super) text: String,
    /// Its words without quotes; the first is the program, without its folder and ending.
    pub(super) words: Vec<String>,
}

/// Programs that are asked to run, build, pull or show an image.
const PROGRAMS: [&str; 9] =
    ["docker", "nerdctl", "podman", "ctr", "crictl", "kubectl", "crane", "skopeo", "regctl"];

/// The longest command, in bytes, and in lines.
const LONGEST: usize = 8 << 10;
const MOST_LINES: usize = 64;

/// Every command of a text that is typed at a prompt, begins a line, or is set as code.
pub(super) fn typed(plain: &Plain<'_>) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut next = 0;
    for line in plain.lines() {
        if line.index < next {
            continue;
        }
        let Some(start) = program(&line) else { continue };
        let (text, last) = joined(plain, &line, start);
        next = last + 1;
        let text = without_closing_quote(text);
        let is_code = char_before(line.text, start) == Some('`');
        let text = text.split('`').next().filter(|_| is_code).unwrap_or(&text);
        for (offset, command) in commands(text) {
            let words = words(command);
            // Where the line goes on, offsets are no longer those of the text.
            let at =
                if offset < line.text.len() - start { line.at + start + offset } else { line.at + start };
            found.push(Typed { at, text: command.trim().to_owned(), words });
        }
    }
    found
}

/// Where the first program stands in a line, if nothing but a prompt stands before it.
fn program(line: &Line<'_>) -> Option<usize> {
    let head = super::super::scan::from(line.text, 0, 512);
    let start = PROGRAMS.iter().flat_map(|name| head.match_indices(name)).filter(|(at, name)| {
        let behind = head.get(at + name.len()..).unwrap_or_default();
        let behind = behind.strip_prefix("-compose").unwrap_or(behind);
        let behind = behind.strip_prefix(".exe").unwrap_or(behind);
        let behind = behind.strip_prefix('"').unwrap_or(behind);
        behind.starts_with([' ', '\t']) && is_prompt(head.get(..*at).unwrap_or_default())
    });
    start.map(|(at, _)| at).min()
}

/// Whether what stands before a program is a prompt, or what people put before commands.
fn is_prompt(before: &str) -> bool {
    let trimmed = before.trim_end();
    let is_apart = trimmed.len() < before.len();
    trimmed.is_empty()
        || trimmed.ends_with(['>', '$', '#', '%', '❯', '`', '&', ';', '+', '(', '\\'])
        || (trimmed.ends_with('/') && !is_apart)
        || (is_apart && ["sudo", "Run", "time", "call"].iter().any(|word| ends_with_word(trimmed, word)))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric)) && text.len() < 200
}

/// A line from a byte on with those that it goes on in, and the number of the last.
fn joined(plain: &Plain<'_>, line: &Line<'_>, start: usize) -> (String, usize) {
    let mut text = line.text.get(start..).unwrap_or_default().to_owned();
    let mut last = line.index;
    while let Some(open) = text.strip_suffix(['`', '\\', '^']).filter(|it| it.ends_with([' ', '\t'])) {
        let Some(more) = plain.line(last + 1).filter(|it| !it.text.is_empty()) else { break };
        if last - line.index >= MOST_LINES || text.len() > LONGEST {
            break;
        }
        text = format!("{open}{}", more.text);
        last = more.index;
    }
    let end = super::super::scan::from(&text, 0, LONGEST).len();
    text.truncate(end);
    (text, last)
}

/// Without the quote that ends the path of a program, of which the start was left out.
fn without_closing_quote(mut text: String) -> String {
    let end = text.find(char::is_whitespace).and_then(|end| end.checked_sub(1));
    if let Some(end) = end.filter(|end| text.get(*end..=*end) == Some("\"")) {
        text.remove(end);
    }
    text
}

/// The commands of a line of a shell, with their offsets.
fn commands(text: &str) -> Vec<(usize, &str)> {
    let mut commands = Vec::new();
    let mut from = 0;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, ';' | '|' | '&') => {
                commands.push((from, text.get(from..at).unwrap_or_default()));
                from = at + c.len_utf8();
            }
            (None, _) => {}
        }
    }
    commands.push((from, text.get(from..).unwrap_or_default()));
    let trimmed = commands.into_iter().map(|(at, command)| {
        let rest = command.trim_start();
        (at + (command.len() - rest.len()), rest)
    });
    trimmed.filter(|(_, command)| !command.is_empty()).collect()
}

/// Words between white space, without the quotes and the emphasis around them; up to where output goes elsewhere.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = command.trim_start();
    while let Some(first) = char_at(rest, 0) {
        let end = end_of_word(rest);
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let is_redirection =
            matches!(first, '>' | '<') && !word.ends_with('>') || word == ">" || word == ">>";
        if is_redirection || word.starts_with("2>") {
            break;
        }
        let unquoted: String = word.chars().filter(|c| !matches!(c, '"' | '\'')).collect();
        words.push(unquoted.trim_matches('*').to_owned());
        rest = behind.trim_start();
    }
    if let Some(program) = words.first_mut() {
        let name = program.rsplit(['\\', '/']).next().unwrap_or_default();
        *program = name.strip_suffix(".exe").unwrap_or(name).to_owned();
    }
    words
}

fn end_of_word(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}
