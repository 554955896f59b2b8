//! Auth files and pull secrets: what their bytes say. Pure: bytes in, values out.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::entry;
use super::key::{Dialect, Key};
use super::{Credential, CredentialError};
use crate::shown::shown;

/// An auth file: docker's `config.json`, podman's `auth.json`, or a Kubernetes pull secret.
///
/// ```
/// use winfit_images::{AuthFile, Credential};
/// let json = br#"{"auths": {"registry.example/team": {"auth": "bWU6c2VjcmV0"}}}"#;
/// let file = AuthFile::parse("config.json", json)?;
/// let found = file.credential("registry.example", "team/app")?;
/// assert!(matches!(found, Some(Credential::Basic { username, .. }) if username == "me"));
/// assert_eq!(file.credential("registry.example", "other/app")?, None);
/// # Ok::<(), winfit_images::CredentialError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AuthFile {
    name: String,
    dialect: Dialect,
    auths: BTreeMap<String, Value>,
    store: Option<String>,
    helpers: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct Document {
    auths: Option<BTreeMap<String, Value>>,
    #[serde(rename = "credsStore")]
    store: Option<String>,
    #[serde(rename = "credHelpers")]
    helpers: Option<BTreeMap<String, Option<String>>>,
}

/// Largest auth file or pull secret, in bytes: more than Kubernetes allows in a secret.
pub(crate) const LARGEST: usize = 1024 * 1024;

impl AuthFile {
    /// Reads a file of docker's or podman's. `name` is what errors call it. Nothing but blanks is an empty file.
    ///
    /// # Errors
    ///
    /// It is too large, no JSON, or no configuration. The error repeats nothing of its text.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, CredentialError> {
        let Some(bytes) = content(name, bytes)? else { return Ok(Self::empty(name, Dialect::File)) };
        let document: Document = json(name, bytes)?;
        Ok(Self {
            auths: document.auths.unwrap_or_default(),
            store: document.store.filter(|store| !store.is_empty()),
            helpers: document.helpers.unwrap_or_default(),
            ..Self::empty(name, Dialect::File)
        })
    }

    /// Reads a Kubernetes pull secret: the bytes of `.dockerconfigjson`, or of the older `.dockercfg`, which is the map
    /// itself. What it says of credential helpers is ignored: a secret of a cluster starts no programs here.
    ///
    /// # Errors
    ///
    /// It is too large, no JSON, or no pull secret. The error repeats nothing of its text.
    pub fn parse_pull_secret(name: &str, bytes: &[u8]) -> Result<Self, CredentialError> {
        let empty = Self::empty(name, Dialect::PullSecret);
        let Some(bytes) = content(name, bytes)? else { return Ok(empty) };
        let mut map: BTreeMap<String, Value> = json(name, bytes)?;
        let auths = match map.remove("auths") {
            None => map,
            Some(Value::Null) => BTreeMap::new(),
            Some(Value::Object(auths)) => auths.into_iter().collect(),
            Some(_) => return Err(malformed(name, "its auths are no object".to_owned())),
        };
        Ok(Self { auths, ..empty })
    }

    /// The credential that the file itself holds for a repository: the entry with the longest namespace that fits.
    ///
    /// # Errors
    ///
    /// That entry cannot be used.
    pub fn credential(
        &self,
        registry: &str,
        repository: &str,
    ) -> Result<Option<Credential>, CredentialError> {
        for (key, value) in closest(&self.auths, self.dialect, registry, repository) {
            let found = entry::credential(value).map_err(|problem| {
                malformed(&self.name, format!("its entry \"{}\" {problem}", shown(key)))
            })?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The program that keeps the credentials of a registry, by the name behind `docker-credential-`.
    pub(crate) fn helper(&self, registry: &str, repository: &str) -> Option<&str> {
        let own = closest(&self.helpers, self.dialect, registry, repository).into_iter();
        // An empty name switches the store off for this registry.
        own.map(|(_, helper)| helper.as_deref().unwrap_or_default())
            .next()
            .or(self.store.as_deref())
            .filter(|name| !name.is_empty())
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn empty(name: &str, dialect: Dialect) -> Self {
        let (auths, helpers) = (BTreeMap::new(), BTreeMap::new());
        Self { name: name.to_owned(), dialect, auths, store: None, helpers }
    }
}

/// Names only how much is in it: nearly all of an auth file is secret.
impl fmt::Debug for AuthFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthFile")
            .field("name", &self.name)
            .field("auths", &self.auths.len())
            .finish_non_exhaustive()
    }
}

/// The entries for a repository, the closest first; of several spellings of one key, the plainest.
fn closest<'a, T>(
    entries: &'a BTreeMap<String, T>,
    dialect: Dialect,
    registry: &str,
    repository: &str,
) -> Vec<(&'a str, &'a T)> {
    let mut fitting: Vec<_> = entries
        .iter()
        .filter_map(|(key, value)| {
            Some((Key::parse(key, dialect).closeness(registry, repository)?, key.as_str(), value))
        })
        .collect();
    fitting.sort_by_key(|&(closeness, key, _)| (std::cmp::Reverse(closeness), key.len()));
    fitting.into_iter().map(|(_, key, value)| (key, value)).collect()
}

/// The text without a byte order mark; `None` if there is none.
fn content<'a>(name: &str, bytes: &'a [u8]) -> Result<Option<&'a [u8]>, CredentialError> {
    if bytes.len() > LARGEST {
        return Err(malformed(name, format!("it is larger than {LARGEST} bytes")));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(malformed(name, "it is UTF-16, and must be UTF-8".to_owned()));
    }
    let text = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes).trim_ascii_end();
    Ok((!text.is_empty()).then_some(text))
}

