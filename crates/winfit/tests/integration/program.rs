//! Running the binary, and what came of it.

use std::io::Write;
use std::process::{Command, Stdio};

/// The day on which the tests take place, so that support does not end while they are being run.
const TODAY: &str = "2026-11-20";

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The binary with nothing of this environment but what Windows needs to start programs, and with nobody to ask.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_winfit"));
    command.env_clear().env("WINFIT_OFFLINE", "1").args(["--today", TODAY]);
    // What this machine's user has looked up is of no concern.
    command.env("WINFIT_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-cache"));
    for name in ["SystemRoot", "PATH"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Runs the binary with these arguments and nothing on standard input.
pub(crate) fn winfit(arguments: &[&str]) -> Run {
    piped(arguments, b"")
}

/// Runs the binary with bytes on standard input.
pub(crate) fn piped(arguments: &[&str], input: &[u8]) -> Run {
    run(command().args(arguments), input)
}

pub(crate) fn run(command: &mut Command, input: &[u8]) -> Run {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that stops reading early closes the pipe; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Run {
    /// What was printed, if the status is 0 and nothing was complained of.
    #[track_caller]
    pub(crate) fn clean(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// What was printed, if something was found wrong.
    #[track_caller]
    pub(crate) fn found(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (1, ""), "{}", self.out);
        self.out
    }

    /// What was complained of, if there is no answer.
    #[track_caller]
    pub(crate) fn failed(self) -> String {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{}", self.err);
        self.err
    }
}

/// The only JSON document of a text.
#[track_caller]
pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
