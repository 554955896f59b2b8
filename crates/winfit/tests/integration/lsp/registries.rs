//! Images of open documents, asked for in a real registry.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use winfit_testkit::{Manifest, Registry, fixtures};

use super::codes;
use super::conversation::Conversation;
use crate::program::command;

const URI: &str = "file:///src/pod.yaml";

fn pod(image: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  nodeSelector: {{kubernetes.io/os: windows}}\n  \
         containers:\n  - {{name: web, image: '{image}'}}\n"
    )
}

/// A server to which nothing but the editor says that it may not ask, with an empty cache.
fn server(cache: &tempfile::TempDir) -> Command {
    let mut command = command();
    command.env_remove("WINFIT_OFFLINE").env("WINFIT_CACHE_DIR", cache.path());
    command
}

fn options(options: &Value) -> Value {
    json!({ "initializationOptions": options })
}

fn has_misleading_tag(published: &Value) -> bool {
    codes(&published["diagnostics"]).contains(&"misleading-tag")
}

#[test]
fn with_offline_set_to_false_what_a_registry_has_comes_behind_what_the_tag_tells() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "ltsc2019", &Manifest::windows(fixtures::SERVER_2022).image());
    let cache = tempfile::tempdir().unwrap();
    let mut editor = Conversation::start_in(&mut server(&cache), &options(&json!({ "offline": false })));
    editor.open(URI, "yaml", &pod(&registry.reference("app", "ltsc2019")));
    assert!(!has_misleading_tag(&editor.diagnostics(URI)), "the tag is all there is at first");
    assert!(has_misleading_tag(&editor.later_diagnostics(URI)));
    editor.leave();
}

#[test]
fn unless_the_editor_says_otherwise_no_registry_is_asked() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("app", "ltsc2019", &Manifest::windows(fixtures::SERVER_2022).image());
    let cache = tempfile::tempdir().unwrap();
    for options in [json!({}), json!({ "initializationOptions": { "offline": true } })] {
        let mut editor = Conversation::start_in(&mut server(&cache), &options);
        editor.open(URI, "yaml", &pod(&registry.reference("app", "ltsc2019")));
        assert!(!has_misleading_tag(&editor.diagnostics(URI)));
        editor.save(URI);
        editor.diagnostics(URI);
        editor.leave();
        assert_eq!(registry.requests().len(), 0, "{options}");
    }
}

#[test]
fn an_image_that_could_not_be_read_is_asked_for_again_when_a_document_is_saved() {
    let Some(registry) = Registry::basic("ann", "secret-of-ann") else { return };
    registry.push("app", "ltsc2019", &Manifest::windows(fixtures::SERVER_2022).image());
    let (cache, docker) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut server = server(&cache);
    server.env("DOCKER_CONFIG", docker.path());
    let mut editor = Conversation::start_in(&mut server, &options(&json!({ "offline": false })));
    editor.open(URI, "yaml", &pod(&registry.reference("app", "ltsc2019")));
    editor.diagnostics(URI);
    // Somebody logs in.
    let login = json!({ "auths": { registry.host(): { "username": "ann", "password": "secret-of-ann" } } });
    fs::write(docker.path().join("config.json"), login.to_string()).unwrap();
    let is_read = (0..200).any(|_| {
        editor.save(URI);
        thread::sleep(Duration::from_millis(20));
        has_misleading_tag(&editor.diagnostics(URI))
    });
    assert!(is_read);
    editor.leave();
}
