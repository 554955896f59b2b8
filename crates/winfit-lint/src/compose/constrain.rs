//! Changes of where a Swarm may place a service: what they are, and the edits that make them.

use winfit_fleet::placement::Constraint;
use winfit_fleet::{FleetRemedy, HostLabel};

use super::Layers;
use crate::Edit;
use crate::yaml::edit::{Editor, Value};
use crate::yaml::{Node, NodeKind};

/// Where constraints stand in a service.
pub(super) const CONSTRAINTS: [&str; 3] = ["deploy", "placement", "constraints"];

/// A change of the constraints of a service.
pub(crate) struct ConstraintChange<'r> {
    /// Those that go.
    gone: &'r [Constraint],
    /// The one that is there then.
    pub(crate) wanted: Option<Constraint>,
    /// Labels that nodes need before.
    pub(crate) missing: &'r [HostLabel],
}

impl<'r> ConstraintChange<'r> {
    /// What a remedy asks for; `None` if constraints cannot say it: Swarm joins them by "and", so that only a single
    /// value can be asked for.
    pub(crate) fn of(remedy: &'r FleetRemedy) -> Option<Self> {
        match remedy {
            FleetRemedy::KeepOnWindows { changes } => {
                Some(Self { gone: &changes.unconstrain, ..Self::to(on_system("windows")) })
            }
            FleetRemedy::ConstrainPlacement { changes, label: None } => {
                Some(Self { gone: &changes.unconstrain, wanted: None, missing: &[] })
            }
            FleetRemedy::ConstrainPlacement { changes, label: Some(label) } => {
                let [value] = label.values.as_slice() else { return None };
                let key = format!("node.labels.{}", label.key);
                let wanted = Constraint { key, equal: true, value: value.clone() };
                Some(Self { gone: &changes.unconstrain, wanted: Some(wanted), missing: &label.missing })
            }
            FleetRemedy::PickHost { .. } => None,
        }
    }

    /// One constraint more.
    pub(crate) const fn to(wanted: Constraint) -> Self {
        Self { gone: &[], wanted: Some(wanted), missing: &[] }
    }

    /// Whether a constraint goes: nothing could hold beside another value of the same key.
    pub(crate) fn drops(&self, constraint: &Constraint) -> bool {
        let is_other_value =
            |wanted: &Constraint| constraint.equal && wanted.equal && constraint.key == wanted.key;
        self.gone.contains(constraint) || self.wanted.as_ref().is_some_and(is_other_value)
    }

    /// The edits that make it in the text of a service, where that can be done.
    pub(crate) fn edits(&self, editor: &Editor<'_>, layers: &Layers<'_, '_>) -> Option<Vec<Edit>> {
        let own = layers.own().node;
        let list = own.at(&CONSTRAINTS).filter(|list| list.kind() == NodeKind::Sequence);
        let written: Vec<Item<'_, '_>> = list.into_iter().flat_map(Node::items).map(Item::read).collect();
        // What another service says is not changed here.
        if !self.gone.iter().all(|gone| written.iter().any(|it| it.constraint.as_ref() == Some(gone))) {
            return None;
        }
        let is_leaving = |item: &Item<'_, '_>| match &item.constraint {
            Some(constraint) => self.drops(constraint),
            None => self.wanted.as_ref().is_some_and(|wanted| item.is_attempt_at(wanted)),
        };
        let leaving: Vec<usize> =
            (0..).zip(&written).filter(|(_, it)| is_leaving(it)).map(|(at, _)| at).collect();
        match (&self.wanted, list, leaving.split_first()) {
            (None, Some(list), Some(_)) if leaving.len() < written.len() => remove(editor, list, &leaving),
            (None, ..) => editor.remove_path(own, &CONSTRAINTS),
            (Some(wanted), Some(list), Some((first, others))) => {
                let mut edits = editor.set(written.get(*first)?.node, &wanted.to_string())?;
                edits.extend(remove(editor, list, others)?);
                Some(edits)
            }
            (Some(wanted), Some(list), None) => editor.append(list, &text(wanted)),
            (Some(wanted), None, _) => editor.ensure(own, &CONSTRAINTS, &Value::sequence([text(wanted)])),
        }
    }
}

/// The constraint that asks for hosts with this operating system.
pub(crate) fn on_system(os: &str) -> Constraint {
    Constraint { key: "node.platform.os".to_owned(), equal: true, value: os.to_owned() }
}

/// A constraint as it is written.
struct Item<'a, 't> {
    node: Node<'a, 't>,
    constraint: Option<Constraint>,
}

impl<'a, 't> Item<'a, 't> {
    fn read(node: Node<'a, 't>) -> Self {
        Self { node, constraint: node.text().and_then(|text| text.parse().ok()) }
    }

    /// Whether it is none, and would be one about the same key, such as `node.platform.os = windows`.
    fn is_attempt_at(&self, wanted: &Constraint) -> bool {
        let key = self.node.text().and_then(|text| text.split(['=', '!', ':', ' ']).next());
        key.is_some_and(|key| key.eq_ignore_ascii_case(&wanted.key))
    }
}

fn remove(editor: &Editor<'_>, list: Node<'_, '_>, items: &[usize]) -> Option<Vec<Edit>> {
    let edits: Option<Vec<_>> = items.iter().map(|index| editor.remove_item(list, *index)).collect();
    Some(edits?.concat())
}

fn text(constraint: &Constraint) -> Value {
    Value::text(constraint.to_string())
}
