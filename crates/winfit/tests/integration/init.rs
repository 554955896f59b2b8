//! `winfit init`.

use std::fs;

use crate::check::{POD, check_in, folder};
use crate::program::{command, run};
use crate::schema::assert_valid;

#[test]
fn a_file_with_all_settings_is_written_and_says_what_comes_next() {
    let folder = folder(&[("pod.yaml", POD)]);
    let mut init = command();
    insta::assert_snapshot!(run(init.current_dir(folder.path()).arg("init"), b"").clean(), @r"
    wrote ./winfit.toml: all settings, each explained and commented out

    Next:
      1. write down the hosts, and name that file as nodes in [check]
           kubectl get nodes -o json > nodes.json
      2. check the files; --fix makes the safe fixes, --diff shows them
           winfit check .
      3. in an old repository, accept what is found today and fail on what is new
           winfit check . --write-baseline winfit-baseline.json
    ");
    let text = fs::read_to_string(folder.path().join("winfit.toml")).unwrap();
    assert!(
        text.contains("\n#[check]\n") && text.lines().all(|line| line.is_empty() || line.starts_with('#'))
    );
    // It changes nothing.
    run(&mut check_in(folder.path(), &["pod.yaml"]), b"").clean();
}

#[test]
fn a_file_that_is_there_is_overwritten_by_force_only() {
    let folder = folder(&[("team/winfit.toml", "[check]\n")]);
    let init = |arguments: &[&str]| {
        let mut command = command();
        run(command.current_dir(folder.path()).arg("init").args(arguments), b"")
    };
    insta::assert_snapshot!(init(&["team"]).failed().replace('\\', "/"), @r"
    error: team/winfit.toml is there already
    help: keep it, or overwrite it with --force
    ");
    assert_eq!(fs::read_to_string(folder.path().join("team/winfit.toml")).unwrap(), "[check]\n");
    let text = init(&["team", "--force", "--format", "json"]).clean();
    assert_valid("init", &text);
    assert!(fs::read_to_string(folder.path().join("team/winfit.toml")).unwrap().contains("#[check]"));
    let error = init(&["nowhere"]).failed();
    assert!(error.contains("\nhelp: name a folder that is there"), "{error}");
}
