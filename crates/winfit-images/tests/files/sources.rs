//! Places as users write them.

use std::path::PathBuf;

use proptest::prelude::*;
use winfit_images::{ArchivePrefix, ParseSourceError, Source};

fn parse(text: &str) -> Source {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(text: &str) -> String {
    text.parse::<Source>().expect_err(text).to_string()
}

fn layout(folder: &str, name: Option<&str>) -> Source {
    Source::Layout { folder: PathBuf::from(folder), name: name.map(str::to_owned) }
}

fn archive(prefix: ArchivePrefix, file: &str, name: Option<&str>) -> Source {
    Source::Archive { prefix, file: PathBuf::from(file), name: name.map(str::to_owned) }
}

#[test]
fn prefixes_are_those_of_skopeo() {
    let digest = format!("@sha256:{}", "a1".repeat(32));
    let nano = "mcr.microsoft.com/windows/nanoserver:1809";
    assert_eq!(parse(&format!("docker://{nano}")), Source::Registry(nano.parse().unwrap()));
    assert_eq!(parse("docker-daemon:app:1"), Source::Daemon("app:1".parse().unwrap()));
    assert_eq!(parse("oci:images/app"), layout("images/app", None));
    assert_eq!(parse("oci:images/app:1.0"), layout("images/app", Some("1.0")));
    assert_eq!(parse(&format!("oci:app:{digest}")), layout("app", Some(&digest)));
    assert_eq!(parse("oci:app:@3"), layout("app", Some("@3")));
    assert_eq!(parse("oci:app:"), layout("app", None));
    assert_eq!(parse("oci:app.tar"), layout("app.tar", None));
    assert_eq!(parse("oci:5000/app"), layout("5000/app", None));
    assert_eq!(parse("oci-archive:a.tar:x:y"), archive(ArchivePrefix::Oci, "a.tar", Some("x:y")));
    assert_eq!(
        parse("docker-archive:a.tar:localhost:5000/app:1"),
        archive(ArchivePrefix::Docker, "a.tar", Some("localhost:5000/app:1"))
    );
}

#[test]
fn the_colon_of_a_drive_ends_no_path() {
    assert_eq!(parse(r"oci:C:\images\app:name"), layout(r"C:\images\app", Some("name")));
    assert_eq!(parse("oci:c:/images/app"), layout("c:/images/app", None));
    assert_eq!(parse(r"oci:\\?\C:\app:name"), layout(r"\\?\C:\app", Some("name")));
    assert_eq!(parse(r"oci:\\server\share\app:name"), layout(r"\\server\share\app", Some("name")));
    assert_eq!(
        parse(r"docker-archive:D:\a.tar:app:1"),
        archive(ArchivePrefix::Docker, r"D:\a.tar", Some("app:1"))
    );
    // Two letters, a digit, no slash: no drive.
    assert_eq!(parse(r"oci:CD:\app"), layout("CD", Some(r"\app")));
    assert_eq!(parse("oci:1:/app"), layout("1", Some("/app")));
    assert_eq!(parse("oci:c:app"), layout("c", Some("app")));
}

#[test]
fn a_bare_path_is_known_by_its_start_or_its_end() {
    for path in [
        "./app",
        "../app",
        "/images/app",
        "~/app",
        ".",
        "..",
        r"C:\app",
        "C:/app",
        r"\\server\share\app",
        r".\app",
        r"images\app",
        "app.tar",
        "app.tar.gz",
        "app.tgz",
        "app.tar.zst",
        "app.oci",
        "APP.TAR",
        "localhost/app.tar",
        "app:1.tar",
        "./app:1",
    ] {
        assert_eq!(parse(path), archive(ArchivePrefix::None, path, None));
    }
}

#[test]
fn what_only_resembles_a_prefix_or_a_path_is_a_reference() {
    for reference in [
        "oci",
        "oci/app",
        "docker",
        "docker:dind",
        "docker:5000/app",
        "localhost:5000/app",
        "registry:5000/x",
        "dir/app",
        "dir",
        "ostree/x:1",
        "docker-daemon/app",
        "oci-archive",
        "app.target",
        "app.tar1",
        "tar",
        "c/app",
        "http/https",
        "x.zst",
        "app.gz",
    ] {
        assert!(matches!(parse(reference), Source::Registry(_)), "{reference}");
    }
}

#[test]
fn a_prefix_that_is_not_supported_is_named_with_those_that_are() {
    for (text, prefix) in [
        ("containers-storage:app", "containers-storage:"),
        ("dir:/tmp/app", "dir:"),
        ("ostree:app", "ostree:"),
        ("tarball:app.tar", "tarball:"),
        ("https://mcr.microsoft.com/windows:1809", "https://"),
    ] {
        let message = refused(text);
        for part in [text, &format!("starts with {prefix}"), "docker://REFERENCE", "oci:FOLDER"] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[test]
fn what_names_nothing_is_refused_with_its_value() {
    for (text, part) in [
        ("oci:", "\"oci:\" names no folder"),
        ("oci::name", "\"oci::name\" names no folder"),
        ("oci-archive:", "\"oci-archive:\" names no file"),
        ("docker-archive::app", "names no file"),
        ("oci:app:@sha256:12", "\"@sha256:12\" names no image"),
        ("oci:app:@-1", "\"@-1\""),
        ("oci:app:@", "\"@\""),
        ("oci:app:@+1", "\"@+1\""),
        ("docker-archive:app.tar:App", "\"App\" is not an image reference"),
        ("docker://", "it is empty"),
        ("docker-daemon:", "it is empty"),
        ("", "it is empty"),
    ] {
        assert!(refused(text).contains(part), "{text}: {}", refused(text));
    }
}

#[test]
fn a_login_in_a_reference_is_refused_and_not_repeated() {
    for prefix in ["", "docker://", "docker-daemon:", "https://", "http://", "docker-archive:a.tar:"] {
        let text = format!("{prefix}bob:hunter2@registry.example/web:1");
        let error = text.parse::<Source>().expect_err(&text);
        let message = error.to_string();
        assert!(
            message.contains("…@registry.example/web:1") && message.contains("docker login"),
            "{message}"
        );
        assert!(!format!("{message} {error:?}").contains("hunter2"), "{error:?}");
    }
    let error = "containers-storage:bob:hunter2@web:1".parse::<Source>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
}

#[test]
fn an_error_repeats_no_more_than_the_start_and_nothing_a_terminal_obeys() {
    let message = refused(&format!("dir:\u{1b}[2J{}", "x".repeat(100_000)));
    assert!(message.len() < 500 && !message.contains('\u{1b}') && message.contains('…'), "{message}");
    assert!(matches!("dir:x".parse::<Source>(), Err(ParseSourceError::Prefix { prefix: "dir:", .. })));
}

#[test]
fn a_reference_that_looks_like_something_else_is_printed_with_its_prefix() {
    for (text, printed) in [
        ("docker://oci:5000/app", "docker://oci:5000/app"),
        ("docker://localhost/app.tar", "docker://localhost/app.tar"),
        ("docker://app", "docker.io/library/app"),
        ("docker-archive:a.tar", "docker-archive:a.tar"),
        ("./a.tar", "./a.tar"),
    ] {
        assert_eq!(parse(text).to_string(), printed);
        assert_eq!(parse(printed), parse(text));
    }
}

fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("docker://"),
        Just("oci:"),
        Just("oci-archive:"),
        Just("docker-archive:"),
        Just("docker-daemon:"),
        Just("dir:"),
        Just("C:"),
        Just("c"),
        Just("\\"),
        Just("\\\\?\\"),
        Just("/"),
        Just(":"),
        Just("@"),
        Just("@0"),
        Just("."),
        Just(".."),
        Just(".tar"),
        Just("app"),
        Just("localhost"),
        Just("5000"),
        Just("~"),
        Just("A"),
        Just("ß"),
    ];
    let parts = prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat());
    prop_oneof![4 => parts, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn what_is_parsed_is_printed_so_that_it_parses_to_the_same(text in texts()) {
        match text.parse::<Source>() {
            Ok(source) => prop_assert_eq!(source.to_string().parse(), Ok(source)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
