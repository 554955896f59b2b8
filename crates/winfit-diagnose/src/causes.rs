//! The causes, a file each: statement, evidence, remedies, sources, examples.
//!
//! The documents of Kubernetes about Windows ask sixteen questions about failures. Where a text can prove the answer, a
//! cause gives it:
//!
//! | question | cause |
//! | --- | --- |
//! | 2: components as services | [`node_service_mode`]; [`kubelet_flag_removed`]: `--service`, which guides name, never was a flag |
//! | 3: no network on a virtual machine | [`mac_spoofing_off`] |
//! | 4: pods cannot ping | [`ping_blocked`] |
//! | 5: a node cannot reach its own NodePorts | [`node_to_service`] |
//! | 6: endpoints vanish | [`hns_network_missing`], where an endpoint is missed |
//! | 8: flanneld waits for its network | [`flannel_waiting`] |
//! | 9: no subnet.env | [`flannel_subnet_env`] |
//! | 10: a node cannot reach addresses of services | [`node_to_service`] |
//! | 11: no adapter when the kubelet starts | [`kubelet_no_adapter`] |
//! | 12: pods stay in ContainerCreating | [`sandbox_pause_image_mismatch`] |
//! | 13: names are not resolved | [`dns_names`] |
//! | 14: port-forward without wincat | [`port_forward_wincat`] |
//! | 15: behind a proxy | [`proxy_missing`] |
//!
//! The others leave no words in what people paste: whether a script has finished (1), files of an older subnet (7), and
//! what the pause container is (16).

mod compute;
mod frames;
mod layers;
mod mismatch;
mod nodes;
mod output;
mod pull;
mod steps;
mod told;

pub mod account_unknown;
pub mod api_version_removed;
pub mod application_ended;
pub mod application_exit;
pub mod arch_mismatch;
pub mod back_off;
pub mod baseline_2020_02;
pub mod cni_failed;
pub mod cni_no_addresses;
pub mod cni_vpc_label;
pub mod command_not_found;
pub mod compute_access_denied;
pub mod compute_file_locked;
pub mod compute_request_invalid;
pub mod compute_service_timeout;
pub mod compute_system_exited;
pub mod compute_system_gone;
pub mod container_exists;
pub mod container_name_taken;
pub mod container_not_started;
pub mod containerd_not_running;
pub mod containers_feature_missing;
pub mod create_process_failed;
pub mod csi_proxy_missing;
pub mod disk_full;
pub mod dns_names;
pub mod docker_not_running;
pub mod dsr_unsupported;
pub mod flannel_backend;
pub mod flannel_subnet_env;
pub mod flannel_waiting;
pub mod foreign_layer;
pub mod from_scratch;
pub mod gmsa_failed;
pub mod hns_adapter_missing;
pub mod hns_element_not_found;
pub mod hns_failed;
pub mod hns_network_missing;
pub mod hns_port_in_use;
pub mod hns_stale_object;
pub mod host_network_refused;
pub mod host_process_refused;
pub mod host_update_missing;
pub mod hyperv_unavailable;
pub mod ics_disabled;
pub mod image_name_invalid;
pub mod image_newer_than_host;
pub mod image_not_found;
pub mod image_not_on_node;
pub mod insider_required;
pub mod insufficient_resources;
pub mod isolation_invalid;
pub mod kube_proxy_flags;
pub mod kubelet_cgroups;
pub mod kubelet_flag_removed;
pub mod kubelet_no_adapter;
pub mod kubelet_privileges;
pub mod kubelet_pull_limit;
pub mod layer_import_failed;
pub mod layer_mount_failed;
pub mod legacy_image_archive;
pub mod library_missing;
pub mod linux_field_on_windows;
pub mod linux_image_on_windows;
pub mod load_balancer_ports;
pub mod local_image_other_platform;
pub mod mac_spoofing_off;
pub mod mount_source_missing;
pub mod no_matching_manifest;
pub mod no_suitable_node;
pub mod node_selector_mismatch;
pub mod node_service_mode;
pub mod node_to_service;
pub mod node_unschedulable;
pub mod os_mismatch_build;
pub mod os_mismatch_revision_2016;
pub mod out_of_memory;
pub mod ping_blocked;
pub mod pod_os_label;
pub mod pod_os_refused;
pub mod port_forward_wincat;
pub mod probe_failed;
pub mod process_isolation_refused;
pub mod proxy_missing;
pub mod pull_cancelled;
pub mod pull_failed;
pub mod quota_exceeded;
pub mod registry_rate_limited;
pub mod registry_unauthorized;
pub mod registry_unreachable;
pub mod run_as_non_root;
pub mod run_as_user_on_windows;
pub mod runtime_handler_missing;
pub mod sandbox_failed;
pub mod sandbox_name_reserved;
pub mod sandbox_pause_image_mismatch;
pub mod service_not_running;
pub mod single_file_mount;
pub mod smb_mount_failed;
pub mod supplemental_groups_refused;
pub mod system_drive_mount;
pub mod unsupported_mount;
pub mod unsupported_platform;
pub mod untolerated_taint;
pub mod volume_not_mounted;
pub mod windows_call_failed;
pub mod windows_image_on_linux;
pub mod working_directory_missing;

