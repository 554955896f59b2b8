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
fn rules_and_editions_are_offered_and_others_get_our_own_errors() {
    // The others offer no values of arguments without a flag.
    for shell in ["bash", "zsh"] {
        let script = winfit(&["completions", shell]).clean();
        for word in ["withdrawn-tag", "platform-selection", "stable-abi-window", "2022-09"] {
            assert!(script.contains(word), "{shell} does not offer {word}");
        }
    }
    assert!(winfit(&["explain", "nothing"]).failed().starts_with("error: no rule is called \"nothing\""));
    // A field report, of which completions know nothing.
    winfit(&["explain", "server-2025-below-4061"]).clean();
    let edition = winfit(&["fits", "nginx", "--edition", "2033"]).failed();
    assert!(edition.contains("\"2033\" is no edition of the compatibility document"), "{edition}");
}

#[test]
fn formats_of_other_programs_are_offered_for_check_alone() {
    let script = winfit(&["completions", "bash"]).clean();
    // A function of the script's has a block for each command, and in it one for each flag with values.
    let offers = |command: &str, formats: &str| {
        let (_, block) = script.split_once(&format!("\n        winfit__subcmd__{command})\n")).unwrap();
        let (_, values) = block.split_once("--format)").unwrap();
        assert!(
            values.trim_start().starts_with(&format!("COMPREPLY=($(compgen -W \"{formats}\"")),
            "{command}"
        );
    };
    offers("check", "human json sarif github junit");
    offers("fits", "human json");
    offers("cache__subcmd__info", "human json");
    assert!(
        winfit(&["fits", "nginx", "--format", "yaml"]).failed().contains("[possible values: human, json]")
    );
    assert!(
        winfit(&["fits", "nginx", "--format", "sarif"])
            .failed()
            .contains("--format sarif is for winfit check only")
    );
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
