//! Redirects: where they may lead, and that no credential goes along to anybody else.

use reqwest::header::LOCATION;
use reqwest::{StatusCode, Url};

use super::RegistryError;
use super::endpoint::{Endpoint, authority, origin};
use super::exchange::{Answer, Request};
use super::hosts::Hosts;
use crate::shown::shown;

/// How many redirects are followed, as containers/image and curl's users are used to: registries need one or two.
const MOST: usize = 5;

/// An answer, and whose.
pub(super) struct Followed {
    pub(super) answer: Answer,
    /// Who gave it, where the registry sent us to somebody else: scheme, host and port.
    pub(super) elsewhere: Option<String>,
}

impl Hosts {
    /// Follows redirects from an answer that came for `request`.
    pub(super) async fn follow(
        &self,
        endpoint: &Endpoint,
        mut request: Request,
        mut answer: Answer,
    ) -> Result<Followed, RegistryError> {
        let mut elsewhere = None;
        for _ in 0..MOST {
            if !is_redirect(answer.status) {
                return Ok(Followed { answer, elsewhere });
            }
            let next = self.target(endpoint, &request.url, &answer)?;
            if next.origin() != request.url.origin() {
                // For good: a stranger's redirect back to the registry does not speak for the user either.
                request.authorization = None;
            }
            if next.origin() != request.url.origin() || elsewhere.is_some() {
                elsewhere = Some(origin(&next));
            }
            request.url = next;
            answer = self.of(&request.url)?.ask(&request).await?;
        }
        if is_redirect(answer.status) {
            return Err(RegistryError::RedirectsInCircle { host: origin(&request.url), times: MOST + 1 });
        }
        Ok(Followed { answer, elsewhere })
    }

    fn target(&self, endpoint: &Endpoint, from: &Url, answer: &Answer) -> Result<Url, RegistryError> {
        let error = |problem: String| RegistryError::Redirect { host: origin(from), problem };
        let location = answer.headers.get(LOCATION).and_then(|it| it.to_str().ok());
        let location = location.ok_or_else(|| error("without a place to go to".to_owned()))?;
        let mut to = from.join(location).map_err(|_| error("to something that is no URL".to_owned()))?;
        if !to.has_host() || !matches!(to.scheme(), "https" | "http") {
            return Err(error(format!("to a {}: URL, where no registry keeps anything", shown(to.scheme()))));
        }
        if !endpoint.may_send_to(&to, &self.settings().plain_http) {
            return Err(RegistryError::RedirectWithoutTls { host: origin(from), to: authority(&to) });
        }
        // A user in the URL would become a credential. These do not fail for a URL with a host.
        let _ = to.set_username("");
        let _ = to.set_password(None);
        to.set_fragment(None);
        Ok(to)
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
