//! The configuration of Docker daemons.

pub(crate) mod daemon_duplicate_isolation;
pub(crate) mod daemon_isolation_default;
pub(crate) mod daemon_isolation_value;
pub(crate) mod daemon_linux_only_key;
pub(crate) mod daemon_misspelt_key;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "daemon",
    title: "daemon.json",
    about: "the configuration of Docker daemons, where it concerns Windows",
    rules: &[
        &daemon_duplicate_isolation::RULE,
        &daemon_isolation_default::RULE,
        &daemon_isolation_value::RULE,
        &daemon_linux_only_key::RULE,
        &daemon_misspelt_key::RULE,
    ],
};
