//! What the repository offers to pre-commit and to GitHub Actions, run as they run it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use winfit_lint::is_document_name;
use winfit_lint::yaml::{Limits, Node, Tree, pieces};

use crate::program::{Run, command, json, run, winfit};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// The only document of a YAML file.
fn tree(text: &str) -> Tree<'_> {
    pieces(text).next().unwrap().parse(Limits::DOCUMENT).unwrap()
}

fn at(node: Node<'_, '_>, path: &[&str]) -> String {
    let value = node.at(path).and_then(Node::text);
    value.unwrap_or_else(|| panic!("no {path:?}")).to_owned()
}

/// Names of files that are documents, and near misses.
const NAMES: &[&str] = &[
    "deploy/web.yaml",
    "WEB.YML",
    "a.b.json",
    ".yaml",
    "daemon.json",
    "deploy/Dockerfile",
    "Containerfile",
    "web.Dockerfile",
    "web-dockerfile",
    "web_containerfile",
    "Dockerfile.windows",
    "dockerfile-ltsc2022",
    "Dockerfile_x/y.txt",
    "Dockerfile.windows.dockerignore",
    "web.yaml.dockerignore",
    "dockerfiles",
    "mydockerfile",
    "Dockerfile",
    "yaml",
    "web.yaml.tmpl",
    "web.yamls",
    "src/json/main.rs",
    "daemon.json5",
];

#[test]
fn hooks_take_the_files_that_check_takes_of_a_folder() {
    let text = text(".pre-commit-hooks.yaml");
    let tree = tree(&text);
    let hooks: Vec<_> = tree.root().items().collect();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let [files, exclude] = ["files", "exclude"].map(|key| Regex::new(&at(hook, &[key])).unwrap());
        for name in NAMES {
            let is_taken = files.is_match(name) && !exclude.is_match(name);
            assert_eq!(is_taken, is_document_name(name), "{name}");
        }
    }
}

/// A script of the repository with the real winfit, and nothing else of this environment.
fn script(file: &str) -> Command {
    let ours = command();
    let mut command = Command::new("bash");
    command.arg(root().join(file)).env_clear();
    for (name, value) in ours.get_envs().filter_map(|(name, value)| Some((name, value?))) {
        command.env(name, value);
    }
    command.env("WINFIT", env!("CARGO_BIN_EXE_winfit"));
    command
}

#[cfg(unix)]
#[test]
fn the_entries_of_hooks_check_and_fix_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("web.yaml");
    let text = text(".pre-commit-hooks.yaml");
    let tree = tree(&text);
    for hook in tree.root().items() {
        fs::write(&file, PRIVILEGED).unwrap();
        let entry = at(hook, &["entry"]);
        let mut words = entry.split(' ');
        let mut command = script(words.next().unwrap());
        let run = run(command.args(words).arg("--fail-on=warning").arg(&file), b"");
        let is_fixed = !fs::read_to_string(&file).unwrap().contains("privileged");
        match at(hook, &["id"]).as_str() {
            "winfit" => assert_eq!((run.status, is_fixed), (1, false), "{run:?}"),
            "winfit-fix" => assert!(is_fixed, "{run:?}"),
            other => panic!("{other}"),
        }
    }
}

/// A pod with one finding, a warning, which has a safe fix.
const PRIVILEGED: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: agent
      image: registry.example/agent:1
      securityContext:
        privileged: true
";

#[cfg(unix)]
#[test]
fn a_clone_builds_winfit_once_and_says_what_to_do_where_it_cannot() {
    let clone = tempfile::tempdir().unwrap();
    let path = |name: &str| clone.path().join(name);
    fs::create_dir_all(path("support")).unwrap();
    fs::create_dir(path("bin")).unwrap();
    fs::copy(root().join("support/winfit"), path("support/winfit")).unwrap();
    for tool in ["bash", "dirname", "mkdir", "cp"] {
        let found = ["/usr/bin", "/bin"]
            .map(|folder| Path::new(folder).join(tool))
            .into_iter()
            .find(|it| it.exists());
        std::os::unix::fs::symlink(found.unwrap(), path("bin").join(tool)).unwrap();
    }
    let version = || {
        let mut command = Command::new("bash");
        command.arg(path("support/winfit")).arg("--version").env_clear().env("PATH", path("bin"));
        run(&mut command, b"")
    };
    let without = version();
    assert_eq!(without.status, 2);
    assert!(without.err.contains("no cargo on PATH") && without.err.contains("WINFIT="), "{}", without.err);
    // It stands for cargo: it says what it was asked, and installs.
    let cargo = format!(
        "#!{0}/bin/bash\necho \"$@\" >>{0}/asked\nmkdir -p {0}/target/installed/bin\ncp {1} {0}/target/installed/bin/winfit\n",
        clone.path().display(),
        env!("CARGO_BIN_EXE_winfit"),
    );
    fs::write(path("bin/cargo"), cargo).unwrap();
    let mut executable = fs::metadata(path("bin/cargo")).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut executable, 0o755);
    fs::set_permissions(path("bin/cargo"), executable).unwrap();
    for _ in 0..2 {
        assert_eq!(version().clean(), winfit(&["--version"]).clean());
    }
    let asked = fs::read_to_string(path("asked")).unwrap();
    assert_eq!(asked.lines().count(), 1, "{asked}");
    assert!(asked.starts_with("install --quiet --locked --path "), "{asked}");
}

