//! What clients do wrong or fast, and how a conversation ends.

use serde_json::{Value, json};

use super::conversation::Conversation;
use super::{URI, WEB, of_rule, range};

#[test]
fn what_is_no_message_or_is_not_offered_is_refused_and_the_conversation_goes_on() {
    let mut editor = Conversation::start(&json!({}));
    editor.send_bytes(b"what is this\r\n\r\n");
    assert_eq!(editor.next_message()["error"]["code"], -32700);
    editor.send_bytes(b"Content-Length: 9\r\n\r\n{\"id\": 1,");
    assert_eq!(editor.next_message()["error"]["code"], -32700);
    editor.send_bytes(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(editor.next_message()["error"]["code"], -32600);
    let code = |answer: Value| answer["error"]["code"].as_i64().unwrap();
    assert_eq!(code(editor.request("textDocument/rename", &json!({}))), -32601);
    assert_eq!(code(editor.request("$/unknown", &json!({}))), -32601);
    assert_eq!(code(editor.request("textDocument/hover", &json!({ "position": 1 }))), -32602);
    assert_eq!(code(editor.request("initialize", &json!({}))), -32600);
    editor.notify("$/cancelRequest", &json!({ "id": 1 }));
    editor.notify(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": "file:///gone" }, "contentChanges": [] }),
    );
    editor.notify("textDocument/didOpen", &json!({ "textDocument": 7 }));
    assert_eq!(editor.next_notification()["method"], "window/logMessage");
    editor.open(URI, "yaml", WEB);
    of_rule(&editor.diagnostics(URI)["diagnostics"], "privileged-container");
    assert_eq!(editor.leave(), 0);
}

#[test]
fn a_burst_of_changes_ends_with_the_findings_of_the_last() {
    let mut editor = Conversation::start(&json!({}));
    editor.open(URI, "yaml", WEB);
    editor.diagnostics(URI);
    let last = 500;
    for version in 2..=last {
        editor.change(URI, version, &json!([{ "range": range((0, 0), (0, 0)), "text": "#\n" }]));
    }
    let published = loop {
        let published = editor.diagnostics(URI);
        if published["version"] == last {
            break published;
        }
    };
    let finding = of_rule(&published["diagnostics"], "privileged-container");
    assert_eq!(finding["range"]["start"]["line"], 19 + last - 1);
    editor.leave();
}

#[test]
fn the_exit_status_tells_whether_the_client_left_as_it_should() {
    let editor = Conversation::start(&json!({}));
    assert_eq!(editor.leave(), 0);
    let mut editor = Conversation::start(&json!({}));
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.wait(), 1);
    let editor = Conversation::start(&json!({}));
    assert_eq!(editor.hang_up(), 1, "a client that dies ends the server");
    let mut editor = Conversation::begin();
    assert_eq!(editor.request("shutdown", &Value::Null)["error"]["code"], -32002);
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.wait(), 1);
    let mut editor = Conversation::start(&json!({}));
    assert_eq!(editor.request("shutdown", &Value::Null)["result"], Value::Null);
    assert_eq!(editor.request("textDocument/hover", &json!({}))["error"]["code"], -32600);
    assert_eq!(editor.hang_up(), 0);
}
