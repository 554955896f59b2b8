//! The URIs by which editors name documents, as paths.

use std::path::PathBuf;

/// The path of a `file:` URI; `None` of any other, such as that of a document which was never saved.
pub(super) fn file(uri: &str) -> Option<PathBuf> {
    let rest = strip_scheme(uri, "file")?;
    let path = match rest.strip_prefix("//") {
        None => decoded(rest),
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            match host {
                "" | "localhost" => decoded(path),
                // \\host\share
                host => format!("//{}{}", decoded(host), decoded(path)),
            }
        }
    };
    Some(PathBuf::from(without_slash_before_drive(&path)))
}

/// What a document is called, for people and to tell what it is: its path, else what is behind the scheme.
pub(super) fn name(uri: &str) -> String {
    match file(uri) {
        Some(path) => path.display().to_string(),
        None => decoded(uri.split_once(':').map_or(uri, |(_, rest)| rest)),
    }
}

fn strip_scheme<'u>(uri: &'u str, scheme: &str) -> Option<&'u str> {
    let (written, rest) = uri.split_once(':')?;
    written.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// `/c:/x` is `c:/x`.
fn without_slash_before_drive(path: &str) -> &str {
    match path.as_bytes() {
        [b'/', drive, b':', ..] if drive.is_ascii_alphabetic() => path.get(1..).unwrap_or(path),
        _ => path,
    }
}

/// The text behind `%41`; what is no such number stands for itself.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |at: usize| behind.get(at).and_then(|it| char::from(*it).to_digit(16));
        let number = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        bytes.push(number.unwrap_or(*first));
        rest = if number.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_write_the_same_path_in_several_ways() {
        for (uri, path) in [
            ("file:///srv/a%20b/web.yaml", "/srv/a b/web.yaml"),
            ("file:///c%3A/src/%C3%BCber.yaml", "c:/src/über.yaml"),
            ("FILE:///C:/src/web.yaml", "C:/src/web.yaml"),
            ("file://localhost/srv/web.yaml", "/srv/web.yaml"),
            ("file://server/share/web.yaml", "//server/share/web.yaml"),
            ("file:/srv/web.yaml", "/srv/web.yaml"),
            ("file:///srv/100%/%zz%4", "/srv/100%/%zz%4"),
        ] {
            assert_eq!(file(uri), Some(PathBuf::from(path)), "{uri}");
        }
    }

    #[test]
    fn a_document_that_was_never_saved_has_a_name_and_no_path() {
        assert_eq!(file("untitled:Untitled-1"), None);
        assert_eq!(name("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name("no uri"), "no uri");
    }
}
