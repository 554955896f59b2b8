//! What is left of a component whose test had no time to clean up.
#![cfg(unix)]

use std::env;
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use winfit_testkit::Registry;

/// Set for the process that dies.
const DIE: &str = "WINFIT_TESTKIT_DIE";

#[test]
fn a_registry_does_not_outlive_a_process_that_is_killed() {
    let Some(registry) = Registry::tls() else { return };
    if env::var_os(DIE).is_some() {
        println!("\n{} {}", registry.host(), registry.ca().unwrap().display());
        std::process::abort();
    }
    let name = "process::a_registry_does_not_outlive_a_process_that_is_killed";
    let child = Command::new(env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(DIE, "1")
        .output();
    let output = String::from_utf8(child.unwrap().stdout).unwrap();
    let (host, ca) = output.lines().find_map(|line| line.split_once(" /")).unwrap();
    let ca = format!("/{ca}");
    let deadline = Instant::now() + Duration::from_secs(60);
    while TcpStream::connect(host).is_ok() || std::path::Path::new(&ca).exists() {
        assert!(Instant::now() < deadline, "{host} still answers, or {ca} still exists");
        thread::sleep(Duration::from_millis(10));
    }
    assert!(registry.ca().unwrap().exists());
}
