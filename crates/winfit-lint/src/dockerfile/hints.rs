//! What an instruction tells of the operating system that its stage is for.

use super::instruction::Instruction;
use super::keyword::Keyword;
use super::words::Word;
use crate::{Found, HintReason, WindowsHint};

/// Notes what the instruction tells.
pub(super) fn read(instruction: &Instruction<'_>, stage: &mut Found) {
    let first = || instruction.words().next();
    let found = match instruction.keyword {
        Some(Keyword::Run | Keyword::Shell) => {
            (HintReason::Shell, first().filter(|word| names_windows_shell(word.text)))
        }
        Some(Keyword::User) => (HintReason::User, first().filter(|word| is_windows_account(word.text))),
        Some(Keyword::Workdir) => (HintReason::WindowsPath, first().filter(|word| has_drive(word.text))),
        _ => return,
    };
    if let (reason, Some(word)) = found {
        hint(reason, &word, instruction, stage);
    }
}

fn hint(reason: HintReason, word: &Word<'_>, instruction: &Instruction<'_>, stage: &mut Found) {
    // One of a kind will do: there may be hundreds.
    if !stage.windows_hints.iter().any(|hint| hint.reason == reason) {
        stage.windows_hints.push(WindowsHint { reason, span: instruction.source(word.span) });
    }
}

fn is_windows_account(name: &str) -> bool {
    const ACCOUNTS: [&str; 2] = ["ContainerAdministrator", "ContainerUser"];
    ACCOUNTS.iter().any(|account| name.eq_ignore_ascii_case(account))
}

/// PowerShell proper and the command prompt; `pwsh` is on Linux too.
fn names_windows_shell(word: &str) -> bool {
    let word = word.trim_start_matches('[').trim_start_matches('"');
    let end = word.find(['"', ',', ']']).unwrap_or(word.len());
    let program = word.get(..end).unwrap_or_default().rsplit(['\\', '/']).next().unwrap_or_default();
    ["powershell", "powershell.exe", "pwsh.exe", "cmd", "cmd.exe"]
        .iter()
        .any(|shell| program.eq_ignore_ascii_case(shell))
}

fn has_drive(path: &str) -> bool {
    let path = path.trim_start_matches(['"', '\'']);
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}
