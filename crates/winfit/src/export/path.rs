//! How other programs name a file: with forward slashes, or as a URI.

use std::path::MAIN_SEPARATOR;

use crate::files::STANDARD_INPUT;

/// The name of a file with forward slashes, without a leading `./`; `None` of standard input.
pub(super) fn slashed(name: &str) -> Option<String> {
    (name != STANDARD_INPUT).then(|| with_slashes(name, MAIN_SEPARATOR))
}

/// The URI of a file: relative if the name is, else of the scheme `file`. Standard input is `%3Cstdin%3E`.
pub(super) fn uri(name: &str) -> String {
    uri_of(name, MAIN_SEPARATOR)
}

/// Whether a name is relative, so that its URI is in need of a base.
pub(super) fn is_relative(uri: &str) -> bool {
    !uri.starts_with("file:")
}

fn with_slashes(name: &str, separator: char) -> String {
    let name = if separator == '/' { name.to_owned() } else { name.replace(separator, "/") };
    let mut rest = name.as_str();
    while let Some(inner) = rest.strip_prefix("./") {
        rest = inner.trim_start_matches('/');
    }
    rest.to_owned()
}

fn uri_of(name: &str, separator: char) -> String {
    let path = with_slashes(name, separator);
    if separator != '/' {
        // `\\?\` only says that what follows is to be taken literally.
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        if let Some(share) = path.strip_prefix("UNC/").or_else(|| path.strip_prefix("//")) {
            return format!("file://{}", encoded(share));
        }
        if let Some((drive, rest)) = path.split_once(":/").filter(|(drive, _)| drive.len() == 1) {
            return format!("file:///{drive}:/{}", encoded(rest));
        }
    }
    match path.strip_prefix('/') {
        Some(rest) => format!("file:///{}", encoded(rest)),
        None => encoded(&path),
    }
}

/// Percent-encodes everything that has, or could have, a meaning of its own in a URI, but for slashes.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_names_stay_relative_and_what_a_uri_would_misread_is_encoded() {
        for (name, uri) in [
            ("deploy/web.yaml", "deploy/web.yaml"),
            ("./deploy/web.yaml", "deploy/web.yaml"),
            (".//././a", "a"),
            ("../a b.yaml", "../a%20b.yaml"),
            ("100%/#?.yaml", "100%25/%23%3F.yaml"),
            ("ü:日.yaml", "%C3%BC%3A%E6%97%A5.yaml"),
            ("C:/a.yaml", "C%3A/a.yaml"),
            (r"a\b.yaml", "a%5Cb.yaml"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri_of(name, '/'), uri);
            assert!(is_relative(uri));
        }
    }

    #[test]
    fn absolute_names_are_file_uris() {
        assert_eq!(uri_of("/srv/a b.yaml", '/'), "file:///srv/a%20b.yaml");
        assert!(!is_relative("file:///srv/a.yaml"));
    }

    #[test]
    fn windows_names_have_drives_and_shares() {
        for (name, uri) in [
            (r".\deploy\web.yaml", "deploy/web.yaml"),
            (r"C:\src\web app.yaml", "file:///C:/src/web%20app.yaml"),
            ("c:/src/web.yaml", "file:///c:/src/web.yaml"),
            (r"\\?\C:\src\web.yaml", "file:///C:/src/web.yaml"),
            (r"\\server\share\web.yaml", "file://server/share/web.yaml"),
            (r"\\?\UNC\server\share\web.yaml", "file://server/share/web.yaml"),
        ] {
            assert_eq!(uri_of(name, '\\'), uri);
        }
    }

    #[test]
    fn standard_input_is_no_file() {
        assert_eq!(slashed("<stdin>"), None);
        assert_eq!(slashed("./a/b.yaml").as_deref(), Some("a/b.yaml"));
    }
}
