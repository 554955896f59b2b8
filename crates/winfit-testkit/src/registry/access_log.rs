//! The access log of `docker-registry` (Apache's combined format, on stdout): which requests it has answered.

use crate::http::USER_AGENT;

/// The path of the requests that only serve to find the end of the log.
pub(super) const SETTLE: &str = "winfit-testkit-settle";

/// A request that a registry has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` …
    pub method: String,
    /// The path and the query, as sent.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
}

impl std::fmt::Display for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.method, self.path, self.status)
    }
}

/// The requests in these lines that are not our own.
pub(super) fn read(lines: &[String]) -> Vec<Request> {
    let others = lines.iter().filter(|line| !line.contains(&format!("\"{USER_AGENT}\"")));
    others.filter_map(|line| request(line)).collect()
}

/// How many settling requests these lines hold.
pub(super) fn settled(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.contains(&format!("/{SETTLE} "))).count()
}

/// `ADDRESS - USER [TIME] "METHOD PATH PROTOCOL" STATUS SIZE "REFERRER" "AGENT"`
fn request(line: &str) -> Option<Request> {
    let mut parts = line.split('"');
    let mut words = parts.nth(1)?.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let status = parts.next()?.split_whitespace().next()?.parse().ok()?;
    Some(Request { method, path, status })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_method_path_and_status() {
        let line = r#"127.0.0.1 - - [21/Nov/2026:01:01:29 +0000] "GET /v2/a/manifests/1?x=2 HTTP/1.1" 404 19 "" "curl/7.88.1""#;
        let request = request(line).unwrap();
        assert_eq!(request.to_string(), "GET /v2/a/manifests/1?x=2 404");
    }

    #[test]
    fn own_requests_and_what_is_no_request_are_left_out() {
        let own =
            r#"127.0.0.1 - - [21/Nov/2026:01:01:29 +0000] "PUT /v2/a HTTP/1.1" 201 0 "" "winfit-testkit""#;
        assert_eq!(read(&[own.to_owned(), "time=\"x\" level=info".to_owned()]), []);
    }
}
