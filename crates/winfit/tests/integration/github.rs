//! `winfit check --format github`: what GitHub Actions reads from the output of a step.

use crate::check::{LINUX, check, check_in, folder};
use crate::examples;
use crate::program::{json, run};

/// A workflow command: its name, its properties, its message, with escapes taken back as the runner does.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let unescaped = |text: &str| {
        let text = text.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap();
        (key.to_owned(), unescaped(value))
    };
    (name.to_owned(), properties.split(',').map(pair).collect(), unescaped(message))
}

#[test]
fn an_annotation_stands_where_json_says_and_the_worst_comes_first() {
    let arguments = ["examples/two-builds", "--nodes", "examples/two-builds/nodes.json"];
    let report = json(&examples::check(&[&arguments[..], &["--format", "json"]].concat()).found());
    let out = examples::check(&[&arguments[..], &["--format", "github"]].concat()).found();
    let (commands, last) = out.trim_end().rsplit_once('\n').unwrap();
    let mut severities = Vec::new();
    let mut places = Vec::new();
    for (name, properties, message) in commands.lines().map(command) {
        severities.push(["error", "warning", "notice"].iter().position(|it| *it == name).unwrap());
        let of = |key: &str| properties.iter().find(|(it, _)| it == key).unwrap().1.clone();
        let first = message.lines().next().unwrap().to_owned();
        places
            .push(["file", "line", "endLine", "col", "endColumn", "title"].map(of).join("|") + "|" + &first);
    }
    assert!(severities.is_sorted(), "{out}");
    let mut expected: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let number = |field: &str| it[field].to_string();
            let text = |field: &str| it[field].as_str().unwrap().to_owned();
            let numbers = ["line", "end_line", "column", "end_column"].map(number).join("|");
            [text("file").replace('\\', "/"), numbers, text("rule"), text("message")].join("|")
        })
        .collect();
    assert!(!expected.is_empty());
    expected.sort();
    places.sort();
    assert_eq!(places, expected);
    assert!(last.starts_with(&format!("winfit: {} findings", expected.len())), "{last}");
}

#[test]
fn nothing_to_find_gives_only_the_last_line() {
    assert_eq!(
        check(&[("a.yaml", LINUX)], &["a.yaml", "--format", "github"]).clean(),
        "winfit: no findings\n"
    );
}

#[test]
fn a_finding_in_standard_input_has_its_place_in_the_message() {
    let folder = folder(&[]);
    let broken = b"apiVersion: v1\nkind: Pod\nspec: [\n";
    let out = run(&mut check_in(folder.path(), &["-", "--format", "github"]), broken).found();
    assert!(out.starts_with("::error title=broken-document::<stdin>:4:1: "), "{out}");
}

#[test]
fn colours_that_are_asked_for_stay_out_of_commands() {
    let broken = [("a.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n")];
    let out = check(&broken, &["a.yaml", "--format", "github", "--color", "always"]).found();
    assert!(!out.contains('\u{1b}'), "{out}");
}
