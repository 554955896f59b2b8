//! `winfit lsp`: what an editor and the real server say to each other, byte by byte.

mod actions;
mod conversation;
mod protocol;
mod registries;
mod settings;

use serde_json::{Value, json};

use conversation::{Conversation, applied};

/// A deployment on which something is wrong in two ways: a field that Windows does not heed, and an image that the selected
/// nodes do not run.
const WEB: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # 😀 für alle
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      os:
        name: windows
      nodeSelector:
        kubernetes.io/os: windows
        node.kubernetes.io/windows-build: 10.0.20348
      containers:
        - { name: \"😀\", image: \"mcr.microsoft.com/windows/servercore:ltsc2022\", securityContext: { privileged: true } }
";

const URI: &str = "file:///src/web.yaml";

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character): (u32, u32)| json!({ "line": line, "character": character });
    json!({ "start": place(start), "end": place(end) })
}

/// The rules of some diagnostics.
fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect()
}

#[track_caller]
fn of_rule<'v>(diagnostics: &'v Value, rule: &str) -> &'v Value {
    let all = diagnostics.as_array().unwrap();
    all.iter().find(|it| it["code"] == rule).unwrap_or_else(|| panic!("no {rule} in {diagnostics:#}"))
}

#[test]
fn an_editor_opens_a_deployment_sees_a_finding_makes_its_fix_and_sees_it_gone() {
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", WEB);
    let published = editor.diagnostics(URI);
    assert_eq!(published["version"], 1);
    let finding = of_rule(&published["diagnostics"], "privileged-container").clone();
    let line = WEB.lines().nth(19).unwrap();
    let column = |text: &str| u32::try_from(line[..line.find(text).unwrap()].encode_utf16().count()).unwrap();
    let place = range((19, column("privileged")), (19, column("privileged") + 10));
    assert_eq!(finding["range"], place, "{finding:#}");
    assert_eq!(finding["source"], "winfit");
    let page = "https://github.com/winfit/winfit/blob/main/docs/rules/privileged-container.md";
    assert_eq!(finding["codeDescription"]["href"], page);

    let actions = editor.actions(URI, &place, &json!(["quickfix"]));
    let action = &actions[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"], json!([finding]));
    let fixed = applied(WEB, &action["edit"]["changes"][URI]);
    assert!(!fixed.contains("privileged") && fixed.contains("servercore:ltsc2022"), "{fixed}");

    editor.change(URI, 2, &json!([{ "text": fixed }]));
    let published = editor.diagnostics(URI);
    assert_eq!(published["version"], 2);
    assert!(!codes(&published["diagnostics"]).contains(&"privileged-container"), "{published:#}");
    editor.close(URI);
    assert_eq!(editor.diagnostics(URI)["diagnostics"], json!([]));
    assert_eq!(editor.leave(), 0);
}

#[test]
fn columns_are_bytes_if_the_client_offers_utf_8_and_units_of_utf_16_otherwise() {
    let encodings = json!({ "capabilities": { "general": { "positionEncodings": ["utf-32", "utf-8"] } } });
    for (client, encoding, more) in [(encodings, "utf-8", 2), (json!({}), "utf-16", 0)] {
        let mut editor = Conversation::start(&client);
        assert_eq!(editor.capabilities["positionEncoding"], encoding);
        editor.open(URI, "yaml", WEB);
        let published = editor.diagnostics(URI);
        let finding = of_rule(&published["diagnostics"], "privileged-container");
        let line = WEB.lines().nth(19).unwrap();
        // One character before takes four bytes and two units.
        let units = line[..line.find("privileged").unwrap()].encode_utf16().count();
        assert_eq!(finding["range"]["start"]["character"], units + more, "{encoding}");
        editor.leave();
    }
}

#[test]
fn changes_of_parts_are_made_exactly_with_crlf_and_characters_of_two_units() {
    let text = WEB.replace('\n', "\r\n");
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", &text);
    let before = editor.diagnostics(URI);
    let place = of_rule(&before["diagnostics"], "privileged-container")["range"].clone();
    // A line goes before all, and the word in question is taken out and put back, a letter at a time.
    let (line, start) =
        (place["start"]["line"].as_u64().unwrap(), place["start"]["character"].as_u64().unwrap());
    let at = |line: u64, from: u64, to: u64, text: &str| {
        let place = |character: u64| json!({ "line": line, "character": character });
        json!({ "range": { "start": place(from), "end": place(to) }, "text": text })
    };
    let mut changes = vec![at(0, 0, 0, "# 😀\r\n"), at(line + 1, start, start + 10, "")];
    for (letter, column) in "privileged".chars().zip(start..) {
        changes.push(at(line + 1, column, column, &letter.to_string()));
    }
    editor.change(URI, 2, &json!(changes));
    let after = editor.diagnostics(URI);
    assert_eq!(codes(&after["diagnostics"]), codes(&before["diagnostics"]));
    let moved = &of_rule(&after["diagnostics"], "privileged-container")["range"];
    assert_eq!(moved["start"], json!({ "line": line + 1, "character": start }));
    let fix = editor.actions(URI, moved, &json!(["quickfix"]));
    let fixed = applied(&format!("# 😀\r\n{text}"), &fix[0]["edit"]["changes"][URI]);
    assert_eq!(fixed.matches("\r\n").count(), fixed.matches('\n').count(), "{fixed:?}");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn under_the_pointer_stands_what_is_in_an_image_and_where_it_runs_and_what_a_rule_says() {
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", WEB);
    editor.diagnostics(URI);
    let line = WEB.lines().nth(19).unwrap();
    let column = |text: &str| line[..line.find(text).unwrap()].encode_utf16().count();
    let hover = editor.hover(URI, 19, column("servercore"));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert_eq!(hover["contents"]["kind"], "markdown");
    for part in [
        "`mcr.microsoft.com/windows/servercore:ltsc2022`",
        "10.0.20348, inferred from tag",
        "Deployment web:",
        "- **runs** Windows Server 2022 (20348)",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    assert_eq!(hover["range"]["start"]["character"], column("\"mcr"));
    let hover = editor.hover(URI, 19, column("privileged"));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.starts_with("[privileged-container](https://github.com/"), "{text}");
    assert_eq!(editor.hover(URI, 0, 0), Value::Null);
    editor.leave();
}

#[test]
fn open_documents_count_for_each_other_until_they_are_closed() {
    const CLASS: &str = "file:///src/class.yaml";
    let class = "\
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata:
  name: windows-2019
handler: runhcs-wcow-process
scheduling:
  nodeSelector:
    node.kubernetes.io/windows-build: 10.0.17763
";
    let text =
        WEB.replace("      nodeSelector:\n", "      runtimeClassName: windows-2019\n      nodeSelector:\n");
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", &text);
    let alone = editor.diagnostics(URI)["diagnostics"].clone();
    editor.open(CLASS, "yaml", class);
    editor.diagnostics(CLASS);
    editor.save(URI);
    let together = editor.diagnostics(URI)["diagnostics"].clone();
    assert_ne!(alone, together);
    editor.close(CLASS);
    editor.save(URI);
    assert_eq!(editor.diagnostics(URI)["diagnostics"], alone);
    editor.leave();
}

#[test]
fn a_document_that_is_none_of_ours_is_left_alone_and_one_for_linux_has_nothing_to_find() {
    let mut editor = Conversation::start(&json!({}));
    editor.open("file:///src/main.rs", "rust", "fn main() { : [");
    editor.open(
        "file:///src/linux.yaml",
        "yaml",
        "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: nginx}]}\n",
    );
    // Were anything said of the first, it would have come before.
    let published = editor.next_notification();
    assert_eq!(published["params"]["uri"], "file:///src/linux.yaml");
    assert_eq!(published["params"]["diagnostics"], json!([]));
    assert_eq!(editor.hover("file:///src/main.rs", 0, 0), Value::Null);
    editor.leave();
}

#[test]
fn a_document_that_is_too_large_is_not_checked_and_that_is_said_once() {
    let mut editor = Conversation::start(&json!({}));
    let large = format!("{WEB}# {}\n", "x".repeat(8 << 20));
    editor.open(URI, "yaml", &large);
    assert_eq!(editor.diagnostics(URI)["diagnostics"], json!([]));
    let shown = editor.shown();
    assert!(shown.contains("/src/web.yaml is not checked") && shown.contains("8388608"), "{shown}");
    editor.change(URI, 2, &json!([{ "range": range((0, 0), (0, 0)), "text": "# \n" }]));
    assert_eq!(editor.diagnostics(URI)["version"], 2);
    // Cut short, it is checked again.
    editor.change(URI, 3, &json!([{ "range": range((21, 1), (22, 0)), "text": "\n" }]));
    let published = editor.next_notification();
    assert_eq!(published["params"]["version"], 3, "{published:#}");
    of_rule(&published["params"]["diagnostics"], "privileged-container");
    editor.leave();
}
