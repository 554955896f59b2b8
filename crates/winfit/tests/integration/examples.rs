//! What the program says of the files in examples/, whole.

use std::path::Path;

use crate::program::{Run, command, run};

/// The checks that the examples are for: a name, and the arguments.
const CHECKS: &[(&str, &[&str])] = &[
    ("mixed-fleet", &["examples/mixed-fleet", "--nodes", "examples/mixed-fleet/fleet.yaml"]),
    ("mixed-fleet-alone", &["examples/mixed-fleet"]),
    ("two-builds", &["examples/two-builds", "--nodes", "examples/two-builds/nodes.json"]),
    ("two-builds-alone", &["examples/two-builds"]),
    ("two-builds-swarm", &["examples/two-builds/swarm", "--nodes", "examples/two-builds/swarm/nodes.json"]),
];

pub(crate) fn check(arguments: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = command();
    command.current_dir(root).arg("check").args(arguments);
    run(&mut command, b"")
}

#[test]
fn people_read_this_of_the_examples() {
    for (name, arguments) in CHECKS {
        let run = check(arguments);
        assert_eq!(run.err, "");
        insta::assert_snapshot!(*name, format!("exit status {}\n\n{}", run.status, run.out));
    }
}

#[test]
fn json_says_the_same_as_the_text() {
    for (name, arguments) in CHECKS {
        let text = check(arguments);
        let json = check(&[*arguments, &["--format", "json"]].concat());
        assert_eq!(text.status, json.status, "{name}");
        let report = crate::program::json(&json.out);
        crate::schema::assert_valid("check", &json.out);
        let findings = report["findings"].as_array().unwrap();
        for finding in findings {
            let line = format!(
                "{}[{}]: {}",
                finding["severity"].as_str().unwrap(),
                finding["rule"].as_str().unwrap(),
                finding["message"].as_str().unwrap()
            );
            assert!(text.out.contains(&line), "{name}: {line}");
        }
        let count = |severity: &str| text.out.lines().filter(|line| line.starts_with(severity)).count();
        assert_eq!(report["summary"]["errors"], count("error["), "{name}");
        assert_eq!(report["summary"]["warnings"], count("warning["), "{name}");
        assert_eq!(report["summary"]["infos"], count("info["), "{name}");
        assert_eq!(findings.len(), count("error[") + count("warning[") + count("info["), "{name}");
        let last = text.out.trim_end().rsplit('\n').next().unwrap();
        let word = if findings.len() == 1 { "finding" } else { "findings" };
        assert_eq!(
            last.starts_with(&format!("{} {word}", findings.len())),
            !findings.is_empty(),
            "{name}: {last}"
        );
    }
}
