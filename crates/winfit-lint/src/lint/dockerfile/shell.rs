//! What runs the commands of a Dockerfile that are no lists.

use crate::dockerfile::Instruction;

/// The shell of `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shell {
    /// The image's own: `cmd`, unless it says otherwise.
    Image,
    /// The command prompt.
    Cmd,
    /// Windows PowerShell, up to version 5.1.
    Powershell,
    /// PowerShell from version 6 on.
    Pwsh,
    /// A shell of Unix.
    Unix,
    /// Something else.
    Other,
}

impl Shell {
    /// The shell that `SHELL` chooses.
    pub(super) fn of(instruction: &Instruction<'_>) -> Self {
        let list = instruction.list();
        let first = list.as_ref().and_then(|list| list.strings()).and_then(<[_]>::first);
        first.map_or(Self::Other, |item| Self::of_program(&item.value))
    }

    /// The shell that a program is, by its name, with or without its path.
    pub(crate) fn of_program(program: &str) -> Self {
        match program_name(program).as_str() {
            "cmd" => Self::Cmd,
            "powershell" => Self::Powershell,
            "pwsh" => Self::Pwsh,
            "sh" | "bash" | "ash" | "dash" | "zsh" => Self::Unix,
            _ => Self::Other,
        }
    }
}

/// The name of a program, in small letters and without `.exe`.
pub(crate) fn program_name(program: &str) -> String {
    let file = program.trim_matches(['"', '\'']).rsplit(['\\', '/']).next().unwrap_or_default();
    let name = file.to_ascii_lowercase();
    name.strip_suffix(".exe").map(str::to_owned).unwrap_or(name)
}
