//! What listens is no daemon, or one that misbehaves: an error each, in bounded time and memory.

use std::io::Write as _;
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Duration;

use winfit_images::{DaemonError, DaemonSettings, ErrorKind, ImageError};

use crate::peer::{Peer, pong, respond};
use crate::{ask, at, refusal};

#[test]
fn a_daemon_is_asked_by_its_own_version_of_the_api_and_for_the_manifests() {
    let peer =
        Peer::answering("200 OK", r#"{"Os":"windows","Architecture":"amd64","OsVersion":"10.0.20348.1"}"#);
    let facts = ask(at(peer.host()), "nanoserver:1@sha256:0123456789abcdef0123456789abcdef").unwrap();
    assert_eq!(facts.platforms[0].os_version.as_deref(), Some("10.0.20348.1"));
    let image = "/v1.41/images/docker.io/library/nanoserver:1@sha256:0123456789abcdef0123456789abcdef/json?manifests=1";
    assert_eq!(peer.asked(), ["/_ping", image]);
}

#[test]
fn a_daemon_that_stalls_is_given_up_wherever_it_stalls() {
    for stalls_at in 0..3 {
        // Connections are kept for as long as the test holds the other end.
        let (hold, held) = mpsc::channel::<()>();
        let held = Mutex::new(held);
        let peer = Peer::new(move |target, connection| match (stalls_at, target) {
            (1 | 2, "/_ping") => pong(connection),
            _ => {
                if stalls_at == 2 {
                    connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").unwrap();
                }
                let _ = held.lock().unwrap().recv();
            }
        });
        let error = refusal(DaemonSettings { timeout: Duration::from_secs(1), ..at(peer.host()) });
        assert_eq!(
            error.to_string(),
            format!("the Docker daemon at {} did not answer within 1 s", peer.host()),
            "stalls at {stalls_at}"
        );
        drop(hold);
    }
}

#[test]
fn an_endless_answer_is_cut_short() {
    for head in ["Content-Length: 99999999999", "Connection: close"] {
        let peer = Peer::new(move |target, connection| {
            if target == "/_ping" {
                return pong(connection);
            }
            let _ = write!(connection, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n[");
            while connection.write_all(&[b'0'; 65536]).is_ok() {}
        });
        let error = refusal(at(peer.host()));
        assert!(error.to_string().ends_with("its answer is larger than 4194304 bytes"), "{error}");
    }
}

#[test]
fn what_is_no_daemon_is_called_so() {
    for (ping_headers, body, problem) in [
        ("", "{}", "it does not tell its API version"),
        ("Api-Version: 1.41/../x\r\n", "{}", "it does not tell its API version"),
        ("Api-Version: 1.41\r\n", "<html>", "its answer is no image at line 1, column 1"),
        ("Api-Version: 1.41\r\n", "{\"Os\": 1}", "its answer is no image at line 1, column 8"),
        ("Api-Version: 1.41\r\n", "{}", "its image names no operating system"),
    ] {
        let peer = Peer::new(move |target, connection| match target {
            "/_ping" => respond(connection, "200 OK", ping_headers, b"OK"),
            _ => respond(connection, "200 OK", "", body.as_bytes()),
        });
        let error = refusal(at(peer.host()));
        let expected =
            format!("what listens at {} does not answer as a Docker daemon: {problem}", peer.host());
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn an_error_of_the_daemon_is_repeated_in_short() {
    let message = format!(r#"{{"message": "no \u001b[31m{}"}}"#, "x".repeat(100_000 - 40));
    let peer = Peer::answering("500 Internal Server Error", message);
    // Longer than what is read of a message.
    assert!(matches!(refusal(at(peer.host())), DaemonError::Answer { .. }));
    let message = format!(r#"{{"message": "no \u001b[31m{}"}}"#, "x".repeat(1000));
    let error = refusal(at(Peer::answering("500 Internal Server Error", message).host()));
    assert!(
        matches!(&error, DaemonError::Status { status: 500, message, .. }
        if message.starts_with(r"no \u{1b}[31mxxx") && message.len() < 350),
        "{error}"
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let peer = Peer::new(|target, connection| match target {
        "/_ping" => pong(connection),
        _ => respond(connection, "302 Found", "Location: /elsewhere\r\n", b""),
    });
    assert!(matches!(refusal(at(peer.host())), DaemonError::Status { status: 302, .. }));
    assert!(!peer.asked().contains(&"/elsewhere".to_owned()));
}

#[test]
fn a_connection_that_breaks_says_so() {
    let peer = Peer::new(|target, connection| {
        if target == "/_ping" {
            return pong(connection);
        }
        connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").unwrap();
        connection.shutdown(std::net::Shutdown::Both).unwrap();
    });
    assert!(matches!(refusal(at(peer.host())), DaemonError::Unreachable { .. }));
}

#[test]
fn an_image_that_is_not_there_can_be_pulled_or_asked_of_its_registry() {
    let peer = Peer::answering("404 Not Found", r#"{"message":"No such image: app:1"}"#);
    let error = ask(at(peer.host()), "registry.example/app:1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(
        error.help().as_deref(),
        Some("docker pull registry.example/app:1, or ask its registry: docker://registry.example/app:1")
    );
    assert!(matches!(error, ImageError::Daemon(DaemonError::NotFound { .. })));
}