use crate::cause::Cause;

/// All causes. Those of equal class and confidence are told in this order.
pub static CAUSES: &[&Cause] = &[
    &sandbox_pause_image_mismatch::CAUSE,
    &image_newer_than_host::CAUSE,
    &os_mismatch_revision_2016::CAUSE,
    &os_mismatch_build::CAUSE,
    &baseline_2020_02::CAUSE,
    &hyperv_unavailable::CAUSE,
    &linux_image_on_windows::CAUSE,
    &windows_image_on_linux::CAUSE,
    &arch_mismatch::CAUSE,
    &no_matching_manifest::CAUSE,
    &image_name_invalid::CAUSE,
    &image_not_found::CAUSE,
    &image_not_on_node::CAUSE,
    &local_image_other_platform::CAUSE,
    &registry_rate_limited::CAUSE,
    &registry_unauthorized::CAUSE,
    &registry_unreachable::CAUSE,
    &hns_port_in_use::CAUSE,
    &hns_adapter_missing::CAUSE,
    &hns_stale_object::CAUSE,
    &hns_network_missing::CAUSE,
    &hns_element_not_found::CAUSE,
    &ics_disabled::CAUSE,
    &load_balancer_ports::CAUSE,
    &dsr_unsupported::CAUSE,
    &hns_failed::CAUSE,
    &cni_vpc_label::CAUSE,
    &cni_no_addresses::CAUSE,
    &flannel_subnet_env::CAUSE,
    &flannel_backend::CAUSE,
    &flannel_waiting::CAUSE,
    &kube_proxy_flags::CAUSE,
    &port_forward_wincat::CAUSE,
    &cni_failed::CAUSE,
    &proxy_missing::CAUSE,
    &pull_cancelled::CAUSE,
    &kubelet_pull_limit::CAUSE,
    &foreign_layer::CAUSE,
    &disk_full::CAUSE,
    &layer_import_failed::CAUSE,
    &layer_mount_failed::CAUSE,
    &legacy_image_archive::CAUSE,
    &pull_failed::CAUSE,
    &dns_names::CAUSE,
    &ping_blocked::CAUSE,
    &gmsa_failed::CAUSE,
    &node_selector_mismatch::CAUSE,
    &untolerated_taint::CAUSE,
    &node_unschedulable::CAUSE,
    &insufficient_resources::CAUSE,
    &no_suitable_node::CAUSE,
    &unsupported_platform::CAUSE,
    &runtime_handler_missing::CAUSE,
    &service_not_running::CAUSE,
    &kubelet_flag_removed::CAUSE,
    &kubelet_cgroups::CAUSE,
    &kubelet_privileges::CAUSE,
    &kubelet_no_adapter::CAUSE,
    &containerd_not_running::CAUSE,
    &docker_not_running::CAUSE,
    &containers_feature_missing::CAUSE,
    &csi_proxy_missing::CAUSE,
    &host_update_missing::CAUSE,
    &insider_required::CAUSE,
    &container_exists::CAUSE,
    &container_name_taken::CAUSE,
    &sandbox_name_reserved::CAUSE,
    &compute_service_timeout::CAUSE,
    &compute_access_denied::CAUSE,
    &compute_file_locked::CAUSE,
    &compute_request_invalid::CAUSE,
    &compute_system_exited::CAUSE,
    &create_process_failed::CAUSE,
    &quota_exceeded::CAUSE,
    &compute_system_gone::CAUSE,
    &windows_call_failed::CAUSE,
    &sandbox_failed::CAUSE,
    &pod_os_refused::CAUSE,
    &pod_os_label::CAUSE,
    &linux_field_on_windows::CAUSE,
    &host_process_refused::CAUSE,
    &host_network_refused::CAUSE,
    &run_as_user_on_windows::CAUSE,
    &run_as_non_root::CAUSE,
    &supplemental_groups_refused::CAUSE,
    &single_file_mount::CAUSE,
    &system_drive_mount::CAUSE,
    &unsupported_mount::CAUSE,
    &mount_source_missing::CAUSE,
    &smb_mount_failed::CAUSE,
    &isolation_invalid::CAUSE,
    &process_isolation_refused::CAUSE,
    &api_version_removed::CAUSE,
    &account_unknown::CAUSE,
    &from_scratch::CAUSE,
    &command_not_found::CAUSE,
    &library_missing::CAUSE,
    &working_directory_missing::CAUSE,
    &out_of_memory::CAUSE,
    &probe_failed::CAUSE,
    &application_exit::CAUSE,
    &application_ended::CAUSE,
    &back_off::CAUSE,
    &container_not_started::CAUSE,
    &volume_not_mounted::CAUSE,
    &mac_spoofing_off::CAUSE,
    &node_to_service::CAUSE,
    &node_service_mode::CAUSE,
];

/// The cause with this id.
#[must_use]
pub fn cause(id: &str) -> Option<&'static Cause> {
    CAUSES.iter().copied().find(|cause| cause.id == id)
}
