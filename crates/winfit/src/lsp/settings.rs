//! What a client sets with `initializationOptions`.

use std::path::{Path, PathBuf};

use serde_json::Value;
use winfit_compat::catalog::KubernetesVersion;

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// The file with the hosts.
    pub(super) nodes: Option<PathBuf>,
    /// The version of Kubernetes that documents are for; `None`: the newest.
    pub(super) kubernetes: Option<KubernetesVersion>,
    /// Ask no registry: an editor is not to wait for one, nor to tell it what somebody types.
    pub(super) offline: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { nodes: None, kubernetes: None, offline: true }
    }
}

/// Names of the options.
const OPTIONS: &str = "nodes, kubernetesVersion and offline";

/// Characters of a value that are repeated.
const SHOWN: usize = 80;

impl Settings {
    /// Reads options; paths are relative to the folder. What is wrong is left out and told, a line each.
    pub(super) fn read(options: &Value, folder: &Path) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let entries = match options {
            Value::Null => return (settings, Vec::new()),
            Value::Object(entries) => entries,
            other => {
                let wrong = format!(
                    "initializationOptions: expected an object with {OPTIONS}, found {}",
                    shown(other)
                );
                return (settings, vec![wrong]);
            }
        };
        let mut wrong = Vec::new();
        for (name, value) in entries {
            let mut refuse = |name: &str, expected: &str, value: &Value| {
                wrong.push(format!(
                    "initializationOptions: {name}: expected {expected}, found {}",
                    shown(value)
                ));
            };
            match (name.as_str(), value) {
                ("nodes" | "kubernetesVersion" | "offline", Value::Null) => {}
                ("nodes", Value::String(path)) => settings.nodes = Some(folder.join(path)),
                ("nodes", _) => refuse(name, "the path of a file with hosts", value),
                ("kubernetesVersion", Value::String(text)) if text.parse::<KubernetesVersion>().is_ok() => {
                    settings.kubernetes = text.parse().ok();
                }
                ("kubernetesVersion", _) => refuse(name, "a version such as \"1.29\"", value),
                ("offline", Value::Bool(offline)) => settings.offline = *offline,
                ("offline", _) => refuse(name, "true or false", value),
                _ => {
                    let name = shown(&Value::from(name.as_str()));
                    wrong.push(format!(
                        "initializationOptions: there is no option {name}: there are {OPTIONS}"
                    ));
                }
            }
        }
        (settings, wrong)
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn options_are_read_relative_to_the_folder_and_nobody_is_asked_unless_told_so() {
        let read = |options: Value| Settings::read(&options, Path::new("/srv"));
        assert_eq!(read(Value::Null), (Settings::default(), Vec::new()));
        assert!(Settings::default().offline);
        let options = json!({ "nodes": "nodes.json", "kubernetesVersion": "v1.29.3", "offline": false });
        let expected = Settings {
            nodes: Some(PathBuf::from("/srv/nodes.json")),
            kubernetes: Some(KubernetesVersion::new(29)),
            offline: false,
        };
        assert_eq!(read(options), (expected, Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_value_and_the_rest_is_heeded() {
        let options = json!({
            "kubernetesVersion": "29", "nodes": ["a"], ("n".repeat(100)): true, "offline": false,
        });
        let (settings, mut wrong) = Settings::read(&options, Path::new("/srv"));
        assert_eq!(settings, Settings { offline: false, ..Settings::default() });
        wrong.sort();
        let long = format!("\"{}…", "n".repeat(79));
        assert_eq!(
            wrong,
            [
                "initializationOptions: kubernetesVersion: expected a version such as \"1.29\", found \"29\""
                    .to_owned(),
                "initializationOptions: nodes: expected the path of a file with hosts, found [\"a\"]"
                    .to_owned(),
                format!("initializationOptions: there is no option {long}: there are {OPTIONS}"),
            ]
        );
        let (_, wrong) = Settings::read(&json!(7), Path::new("/srv"));
        assert_eq!(wrong, [format!("initializationOptions: expected an object with {OPTIONS}, found 7")]);
    }
}
