//! One entry of an auth file: what it says of who asks.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde_json::Value;

use super::{Credential, Secret};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entry {
    auth: Option<String>,
    username: Option<String>,
    password: Option<String>,
    identitytoken: Option<String>,
    registrytoken: Option<String>,
}

/// Base64 as logins write it; some leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The credential of an entry; an empty one holds none, it only remembers a login that a credential store keeps.
///
/// # Errors
///
/// What is wrong with it, without its text.
pub(crate) fn credential(entry: &Value) -> Result<Option<Credential>, &'static str> {
    if entry.is_null() {
        return Ok(None);
    }
    if !entry.is_object() {
        return Err("is no object");
    }
    let entry = Entry::deserialize(entry).map_err(|_| "has a field that is no text")?;
    let given = |field: Option<String>| field.filter(|text| !text.is_empty());
    if let Some(token) = given(entry.registrytoken) {
        return Ok(Some(Credential::RegistryToken(Secret::new(token))));
    }
    if let Some(token) = given(entry.identitytoken) {
        return Ok(Some(Credential::IdentityToken(Secret::new(token))));
    }
    if let Some(auth) = given(entry.auth) {
        return basic(&auth).map(Some).ok_or("has an auth that is not base64 of user:password");
    }
    let user = given(entry.username).zip(given(entry.password));
    Ok(user.map(|(username, password)| Credential::Basic { username, password: Secret::new(password) }))
}

/// Reads base64 of `user:password`. The password may contain colons; old clients filled it up with NUL.
fn basic(auth: &str) -> Option<Credential> {
    let bytes = BASE64.decode(auth.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (username, password) = text.split_once(':')?;
    let password = Secret::new(password.trim_matches('\0').to_owned());
    (!username.is_empty()).then(|| Credential::Basic { username: username.to_owned(), password })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn user(username: &str, password: &str) -> Result<Option<Credential>, &'static str> {
        let password = Secret::new(password.to_owned());
        Ok(Some(Credential::Basic { username: username.to_owned(), password }))
    }

    #[test]
    fn a_token_counts_more_than_a_user() {
        let secret = |text: &str| Secret::new(text.to_owned());
        let entry = json!({"auth": "bWU6cHc=", "identitytoken": "refresh"});
        assert_eq!(credential(&entry), Ok(Some(Credential::IdentityToken(secret("refresh")))));
        let entry = json!({"auth": "bWU6cHc=", "registrytoken": "bearer"});
        assert_eq!(credential(&entry), Ok(Some(Credential::RegistryToken(secret("bearer")))));
    }

    #[test]
    fn user_and_password_may_stand_in_fields_of_their_own() {
        assert_eq!(credential(&json!({"username": "me", "password": "p:w"})), user("me", "p:w"));
        let both = json!({"auth": "bWU6cHc=", "username": "other", "password": "other"});
        assert_eq!(credential(&both), user("me", "pw"));
        assert_eq!(credential(&json!({"username": "me"})), Ok(None));
    }

    #[test]
    fn an_empty_entry_means_nothing() {
        let all = json!({"auth": "", "username": "", "password": "", "identitytoken": "", "email": "x"});
        for entry in [json!({}), json!(null), json!({"email": "me@registry.example"}), all] {
            assert_eq!(credential(&entry), Ok(None), "{entry}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_text() {
        for (entry, problem) in [
            (json!("c2VjcmV0"), "is no object"),
            (json!([null, "me", "pw"]), "is no object"),
            (json!({"auth": 1}), "has a field that is no text"),
            (json!({"auth": "c2VjcmV0"}), "has an auth that is not base64 of user:password"),
            (json!({"auth": "OnB3"}), "has an auth that is not base64 of user:password"),
            (json!({"auth": "me:pw"}), "has an auth that is not base64 of user:password"),
        ] {
            assert_eq!(credential(&entry), Err(problem), "{entry}");
        }
    }

    proptest! {
        #[test]
        fn what_a_login_encodes_is_what_is_read(
            username in "[^:\\x00]{1,20}", password in "[^\\x00]{0,20}", filled in 0_usize..4, is_padded: bool,
        ) {
            let text = format!("{username}:{password}{}", "\0".repeat(filled));
            let auth = base64::engine::general_purpose::STANDARD.encode(text);
            let auth = if is_padded { auth } else { auth.trim_end_matches('=').to_owned() };
            prop_assert_eq!(credential(&json!({"auth": auth})), user(&username, &password));
        }

        #[test]
        fn any_auth_gives_a_user_or_a_complaint(auth in "\\PC{1,40}") {
            let read = credential(&json!({"auth": auth}));
            let is_user = matches!(read, Ok(Some(Credential::Basic { .. })));
            prop_assert!(is_user || read.is_err());
        }
    }
}
