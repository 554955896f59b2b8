//! Where Swarm may place a service.

use winfit_compat::Os;
use winfit_fleet::placement::Constraint;

use super::extends::Layers;
use super::filled;
use crate::reading::{Path, Problems};
use crate::yaml::{Node, NodeKind};
use crate::{Found, HintReason, Place, PlaceKind, ProblemKind, WindowsHint};

const PLACEMENT: [&str; 2] = ["deploy", "placement"];

pub(super) fn read(layers: &Layers<'_, '_>, path: Path<'_>, found: &mut Found, problems: &mut Problems) {
    let path = path.key("deploy");
    let path = path.key("placement");
    let path = path.key("constraints");
    for placement in layers.all(&PLACEMENT) {
        let span = placement.span();
        found.places.push(Place { kind: PlaceKind::Placement, key: span, value: span });
        let Some(constraints) = placement.get("constraints") else { continue };
        if !problems.is(constraints, path, NodeKind::Sequence) {
            continue;
        }
        for (index, node) in constraints.items().enumerate() {
            if problems.is(node, path.index(index), NodeKind::Scalar) {
                read_constraint(node, found, problems);
            }
        }
    }
}

fn read_constraint(node: Node<'_, '_>, found: &mut Found, problems: &mut Problems) {
    let Some(filled) = filled(node, problems) else { return };
    // Which hosts a constraint with an open variable allows is not known: it is as if it were not there.
    if !filled.is_known {
        return;
    }
    let constraint = match filled.text.parse::<Constraint>() {
        Ok(constraint) => constraint,
        Err(error) => {
            problems.add(ProblemKind::Constraint(error.to_string()), node);
            return;
        }
    };
    let span = node.span();
    if found.workload.os.is_none() {
        found.workload.os = os(&constraint);
    }
    if constraint.equal && constraint.value.eq_ignore_ascii_case("windows") {
        found.windows_hints.push(WindowsHint { reason: HintReason::Constraint, span });
    }
    let constraints = &mut found.workload.placement.constraints;
    let kind = PlaceKind::Constraint(constraints.len());
    found.places.push(Place { kind, key: span, value: span });
    constraints.push(constraint);
}

/// The operating system that a constraint on `node.platform.os` leaves.
fn os(constraint: &Constraint) -> Option<Os> {
    if !constraint.key.eq_ignore_ascii_case("node.platform.os") {
        return None;
    }
    let is_windows = constraint.value.eq_ignore_ascii_case("windows");
    let is_linux = constraint.value.eq_ignore_ascii_case("linux");
    match (is_windows, is_linux, constraint.equal) {
        (true, _, true) | (_, true, false) => Some(Os::Windows),
        (_, true, true) | (true, _, false) => Some(Os::Linux),
        _ => None,
    }
}
