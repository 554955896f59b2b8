//! What might be a secret is blacked out before any of a text is shown again: people paste answers into public issues.

/// What stands for a secret.
const HIDDEN: &str = "***";

/// Words in keys whose values nobody should see.
const KEYS: [&str; 10] = [
    "password",
    "passwd",
    "pwd",
    "token",
    "secret",
    "apikey",
    "api_key",
    "accesskey",
    "authorization",
    "signature",
];

/// Keys that are secret as a whole word only: `sig=` in the links of storage services.
const WORDS: [&str; 3] = ["sig", "auth", "key"];

/// Beginnings of tokens that tell themselves.
const TOKENS: [&str; 9] =
    ["eyJ", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "AKIA", "dckr_pat_"];

/// A text without the values of telling keys, credentials in addresses, bearer tokens and tokens that tell themselves.
/// What is no secret stays as it is.
///
/// ```
/// use winfit_diagnose::redact;
/// assert_eq!(redact("docker run -e DB_PASSWORD=hunter2 web"), "docker run -e DB_PASSWORD=*** web");
/// assert_eq!(redact("https://me:hunter2@registry.example.com/v2/"), "https://***@registry.example.com/v2/");
/// assert_eq!(redact("secretRef: none of these"), "secretRef: *** of these");
/// ```
#[must_use]
pub fn redact(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    // Whether the next word is the value of a key that tells.
    let mut is_value = false;
    for piece in text.split_inclusive(is_space) {
        let word = piece.trim_end_matches(is_space);
        let space = piece.get(word.len()..).unwrap_or_default();
        if word.is_empty() {
            shown.push_str(space);
            continue;
        }
        let scheme = word.trim_matches(is_quote).to_ascii_lowercase();
        if is_value && matches!(scheme.as_str(), "bearer" | "basic" | "=" | ":") {
            shown.push_str(piece);
            continue;
        }
        if is_value {
            shown.push_str(HIDDEN);
        } else {
            shown.push_str(&word_redacted(word));
        }
        shown.push_str(space);
        is_value = !is_value && (expects_value(word) || matches!(scheme.as_str(), "bearer"));
    }
    shown
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\\' | ',' | ';')
}

/// Whether a key ends a word, so that the next word is its value: `Authorization:`, `--password`.
fn expects_value(word: &str) -> bool {
    let bare = word.trim_matches(is_quote);
    match bare.strip_suffix([':', '=']) {
        Some(key) => is_secret_key(key.trim_matches(is_quote)),
        None => bare.starts_with("--") && !bare.contains('=') && is_secret_key(bare),
    }
}

fn is_secret_key(key: &str) -> bool {
    // The last part of a path of Windows is a file, whatever its name.
    let is_path = key.rsplit_once('\\').is_some_and(|(_, last)| last.starts_with(char::is_alphanumeric));
    if is_path {
        return false;
    }
    // Only what stands directly before the value is its key.
    let key = key.rsplit(['?', '&', '{', ',', ';', '/']).next().unwrap_or(key);
    let key: String = key.chars().filter(|c| !is_quote(*c)).collect::<String>().to_ascii_lowercase();
    KEYS.iter().any(|it| key.contains(it))
        || WORDS.iter().any(|it| key.split(['-', '_', '.']).any(|part| part == *it))
}

fn word_redacted(word: &str) -> String {
    let word = without_credentials(word);
    // The parts of an address' query and of a compact object are pairs of their own.
    let mut shown = String::with_capacity(word.len());
    for part in word.split_inclusive(['&', ',', ';']) {
        shown.push_str(&pair_redacted(part));
    }
    shown
}

fn pair_redacted(part: &str) -> String {
    let (body, end) = match part.char_indices().next_back() {
        Some((at, '&' | ',' | ';')) => part.split_at(at),
        _ => (part, ""),
    };
    if let Some(at) = body.find(['=', ':']) {
        let (key, value) = body.split_at(at);
        let value_text = value.get(1..).unwrap_or_default();
        if !value_text.is_empty() && !value_text.starts_with("//") && is_secret_key(key) {
            return format!("{key}{}{HIDDEN}{end}", value.get(..1).unwrap_or_default());
        }
    }
    let start = body.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or_default();
    let (before, token) = body.split_at(start);
    let is_token = token.len() >= 20 && TOKENS.iter().any(|it| token.starts_with(it));
    if is_token { format!("{before}{HIDDEN}{end}") } else { part.to_owned() }
}

/// Without name and password of an address.
fn without_credentials(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else { return word.to_owned() };
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(host_end);
    match authority.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{HIDDEN}@{host}{path}"),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn secrets_are_hidden_wherever_they_stand() {
        for text in [
            "password=hunter2",
            "DB_PASSWORD: hunter2",
            "--password hunter2",
            "--password=hunter2",
            "Authorization: Bearer hunter2",
            "\"token\":\"hunter2\"",
            "{\\\"password\\\":\\\"hunter2\\\",\\\"user\\\":\\\"me\\\"}",
            "https://user:hunter2@example.com/x",
            "https://x.blob.core.windows.net/layer?se=2024&sig=hunter2&sp=r",
            "ghp_hunter2hunter2hunter2",
            "-e API_KEY=hunter2",
            r#"{\"password\":\"hunter2\"}"#,
        ] {
            let shown = redact(text);
            assert!(!shown.contains("hunter2"), "{text}: {shown}");
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "The container operating system does not match the host operating system.",
            "docker run --isolation=process mcr.microsoft.com/windows/nanoserver:1809",
            "MountVolume.SetUp failed for volume \"kube-api-access-x7k2p\"",
            "no matching manifest for windows/amd64 10.0.17763 in the manifest list entries",
            "https://registry-1.docker.io/v2/",
            "(0xc0370101)",
            r"chown c:\var\lib\kubelet\..2021_09_30\token: not supported by windows",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    proptest! {
        #[test]
        fn a_password_is_hidden_in_any_surroundings(before in "[a-z ]{0,20}", behind in "[a-z ]{0,20}") {
            let text = format!("{before} PASSWORD=Hunter2X {behind}");
            prop_assert!(!redact(&text).contains("Hunter2X"));
        }

        #[test]
        fn any_text_can_be_shown(text in ".{0,200}") {
            let _ = redact(&text);
        }
    }
}
