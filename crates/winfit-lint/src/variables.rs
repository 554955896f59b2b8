//! Variables in values: the `$X` and `${X:-default}` of Compose files and Dockerfiles.
//!
//! Nothing of the environment is known here. Where a document has a value itself, a default or an `ARG`, that is put in
//! and noted; any other variable is left as written, and the value is not known.

use crate::Span;
use crate::found::Substitution;

/// How a plain dollar sign is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Compose: `$$`.
    DoubleDollar,
    /// Dockerfile: this character before it.
    Escaped(char),
}

/// What is known of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Variable {
    /// The document sets it, there.
    Set { value: String, source: Option<Span> },
    /// The document does not set it: a default that stands with its use counts.
    Unset,
    /// Something else sets it always, to what nobody here knows.
    Foreign,
}

/// A value with its variables put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) text: String,
    /// Whether nothing is left open.
    pub(crate) is_known: bool,
    pub(crate) substitutions: Vec<Substitution>,
    /// What starts as a variable and is none, from the dollar sign on.
    pub(crate) bad: Vec<String>,
}

/// Defaults in defaults are read this deep.
const DEPTH: usize = 16;

/// A value that has become longer than this is given up: values made of values could grow without end.
const LENGTH: usize = 16 << 10;

/// More variables of one value are not named.
const NAMED: usize = 64;

/// Puts in what is known.
pub(crate) fn fill(text: &str, dialect: Dialect, variable: &dyn Fn(&str) -> Variable) -> Filled {
    let mut filled = Filled::default();
    if !text.contains('$') {
        text.clone_into(&mut filled.text);
        filled.is_known = true;
        return filled;
    }
    let part = Filler { dialect, variable, filled: &mut filled }.fill(text, DEPTH);
    Filled { text: part.text, is_known: part.is_known, ..filled }
}

struct Filler<'f> {
    dialect: Dialect,
    variable: &'f dyn Fn(&str) -> Variable,
    filled: &'f mut Filled,
}

/// A part of a value.
struct Part {
    text: String,
    is_known: bool,
}

impl Filler<'_> {
    fn fill(&mut self, text: &str, depth: usize) -> Part {
        let mut part = Part { text: String::with_capacity(text.len()), is_known: true };
        let mut rest = text;
        while let Some(at) = rest.find('$') {
            let (plain, from_dollar) = rest.split_at(at);
            let escape = match self.dialect {
                Dialect::Escaped(escape) => plain.strip_suffix(escape),
                Dialect::DoubleDollar => None,
            };
            if let Some(plain) = escape {
                part.text.push_str(plain);
                part.text.push('$');
                rest = from_dollar.get(1..).unwrap_or_default();
                continue;
            }
            part.text.push_str(plain);
            if part.text.len() > LENGTH {
                part.is_known = false;
                rest = from_dollar;
                let name = name(rest.trim_start_matches(['$', '{'])).to_owned();
                self.note(Substitution { name, value: None, source: None });
                break;
            }
            rest = self.variable(from_dollar, depth, &mut part);
        }
        part.text.push_str(rest);
        part
    }

    /// Reads the variable that the text starts with, and gives the text behind it.
    fn variable<'a>(&mut self, text: &'a str, depth: usize, part: &mut Part) -> &'a str {
        let behind = text.get(1..).unwrap_or_default();
        if self.dialect == Dialect::DoubleDollar && behind.starts_with('$') {
            part.text.push('$');
            return behind.get(1..).unwrap_or_default();
        }
        if let Some(inside) = behind.strip_prefix('{') {
            let Some(end) = closing_brace(inside) else { return self.bad(text, "", part) };
            let (inside, behind) = (inside.get(..end).unwrap_or_default(), inside.get(end + 1..));
            let behind = behind.unwrap_or_default();
            let name = name(inside);
            let operation = Operation::read(inside.get(name.len()..).unwrap_or_default(), self.dialect);
            let written = text.get(..text.len() - behind.len()).unwrap_or_default();
            match operation {
                Some(operation) if !name.is_empty() && depth > 0 => {
                    self.put(name, operation, written, depth, part);
                    behind
                }
                _ => self.bad(written, behind, part),
            }
        } else {
            let name = name(behind);
            if name.is_empty() {
                return match self.dialect {
                    Dialect::DoubleDollar => {
                        let end = text.chars().nth(1).map_or(1, |next| 1 + next.len_utf8());
                        let (written, behind) = text.split_at(end);
                        self.bad(written, behind, part)
                    }
                    Dialect::Escaped(_) => {
                        part.text.push('$');
                        behind
                    }
                };
            }
            let (written, behind) = text.split_at(1 + name.len());
            self.put(name, Operation::Plain, written, depth, part);
            behind
        }
    }

    fn put(&mut self, name: &str, operation: Operation<'_>, written: &str, depth: usize, part: &mut Part) {
        let (value, source) = self.value(name, operation, depth);
        let value = value.filter(|value| value.len() <= LENGTH);
        match &value {
            Some(value) => part.text.push_str(value),
            None => {
                part.text.push_str(written);
                part.is_known = false;
            }
        }
        self.note(Substitution { name: name.to_owned(), value, source });
    }

    fn note(&mut self, substitution: Substitution) {
        let noted = &mut self.filled.substitutions;
        // Beyond the limit, one unknown variable is enough to say that the value is not known.
        let is_full = noted.len() >= NAMED
            && (substitution.value.is_some() || noted.iter().any(|it| it.value.is_none()));
        if !is_full && !noted.contains(&substitution) {
            noted.push(substitution);
        }
    }

    fn value(
        &mut self,
        name: &str,
        operation: Operation<'_>,
        depth: usize,
    ) -> (Option<String>, Option<Span>) {
        let (value, source) = match (self.variable)(name) {
            Variable::Foreign => return (None, None),
            Variable::Unset => (None, None),
            Variable::Set { value, source } => (Some(value), source),
        };
        let replaced = match operation {
            Operation::Plain => None,
            Operation::Changed => return (None, None),
            // Empty counts as unset with a colon before the sign.
            Operation::Default { word, or_empty } => {
                (value.as_ref().is_none_or(|value| or_empty && value.is_empty())).then_some(word)
            }
            Operation::Instead { word, or_empty } => {
                let is_set = value.as_ref().is_some_and(|value| !(or_empty && value.is_empty()));
                Some(if is_set { word } else { "" })
            }
        };
        match replaced {
            None => (value, source),
            Some(word) => {
                let part = self.fill(word, depth - 1);
                (part.is_known.then_some(part.text), None)
            }
        }
    }

    fn bad<'a>(&mut self, written: &str, behind: &'a str, part: &mut Part) -> &'a str {
        self.note(Substitution { name: written.to_owned(), value: None, source: None });
        if self.filled.bad.len() < NAMED {
            self.filled.bad.push(written.to_owned());
        }
        part.text.push_str(written);
        part.is_known = false;
        behind
    }
}

