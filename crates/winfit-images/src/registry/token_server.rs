//! Token servers: the request for a token, where it may go, and what comes of it.

use reqwest::{Method, StatusCode, Url};

use super::RegistryError;
use super::access::{Access, not_understood, usable};
use super::challenge::Bearer;
use super::endpoint::{Endpoint, Transport, authority, is_loopback, origin};
use super::exchange::{Request, Turn};
use super::refusal::said;
use super::token::Grant;
use crate::credentials::Credential;
use crate::shown::shown;

/// Most bytes of a token server's answer.
const TOKEN_LIMIT: usize = 256 * 1024;

impl Access {
    /// Fetches a token.
    pub(super) async fn fetch(
        &self,
        endpoint: &Endpoint,
        bearer: &Bearer,
        credential: Option<&Credential>,
    ) -> Result<Grant, RegistryError> {
        let (request, basic) = self.token_request(endpoint, bearer, credential)?;
        let server = origin(&request.url);
        let is_post = request.method == Method::POST;
        let mut answer = self.hosts.of(&request.url)?.ask(&request).await?;
        if !is_post {
            answer = self.hosts.follow(endpoint, request, answer).await?.answer;
        }
        let registry = endpoint.registry.clone();
        let said = said(&answer.body, &self.grants.told);
        match answer.status {
            StatusCode::OK => self
                .grants
                .of_answer(&answer.body, credential)
                .map_err(|problem| RegistryError::Token { registry, server, problem: problem.to_owned() }),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if credential.is_some() => {
                Err(RegistryError::LoginRefused { registry, server, said })
            }
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => {
                Err(self.refusal(endpoint, &answer, basic.as_ref()))
            }
            status => {
                let problem = format!("it answers {}{said}", status.as_u16());
                Err(RegistryError::Token { registry, server, problem })
            }
        }
    }

    /// The request for a token, by Docker's token protocol, or by OAuth2 for somebody with an identity token; and what
    /// it says about the user.
    fn token_request(
        &self,
        endpoint: &Endpoint,
        bearer: &Bearer,
        credential: Option<&Credential>,
    ) -> Result<(Request, Option<Grant>), RegistryError> {
        let mut url = self.realm(endpoint, &bearer.realm, credential)?;
        let scope = format!("repository:{}:pull", endpoint.repository);
        let mut fields: Vec<(&str, &str)> =
            bearer.service.iter().map(|it| ("service", it.as_str())).collect();
        fields.push(("scope", &scope));
        let (mut method, mut form, mut basic) = (Method::GET, None, None);
        match credential {
            Some(Credential::IdentityToken(token)) => {
                let more = [
                    ("grant_type", "refresh_token"),
                    ("client_id", "winfit"),
                    ("refresh_token", token.expose()),
                ];
                fields.extend(more);
                (method, form) = (Method::POST, Some(encode(&url, &fields)));
            }
            Some(Credential::Basic { username, password }) => {
                basic = Some(usable(endpoint, Grant::basic(username, password.expose()))?);
                url.query_pairs_mut().extend_pairs(&fields).append_pair("account", username);
            }
            _ => {
                url.query_pairs_mut().extend_pairs(&fields);
            }
        }
        let authorization = basic.as_ref().map(|it| it.header.clone());
        Ok((
            Request {
                method,
                url,
                accept: None,
                authorization,
                form,
                limit: TOKEN_LIMIT,
                turn: Turn::Further,
            },
            basic,
        ))
    }

    /// The token server, if it may be asked.
    fn realm(
        &self,
        endpoint: &Endpoint,
        realm: &str,
        credential: Option<&Credential>,
    ) -> Result<Url, RegistryError> {
        let is_web = |url: &Url| url.has_host() && matches!(url.scheme(), "https" | "http");
        let mut url = Url::parse(realm).ok().filter(is_web).ok_or_else(|| {
            let problem =
                format!("its realm \"{}\" is no URL of a web server", shown(&without_secrets(realm)));
            not_understood(endpoint, &problem)
        })?;
        let (registry, server) = (endpoint.registry.clone(), authority(&url));
        if !endpoint.may_send_to(&url, &self.hosts.settings().plain_http) {
            return Err(RegistryError::Realm { registry, realm: server });
        }
        // The registry itself would get the login without TLS, too, if it asked for it: that is what was allowed.
        let is_itself = endpoint.transport == Transport::Http && server == endpoint.authority;
        let is_open = url.scheme() == "http" && !url.host_str().is_some_and(is_loopback) && !is_itself;
        if is_open && credential.is_some() {
            return Err(RegistryError::RealmForLogin { registry, realm: server });
        }
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        Ok(url)
    }
}

/// A text that should have been a URL, up to where a user or a query could begin.
fn without_secrets(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    text.rsplit('@').next().unwrap_or_default().to_owned()
}

fn encode(url: &Url, fields: &[(&str, &str)]) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.query_pairs_mut().extend_pairs(fields);
    url.query().unwrap_or_default().to_owned()
}
