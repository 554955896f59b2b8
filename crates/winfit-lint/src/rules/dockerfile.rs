//! Dockerfiles: what Windows or docker make of their lines.

pub(crate) mod buildkit_only_syntax;
pub(crate) mod copied_system_files;
pub(crate) mod invalid_exec_form;
pub(crate) mod lost_backslash;
pub(crate) mod misplaced_directive;
pub(crate) mod missing_directive;
pub(crate) mod overwritten_path;
pub(crate) mod powershell_and_and;
pub(crate) mod refused_directive;
pub(crate) mod refused_path;
pub(crate) mod shell_without_command;
pub(crate) mod split_path;
pub(crate) mod stages_of_two_systems;
pub(crate) mod trailing_backslash;
pub(crate) mod unchecked_powershell;
pub(crate) mod undeclared_from_argument;
pub(crate) mod unexpanded_variable;
pub(crate) mod unix_ownership;
pub(crate) mod unix_program;
pub(crate) mod unix_user;
pub(crate) mod unset_from_argument;
pub(crate) mod unsupported_stop_signal;

use super::Area;

pub(super) static AREA: Area = Area {
    name: "dockerfile",
    title: "Dockerfiles",
    about: "lines of Dockerfiles of which Windows or docker make something else than they seem to say",
    rules: &[
        &buildkit_only_syntax::RULE,
        &copied_system_files::RULE,
        &invalid_exec_form::RULE,
        &lost_backslash::RULE,
        &misplaced_directive::RULE,
        &missing_directive::RULE,
        &overwritten_path::RULE,
        &powershell_and_and::RULE,
        &refused_directive::RULE,
        &refused_path::RULE,
        &shell_without_command::RULE,
        &split_path::RULE,
        &stages_of_two_systems::RULE,
        &trailing_backslash::RULE,
        &unchecked_powershell::RULE,
        &undeclared_from_argument::RULE,
        &unexpanded_variable::RULE,
        &unix_ownership::RULE,
        &unix_program::RULE,
        &unix_user::RULE,
        &unset_from_argument::RULE,
        &unsupported_stop_signal::RULE,
    ],
};
