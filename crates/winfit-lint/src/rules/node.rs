//! What Windows nodes tell of themselves.

pub(crate) mod node_reservation;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "node",
    title: "Nodes",
    about: "what Windows nodes tell of themselves",
    rules: &[&node_reservation::RULE],
};
