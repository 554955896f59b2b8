//! What Windows makes of the network of pods, services and network policies.

pub(crate) mod default_dns_policy;
pub(crate) mod dns_options;
pub(crate) mod dns_searches;
pub(crate) mod external_ips;
pub(crate) mod external_traffic_policy;
pub(crate) mod host_aliases;
pub(crate) mod host_network;
pub(crate) mod host_network_dns_policy;
pub(crate) mod host_port;
pub(crate) mod internal_traffic_policy;
pub(crate) mod network_policy;
pub(crate) mod node_port_clash;
pub(crate) mod preserve_destination;
pub(crate) mod sctp_port;
pub(crate) mod service_ip_families;
pub(crate) mod session_affinity;
pub(crate) mod session_affinity_timeout;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "network",
    title: "Services and networks",
    about: "ports, names and addresses of Windows pods, their services and network policies",
    rules: &[
        &default_dns_policy::RULE,
        &dns_options::RULE,
        &dns_searches::RULE,
        &external_ips::RULE,
        &external_traffic_policy::RULE,
        &host_aliases::RULE,
        &host_network::RULE,
        &host_network_dns_policy::RULE,
        &host_port::RULE,
        &internal_traffic_policy::RULE,
        &network_policy::RULE,
        &node_port_clash::RULE,
        &preserve_destination::RULE,
        &sctp_port::RULE,
        &service_ip_families::RULE,
        &session_affinity::RULE,
        &session_affinity_timeout::RULE,
    ],
};
