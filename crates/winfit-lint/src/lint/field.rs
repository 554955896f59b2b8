//! Fields of Kubernetes objects that Windows treats otherwise, by the rows of the catalogue.
//!
//! Which fields those are, in which versions, and what becomes of them is data. A rule names itself in the rows, says what of
//! a row no table can tell (`holds`), and what to edit.

mod file;
mod place;
mod runtime;
mod words;

use winfit_compat::catalog::{FieldBehaviour, KubernetesField, KubernetesVersion, ObjectKind};

pub(crate) use file::names_file;
pub(crate) use place::FieldPlace;

use super::{Asked, ContainerNode, Object, Pod, Stray};
use crate::rule::Rule;
use crate::yaml::Node;
use crate::yaml::edit::Editor;
use crate::{Confidence, Edit, Finding, Fix, Help, Safety, Severity, SourceText};

/// How a rule goes by rows of the catalogue.
pub(crate) struct FieldRule {
    /// Whether a row holds for a field, beyond path, value, version, operating system and runtime.
    pub(crate) holds: fn(&FieldUse<'_, '_>) -> bool,
    /// What becomes of the field, in words, where there is more to say than that its row behaves so.
    pub(crate) becomes: fn(&FieldUse<'_, '_>) -> Option<String>,
    /// The edits for it, if there are any.
    pub(crate) fix: fn(&FieldUse<'_, '_>) -> Option<Fix>,
    /// What it finds in a pod that is not for Windows; mostly nothing.
    pub(crate) stray: fn(&Stray<'_, '_>, &mut Vec<Finding>),
}

/// A field that is written, and a row that says what becomes of it.
pub(crate) struct FieldUse<'a, 't> {
    /// The row.
    pub(crate) row: &'a KubernetesField,
    /// Where the field stands.
    pub(crate) place: FieldPlace<'a, 't>,
    /// Whose it is.
    pub(crate) owner: Owner<'a, 't>,
}

/// Whose field it is.
#[derive(Clone, Copy)]
pub(crate) enum Owner<'a, 't> {
    /// A pod's.
    Pod(&'a Pod<'a, 't>),
    /// Another object's.
    Object(&'a Object<'a, 't>),
}

impl FieldRule {
    /// Every row holds as it is, and what Windows does without is taken out.
    pub(crate) const REMOVED: Self = Self { fix: |field| field.removal(), ..Self::TOLD };

    /// The same for a switch that asks for nothing where it is off; the API server may refuse that as well.
    pub(crate) const REMOVED_UNLESS_FALSE: Self =
        Self { holds: |field| field.is_refused() || field.value().truth() != Some(false), ..Self::REMOVED };

    /// The same for a switch that asks for nothing where it is on.
    pub(crate) const REMOVED_UNLESS_TRUE: Self =
        Self { holds: |field| field.is_refused() || field.value().truth() != Some(true), ..Self::REMOVED };

    /// As [`Self::REMOVED`], for a field that namespaces may ask for.
    pub(crate) const REMOVED_IF_RESTRICTED: Self =
        Self { fix: |field| field.removal_if_restricted(), ..Self::REMOVED };

    /// Every row holds as it is, and what to do is for people.
    pub(crate) const TOLD: Self =
        Self { holds: |_| true, becomes: |_| None, fix: |_| None, stray: |_, _| {} };
}

/// What rows offer where there is nothing to write instead.
const REMOVE_IT: &str = "remove it";

/// What rows say of a pod.
pub(super) fn of_pod<'a>(
    asked: &Asked<'a>,
    fields: &FieldRule,
    pod: &'a Pod<'a, '_>,
    findings: &mut Vec<Finding>,
) {
    let check = pod.subject.check;
    let mut found = Vec::new();
    for row in asked.rows.iter().copied() {
        let is_meant = match row.kind {
            ObjectKind::Pod => row.os_name.admits(pod.nodes.os_name),
            ObjectKind::PersistentVolumeClaim => true,
            _ => false,
        };
        let runtime = runtime::holds(&row.runtime, check, Some(pod.subject.targets));
        let Some(confidence) = runtime.filter(|_| is_meant) else { continue };
        for place in place::in_pod(row, &pod.nodes) {
            found.push((FieldUse { row, place, owner: Owner::Pod(pod) }, confidence));
        }
    }
    report(asked.rule, fields, found, findings);
}

/// Whether a pod has a field that a row is about.
pub(crate) fn has_field(row: &KubernetesField, pod: &Pod<'_, '_>) -> bool {
    row.kind == ObjectKind::Pod && !place::in_pod(row, &pod.nodes).is_empty()
}

/// What rows say of an object without a pod.
pub(super) fn of_object<'a>(
    asked: &Asked<'a>,
    fields: &FieldRule,
    object: &'a Object<'a, '_>,
    findings: &mut Vec<Finding>,
) {
    let check = object.check;
    let of_kind = |row: &&KubernetesField| row.kind.as_str() == object.kind() && row.kind != ObjectKind::Pod;
    let mut found = Vec::new();
    for row in asked.rows.iter().copied().filter(of_kind) {
        let Some(confidence) = runtime::holds(&row.runtime, check, None) else { continue };
        for place in place::below(row, object.node()) {
            found.push((FieldUse { row, place, owner: Owner::Object(object) }, confidence));
        }
    }
    report(asked.rule, fields, found, findings);
}

