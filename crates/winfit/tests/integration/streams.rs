//! Colours, width, pipes, and a full disk.

use std::process::Stdio;

use crate::program::{command, run, winfit};

const BLOCKED: [&str; 4] = ["fits", "mcr.microsoft.com/windows/servercore:ltsc2022", "--host", "ltsc2019"];

#[test]
fn a_pipe_gets_no_colours_unless_they_are_asked_for() {
    let escapes = |set: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command();
        command.envs(set.iter().copied()).args(BLOCKED).args(arguments);
        run(&mut command, b"").out.contains('\x1b')
    };
    assert!(!escapes(&[], &[]));
    assert!(escapes(&[], &["--color", "always"]));
    assert!(escapes(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!escapes(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!escapes(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(!escapes(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], &[]));
}

#[test]
fn help_and_errors_obey_the_choice_of_colours_too() {
    let run_with = |arguments: &[&str]| run(command().args(arguments), b"");
    assert!(run_with(&["--color", "always", "--help"]).out.contains('\x1b'));
    assert!(run_with(&["fits", "--color=always"]).err.contains('\x1b'));
    assert!(!run_with(&["--help"]).out.contains('\x1b'));
    assert!(run_with(&["explain", "nothing", "--color", "always"]).err.contains('\x1b'));
    assert!(!run_with(&["explain", "nothing"]).err.contains('\x1b'));
}

#[test]
fn json_has_no_colours_and_ends_with_a_line_break() {
    let out = winfit(&[&BLOCKED[..], &["--format", "json", "--color", "always"]].concat()).out;
    assert!(!out.contains('\x1b') && out.ends_with("}\n") && out.lines().count() == 1, "{out}");
}

#[test]
fn text_fits_the_width_and_the_answer_stays_one_line() {
    for (columns, widest) in
        [(None, 80), (Some("60"), 60), (Some("200"), 100), (Some("nonsense"), 80), (Some("1"), 40)]
    {
        let mut command = command();
        command.args(["fits", "microsoft/nanoserver", "--host", "win10-22h2"]);
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let out = run(&mut command, b"").out;
        let mut lines = out.lines();
        assert!(lines.next().unwrap().starts_with("blocked: microsoft/nanoserver: the tag"));
        // A word that is longer than the line stands alone.
        let lines = lines.filter(|line| !line.contains("mcr.microsoft.com"));
        let line = lines.map(|line| line.chars().count()).max().unwrap();
        assert!(line <= widest && line > widest * 3 / 4, "{columns:?}: {line}\n{out}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = command()
        .args(["matrix", "--all", "--format", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_is_a_failure() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command().args(["releases"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.starts_with("error: cannot write the report: "), "{error}");
}
