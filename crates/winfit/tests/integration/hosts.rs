//! docs/hosts.md: each example is read, and gives what stands below it.

use std::fs;
use std::path::Path;

use crate::check::{check_in, folder};
use crate::program::run;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  tolerations: [{operator: Exists}]\n  \
                   containers:\n  - {name: web, image: 'mcr.microsoft.com/windows/servercore:ltsc2022'}\n";

/// The fenced blocks of a page: the word behind the fence, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for line in page.lines() {
        if let Some(word) = line.strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                blocks.push((word.to_owned(), String::new()));
            }
        } else if is_open && let Some((_, text)) = blocks.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    blocks
}

/// The lines with an answer, without its reason and without the lines that go on with one; what follows is not of the workload.
fn answers(out: &str) -> String {
    let (_, below) = out.split_once("\nPod web (pod.yaml:3)\n").unwrap();
    let lines = below.lines().skip(1).take_while(|line| !line.is_empty());
    let answers = lines.filter(|line| !line.starts_with("   "));
    answers.map(|line| format!("{}\n", line.trim_start().split(": ").next().unwrap())).collect()
}

#[test]
fn every_form_on_the_page_is_read_as_the_page_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hosts.md");
    let blocks = blocks(&fs::read_to_string(page).unwrap());
    let (inputs, expected): (Vec<_>, Vec<_>) =
        blocks.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).unzip();
    assert_eq!(inputs.len(), 5, "Kubernetes twice, Docker, Swarm, the fleet file");
    for ((language, input), (text, expected)) in inputs.into_iter().zip(expected) {
        assert!(["json", "yaml"].contains(&language.as_str()) && text == "text", "{language}, {text}");
        let folder = folder(&[("pod.yaml", POD)]);
        let mut command = check_in(folder.path(), &["pod.yaml", "--nodes", "-"]);
        let run = run(command.env("COLUMNS", "200"), input.as_bytes());
        assert_eq!(run.err, "", "{input}");
        assert_eq!(answers(&run.out), expected, "{input}\n{}", run.out);
    }
}

#[test]
fn what_docker_info_says_completes_the_node_of_its_swarm() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hosts.md");
    let blocks = blocks(&fs::read_to_string(page).unwrap());
    let swarm = blocks.iter().find(|(_, text)| text.contains("\"win-new\"")).unwrap();
    let engine =
        blocks.iter().find(|(_, text)| text.contains("DESKTOP-1")).unwrap().1.replace("DESKTOP-1", "win-new");
    let folder = folder(&[("pod.yaml", POD)]);
    let mut command = check_in(folder.path(), &["pod.yaml", "--nodes", "-"]);
    let run = run(command.env("COLUMNS", "200"), format!("{}{engine}", swarm.1).as_bytes());
    assert!(answers(&run.out).contains("win-new (10.0.26100.4061)"), "{}", run.out);
}
