//! The forms in which variables are written, and where they stand in a text.

use crate::Span;

/// Who has a form of its own for the variables of the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// `%NAME%`
    Cmd,
    /// `$NAME`, `${NAME}`
    Docker,
    /// `$env:NAME`, `${env:NAME}`
    PowerShell,
}

/// A variable in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use<'l> {
    /// Whose form it has.
    pub(super) form: Reader,
    pub(super) name: &'l str,
    pub(super) span: Span,
    /// Whether it stands in single quotes.
    pub(super) is_quoted: bool,
}

impl Reader {
    pub(super) fn write(self, name: &str) -> String {
        match self {
            Self::Cmd => format!("%{name}%"),
            Self::Docker => format!("${{{name}}}"),
            Self::PowerShell => format!("$env:{name}"),
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Cmd => "cmd",
            Self::Docker => "docker",
            Self::PowerShell => "PowerShell",
        }
    }
}

/// All variables of a text.
pub(super) fn uses(text: &str) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let found = match c {
            '%' => in_percent(rest),
            '$' => behind_dollar(rest),
            _ => None,
        };
        let len = found.map_or(c.len_utf8(), |(_, _, len)| len);
        if let Some((form, name, len)) = found {
            let is_quoted = quote == Some('\'');
            uses.push(Use { form, name, span: Span::new(at, at + len), is_quoted });
        }
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        at += len;
    }
    uses
}

fn in_percent(text: &str) -> Option<(Reader, &str, usize)> {
    let (name, _) = text.strip_prefix('%')?.split_once('%')?;
    (self::name(name) == name && !name.is_empty()).then_some((Reader::Cmd, name, name.len() + 2))
}

fn behind_dollar(text: &str) -> Option<(Reader, &str, usize)> {
    let behind = text.strip_prefix('$')?;
    let (inside, closed) = match behind.strip_prefix('{') {
        Some(inside) => (inside, true),
        None => (behind, false),
    };
    let is_environment = inside.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("env:"));
    let (form, rest) = match is_environment {
        true => (Reader::PowerShell, inside.get(4..)?),
        false => (Reader::Docker, inside),
    };
    let name = name(rest);
    let is_whole = !name.is_empty() && (!closed || rest.get(name.len()..)?.starts_with('}'));
    let len = text.len() - rest.len() + name.len() + usize::from(closed);
    is_whole.then_some((form, name, len))
}

/// The name that a text begins with.
fn name(text: &str) -> &str {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    if starts { text.get(..end).unwrap_or_default() } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known_with_its_place() {
        let text = "a %B% ${C} $D.x $env:E ${Env:F} '$G' \"it's $H\"";
        let found: Vec<_> =
            uses(text).iter().map(|it| (it.form, it.name, it.span.of(text), it.is_quoted)).collect();
        assert_eq!(
            found,
            [
                (Reader::Cmd, "B", "%B%", false),
                (Reader::Docker, "C", "${C}", false),
                (Reader::Docker, "D", "$D", false),
                (Reader::PowerShell, "E", "$env:E", false),
                (Reader::PowerShell, "F", "${Env:F}", false),
                (Reader::Docker, "G", "$G", true),
                (Reader::Docker, "H", "$H", false),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_variable_is_none() {
        for text in [
            "50 % of %",
            "100%é%",
            "%1",
            "%a b%",
            "$",
            "$1",
            "${A:-b}",
            "${",
            "a$",
            "$_.x".get(..1).unwrap(),
            "%%",
        ] {
            assert_eq!(uses(text), [], "{text}");
        }
    }
}
