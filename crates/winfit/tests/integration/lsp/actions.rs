//! What is offered to do about findings.

use serde_json::{Value, json};

use super::conversation::{Conversation, applied};
use super::{URI, WEB, codes, of_rule, range};

#[test]
fn all_safe_fixes_are_one_action_and_nothing_safe_is_left_behind() {
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", WEB);
    editor.diagnostics(URI);
    let nowhere = range((0, 0), (0, 0));
    let actions = editor.actions(URI, &nowhere, &json!(["source.fixAll"]));
    let kinds: Vec<_> = actions.as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["source.fixAll.winfit"]);
    let fixed = applied(WEB, &actions[0]["edit"]["changes"][URI]);
    editor.change(URI, 2, &json!([{ "text": fixed }]));
    editor.diagnostics(URI);
    assert_eq!(editor.actions(URI, &nowhere, &json!(["source.fixAll"])), json!([]));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_fix_that_moves_the_workload_says_so_and_is_not_preferred() {
    let text = WEB.replace("        node.kubernetes.io/windows-build: 10.0.20348\n", "");
    let folder = tempfile::tempdir().unwrap();
    let nodes = folder.path().join("fleet.yaml");
    std::fs::write(&nodes, FLEET).unwrap();
    let mut editor = Conversation::start(&json!({ "initializationOptions": { "nodes": nodes } }));
    editor.open(URI, "yaml", &text);
    let published = editor.diagnostics(URI);
    let whole = range((0, 0), (99, 0));
    let actions = editor.actions(URI, &whole, &json!(["quickfix"]));
    let actions = actions.as_array().unwrap();
    let moves =
        actions.iter().find(|it| it["title"].as_str().unwrap().contains("(unsafe: may move the workload)"));
    let moves = moves.unwrap_or_else(|| panic!("{actions:#?}\n{published:#}"));
    assert_eq!(moves.get("isPreferred"), None);
    let safe = |it: &&Value| it["isPreferred"] == true;
    assert!(
        actions.iter().take_while(safe).count() == actions.iter().filter(safe).count(),
        "the safe ones first"
    );
    editor.leave();
}

/// Hosts of two builds.
const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: old
    os-version: 10.0.17763.6775
    runtime: containerd 1.7
  - name: new
    os-version: 10.0.20348.3091
    runtime: containerd 1.7
";

#[test]
fn a_client_that_takes_versions_gets_them_with_edits() {
    let client = json!({ "capabilities": { "workspace": { "workspaceEdit": { "documentChanges": true } } } });
    let mut editor = Conversation::start(&client);
    editor.open(URI, "yaml", WEB);
    editor.diagnostics(URI);
    let actions = editor.actions(URI, &range((19, 0), (19, 99)), &json!(["quickfix"]));
    let document = &actions[0]["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(document, &json!({ "uri": URI, "version": 1 }));
    editor.leave();
}

#[test]
fn a_finding_is_accepted_by_a_comment_above_its_line_and_is_gone() {
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", WEB);
    let published = editor.diagnostics(URI);
    let finding = of_rule(&published["diagnostics"], "privileged-container").clone();
    let actions = editor.actions(URI, &finding["range"], &json!(["quickfix"]));
    let accepts = |it: &&Value| it["title"] == "accept privileged-container here, in a comment";
    let action = actions.as_array().unwrap().iter().find(accepts);
    let action = action.unwrap_or_else(|| panic!("{actions:#}"));
    assert_eq!(action["diagnostics"], json!([finding]));
    assert_eq!(action.get("isPreferred"), None);
    let accepted = applied(WEB, &action["edit"]["changes"][URI]);
    let comment = "        # winfit: ignore[privileged-container]\n        - { name:";
    assert_eq!(accepted, WEB.replace("        - { name:", comment));
    editor.change(URI, 2, &json!([{ "text": accepted }]));
    let left = &editor.diagnostics(URI)["diagnostics"];
    assert!(!codes(left).contains(&"privileged-container") && !codes(left).is_empty(), "{left:#}");
    editor.leave();
}

#[test]
fn where_no_comment_can_stand_none_is_offered() {
    let json = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "w"}, "spec": {"os": {"name": "windows"},
"hostPID": true, "containers": [{"name": "w", "image": "registry.example/web:1"}]}}"#;
    let mut editor = Conversation::start(&json!({}));
    let uri = "file:///src/pod.json";
    editor.open(uri, "json", json);
    let published = editor.diagnostics(uri);
    let place = &of_rule(&published["diagnostics"], "host-pid")["range"];
    let actions = editor.actions(uri, place, &json!(["quickfix"]));
    let titles: Vec<_> = actions.as_array().unwrap().iter().map(|it| &it["title"]).collect();
    assert!(!titles.is_empty() && !actions.to_string().contains("in a comment"), "{titles:?}");
    editor.leave();
}
