//! A client: frames what it says, takes answers and notifications apart, and makes edits as editors do.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::command;

/// One conversation with one server.
pub(crate) struct Conversation {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: u64,
    /// What came while an answer was waited for.
    waiting: Vec<Value>,
    /// What the server said that it can do.
    pub(crate) capabilities: Value,
}

impl Conversation {
    /// Starts a server and says nothing.
    pub(crate) fn begin() -> Self {
        Self::begin_in(&mut command())
    }

    fn begin_in(command: &mut Command) -> Self {
        let command = command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::inherit()).spawn().unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output, next: 0, waiting: Vec::new(), capabilities: Value::Null }
    }

    /// Starts a server and begins as this client.
    pub(crate) fn start(client: &Value) -> Self {
        Self::start_in(&mut command(), client)
    }

    /// Starts a server by this command, and begins as this client.
    pub(crate) fn start_in(command: &mut Command, client: &Value) -> Self {
        let mut conversation = Self::begin_in(command);
        let answer = conversation.request("initialize", client);
        conversation.capabilities = answer["result"]["capabilities"].clone();
        conversation.notify("initialized", &json!({}));
        conversation
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and waits for the answer.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                return message;
            }
            self.waiting.push(message);
        }
    }

    /// The next message, whatever it is. What does not come before the answer to a question does not come.
    pub(crate) fn next_message(&mut self) -> Value {
        if self.waiting.is_empty() {
            self.request("$/anything", &Value::Null);
        }
        assert!(!self.waiting.is_empty(), "the server has nothing to say");
        self.waiting.remove(0)
    }

    pub(crate) fn next_notification(&mut self) -> Value {
        loop {
            let message = self.next_message();
            if message.get("method").is_some() {
                return message;
            }
        }
    }

    fn read(&mut self) -> Value {
        let mut length = None;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "the server has gone");
            let line = line.strip_suffix("\r\n").unwrap();
            if line.is_empty() {
                break;
            }
            length = Some(line.strip_prefix("Content-Length: ").unwrap().parse().unwrap());
        }
        let mut body = vec![0; length.unwrap()];
        self.output.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(message["jsonrpc"], "2.0");
        message
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub(crate) fn save(&mut self, uri: &str) {
        self.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri } }));
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    }

    /// What is published next about a document.
    pub(crate) fn diagnostics(&mut self, uri: &str) -> Value {
        loop {
            let message = self.next_notification();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
                return message["params"].clone();
            }
        }
    }

    /// What is shown to the user next.
    pub(crate) fn shown(&mut self) -> String {
        loop {
            let message = self.next_notification();
            if message["method"] == "window/showMessage" {
                return message["params"]["message"].as_str().unwrap().to_owned();
            }
        }
    }

    /// What is published about a document once the server has learnt something.
    pub(crate) fn later_diagnostics(&mut self, uri: &str) -> Value {
        self.wait_for("textDocument/publishDiagnostics");
        self.diagnostics(uri)
    }

    /// Asks until something of this kind has come by itself.
    fn wait_for(&mut self, method: &str) {
        for _ in 0..1000 {
            if self.waiting.iter().any(|message| message["method"] == method) {
                return;
            }
            self.request("$/anything", &Value::Null);
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the server never says {method}");
    }

    pub(crate) fn actions(&mut self, uri: &str, range: &Value, only: &Value) -> Value {
        let context = json!({ "diagnostics": [], "only": only });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.request("textDocument/codeAction", &params)["result"].clone()
    }

    pub(crate) fn hover(&mut self, uri: &str, line: usize, character: usize) -> Value {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        self.request("textDocument/hover", &params)["result"].clone()
    }

    /// Leaves as the protocol wants it; the exit status.
    pub(crate) fn leave(mut self) -> i32 {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        self.wait()
    }

    /// Closes the pipe; the exit status.
    pub(crate) fn hang_up(mut self) -> i32 {
        self.input = None;
        self.wait()
    }

    /// The exit status, once the server ends by itself; nothing may come before.
    pub(crate) fn wait(mut self) -> i32 {
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(rest.is_empty() || rest.starts_with("Content-Length: "), "{rest}");
        self.child.wait().unwrap().code().unwrap()
    }
}

/// A server whose test has failed is not left behind.
impl Drop for Conversation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The text after edits with columns in units of UTF-16, made from the last to the first.
pub(crate) fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let (start, end) = (offset(&text, &edit["range"]["start"]), offset(&text, &edit["range"]["end"]));
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}

fn offset(text: &str, position: &Value) -> usize {
    let count = |it: &Value| usize::try_from(it.as_u64().unwrap()).unwrap();
    let (line, mut units) = (count(&position["line"]), count(&position["character"]));
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut end = start;
    for c in text[start..].chars() {
        if units == 0 {
            break;
        }
        units -= c.len_utf16();
        end += c.len_utf8();
    }
    end
}
