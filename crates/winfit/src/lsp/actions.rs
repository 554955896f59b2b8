//! What the client offers to do about findings.

use serde_json::{Value, json};
use winfit_lint::{Document, Edit, Finding, Fix, Safety, Span, accepting_comment};

use super::diagnostics::diagnostic;
use super::open::{Open, Places};
use super::wire::{CodeAction, Diagnostic, TextEdit};

/// The kinds of actions that are offered.
pub(super) const QUICK_FIX: &str = "quickfix";
/// All safe fixes at once; editors can be told to do so on saving.
pub(super) const FIX_ALL: &str = "source.fixAll.winfit";

/// Most findings of one place for which it is offered to accept them: for each, the document is read with the comment in it.
const ACCEPTED: usize = 16;

/// How edits are written for this client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum EditStyle {
    /// With the version of the document, so that none is made in another.
    Versioned,
    /// Without.
    #[default]
    Plain,
}

/// Whether a client that wants only these kinds wants this one. Kinds have parts: `source` means `source.fixAll`, too.
pub(super) fn is_wanted(only: Option<&[String]>, kind: &str) -> bool {
    let means = |wanted: &String| {
        let rest = kind.strip_prefix(wanted.as_str());
        wanted.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(means))
}

/// The document in which something is to be done.
#[derive(Debug)]
pub(super) struct Target<'a> {
    pub(super) open: &'a Open,
    pub(super) places: Places<'a>,
    pub(super) style: EditStyle,
}

impl Target<'_> {
    /// The fixes of the findings that touch a span; one that cures several once, for all of them.
    pub(super) fn quick_fixes(&self, findings: &[Finding], span: Span) -> Vec<CodeAction> {
        let mut fixes: Vec<(&Fix, Vec<&Finding>)> = Vec::new();
        for finding in findings.iter().filter(|it| touches(it, span)) {
            let Some(fix) = &finding.fix else { continue };
            match fixes.iter_mut().find(|(known, _)| known.edits == fix.edits) {
                Some((_, cured)) => cured.push(finding),
                None => fixes.push((fix, vec![finding])),
            }
        }
        // Least is at stake first.
        fixes.sort_by_key(|(fix, _)| std::cmp::Reverse(fix.safety));
        fixes.into_iter().map(|(fix, cured)| self.quick_fix(fix, &cured)).collect()
    }

    fn quick_fix(&self, fix: &Fix, cured: &[&Finding]) -> CodeAction {
        let title = match fix.safety {
            Safety::Safe => fix.title.clone(),
            Safety::Unsafe => format!("{} (unsafe: may move the workload)", fix.title),
            Safety::Offered => format!("{} (look it over)", fix.title),
        };
        CodeAction {
            title,
            kind: QUICK_FIX,
            diagnostics: self.diagnostics(cured),
            is_preferred: fix.safety == Safety::Safe,
            edit: self.edit(&fix.edits),
        }
    }

    /// Comments that accept the findings that touch a span, where there can be any; one for all findings that it accepts.
    pub(super) fn comments(&self, findings: &[Finding], document: &Document, span: Span) -> Vec<CodeAction> {
        let mut comments: Vec<(Edit, Vec<&Finding>)> = Vec::new();
        for finding in findings.iter().filter(|it| touches(it, span)).take(ACCEPTED) {
            let Some(edit) = accepting_comment(document, finding) else { continue };
            match comments.iter_mut().find(|(known, _)| *known == edit) {
                Some((_, accepted)) => accepted.push(finding),
                None => comments.push((edit, vec![finding])),
            }
        }
        let action = |(edit, accepted): (Edit, Vec<&Finding>)| CodeAction {
            title: format!("accept {} here, in a comment", accepted.first().map_or("it", |it| it.rule)),
            kind: QUICK_FIX,
            diagnostics: self.diagnostics(&accepted),
            is_preferred: false,
            edit: self.edit(&[edit]),
        };
        comments.into_iter().map(action).collect()
    }

    fn diagnostics(&self, findings: &[&Finding]) -> Vec<Diagnostic> {
        findings.iter().map(|it| diagnostic(it, &self.open.uri, &self.places)).collect()
    }

    /// All of these edits at once.
    pub(super) fn fix_all(&self, edits: &[Edit]) -> CodeAction {
        CodeAction {
            title: "make all safe fixes of winfit".to_owned(),
            kind: FIX_ALL,
            diagnostics: Vec::new(),
            is_preferred: false,
            edit: self.edit(edits),
        }
    }

    fn edit(&self, edits: &[Edit]) -> Value {
        let edits: Vec<TextEdit> = edits
            .iter()
            .map(|edit| TextEdit { range: self.places.range(edit.span), new_text: edit.text.clone() })
            .collect();
        let (uri, version) = (&self.open.uri, self.open.version);
        match self.style {
            EditStyle::Versioned => {
                json!({ "documentChanges": [{ "textDocument": { "uri": uri, "version": version }, "edits": edits }] })
            }
            EditStyle::Plain => json!({ "changes": { (uri): edits } }),
        }
    }
}

fn touches(finding: &Finding, span: Span) -> bool {
    let place = finding.place.as_ref().map_or(Span::empty(0), |place| place.span);
    place.start <= span.end && span.start <= place.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_wanted_by_its_name_or_by_the_parts_before() {
        let wants = |only: &[&str], kind| {
            let only: Vec<_> = only.iter().map(|it| (*it).to_owned()).collect();
            is_wanted(Some(&only), kind)
        };
        assert!(is_wanted(None, QUICK_FIX));
        assert!(wants(&[""], FIX_ALL));
        for kind in ["source", "source.fixAll", FIX_ALL] {
            assert!(wants(&["refactor", kind], FIX_ALL), "{kind}");
            assert!(!wants(&[kind], QUICK_FIX), "{kind}");
        }
        assert!(!wants(&["source.fixAll.win"], FIX_ALL));
        assert!(!wants(&["source.fixAll.winfit.x"], FIX_ALL));
        assert!(!wants(&[], FIX_ALL));
    }
}