#[derive(Clone, Copy)]
enum Operation<'a> {
    /// `${X}`, and `${X?message}`, which only refuses to go on without a value.
    Plain,
    /// `${X#pattern}`, `${X%pattern}`, `${X/pattern/word}` of Dockerfiles: what comes out is not worked out here.
    Changed,
    /// `${X-word}`, `${X:-word}`.
    Default { word: &'a str, or_empty: bool },
    /// `${X+word}`, `${X:+word}`.
    Instead { word: &'a str, or_empty: bool },
}

impl<'a> Operation<'a> {
    fn read(text: &'a str, dialect: Dialect) -> Option<Self> {
        let or_empty = text.starts_with(':');
        let sign = text.strip_prefix(':').unwrap_or(text);
        let word = sign.get(1..).unwrap_or_default();
        match sign.chars().next() {
            None => (!or_empty).then_some(Self::Plain),
            Some('-') => Some(Self::Default { word, or_empty }),
            Some('+') => Some(Self::Instead { word, or_empty }),
            Some('?') => Some(Self::Plain),
            Some('#' | '%' | '/') if !or_empty && matches!(dialect, Dialect::Escaped(_)) => {
                Some(Self::Changed)
            }
            Some(_) => None,
        }
    }
}

/// The insides of what other tools would replace before anybody reads the value, e.g. `("{{", "}}")`.
pub(crate) fn foreign<'a>(
    text: &'a str,
    forms: &'static [(&'static str, &'static str)],
) -> Vec<Substitution> {
    let mut names: Vec<&'a str> = Vec::new();
    let mut rest = text;
    while names.len() < NAMED {
        let opened = forms.iter().filter_map(|(open, close)| Some((rest.find(open)?, *open, *close)));
        let Some((at, open, close)) = opened.min_by_key(|(at, ..)| *at) else { break };
        let inside = rest.get(at + open.len()..).unwrap_or_default();
        let (name, behind) = inside.split_once(close).unwrap_or((inside, ""));
        rest = behind;
        if !names.contains(&name.trim()) {
            names.push(name.trim());
        }
    }
    let unknown = |name: &str| Substitution { name: name.to_owned(), value: None, source: None };
    names.into_iter().map(unknown).collect()
}

/// The name that the text starts with.
fn name(text: &str) -> &str {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    if starts { text.get(..end).unwrap_or_default() } else { "" }
}

/// Where the brace closes that was opened before the text, past the variables inside.
fn closing_brace(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '{' if before == '$' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests;
