//! What the editor and `winfit.toml` set.

use std::path::Path;

use serde_json::json;

use super::conversation::Conversation;
use super::{URI, WEB, of_rule};

#[test]
fn wrong_options_are_shown_and_the_rest_goes_on() {
    let options = json!({ "nodes": "no/such.json", "kubernetesVersion": 29, "colour": "red" });
    let mut editor = Conversation::start(&json!({ "initializationOptions": options }));
    let shown: Vec<_> = (0..3).map(|_| editor.shown()).collect();
    for part in ["there is no option \"colour\"", "kubernetesVersion: expected", "cannot read the hosts from"]
    {
        assert!(shown.iter().any(|it| it.contains(part)), "{part:?} in {shown:#?}");
    }
    editor.open(URI, "yaml", WEB);
    of_rule(&editor.diagnostics(URI)["diagnostics"], "privileged-container");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_broken_winfit_toml_is_shown_and_counts_again_once_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("winfit.toml");
    std::fs::write(&file, "[lookup]\noffline = 7\n").unwrap();
    let uri = |path: &Path| format!("file://{}", path.display());
    let mut editor = Conversation::start(&json!({ "rootUri": uri(folder.path()) }));
    let shown = editor.shown();
    assert!(shown.contains("winfit.toml:2:11: lookup.offline") && shown.contains("help: "), "{shown}");
    std::fs::write(&file, "[lookup]\noffline = true\n").unwrap();
    editor.save(&uri(&file));
    editor.open(URI, "yaml", WEB);
    assert_eq!(editor.next_notification()["method"], "textDocument/publishDiagnostics");
    editor.leave();
}
