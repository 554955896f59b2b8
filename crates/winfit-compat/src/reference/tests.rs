//! References as Docker reads them, and almost references.

use super::*;
use proptest::prelude::*;

const DIGEST: &str = "sha256:868bca7e89e1743792e15f78edb5a73070ef44eae6807dc3f05f9b94c23943d5";

#[test]
fn short_names_are_completed_as_docker_does() {
    for (text, whole) in [
        ("nginx", "docker.io/library/nginx"),
        ("microsoft/nanoserver", "docker.io/microsoft/nanoserver"),
        ("index.docker.io/library/nginx:1", "docker.io/library/nginx:1"),
        ("docker.io/nginx", "docker.io/library/nginx"),
        ("localhost/app", "localhost/app"),
        ("localhost:5000/app:2", "localhost:5000/app:2"),
        ("[::1]:5000/app", "[::1]:5000/app"),
        (
            "mcr.microsoft.com/windows/nanoserver:1809-KB4493509",
            "mcr.microsoft.com/windows/nanoserver:1809-KB4493509",
        ),
        ("a/b/c_d__e-f--g.h", "docker.io/a/b/c_d__e-f--g.h"),
    ] {
        assert_eq!(text.parse::<Reference>().unwrap().to_string(), whole, "{text}");
    }
}

#[test]
fn the_familiar_name_means_the_same_image() {
    for (text, familiar) in [
        ("nginx:1", "nginx"),
        ("docker.io/library/nginx", "nginx"),
        ("microsoft/nanoserver", "microsoft/nanoserver"),
        ("mcr.microsoft.com/windows/nanoserver", "mcr.microsoft.com/windows/nanoserver"),
        ("library/a.b/c", "library/a.b/c"),
        ("docker.io/a.b/c", "docker.io/a.b/c"),
        ("docker.io/localhost/c", "docker.io/localhost/c"),
    ] {
        let reference: Reference = text.parse().unwrap();
        assert_eq!(reference.familiar_name(), familiar, "{text}");
        assert_eq!(familiar.parse::<Reference>().unwrap().name(), reference.name(), "{text}");
    }
}

#[test]
fn a_tag_and_a_digest_are_both_kept() {
    let reference: Reference = format!("a/b:1@{DIGEST}").parse().unwrap();
    assert_eq!((reference.tag.as_deref(), reference.digest.as_deref()), (Some("1"), Some(DIGEST)));
}

#[test]
fn almost_references_are_refused_with_the_part_that_is_wrong() {
    for (text, part) in [
        ("", "empty"),
        ("Nginx", "lower case"),
        ("a/B:1", "lower case"),
        ("a//b", "repository"),
        ("a_/b", "repository"),
        ("a___b", "repository"),
        ("a b", "repository"),
        ("a:", "tag"),
        ("a:.1", "tag"),
        ("a:1:2", "tag"),
        ("a@sha256:abc", "digest"),
        ("a@", "digest"),
        ("-a.com/b", "registry"),
        ("a.com:port/b", "registry"),
        ("https://mcr.microsoft.com/windows", "registry"),
        ("C:\\app", "tag"),
    ] {
        let message = text.parse::<Reference>().unwrap_err().to_string();
        assert!(message.contains(part), "{text}: {message}");
    }
}

#[test]
fn an_error_says_that_a_login_has_no_place_there_and_shows_none_of_it() {
    for (text, shown, part) in [
        ("bob:hunter2@host.example/web:1", "\"…@host.example/web:1\"", "docker login"),
        ("https://bob:hunter2@host.example/web", "\"https://…@host.example/web\"", "docker login"),
        ("hunter2@host.example/web", "\"…@host.example/web\"", "docker login"),
        ("hunter2:x-oauth-basic@localhost:5000/web", "\"…@localhost:5000/web\"", "docker login"),
        ("bob:p@hunter2/@host.example/web", "\"…@host.example/web\"", "docker login"),
        ("bob:hunter2@host:5000", "\"…@host:5000\"", "digest"),
        ("bob:hunter2@", "\"…@\"", "digest"),
    ] {
        let error = text.parse::<Reference>().unwrap_err();
        let message = error.to_string();
        assert!(message.contains(shown) && message.contains(part), "{text}: {message}");
        assert!(!format!("{message} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn what_is_no_login_is_shown_as_it_is() {
    for text in
        ["app:1@sha256:12", "app@latest", "app:1", "registry.example:5000/app:1", &format!("a:1@{DIGEST}")]
    {
        assert_eq!(without_credentials(text), text);
    }
}

proptest! {
    #[test]
    fn printing_then_parsing_gives_the_same_reference(
        text in "([a-z0-9]{1,8}\\.[a-z]{2,3}(:[0-9]{1,5})?/)?[a-z0-9]{1,9}([_-][a-z0-9]{1,5}){0,2}(/[a-z0-9]{1,9}){0,2}(:[A-Za-z0-9_][A-Za-z0-9._-]{0,20})?"
    ) {
        let reference: Reference = text.parse().unwrap();
        prop_assert_eq!(reference.to_string().parse::<Reference>().unwrap(), reference);
    }

    #[test]
    fn arbitrary_text_never_panics(text in ".{0,300}") {
        if let Ok(reference) = text.parse::<Reference>() {
            prop_assert_eq!(reference.to_string().parse::<Reference>().unwrap(), reference);
        }
    }
}
