//! Fields of pods and their containers that Windows treats otherwise.

pub(crate) mod apparmor_profile;
pub(crate) mod fs_group;
pub(crate) mod host_ipc;
pub(crate) mod host_pid;
pub(crate) mod host_users;
pub(crate) mod linux_capabilities;
pub(crate) mod privilege_escalation;
pub(crate) mod privileged_container;
pub(crate) mod proc_mount;
pub(crate) mod read_only_root_filesystem;
pub(crate) mod run_as_group;
pub(crate) mod seccomp_profile;
pub(crate) mod selinux_options;
pub(crate) mod shared_process_namespace;
pub(crate) mod supplemental_groups;
pub(crate) mod sysctls;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "pod",
    title: "Pods",
    about: "fields of pods and their containers that Windows treats otherwise",
    rules: &[
        &apparmor_profile::RULE,
        &fs_group::RULE,
        &host_ipc::RULE,
        &host_pid::RULE,
        &host_users::RULE,
        &linux_capabilities::RULE,
        &privilege_escalation::RULE,
        &privileged_container::RULE,
        &proc_mount::RULE,
        &read_only_root_filesystem::RULE,
        &run_as_group::RULE,
        &seccomp_profile::RULE,
        &selinux_options::RULE,
        &shared_process_namespace::RULE,
        &supplemental_groups::RULE,
        &sysctls::RULE,
    ],
};
