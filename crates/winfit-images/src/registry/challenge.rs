//! `WWW-Authenticate`: the ways in which a registry lets itself be told who asks. Bytes in, values out.
//!
//! The grammar is that of RFC 9110, section 11.6.1, read leniently: what is not understood is left out, and nothing is an
//! error. Input is bounded by the caller's header limits and by those below.

/// A way to log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Challenge {
    /// User and password.
    Basic,
    /// A token, from a token server.
    Bearer(Bearer),
}

/// Where tokens are given out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bearer {
    /// The URL of the token server.
    pub(super) realm: String,
    /// What to tell it that the token is for.
    pub(super) service: Option<String>,
}

/// Longest header that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// Most schemes and parameters that are read.
const MOST: usize = 64;

/// The best way in: a token where that is possible, since then no password goes to the registry itself.
pub(super) fn choose<'a>(headers: impl IntoIterator<Item = &'a [u8]>) -> Option<Challenge> {
    let all: Vec<Challenge> = headers.into_iter().flat_map(parse).collect();
    let bearer = all.iter().find(|it| matches!(it, Challenge::Bearer(_)));
    bearer.or(all.first()).cloned()
}

/// The challenges of one header that are understood, in order.
fn parse(header: &[u8]) -> Vec<Challenge> {
    let Some(text) = header.get(..header.len().min(LONGEST)).and_then(|it| std::str::from_utf8(it).ok())
    else {
        return Vec::new();
    };
    let mut challenges: Vec<(String, Bearer)> = Vec::new();
    let mut rest = Rest(text);
    for _ in 0..MOST {
        rest.skip_separators();
        let Some(word) = rest.token() else { break };
        if !rest.equals() {
            challenges.push((word.to_ascii_lowercase(), Bearer::default()));
            continue;
        }
        let Some(value) = rest.value() else { break };
        let Some((_, bearer)) = challenges.last_mut() else { break };
        match word.to_ascii_lowercase().as_str() {
            // The first counts, so that nothing appended can replace it.
            "realm" if bearer.realm.is_empty() => bearer.realm = value,
            "service" if bearer.service.is_none() => bearer.service = Some(value),
            _ => {}
        }
    }
    challenges
        .into_iter()
        .filter_map(|(scheme, bearer)| match scheme.as_str() {
            "basic" => Some(Challenge::Basic),
            "bearer" if !bearer.realm.is_empty() => Some(Challenge::Bearer(bearer)),
            _ => None,
        })
        .collect()
}

/// What of the header is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip_separators(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t', ',']);
    }

    fn token(&mut self) -> Option<&'a str> {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~/".contains(c);
        let end = self.0.find(|c| !is_token(c)).unwrap_or(self.0.len());
        let (token, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        (!token.is_empty()).then_some(token)
    }

    /// Whether `=` comes next, which makes the word before it a parameter; blanks around it are allowed.
    fn equals(&mut self) -> bool {
        let Some(rest) = self.0.trim_start_matches([' ', '\t']).strip_prefix('=') else { return false };
        self.0 = rest.trim_start_matches([' ', '\t']);
        true
    }

    fn value(&mut self) -> Option<String> {
        let Some(quoted) = self.0.strip_prefix('"') else {
            // Some registries leave out the quotes around URLs.
            let end = self.0.find([',', ' ', '\t']).unwrap_or(self.0.len());
            let (value, rest) = self.0.split_at_checked(end)?;
            self.0 = rest;
            return Some(value.to_owned());
        };
        let mut value = String::new();
        let mut characters = quoted.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => {
                    self.0 = characters.as_str();
                    return Some(value);
                }
                '\\' => value.push(characters.next()?),
                _ => value.push(character),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bearer(realm: &str, service: Option<&str>) -> Challenge {
        Challenge::Bearer(Bearer { realm: realm.to_owned(), service: service.map(str::to_owned) })
    }

    fn one(header: &str) -> Option<Challenge> {
        choose([header.as_bytes()])
    }

    #[test]
    fn registries_of_the_world_are_understood() {
        for (header, expected) in [
            (
                r#"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull""#,
                bearer("https://auth.docker.io/token", Some("registry.docker.io")),
            ),
            (
                r#"Bearer realm="https://public.ecr.aws/token/",service="public.ecr.aws",scope="aws""#,
                bearer("https://public.ecr.aws/token/", Some("public.ecr.aws")),
            ),
            (r#"Basic realm="Registry""#, Challenge::Basic),
            (r#"BASIC realm="a", charset="UTF-8""#, Challenge::Basic),
            ("Basic", Challenge::Basic),
            (r#"bearer service = "s" , REALM = "https://t""#, bearer("https://t", Some("s"))),
            ("Bearer realm=https://t/token,service=s", bearer("https://t/token", Some("s"))),
            (r#"Basic realm="r", Bearer realm="https://t""#, bearer("https://t", None)),
            (r#"Negotiate, NTLM abc==, Bearer realm="https://t""#, bearer("https://t", None)),
            (r#"Bearer realm="https://t/\"q\\",service="""#, bearer(r#"https://t/"q\"#, Some(""))),
            (r#"Bearer realm="https://a",realm="https://b""#, bearer("https://a", None)),
        ] {
            assert_eq!(one(header), Some(expected), "{header}");
        }
    }

    #[test]
    fn what_is_no_way_in_is_left_out() {
        for header in [
            "",
            ",,,",
            "Bearer",
            r#"Bearer service="s""#,
            r#"Bearer realm="""#,
            r#"Bearer realm="never closed"#,
            r#"realm="https://t""#,
            "Digest realm=\"d\"",
            "\"",
            "Bearer realm=\"a\\",
        ] {
            assert_eq!(one(header), None, "{header}");
        }
        assert_eq!(choose([&b"Bearer realm=\"\xff\""[..]]), None);
    }

    #[test]
    fn a_token_is_preferred_across_headers() {
        let headers = [&b"Basic realm=\"r\""[..], b"Bearer realm=\"https://t\""];
        assert_eq!(choose(headers), Some(bearer("https://t", None)));
    }

    #[test]
    fn parameters_behind_the_limit_are_not_read() {
        let header = format!("Bearer {}realm=\"https://t\"", "a=b,".repeat(MOST));
        assert_eq!(one(&header), None);
        let header = format!("Bearer x=\"{}\",realm=\"https://t\"", "a".repeat(LONGEST));
        assert_eq!(one(&header), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(header: Vec<u8>) {
            choose([header.as_slice()]);
        }

        #[test]
        fn any_quoted_realm_comes_back(realm in "[ -~]{1,60}") {
            let quoted = realm.replace('\\', "\\\\").replace('"', "\\\"");
            let header = format!("Bearer service=\"s\",realm=\"{quoted}\"");
            proptest::prop_assert_eq!(one(&header), Some(bearer(&realm, Some("s"))));
        }

        #[test]
        fn anything_like_a_challenge_is_read_without_panic(header in "(Basic|Bearer|realm|=|,| |\"|\\\\|é|a){0,40}") {
            one(&header);
        }
    }
}