/// One finding for each place: the worst row speaks, and the others have notes.
fn report(
    rule: &'static Rule,
    fields: &FieldRule,
    found: Vec<(FieldUse<'_, '_>, Confidence)>,
    findings: &mut Vec<Finding>,
) {
    let mut held: Vec<_> = found.into_iter().filter(|(it, _)| (fields.holds)(it)).collect();
    held.sort_by_key(|(it, confidence)| {
        let span = it.place.key.span();
        (span, std::cmp::Reverse((it.severity(rule, *confidence), *confidence)))
    });
    let mut at = None;
    for (field, confidence) in &held {
        let span = field.place.key.span();
        if at == Some(span) {
            if let Some(finding) = findings.last_mut() {
                finding.notes.extend(field.explained(finding));
            }
            continue;
        }
        at = Some(span);
        findings.push(field.finding(rule, fields, *confidence));
    }
}

impl<'a, 't> FieldUse<'a, 't> {
    /// The pod whose field it is.
    pub(crate) const fn pod(&self) -> Option<&'a Pod<'a, 't>> {
        match self.owner {
            Owner::Pod(pod) => Some(pod),
            Owner::Object(_) => None,
        }
    }

    /// The containers that the field is for: its own, or all of the pod.
    pub(crate) fn containers(&self) -> impl Iterator<Item = ContainerNode<'a, 't>> + use<'a, 't> {
        let own = self.place.container;
        let pod = self.pod().filter(|_| own.is_none());
        own.into_iter().chain(pod.into_iter().flat_map(|pod| pod.nodes.containers()))
    }

    /// The version of Kubernetes that is asked for.
    pub(crate) const fn kubernetes(&self) -> KubernetesVersion {
        match self.owner {
            Owner::Pod(pod) => pod.subject.check.kubernetes,
            Owner::Object(object) => object.check.kubernetes,
        }
    }

    /// The value of the field.
    pub(crate) const fn value(&self) -> Node<'a, 't> {
        self.place.value
    }

    /// Whether somebody says no to the field, rather than letting it pass.
    pub(crate) const fn is_refused(&self) -> bool {
        matches!(self.row.behaviour, FieldBehaviour::RejectedByApi | FieldBehaviour::RejectedByKubelet)
    }

    /// The short name of the row's further condition; empty if there is none.
    pub(crate) fn qualifier(&self) -> &str {
        self.row.qualifier.as_deref().unwrap_or_default()
    }

    /// The file.
    pub(crate) const fn source(&self) -> &'a SourceText {
        match self.owner {
            Owner::Pod(pod) => pod.subject.source,
            Owner::Object(object) => object.source,
        }
    }

    /// An editor of the file.
    pub(crate) fn editor(&self) -> Editor<'a> {
        Editor::new(self.source().text())
    }

    /// Takes the field out, with the mappings that would be left empty. That changes nothing on Windows, which does without
    /// it; of a pod that is only taken to be for Windows it might.
    pub(crate) fn removal(&self) -> Option<Fix> {
        let edits = self.editor().remove_path(self.place.base, &self.place.keys())?;
        self.removed(edits)
    }

    /// The same for a field that the restricted level of Pod Security Admission asks for, but of pods whose `spec.os.name` is
    /// windows: of others, a namespace may refuse the pod without it.
    pub(crate) fn removal_if_restricted(&self) -> Option<Fix> {
        let fix = self.removal()?;
        let says_windows = self.pod().is_some_and(|pod| pod.nodes.os_name == Some("windows"));
        let safety = if says_windows { fix.safety } else { fix.safety.min(Safety::Unsafe) };
        Some(Fix { safety, ..fix })
    }

    /// Takes the field out, and leaves the mapping that it is in, empty or not.
    pub(crate) fn removal_alone(&self) -> Option<Fix> {
        let edits = self.editor().remove_entry(self.place.parent, self.place.key.text()?)?;
        self.removed(edits)
    }

    fn removed(&self, edits: Vec<Edit>) -> Option<Fix> {
        let safety = match self.row.behaviour {
            FieldBehaviour::Ignored | FieldBehaviour::RejectedByApi | FieldBehaviour::NotInApi
                if self.is_certainly_for_windows() =>
            {
                Safety::Safe
            }
            _ => Safety::Unsafe,
        };
        Fix::new(format!("remove {}", self.place.written()), safety, edits)
    }

    /// Whether nothing leaves a doubt that its pod is for Windows.
    pub(crate) fn is_certainly_for_windows(&self) -> bool {
        match self.owner {
            Owner::Pod(pod) => pod.subject.is_certainly_for_windows(),
            Owner::Object(_) => false,
        }
    }

    fn severity(&self, rule: &Rule, confidence: Confidence) -> Severity {
        let severity = match self.row.behaviour {
            FieldBehaviour::RejectedByApi
            | FieldBehaviour::RejectedByKubelet
            | FieldBehaviour::FailsAtStart => Severity::Error,
            FieldBehaviour::Ignored | FieldBehaviour::NotSupported | FieldBehaviour::NotInApi => {
                rule.severity.max(Severity::Warning)
            }
            FieldBehaviour::Limited | FieldBehaviour::Supported => {
                return rule.severity.min(Severity::Warning);
            }
        };
        // It goes wrong with a runtime that the nodes may not have.
        if confidence == Confidence::Possible { severity.min(Severity::Warning) } else { severity }
    }

    /// The row's explanation, unless the finding has it already.
    fn explained(&self, finding: &Finding) -> Option<String> {
        let explanation = &*self.row.explanation;
        let is_said =
            finding.message.ends_with(explanation) || finding.notes.iter().any(|it| it == explanation);
        (!is_said).then(|| explanation.to_owned())
    }

    fn finding(&self, rule: &'static Rule, fields: &FieldRule, confidence: Confidence) -> Finding {
        let message = words::message(self, (fields.becomes)(self));
        let span = self.place.key.span();
        let finding = match self.owner {
            Owner::Pod(pod) => pod.subject.finding(rule, span, message),
            Owner::Object(object) => object.finding(rule, span, message),
        };
        let fix = (fields.fix)(self);
        let mut finding = Finding {
            severity: self.severity(rule, confidence),
            confidence: confidence.min(rule.confidence),
            ..finding
        };
        finding.notes.extend(self.explained(&finding));
        if let Some(fix) = &fix {
            finding = finding.help(Help::new("edit", fix.title.clone()));
        }
        // What the edits do need not be said again.
        let is_said = |it: &str| fix.as_ref().is_some_and(|fix| it == REMOVE_IT || it == fix.title);
        let alternative = self.row.alternative.as_deref().filter(|it| !is_said(it));
        if let Some(alternative) = alternative {
            finding = finding.help(Help::new("instead", alternative));
        }
        finding.fix(fix)
    }
}
