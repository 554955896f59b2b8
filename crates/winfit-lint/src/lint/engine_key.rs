//! Keys that Docker refuses or ignores on Windows, where they are written.

use winfit_compat::catalog::{EngineKey, KeyEffect, PathStep, ValueTest};

use super::Met;
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Edit, Finding, Fix, Help, Severity, Span};

/// Something that is written, and the row that says what becomes of it.
pub(crate) struct KeyUse<'a, 't> {
    /// The row.
    pub(crate) row: &'a EngineKey,
    /// What becomes of it here.
    pub(crate) effect: KeyEffect,
    /// What is written; of a list of which every item is such, the list.
    pub(crate) met: Met<'a, 't>,
    /// Where the path of the row starts.
    root: Node<'a, 't>,
}

impl<'a, 't> KeyUse<'a, 't> {
    /// What the path of a row led to, where the row holds for it.
    pub(crate) fn all(
        row: &'a EngineKey,
        effect: KeyEffect,
        root: Node<'a, 't>,
        met: impl IntoIterator<Item = Met<'a, 't>>,
    ) -> Vec<Self> {
        let held = met.into_iter().filter(|met| met.is(&row.value));
        held.map(|met| Self { row, effect, met, root }).collect()
    }

    /// The same as one, if they are all that is in a list: then the list goes as a whole.
    pub(crate) fn joined(uses: Vec<Self>) -> Vec<Self> {
        let Some(first) = uses.first().filter(|it| it.row.path.steps.last() == Some(&PathStep::AnyItem))
        else {
            return uses;
        };
        let list = Met::entry(first.root, first.key()).filter(|list| list.value.items().len() == uses.len());
        match list {
            Some(met) => vec![Self { met, ..*first }],
            None => uses,
        }
    }

    /// The first key of the path.
    pub(crate) fn key(&self) -> &'a str {
        match self.row.path.steps.first() {
            Some(PathStep::Key(key)) => key,
            _ => "",
        }
    }

    /// What to point at: the key, if no other value of it would do, else the value.
    pub(crate) fn span(&self) -> Span {
        self.met.key.filter(|_| self.is_key()).unwrap_or(self.met.value).span()
    }

    /// Whether the key as such is meant, rather than its value.
    fn is_key(&self) -> bool {
        let is_switch = |words: &[_]| matches!(words, [word] if *word == "true");
        self.met.value.text().is_none()
            || match &self.row.value {
                ValueTest::Set | ValueTest::Any => true,
                ValueTest::OneOf(words) => is_switch(words),
                ValueTest::NoneOf(_) | ValueTest::UnixAccount => false,
            }
    }

    /// How it is written, e.g. `stop_signal "SIGUSR1"`.
    pub(crate) fn written(&self) -> String {
        let mut written = String::new();
        for step in self.row.path.steps.iter() {
            let is_first = written.is_empty();
            match step {
                PathStep::Key(name) if is_first => written.push_str(name),
                PathStep::Key(name) => written.extend([".", name]),
                // The item itself is told by its value.
                PathStep::AnyItem if self.met.key.is_some() && !self.is_list() => {
                    written.push_str(&format!("[{}]", self.met.index));
                }
                _ => {}
            }
        }
        match self.met.value.text() {
            Some(value) if !self.is_key() => format!("{written} \"{}\"", value.escape_debug()),
            _ => written,
        }
    }

    fn is_list(&self) -> bool {
        self.row.path.steps.last() == Some(&PathStep::AnyItem)
    }

    /// The edits that take it out, with the mappings that would be left empty.
    pub(crate) fn removal(&self, editor: &Editor<'_>) -> Option<Vec<Edit>> {
        let keys: Vec<&str> = self.row.path.steps.iter().filter_map(name).collect();
        let at = self.row.path.steps.iter().position(|step| *step == PathStep::AnyItem);
        let (list, inside) = match at {
            Some(at) if self.met.is_in_list => keys.split_at(at),
            _ => return editor.remove_path(self.root, &keys),
        };
        let list = self.root.at(list)?;
        match inside {
            // Without its type, an item would be another.
            [] | ["type"] => editor.remove_item(list, self.met.index),
            inside => editor.remove_path(list.items().nth(self.met.index)?, inside),
        }
    }

    /// A finding about it, with what the row tells: as bad as it is, and what to do, unless that is what the fix does.
    pub(crate) fn told(&self, finding: Finding, fix: Option<Fix>) -> Finding {
        let severity = match self.effect {
            KeyEffect::Refused => Severity::Error,
            KeyEffect::Ignored => Severity::Warning,
        };
        let mut finding = Finding { severity, ..finding };
        if let Some(message) = &self.row.message {
            finding = finding.note(format!("Docker says \"{message}\""));
        }
        if let Some(note) = &self.row.note {
            finding = finding.note(note.to_string());
        }
        match &fix {
            Some(fix) => finding = finding.help(Help::new("edit", fix.title.clone())),
            None if self.row.instead.is_none() => {
                finding = finding.help(Help::new("edit", format!("remove {}", self.written())));
            }
            None => {}
        }
        if let Some(instead) = &self.row.instead {
            finding = finding.help(Help::new("instead", instead.to_string()));
        }
        finding.fix(fix)
    }
}

fn name(step: &PathStep) -> Option<&str> {
    match step {
        PathStep::Key(name) | PathStep::Entry(name) => Some(name),
        PathStep::EntryPrefix(_) | PathStep::AnyEntry | PathStep::AnyItem => None,
    }
}
