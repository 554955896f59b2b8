//! Holds a SARIF file against the standard's schema, formats such as those of URIs included.

use serde_json::Value;

/// A pattern of the schema's own that is no regular expression in any dialect: a bracket is closed that was never opened.
const BROKEN_PATTERN: &str = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";

/// What the schema has against a file; nothing if it is valid.
pub(crate) fn errors(sarif: &Value) -> Vec<String> {
    let schema = include_str!("sarif-2.1.0.json").replace(BROKEN_PATTERN, "");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(sarif).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