/// Reads JSON. The reader's own messages repeat what they stumble on, so only the place is taken from them.
fn json<T: DeserializeOwned>(name: &str, text: &[u8]) -> Result<T, CredentialError> {
    serde_json::from_slice(text).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Data => "a value of another kind than docker writes",
            serde_json::error::Category::Eof => "the end in the middle of JSON",
            _ => "no JSON",
        };
        malformed(name, format!("{what} at line {}, column {}", error.line(), error.column()))
    })
}

fn malformed(name: &str, problem: String) -> CredentialError {
    CredentialError::Malformed { file: name.to_owned(), problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(json: &str) -> AuthFile {
        AuthFile::parse("config.json", json.as_bytes()).unwrap()
    }

    fn username(file: &AuthFile, registry: &str, repository: &str) -> Option<String> {
        match file.credential(registry, repository).unwrap()? {
            Credential::Basic { username, .. } => Some(username),
            _ => None,
        }
    }

    #[test]
    fn the_longest_namespace_wins_and_an_empty_entry_lets_the_next_one_speak() {
        let file = file(
            r#"{"auths": {
                "registry.example": {"username": "all", "password": "x"},
                "registry.example/team": {"username": "team", "password": "x"},
                "registry.example/team/app": {},
                "registry.example/team/web": {"username": "web", "password": "x"}
            }}"#,
        );
        assert_eq!(username(&file, "registry.example", "team/web").as_deref(), Some("web"));
        assert_eq!(username(&file, "registry.example", "team/app").as_deref(), Some("team"));
        assert_eq!(username(&file, "registry.example", "teams").as_deref(), Some("all"));
        assert_eq!(username(&file, "other.example", "team/web"), None);
    }

    #[test]
    fn a_broken_entry_troubles_only_who_asks_for_it() {
        let file = file(r#"{"auths": {"a.example": {"auth": "!"}, "b.example": {"auth": "bWU6cHc="}}}"#);
        assert_eq!(username(&file, "b.example", "app").as_deref(), Some("me"));
        let error = file.credential("a.example", "app").unwrap_err().to_string();
        assert_eq!(
            error,
            "config.json is no docker configuration: its entry \"a.example\" has an auth that is not base64 of \
             user:password"
        );
    }

    #[test]
    fn errors_name_the_place_and_never_the_text() {
        for (json, place) in [
            (
                "{\"auths\": {\"a.example\": {\"auth\": \"hunter2\"}}",
                "the end in the middle of JSON at line 1",
            ),
            (
                "{\r\n\"auths\": \"hunter2\"}",
                "a value of another kind than docker writes at line 2, column 18",
            ),
            ("hunter2", "no JSON at line 1, column 1"),
            ("{\"credsStore\": {\"hunter2\": 1}}", "a value of another kind than docker writes at line 1"),
        ] {
            let error = AuthFile::parse("config.json", json.as_bytes()).unwrap_err();
            assert!(error.to_string().contains(place), "{error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
        assert!(
            !format!("{:?}", file(r#"{"auths": {"a.example": {"auth": "hunter2"}}}"#)).contains("hunter2")
        );
    }

    #[test]
    fn line_ends_byte_order_mark_and_emptiness_do_no_harm() {
        let json =
            "\u{feff}{\r\n  \"auths\": {\r\n    \"a.example\": {\"auth\": \"bWU6cHc=\"}\r\n  }\r\n}\r\n";
        assert_eq!(username(&file(json), "a.example", "app").as_deref(), Some("me"));
        for json in ["", " \r\n", "{}", "{\"auths\": null, \"credHelpers\": null, \"credsStore\": null}"] {
            assert_eq!(username(&file(json), "a.example", "app"), None, "{json:?}");
        }
    }

    #[test]
    fn utf_16_and_more_than_a_mebibyte_are_refused() {
        let utf_16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let error = AuthFile::parse("config.json", &utf_16).unwrap_err();
        assert!(error.to_string().ends_with("it is UTF-16, and must be UTF-8"));
        let mut large = b"{}".to_vec();
        large.resize(LARGEST, b' ');
        assert!(AuthFile::parse("config.json", &large).is_ok());
        large.push(b' ');
        assert!(AuthFile::parse("config.json", &large).is_err());
    }

    #[test]
    fn a_helper_of_the_registry_comes_before_the_store_of_all() {
        let file = file(
            r#"{"credsStore": "store", "credHelpers":
                {"https://index.docker.io/v1/": "hub", "a.example": "own", "off.example": ""}}"#,
        );
        assert_eq!(file.helper("docker.io", "library/nginx"), Some("hub"));
        assert_eq!(file.helper("a.example", "app"), Some("own"));
        assert_eq!(file.helper("a.example:5000", "app"), Some("store"));
        assert_eq!(file.helper("off.example", "app"), None);
    }

    #[test]
    fn a_pull_secret_has_either_form_and_starts_no_helper() {
        let new = br#"{"auths": {"a.example": {"auth": "bWU6cHc="}}, "credsStore": "store"}"#;
        let old = br#"{"a.example": {"auth": "bWU6cHc=", "email": "me@a.example"}, "credsStore": "store"}"#;
        for bytes in [new.as_slice(), old.as_slice()] {
            let secret = AuthFile::parse_pull_secret("pull secret 1", bytes).unwrap();
            assert_eq!(username(&secret, "a.example", "app").as_deref(), Some("me"));
            assert_eq!(secret.helper("a.example", "app"), None);
        }
        for bytes in [b"[]".as_slice(), b"{\"auths\": []}", b"{\"auths\": 1}"] {
            assert!(AuthFile::parse_pull_secret("pull secret 1", bytes).is_err());
        }
    }
}
