//! How images are looked up: flags, environment and `winfit.toml`, and what outweighs what.

use std::fs;
use std::path::Path;
use std::process::Command;

use winfit_testkit::{Registry, fixtures};

use crate::image::online;
use crate::program::{Run, run, winfit};

/// Nobody listens there.
const NOBODY: &str = "127.0.0.1:1/team/app:1";

/// A folder with a cache, in which the program runs.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn with(self, file: &str, text: &str) -> Self {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn command(&self) -> Command {
        let mut command = online(&self.path().join("cache"));
        command.current_dir(self.path());
        command
    }

    fn image(&self, arguments: &[&str]) -> Run {
        run(self.command().arg("image").args(arguments), b"")
    }
}

#[test]
fn offline_is_said_by_a_flag_a_variable_or_the_file_in_this_order() {
    let offline = "nothing may be looked up offline";
    let configured = Place::new().with("winfit.toml", "[lookup]\noffline = true\n");
    let plain = Place::new();
    for (place, flag, variable, is_offline) in [
        (&plain, None, None, false),
        (&plain, Some("--offline"), None, true),
        (&plain, Some("--offline"), Some("0"), true),
        (&plain, None, Some("1"), true),
        (&plain, None, Some("TRUE"), true),
        (&plain, None, Some(""), false),
        (&configured, None, None, true),
        (&configured, None, Some("false"), false),
        (&configured, Some("--no-config"), None, false),
    ] {
        let mut command = place.command();
        command.args(["image", NOBODY, "--no-cache"]).args(flag);
        if let Some(value) = variable {
            command.env("WINFIT_OFFLINE", value);
        }
        let error = run(&mut command, b"").failed();
        assert_eq!(error.contains(offline), is_offline, "{flag:?} {variable:?}: {error}");
    }
}

#[test]
fn offline_the_help_names_whatever_may_have_said_so_and_a_daemon_has_no_cache() {
    let ask = |image: &str| winfit(&["image", image]).failed();
    let error = ask(NOBODY);
    for said_by in ["--offline", "WINFIT_OFFLINE", "winfit.toml"] {
        assert!(error.lines().last().unwrap().contains(said_by), "{error}");
    }
    assert!(!error.contains("--lock"), "{error}");
    let error = ask("docker-daemon:app:1");
    assert!(
        error.starts_with(
            "error: docker-daemon:docker.io/library/app:1 cannot be read: no daemon is asked offline\n"
        ),
        "{error}"
    );
    assert!(!error.contains("cache"), "{error}");
}

#[test]
fn what_is_neither_yes_nor_no_is_refused() {
    let place = Place::new();
    let error = run(place.command().args(["image", NOBODY]).env("WINFIT_OFFLINE", "maybe"), b"").failed();
    insta::assert_snapshot!(error, @r#"
    error: WINFIT_OFFLINE is "maybe", which is neither yes nor no
    help: set it to 1 or true, to 0 or false, or not at all
    "#);
}

#[test]
fn what_was_named_and_is_not_there_is_said_before_anybody_is_asked() {
    let place = Place::new();
    for (arguments, says) in [
        (&["--ca", "none.pem"][..], "--ca: there is no file none.pem"),
        (&["--auth-file", "none.json"], "--auth-file: there is no file none.json"),
        (&["--config", "none.toml"], "cannot read the settings in none.toml"),
        (
            &["--plain-http", "http://a.example"],
            "--plain-http: \"http://a.example\" is no host of a registry",
        ),
        (&["--timeout", "0"], "invalid value '0' for '--timeout <SECONDS>'"),
        (&["--cache-dir", "a", "--no-cache"], "cannot be used with"),
        (&["--config", "a", "--no-config"], "cannot be used with"),
    ] {
        let error = place.image(&[&[NOBODY], arguments].concat()).failed();
        assert!(error.contains(says), "{arguments:?}: {error}");
    }
    let mut command = place.command();
    let error = run(command.args(["image", NOBODY]).env("REGISTRY_AUTH_FILE", "none.json"), b"").failed();
    assert!(error.contains("REGISTRY_AUTH_FILE: there is no file none.json"), "{error}");
    // Where nobody is asked, nobody needs them.
    let mut command = place.command();
    command.args(["image", NOBODY, "--offline"]).env("REGISTRY_AUTH_FILE", "none.json");
    assert!(run(&mut command, b"").failed().contains("nothing may be looked up offline"));
}

#[test]
fn settings_that_are_wrong_are_refused_where_nothing_is_to_be_asked_too() {
    let place = Place::new().with("pod.yaml", "kind: Pod\nspec: {nodeSelector: {kubernetes.io/os: linux}}\n");
    let check = |more: &[&str]| run(place.command().args(["check", "pod.yaml"]).args(more), b"");
    assert!(check(&["--ca", "none.pem"]).failed().contains("--ca: there is no file none.pem"));
    check(&[]).clean();
}

#[test]
fn a_broken_file_of_settings_is_named_with_the_place() {
    let place = Place::new().with("winfit.toml", "[cache]\nlimits = \"1 GiB\"\n").with("below/a.txt", "");
    let error = place.image(&[NOBODY]).failed();
    let error = error.replace(&place.path().canonicalize().unwrap().display().to_string(), "FOLDER");
    insta::assert_snapshot!(error.replace('\\', "/"), @r"
    error: FOLDER/winfit.toml:2:1: cache.limits: there is no such setting
    help: did you mean limit?
    help: what can be set here: directory, limit, tag-lifetime
    ");
    // The nearest one above the first path of check counts, wherever check itself runs.
    let below = place.path().join("below");
    let below = below.to_str().unwrap();
    let elsewhere = Place::new();
    let check = |more: &[&str]| run(elsewhere.command().args(["check", below]).args(more), b"").failed();
    assert!(check(&[]).contains("limits"));
    assert!(check(&["--no-config"]).contains("no Kubernetes, Compose or Docker files"));
    // Commands that look nothing up do not care.
    run(place.command().arg("releases"), b"").clean();
}

#[test]
fn the_cache_is_where_flag_variable_or_file_say_in_this_order() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "1", &fixtures::single());
    let reference = registry.reference("team/app", "1");
    let place = Place::new().with("winfit.toml", "[cache]\ndirectory = \"of-file\"\n");
    let ask = |arguments: &[&str], variable: Option<&str>| {
        let mut command = place.command();
        command.env_remove("WINFIT_CACHE_DIR").args(["image", &reference]).args(arguments);
        if let Some(value) = variable {
            command.env("WINFIT_CACHE_DIR", value);
        }
        run(&mut command, b"").clean();
        ["of-flag", "of-variable", "of-file"].map(|name| place.path().join(name).exists())
    };
    assert_eq!(ask(&["--no-cache"], Some("of-variable")), [false, false, false]);
    assert_eq!(ask(&["--cache-dir", "of-flag"], Some("of-variable")), [true, false, false]);
    assert_eq!(ask(&[], Some("of-variable")), [true, true, false]);
    assert_eq!(ask(&[], None), [true, true, true]);
}

