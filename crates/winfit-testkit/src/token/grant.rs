//! What the token server answers: GET with scopes in the query, POST with the OAuth 2 form.

use serde_json::{Value, json};

use super::{Actions, Claim, Desk, basic};
use crate::listener::Heard;

/// How long tokens really last, in seconds.
const LIFETIME: i64 = 300;

/// Status and body for a request.
pub(super) fn answer(desk: &Desk, heard: &Heard) -> (u16, Value) {
    let (path, query) = heard.path.split_once('?').unwrap_or((&heard.path, ""));
    match heard.method.as_str() {
        "GET" if path == "/token" => by_get(desk, heard, &form(query)),
        "POST" if path == "/token" && !desk.state().without_post => {
            by_post(desk, &form(&String::from_utf8_lossy(&heard.body)))
        }
        _ => refusal(404, "there is nothing here"),
    }
}

fn by_get(desk: &Desk, heard: &Heard, query: &[(String, String)]) -> (u16, Value) {
    let known = match (heard.header("authorization"), &desk.user) {
        (None, _) => false,
        (Some(sent), Some((user, password))) if sent == basic(user, password) => true,
        (Some(_), _) => return refusal(401, "no such user or wrong password"),
    };
    let token = desk.issue(&access(desk, query, known), known);
    let mut body = json!({"token": token, "access_token": token});
    put_lifetime(desk, &mut body);
    if known && value(query, "offline_token") == Some("true") {
        put(&mut body, "refresh_token", json!(desk.issue_refresh_token()));
    }
    (200, body)
}

fn by_post(desk: &Desk, form: &[(String, String)]) -> (u16, Value) {
    let sent_user = (value(form, "username"), value(form, "password"));
    let known = match value(form, "grant_type") {
        Some("refresh_token") => {
            let sent = value(form, "refresh_token").unwrap_or_default();
            desk.state().refresh_tokens.iter().any(|token| token == sent)
        }
        Some("password") => {
            desk.user.as_ref().is_some_and(|(user, password)| sent_user == (Some(user), Some(password)))
        }
        _ => return refusal(400, "unsupported_grant_type"),
    };
    if !known {
        return refusal(401, "invalid_grant");
    }
    let access = access(desk, form, known);
    let mut body = json!({"access_token": desk.issue(&access, known), "scope": value(form, "scope")});
    put_lifetime(desk, &mut body);
    if value(form, "access_type") == Some("offline") {
        put(&mut body, "refresh_token", json!(desk.issue_refresh_token()));
    } else if let Some(token) = value(form, "refresh_token") {
        put(&mut body, "refresh_token", json!(token));
    }
    (200, body)
}

/// What is granted of what is asked for.
fn access(desk: &Desk, form: &[(String, String)], known: bool) -> Vec<Actions> {
    let scopes = form.iter().filter(|(key, _)| key == "scope").flat_map(|(_, scopes)| scopes.split(' '));
    let may = |action: &str| known || (desk.user.is_none() && action == "pull");
    scopes
        .filter_map(|scope| {
            let (kind, rest) = scope.split_once(':')?;
            let (name, actions) = rest.rsplit_once(':')?;
            let actions = actions.split(',').filter(|action| may(action)).map(str::to_owned).collect();
            Some(Actions { kind: kind.to_owned(), name: name.to_owned(), actions })
        })
        .collect()
}

impl Desk {
    fn issue(&self, access: &[Actions], known: bool) -> String {
        let stillborn = {
            let mut state = self.state();
            state.issued += 1;
            let stillborn = state.stillborn > 0;
            state.stillborn = state.stillborn.saturating_sub(1);
            stillborn
        };
        let subject = self.user.as_ref().filter(|_| known).map_or("", |(user, _)| user);
        let seconds = if stillborn { Claim::EXPIRED } else { LIFETIME };
        self.signer.token(&Claim { subject, access, seconds })
    }

    fn issue_refresh_token(&self) -> String {
        let mut state = self.state();
        let token = format!("refresh-token-{}", state.refresh_tokens.len() + 1);
        state.refresh_tokens.push(token.clone());
        token
    }
}

fn put_lifetime(desk: &Desk, body: &mut Value) {
    if let Some(seconds) = desk.state().expires_in {
        put(body, "expires_in", json!(seconds));
    }
}

fn put(body: &mut Value, key: &str, value: Value) {
    body.as_object_mut().expect("it is made as an object").insert(key.to_owned(), value);
}

fn refusal(status: u16, why: &str) -> (u16, Value) {
    (status, json!({"error": why, "errors": [{"code": "DENIED", "message": why}]}))
}

fn value<'a>(form: &'a [(String, String)], key: &str) -> Option<&'a str> {
    form.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// The pairs of a query or a form, decoded.
fn form(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decoded(key), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default()];
                let digits = std::str::from_utf8(&digits).unwrap_or_default();
                u8::from_str_radix(digits, 16).unwrap_or(b'?')
            }
            plain => plain,
        });
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded() {
        let pairs = form("scope=repository%3Aa%2Fb%3Apull&name=x+y&odd");
        assert_eq!(value(&pairs, "scope"), Some("repository:a/b:pull"));
        assert_eq!(value(&pairs, "name"), Some("x y"));
        assert_eq!(pairs.len(), 2);
    }
}
