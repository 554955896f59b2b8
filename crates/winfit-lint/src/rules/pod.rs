//! Fields of pods and their containers that Windows treats otherwise.

pub(crate) mod apparmor_profile;
pub(crate) mod fs_group;
pub(crate) mod gmsa_credential_spec;
pub(crate) mod host_ipc;
pub(crate) mod host_pid;
pub(crate) mod host_process_mounts;
pub(crate) mod host_process_unavailable;
pub(crate) mod host_process_user;
pub(crate) mod host_users;
pub(crate) mod hyperv_annotation;
pub(crate) mod invalid_host_process;
pub(crate) mod invalid_pod_os;
pub(crate) mod linux_capabilities;
pub(crate) mod pod_level_resources;
pub(crate) mod pod_os_field;
pub(crate) mod pod_os_label;
pub(crate) mod privilege_escalation;
pub(crate) mod privileged_container;
pub(crate) mod proc_mount;
pub(crate) mod read_only_root_filesystem;
pub(crate) mod resize_policy;
pub(crate) mod run_as_group;
pub(crate) mod run_as_non_root;
pub(crate) mod run_as_user;
pub(crate) mod run_as_user_name;
pub(crate) mod seccomp_profile;
pub(crate) mod selinux_options;
pub(crate) mod shared_process_namespace;
pub(crate) mod stop_signal;
pub(crate) mod supplemental_groups;
pub(crate) mod sysctls;
pub(crate) mod termination_grace_period;
pub(crate) mod termination_message_path;
pub(crate) mod unix_command;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "pod",
    title: "Pods",
    about: "fields of pods and their containers that Windows treats otherwise",
    rules: &[
        &apparmor_profile::RULE,
        &fs_group::RULE,
        &gmsa_credential_spec::RULE,
        &host_ipc::RULE,
        &host_pid::RULE,
        &host_process_mounts::RULE,
        &host_process_unavailable::RULE,
        &host_process_user::RULE,
        &host_users::RULE,
        &hyperv_annotation::RULE,
        &invalid_host_process::RULE,
        &invalid_pod_os::RULE,
        &linux_capabilities::RULE,
        &pod_level_resources::RULE,
        &pod_os_field::RULE,
        &pod_os_label::RULE,
        &privilege_escalation::RULE,
        &privileged_container::RULE,
        &proc_mount::RULE,
        &read_only_root_filesystem::RULE,
        &resize_policy::RULE,
        &run_as_group::RULE,
        &run_as_non_root::RULE,
        &run_as_user::RULE,
        &run_as_user_name::RULE,
        &seccomp_profile::RULE,
        &selinux_options::RULE,
        &shared_process_namespace::RULE,
        &stop_signal::RULE,
        &supplemental_groups::RULE,
        &sysctls::RULE,
        &termination_grace_period::RULE,
        &termination_message_path::RULE,
        &unix_command::RULE,
    ],
};