#[test]
fn a_cache_that_cannot_be_used_is_told_once_and_keeps_nobody_from_an_answer() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("team/app", "1", &fixtures::single());
    registry.push("team/app", "2", &fixtures::linux());
    let [one, two] = ["1", "2"].map(|tag| registry.reference("team/app", tag));
    let place = Place::new().with("theirs/thesis.txt", "mine").with("file", "mine");
    let mut folders = vec![("theirs", "theirs is no cache of winfit"), ("file", "cannot read file: ")];
    if cfg!(target_os = "linux") {
        folders.push(("/proc/winfit", "cannot make /proc/winfit: "));
    }
    for (folder, says) in folders {
        let run = place.image(&[&one, &two, "--cache-dir", folder]);
        assert_eq!(run.status, 0, "{}", run.err);
        let warning = format!("warning: images are read without the cache: {says}");
        assert!(run.err.starts_with(&warning) && run.err.matches("warning").count() == 1, "{}", run.err);
    }
    let layout = concat!("oci:", env!("CARGO_MANIFEST_DIR"), "/../../examples/image-layout/web");
    place.image(&[layout, "--cache-dir", "theirs"]).clean();
    // Where nothing is to be written, somebody else's files would pass for an empty cache.
    let error = place.image(&[&one, "--offline", "--cache-dir", "theirs"]).failed();
    assert!(error.starts_with("warning: images are read without the cache: theirs is no cache"), "{error}");
    assert!(!place.image(&[&one, "--offline", "--cache-dir", "none"]).failed().contains("warning"));
}

#[test]
fn a_mirror_is_asked_in_place_of_its_registry() {
    let Some(registry) = Registry::anonymous() else { return };
    registry.push("hub/team/app", "1", &fixtures::single());
    let settings =
        format!("[registries.\"registry.invalid\"]\nmirrors = [\"http://{}/hub\"]\n", registry.host());
    let place = Place::new().with("winfit.toml", &settings);
    let out = place.image(&["registry.invalid/team/app:1"]).clean();
    assert!(out.starts_with("registry.invalid/team/app:1: Windows Server 2022"), "{out}");
}

#[test]
fn an_authority_of_its_own_is_trusted_where_it_is_named() {
    let Some(registry) = Registry::tls() else { return };
    registry.push("team/app", "1", &fixtures::single());
    let reference = registry.reference("team/app", "1");
    let ca = registry.ca().unwrap();
    let place = Place::new();
    assert!(place.image(&[&reference]).failed().contains("certificate"));
    place.image(&[&reference, "--ca", ca.to_str().unwrap()]).clean();
    fs::copy(ca, place.path().join("ca.pem")).unwrap();
    let of_registry = |host: &str| format!("[registries.\"{host}\"]\nca = \"ca.pem\"\n");
    let place = place.with("winfit.toml", &of_registry(registry.host()));
    place.image(&[&reference, "--no-cache"]).clean();
    // It is trusted for that registry, and for no other.
    let place = place.with("winfit.toml", &of_registry("registry.example"));
    assert!(place.image(&[&reference, "--no-cache"]).failed().contains("certificate"));
}

#[test]
fn credentials_come_from_the_file_that_is_named() {
    let Some(registry) = Registry::basic("me", "s3cret") else { return };
    registry.push("team/app", "1", &fixtures::single());
    let reference = registry.reference("team/app", "1");
    // me:s3cret
    let auth = format!("{{\"auths\":{{\"{}\":{{\"auth\":\"bWU6czNjcmV0\"}}}}}}", registry.host());
    let place = Place::new().with("auth.json", &auth).with("docker/config.json", &auth);
    let error = place.image(&[&reference]).failed();
    assert!(!error.contains("s3cret"), "{error}");
    place.image(&[&reference, "--no-cache", "--auth-file", "auth.json"]).clean();
    for (variable, value) in [("REGISTRY_AUTH_FILE", "auth.json"), ("DOCKER_CONFIG", "docker")] {
        let mut command = place.command();
        run(command.args(["image", &reference, "--no-cache"]).env(variable, value), b"").clean();
    }
}
