//! Keeps a Swarm service on the nodes of one system.

use crate::compose::Layers;
use crate::compose::constrain::{ConstraintChange, on_system};
use crate::yaml::edit::Editor;
use crate::{Finding, Fix, Help, Safety};

/// The finding with the constraint that keeps the service on nodes of this system, and the edits that write it.
pub(crate) fn constrained(
    finding: Finding,
    system: &str,
    editor: &Editor<'_>,
    layers: &Layers<'_, '_>,
) -> Finding {
    let constraint = on_system(system);
    let title = format!("constrain it to {constraint}");
    let paste = format!("deploy:\n  placement:\n    constraints:\n      - {constraint}");
    let edits = ConstraintChange::to(constraint).edits(editor, layers);
    finding
        .help(Help::new("constrain-placement", title.as_str()).paste(paste))
        .fix(edits.and_then(|edits| Fix::new(title, Safety::Unsafe, edits)))
}
