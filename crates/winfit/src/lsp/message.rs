//! JSON-RPC: what a message asks, and answers to it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A message of the client.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Incoming {
    /// It waits for an answer.
    Request {
        /// Which answer belongs to it: a number or a text.
        id: Value,
        /// What is asked.
        method: String,
        /// With what.
        params: Value,
    },
    /// It does not.
    Notification {
        /// What is told.
        method: String,
        /// With what.
        params: Value,
    },
    /// An answer; nothing is ever asked of clients.
    Response,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: Code,
    pub(super) message: String,
}

/// The protocol's numbers for failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// It is no JSON.
    Parse = -32700,
    /// It is no message, or nothing that can be asked now.
    InvalidRequest = -32600,
    /// It asks for something that is not offered.
    MethodNotFound = -32601,
    /// It asks with something else than what belongs there.
    InvalidParams = -32602,
    /// It asks before `initialize`.
    NotInitialized = -32002,
}

impl Failure {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    params: Value,
}

/// Reads a message.
///
/// # Errors
///
/// It is none; with the id under which that has to be said, null if it has none.
pub(super) fn parse(bytes: &[u8]) -> Result<Incoming, (Value, Failure)> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| (Value::Null, Failure::new(Code::Parse, format!("this is not JSON: {error}"))))?;
    let invalid = |why: String| (Value::Null, Failure::new(Code::InvalidRequest, why));
    let Raw { id, method, params } =
        serde_json::from_value(value).map_err(|error| invalid(format!("this is no message: {error}")))?;
    match (id, method) {
        (Value::Null, Some(method)) => Ok(Incoming::Notification { method, params }),
        (Value::Null, None) => Err(invalid("this is no message: there is neither id nor method".to_owned())),
        (Value::Number(_) | Value::String(_), None) => Ok(Incoming::Response),
        (id @ (Value::Number(_) | Value::String(_)), Some(method)) => {
            Ok(Incoming::Request { id, method, params })
        }
        _ => Err(invalid("this is no message: its id is neither a number nor a text".to_owned())),
    }
}

/// What a request was asked with.
///
/// # Errors
///
/// It is something else.
pub(super) fn params<'de, T: Deserialize<'de>>(params: Value) -> Result<T, Failure> {
    T::deserialize(params).map_err(|error| Failure::new(Code::InvalidParams, error.to_string()))
}

/// An answer.
pub(super) fn response(id: &Value, answer: Result<Value, Failure>) -> Value {
    match answer {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(Failure { code, message }) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
        }
    }
}

/// Something that the client is told.
pub(super) fn notification(method: &str, params: &impl Serialize) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_told_by_its_id_and_its_method() {
        let parse = |text: &str| parse(text.as_bytes()).unwrap();
        let (method, params) = ("a".to_owned(), json!([1]));
        assert_eq!(
            parse(r#"{"jsonrpc":"2.0","id":"x","method":"a","params":[1]}"#),
            Incoming::Request { id: json!("x"), method: method.clone(), params: params.clone() }
        );
        assert_eq!(parse(r#"{"method":"a","params":[1]}"#), Incoming::Notification { method, params });
        assert_eq!(parse(r#"{"id":1,"result":null}"#), Incoming::Response);
    }

    #[test]
    fn what_is_no_message_is_refused_under_no_id() {
        let code = |text: &str| {
            let (id, failure) = parse(text.as_bytes()).unwrap_err();
            assert_eq!(id, Value::Null);
            failure.code
        };
        assert_eq!(code("{"), Code::Parse);
        assert_eq!(code("\u{0}"), Code::Parse);
        assert_eq!(code(&"[".repeat(100_000)), Code::Parse);
        assert_eq!(code("[]"), Code::InvalidRequest);
        assert_eq!(code("{}"), Code::InvalidRequest);
        assert_eq!(code(r#"{"id":[],"method":"a"}"#), Code::InvalidRequest);
        assert_eq!(code(r#"{"id":1,"method":2}"#), Code::InvalidRequest);
    }
}
