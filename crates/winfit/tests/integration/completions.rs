//! `winfit completions`.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::winfit;

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = winfit(&["completions", shell]).clean();
        for word in ["fits", "explain", "completions", "image-os-version"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
}

#[test]
fn bash_accepts_its_script() {
    let script = winfit(&["completions", "bash"]).clean();
    let Ok(mut bash) = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn() else {
        // Not every Windows has it, and the other shells are not everywhere either.
        return;
    };
    bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    assert!(bash.wait().unwrap().success());
}

#[test]
fn an_unknown_shell_is_refused() {
    assert!(
        winfit(&["completions", "cmd"])
            .failed()
            .contains("[possible values: bash, elvish, fish, powershell, zsh]")
    );
}
