//! Fields of pods and their containers that Windows treats otherwise.

pub(crate) mod privileged_container;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "pod",
    title: "Pods",
    about: "fields of pods and their containers that Windows treats otherwise",
    rules: &[&privileged_container::RULE],
};
