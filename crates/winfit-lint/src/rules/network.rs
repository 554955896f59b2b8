//! Services and network policies of Windows pods.

pub(crate) mod external_ips;
pub(crate) mod external_traffic_policy;
pub(crate) mod internal_traffic_policy;
pub(crate) mod network_policy;
pub(crate) mod node_port_clash;
pub(crate) mod preserve_destination;
pub(crate) mod service_ip_families;
pub(crate) mod session_affinity;
pub(crate) mod session_affinity_timeout;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "network",
    title: "Services and networks",
    about: "services and network policies of Windows pods",
    rules: &[
        &external_ips::RULE,
        &external_traffic_policy::RULE,
        &internal_traffic_policy::RULE,
        &network_policy::RULE,
        &node_port_clash::RULE,
        &preserve_destination::RULE,
        &service_ip_families::RULE,
        &session_affinity::RULE,
        &session_affinity_timeout::RULE,
    ],
};
