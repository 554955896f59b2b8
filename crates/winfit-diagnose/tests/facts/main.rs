//! What is read of a text does not depend on how it was carried, and no text is too strange.

use std::sync::OnceLock;

use proptest::prelude::*;
use winfit_diagnose::Phrases;
use winfit_diagnose::facts::{Facts, read_facts};
use winfit_diagnose::text::Pasted;

mod carried;
mod messages;
mod outputs;
mod strange;

#[expect(clippy::expect_used, reason = "without the wordings there is nothing to test")]
fn facts(text: &str) -> Facts<'static> {
    static PHRASES: OnceLock<Phrases<'static>> = OnceLock::new();
    let catalog = winfit_compat::builtin::builtin();
    let new = || Phrases::new(catalog).expect("the wordings of the catalogue fit into an automaton");
    read_facts(catalog, PHRASES.get_or_init(new), &[Pasted::whole("-", text)])
}

/// What a text says, written out without its places.
fn values(text: &str) -> String {
    without_places(&facts(text))
}

fn without_places(facts: &Facts<'_>) -> String {
    let written = format!("{facts:#?}");
    let mut lines = written.lines();
    let mut kept = Vec::new();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let key = line.trim_start().split(':').next().unwrap_or_default();
        if !matches!(key, "place" | "lines") {
            kept.push(line);
            continue;
        }
        // What is below it is more deeply indented.
        if line.ends_with(['(', '{']) {
            for below in lines.by_ref() {
                if below.len() - below.trim_start().len() <= indent {
                    break;
                }
            }
        }
    }
    kept.join("\n")
}

/// Pieces of outputs, and what is between them.
fn lines() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Name:  web-1".to_owned()),
        Just("Node:  win1/10.0.0.4".to_owned()),
        Just("Containers:".to_owned()),
        Just("  web:".to_owned()),
        Just("    Image:  contoso/web:1".to_owned()),
        Just("apiVersion: v1".to_owned()),
        Just("kind: Pod".to_owned()),
        Just("metadata:".to_owned()),
        Just("  name: web-2".to_owned()),
        Just("spec:".to_owned()),
        Just("  - image: contoso/base:10.0.17763.437".to_owned()),
        Just("PS C:\\> docker run --isolation=process `".to_owned()),
        Just("  contoso/web:2 cmd".to_owned()),
        Just("$ docker manifest inspect contoso/web:3".to_owned()),
        Just("\"platform\": {\"os\": \"windows\", \"architecture\": \"amd64\", \"os.version\": \"10.0.20348.1\"}".to_owned()),
        Just("NAME   READY   STATUS    RESTARTS   AGE   NODE".to_owned()),
        Just("web-3   0/1     Pending   0          1m    win1".to_owned()),
        Just("no matching manifest for windows/amd64 10.0.17763".to_owned()),
        Just("in the manifest list entries.".to_owned()),
        Just("Kernel Version: 10.0.17763.437".to_owned()),
        Just("Exited (3221225794) 1 hour ago".to_owned()),
        Just("-1073741502".to_owned()),
        Just("(0xc0370101) extra info: {\"Layers\":[{\"ID\":\"1\"},{\"ID\":\"2\"}],\"HvPartition\":false}".to_owned()),
        Just(String::new()),
        "[ -~]{0,40}",
        "\\PC{0,20}",
    ];
    prop::collection::vec(piece, 0..16).prop_map(|lines| lines.join("\n"))
}
