//! Starting other programs: each is shown before it runs, and its failure is named.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// A command line being put together.
pub(crate) struct Program {
    command: Command,
    shown: String,
}

impl Program {
    /// The cargo that started us, so that `cargo +1.88 xtask test` tests with 1.88.
    pub(crate) fn cargo(directory: &Path) -> Self {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        Self { shown: "cargo".to_owned(), ..Self::new(&cargo, directory) }
    }

    /// A program by name or path, to be run in a directory.
    pub(crate) fn new(program: impl AsRef<OsStr>, directory: &Path) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(directory);
        // What cargo set for this program would look to build scripts like a changed environment, and rebuild them.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        let shown = Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned();
        Self { command, shown }
    }

    /// Adds an argument.
    pub(crate) fn arg(self, argument: impl AsRef<OsStr>) -> Self {
        self.args([argument])
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        for argument in arguments {
            self.shown.push(' ');
            self.shown.push_str(&quoted(&argument.as_ref().to_string_lossy()));
            self.command.arg(argument);
        }
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.shown = format!("{name}={} {}", quoted(value), self.shown);
        self.command.env(name, value);
        self
    }

    /// Shows the command as this, where its arguments are a script rather than words.
    pub(crate) fn shown_as(self, shown: &str) -> Self {
        Self { shown: shown.to_owned(), ..self }
    }

    /// Shows the command, runs it, and fails unless it succeeds.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        println!("$ {}", self.shown);
        let status = self.command.status();
        self.judge(status)
    }

    /// Runs the command, unshown, and gives what it printed on standard output; what it complains of is passed on.
    pub(crate) fn output(mut self) -> Result<String, Failure> {
        let output = self
            .command
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|source| Failure::Start { command: self.shown.clone(), source })?;
        self.judge(Ok(output.status))?;
        String::from_utf8(output.stdout).map_err(|_| Failure::Output { command: self.shown })
    }

    /// Shows the command and starts it with all its output going to a file.
    pub(crate) fn start_into(mut self, log: &Path) -> Result<Child, Failure> {
        let open = |result: std::io::Result<File>| {
            result.map_err(|source| Failure::File { doing: "write", path: log.to_owned(), source })
        };
        let file = open(File::create(log))?;
        let same_file = open(file.try_clone())?;
        println!("$ {}", self.shown);
        let quiet = self.command.stdin(Stdio::null()).stdout(file).stderr(same_file);
        quiet.spawn().map_err(|source| Failure::Start { command: self.shown, source })
    }

    fn judge(&self, status: std::io::Result<std::process::ExitStatus>) -> Result<(), Failure> {
        let status = status.map_err(|source| Failure::Start { command: self.shown.clone(), source })?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::Exit { command: self.shown.clone(), status: status.to_string() })
    }
}

/// The word as a shell wants it, so that a shown line can be pasted.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+./:,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_line_can_be_pasted_into_a_shell() {
        let program = Program::new("/opt/tools/cargo-deny", Path::new("."))
            .args(["check", "two words", "it's", ""])
            .env("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(program.shown, r"RUSTDOCFLAGS='-D warnings' cargo-deny check 'two words' 'it'\''s' ''");
    }

    #[test]
    fn a_program_that_is_missing_fails_by_its_name() {
        let failure = Program::new("no-such-program-here", Path::new(".")).output().unwrap_err();
        assert!(
            failure.to_string().starts_with("`no-such-program-here` could not be started: "),
            "{failure}"
        );
    }
}