/// The step of the action that checks, with these inputs, in this folder.
fn step(inputs: &[(&str, &str)], folder: &Path) -> Run {
    let text = text("action.yml");
    let tree = tree(&text);
    let root_node = tree.root();
    let steps: Vec<_> = root_node.at(&["runs", "steps"]).unwrap().items().collect();
    let check = steps.into_iter().find(|step| step.get("id").and_then(Node::text) == Some("check")).unwrap();
    let given: BTreeMap<_, _> = inputs.iter().copied().collect();
    let mut command = script("support/action");
    command.current_dir(folder).env_remove("WINFIT");
    for (name, value) in check.get("env").unwrap().entries() {
        let value = value.text().unwrap();
        let input = value.strip_prefix("${{ inputs.").and_then(|it| it.strip_suffix(" }}")).unwrap();
        let default = || at(root_node, &["inputs", input, "default"]);
        let value = given.get(input).map_or_else(default, |it| (*it).to_owned());
        command.env(name.text().unwrap(), value);
    }
    if !given.contains_key("winfit") {
        command.env("WINFIT", env!("CARGO_BIN_EXE_winfit"));
    }
    // The step is the script and nothing else, so that this is what is run.
    assert_eq!(at(check, &["run"]), "\"$GITHUB_ACTION_PATH/support/action\"");
    command.env("GITHUB_OUTPUT", folder.join("output"));
    run(&mut command, b"")
}

#[cfg(unix)]
#[test]
fn the_action_passes_the_status_through_and_writes_sarif() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("web.yaml"), PRIVILEGED).unwrap();
    assert_eq!(step(&[], folder.path()).status, 0, "a warning is no failure");
    assert!(!folder.path().join("output").exists());
    let inputs = [("fail-on", "warning"), ("sarif", "out.sarif"), ("kubernetes-version", "1.29")];
    let found = step(&inputs, folder.path());
    assert_eq!(found.status, 1, "{found:?}");
    assert!(
        found.out.contains("::warning file=") && found.out.contains("privileged-container"),
        "{}",
        found.out
    );
    let sarif = json(&fs::read_to_string(folder.path().join("out.sarif")).unwrap());
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(fs::read_to_string(folder.path().join("output")).unwrap(), "written=true\n");
    let failed = step(&[("paths", "gone.yaml"), ("sarif", "none.sarif")], folder.path());
    assert_eq!(failed.status, 2);
    assert!(!folder.path().join("none.sarif").exists());
}

#[cfg(unix)]
#[test]
fn what_is_in_the_inputs_of_the_action_is_never_run() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        "$(touch ran)",
        "`touch ran`",
        "\"; touch ran; \"",
        "'; touch ran; '",
        "a\n$(touch ran)\n;touch ran\n",
        "x && touch ran",
        "${IFS}touch${IFS}ran",
        "-- --fix $(touch ran)",
        "*",
    ];
    for input in ["paths", "nodes", "kubernetes-version", "fail-on", "args"] {
        for value in hostile {
            let run = step(&[(input, value), ("sarif", "$(touch ran).sarif")], folder.path());
            assert_ne!(run.status, 127, "{run:?}");
            assert!(!folder.path().join("ran").exists(), "{input}: {value}");
        }
    }
    // A word with blanks and quotes is one file.
    let name = "we'b \"$(touch ran)\".yaml";
    fs::write(folder.path().join(name), PRIVILEGED).unwrap();
    let run = step(&[("paths", &format!("{name}\r\n")), ("fail-on", "warning")], folder.path());
    assert_eq!(run.status, 1, "{run:?}");
    assert!(!folder.path().join("ran").exists());
}

#[test]
fn no_script_of_the_action_has_an_input_in_it() {
    let text = text("action.yml");
    let tree = tree(&text);
    for step in tree.root().at(&["runs", "steps"]).unwrap().items() {
        let script = step.get("run").and_then(Node::text).unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
        if let Some(uses) = step.get("uses").and_then(Node::text) {
            let (_, version) = uses.split_once('@').unwrap();
            assert!(
                version.starts_with('v') && version[1..].parse::<u8>().is_ok(),
                "{uses} names a major version"
            );
        }
    }
}

#[test]
fn the_examples_of_the_page_are_read_and_name_what_there_is() {
    let page = text("docs/ecosystem.md");
    let blocks: Vec<(&str, &str)> =
        page.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect();
    let hooks = text(".pre-commit-hooks.yaml");
    let action = text("action.yml");
    let inputs = tree(&action);
    let mut found = 0;
    for (language, block) in blocks {
        match language {
            "toml" => drop(toml::from_str::<toml::Table>(block).unwrap()),
            "json" => drop(json(block)),
            "yaml" => {
                let tree = tree(block);
                let root = tree.root();
                for repository in root.get("repos").into_iter().flat_map(Node::items) {
                    for hook in repository.get("hooks").unwrap().items() {
                        assert!(hooks.contains(&format!("- id: {}\n", at(hook, &["id"]))), "{block}");
                        found += 1;
                    }
                }
                let steps = root.at(&["jobs", "windows", "steps"]).into_iter().flat_map(Node::items);
                for step in steps.filter(|step| at(*step, &["uses"]).starts_with("winfit/")) {
                    for (name, _) in step.get("with").unwrap().entries() {
                        let name = name.text().unwrap();
                        assert!(inputs.root().at(&["inputs", name]).is_some(), "{name}");
                        found += 1;
                    }
                }
            }
            _ => {}
        }
    }
    assert_eq!(found, 6);
    let help = winfit(&["lsp", "--help"]).clean();
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    for (language, block) in [("lua", "vim.lsp.start"), ("toml", "[language-server.winfit]")] {
        let of_page = page.split("```").find(|it| it.starts_with(language) && it.contains(block)).unwrap();
        let of_page = plain(of_page.strip_prefix(language).unwrap());
        assert!(plain(&help).contains(&of_page), "the help has the same as the page for {language}");
    }
}
