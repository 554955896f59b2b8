//! Where an object is sent: what its text says of itself, and the path at which the server takes such objects.
//!
//! Read here, wrongly perhaps, is only what decides that path. The server reads the text for itself, and refuses what has
//! come to a wrong place.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Value, json};

use super::client::{Client, Refusal, Status};

/// Which object it is, as far as that decides the path.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    api_version: String,
    kind: String,
    namespace: Option<String>,
}

/// What a server calls the objects of a kind.
struct Resource {
    name: String,
    namespaced: bool,
}

impl Address {
    /// Reads it from the only document of this YAML; the error says what is missing.
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let (mut api_version, mut kind, mut namespace) = (None, None, None);
        for (keys, value) in scalars(text)? {
            match keys.as_slice() {
                [key] if key == "apiVersion" => api_version = Some(value),
                [key] if key == "kind" => kind = Some(value),
                [outer, key] if outer == "metadata" && key == "namespace" => namespace = Some(value),
                _ => {}
            }
        }
        let missing = |key: &str| format!("the document has no {key}");
        Ok(Self {
            api_version: api_version.ok_or_else(|| missing("apiVersion"))?,
            kind: kind.ok_or_else(|| missing("kind"))?,
            namespace,
        })
    }

    /// The path for objects like this. Their namespace is made where there is none.
    #[track_caller]
    pub(super) fn path(&self, client: &Client) -> Result<String, Refusal> {
        // Of the old group without a name, and of all the others.
        let root = if self.api_version.contains('/') { "apis" } else { "api" };
        let root = format!("/{root}/{}", self.api_version);
        let resource = self.resource(&client.get(&root)).ok_or_else(|| Refusal::UnknownKind {
            api_version: self.api_version.clone(),
            kind: self.kind.clone(),
        })?;
        if !resource.namespaced {
            return Ok(format!("{root}/{}", resource.name));
        }
        let namespace = self.namespace.as_deref().unwrap_or("default");
        make_namespace(client, namespace)?;
        Ok(format!("{root}/namespaces/{namespace}/{}", resource.name))
    }

    /// Found in the server's list of what it has in this version.
    fn resource(&self, list: &Result<Value, Status>) -> Option<Resource> {
        let resources = list.as_ref().ok()?.get("resources")?.as_array()?;
        resources.iter().find_map(|it| {
            let name = it.get("name")?.as_str()?;
            // `pods/log` and its like have kinds as well.
            let own = it.get("kind")?.as_str()? == self.kind && !name.contains('/');
            own.then(|| Resource {
                name: name.to_owned(),
                namespaced: it.get("namespaced") == Some(&json!(true)),
            })
        })
    }
}

#[track_caller]
fn make_namespace(client: &Client, name: &str) -> Result<(), Status> {
    let namespace = json!({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}});
    match client.post("/api/v1/namespaces", &namespace.to_string()) {
        Err(status) if status.reason != "AlreadyExists" => Err(status),
        _ => Ok(()),
    }
}

/// A collection that has begun and not ended.
enum Open {
    Sequence,
    Mapping { key: Option<String> },
}

/// The plain values with the keys that lead to them, of the only document. What is in sequences is left out.
fn scalars(text: &str) -> Result<Vec<(Vec<String>, String)>, String> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| format!("the document is not YAML: {error}"))?;
        match event {
            Event::DocumentStart(_) => documents += 1,
            Event::SequenceStart(..) => open.push(Open::Sequence),
            Event::MappingStart(..) => open.push(Open::Mapping { key: None }),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Alias(_) => value_ends(&mut open),
            Event::Scalar(text, style, ..) => match open.last_mut() {
                Some(Open::Mapping { key: key @ None }) => *key = Some(text.into_owned()),
                _ => {
                    let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                    let keys = keys(&open).filter(|_| !is_null);
                    found.extend(keys.map(|keys| (keys, text.into_owned())));
                    value_ends(&mut open);
                }
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    // The server would read the first and forget the others.
    if documents > 1 {
        return Err(format!("the text has {documents} documents, and one is sent at a time"));
    }
    Ok(found)
}

/// The keys of the mappings around; `None` within a sequence.
fn keys(open: &[Open]) -> Option<Vec<String>> {
    open.iter().map(|it| if let Open::Mapping { key } = it { key.clone() } else { None }).collect()
}

fn value_ends(open: &mut [Open]) {
    if let Some(Open::Mapping { key }) = open.last_mut() {
        *key = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(api_version: &str, kind: &str, namespace: Option<&str>) -> Address {
        Address {
            api_version: api_version.to_owned(),
            kind: kind.to_owned(),
            namespace: namespace.map(str::to_owned),
        }
    }

    #[test]
    fn an_object_is_known_by_its_own_keys_in_yaml_and_in_json() {
        for text in [
            "# ^^^ comment\nkind: \"Deployment\"\nmetadata: {name: a, namespace: b}\napiVersion: apps/v1 # last\n",
            "---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  list:\n  - kind: Pod\n    metadata:\n      namespace: c\n  \
             kind: Pod\nmetadata:\n  labels: &l {kind: x}\n  annotations: *l\n  namespace: b\n...\n",
            r#"{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"namespace": "b"}}"#,
        ] {
            assert_eq!(Address::of(text), Ok(address("apps/v1", "Deployment", Some("b"))), "{text}");
        }
    }

    #[test]
    fn an_object_without_a_namespace_has_none() {
        for namespace in ["", "metadata: {}", "metadata: {namespace: }", "metadata: {namespace: null}"] {
            let text = format!("apiVersion: v1\nkind: Pod\n{namespace}\n");
            assert_eq!(Address::of(&text), Ok(address("v1", "Pod", None)), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_object_says_what_is_wrong() {
        for (text, problem) in [
            ("", "the document has no apiVersion"),
            ("# nothing\n", "the document has no apiVersion"),
            ("apiVersion: v1\nKind: Pod\n", "the document has no kind"),
            ("- apiVersion: v1\n  kind: Pod\n", "the document has no apiVersion"),
            (
                "apiVersion: v1\nkind: Pod\n---\n# more\n",
                "the text has 2 documents, and one is sent at a time",
            ),
        ] {
            assert_eq!(Address::of(text), Err(problem.to_owned()), "{text}");
        }
        let broken = Address::of("kind: [").unwrap_err();
        assert!(broken.starts_with("the document is not YAML: "), "{broken}");
    }
}
