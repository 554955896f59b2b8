//! The real engine, by every way to it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use winfit_compat::Provenance;
use winfit_images::{DaemonError, DaemonSettings, Digest, ImageError};
use winfit_testkit::{Archive, Authority, Engine, Listen, Manifest, Registry, fixtures};

use crate::{ask, at, refusal};

/// An engine that has `registry.example/app:1`.
fn engine(listen: Listen) -> Option<Engine> {
    let engine = Engine::listening(listen)?;
    let image = Manifest::linux().image();
    engine.load(&Archive::docker(&[(&["registry.example/app:1"], &image)]).tar());
    Some(engine)
}

#[track_caller]
fn answers(settings: DaemonSettings) {
    let facts = ask(settings, "registry.example/app:1").unwrap();
    let [platform] = facts.platforms.as_slice() else { panic!("one platform: {facts:?}") };
    assert_eq!((platform.os.as_str(), platform.architecture.as_str()), ("linux", "amd64"));
    assert_eq!(platform.platform.provenance, Provenance::Daemon);
    assert!(!facts.origin.cached && platform.problem.is_none());
}

fn with_tls(engine: &Engine, folder: &Path) -> DaemonSettings {
    DaemonSettings { tls_verify: true, cert_path: Some(folder.to_owned()), ..at(engine.tcp_host().unwrap()) }
}

/// A folder with copies of some of an engine's certificates.
fn copy(engine: &Engine, files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        std::fs::copy(engine.cert_path().unwrap().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

/// A folder of docker's configuration with the context `there`, and where its TLS files belong.
fn context(host: &str, skips_verification: bool) -> (TempDir, DaemonSettings, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let id = Digest::of(b"there").hex().to_owned();
    let meta = folder.path().join("contexts/meta").join(&id);
    let tls = folder.path().join("contexts/tls").join(&id).join("docker");
    std::fs::create_dir_all(&meta).unwrap();
    std::fs::create_dir_all(&tls).unwrap();
    let json = format!(
        r#"{{"Name":"there","Metadata":{{}},"Endpoints":{{"docker":{{"Host":"{host}","SkipTLSVerify":{skips_verification}}}}}}}"#
    );
    std::fs::write(meta.join("meta.json"), json).unwrap();
    let settings = DaemonSettings {
        context: Some("there".to_owned()),
        config_folder: Some(folder.path().to_owned()),
        ..DaemonSettings::default()
    };
    (folder, settings, tls)
}

#[test]
fn an_image_that_was_loaded_is_told_and_another_is_not_found() {
    let Some(engine) = engine(Listen::Unix) else { return };
    answers(at(engine.host()));
    assert_eq!(ask(at(engine.host()), "registry.example/app:1").unwrap().digest, None);
    let error = ask(at(engine.host()), "registry.example/app:2").unwrap_err();
    let expected = format!("the Docker daemon at {} has no image registry.example/app:2", engine.host());
    assert_eq!(error.to_string(), expected);
}

#[test]
fn an_image_that_was_pulled_has_the_digest_of_its_own_repository() {
    let Some(registry) = Registry::anonymous() else { return };
    let Some(engine) = Engine::start() else { return };
    let image = fixtures::linux();
    let pushed = registry.push("app", "1", &image);
    registry.push("other", "1", &image);
    for repository in ["app", "other"] {
        engine.pull(&registry.reference(repository, "1"));
    }
    let digest = |reference: &str| ask(at(engine.host()), reference).unwrap().digest.map(|it| it.to_string());
    assert_eq!(digest(&registry.reference("app", "1")), Some(pushed.clone()));
    let by_digest = format!("{}/app@{pushed}", registry.host());
    assert_eq!(digest(&by_digest), Some(pushed));
}

#[test]
fn a_daemon_is_reached_by_tcp_and_has_to_speak_tls_where_it_is_asked_for() {
    let Some(engine) = engine(Listen::Tcp) else { return };
    answers(at(engine.tcp_host().unwrap()));
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ca.pem"), authority.pem()).unwrap();
    assert!(matches!(refusal(with_tls(&engine, folder.path())), DaemonError::Tls { .. }));
}

#[test]
fn a_daemon_with_tls_is_reached_with_its_certificates_only() {
    let Some(engine) = engine(Listen::TcpTls) else { return };
    answers(with_tls(&engine, engine.cert_path().unwrap()));
    // The folder of the configuration stands in for the one that is not named.
    let config_folder = engine.cert_path().map(Path::to_owned);
    let settings = with_tls(&engine, Path::new(""));
    answers(DaemonSettings { cert_path: None, config_folder, ..settings.clone() });
    assert!(matches!(refusal(DaemonSettings { cert_path: None, ..settings }), DaemonError::NoCertificates));

    let plain = ask(at(engine.tcp_host().unwrap()), "registry.example/app:1").unwrap_err();
    assert!(matches!(plain, ImageError::Daemon(DaemonError::Status { status: 400, .. })), "{plain}");
    assert!(plain.help().unwrap().contains("DOCKER_TLS_VERIFY=1"));
    let anonymous = refusal(with_tls(&engine, copy(&engine, &["ca.pem"]).path()));
    assert!(matches!(anonymous, DaemonError::Tls { .. }), "{anonymous}");

    let foreign = copy(&engine, &["cert.pem", "key.pem"]);
    std::fs::write(foreign.path().join("ca.pem"), Authority::new().pem()).unwrap();
    let foreign = refusal(with_tls(&engine, foreign.path()));
    assert!(matches!(foreign, DaemonError::Tls { .. }), "{foreign}");
}

#[test]
fn a_certificate_file_that_is_missing_or_broken_is_named_before_anybody_is_asked() {
    let authority = Authority::new();
    let client = authority.client();
    let with = |files: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        let all = [("ca.pem", authority.pem()), ("cert.pem", &client.certificate), ("key.pem", &client.key)];
        for (file, text) in all.iter().filter(|(file, _)| files.contains(file)) {
            std::fs::write(folder.path().join(file), text).unwrap();
        }
        folder
    };
    let problem = |folder: TempDir| {
        let cert_path = Some(folder.path().to_owned());
        refusal(DaemonSettings { tls_verify: true, cert_path, ..at("tcp://127.0.0.1:1") }).to_string()
    };
    for (files, expected) in [
        (&["cert.pem", "key.pem"][..], "ca.pem: there is no such file"),
        (&["ca.pem", "cert.pem"], "key.pem: there is no such file beside cert.pem"),
        (&["ca.pem", "key.pem"], "cert.pem: there is no such file beside key.pem"),
    ] {
        let problem = problem(with(files));
        assert!(problem.ends_with(expected), "{problem}");
    }
    let broken = with(&["ca.pem", "cert.pem"]);
    std::fs::write(broken.path().join("key.pem"), "hunter2").unwrap();
    let problem = problem(broken);
    assert!(problem.ends_with("key.pem: it holds no private key in PEM"), "{problem}");
}

#[test]
fn a_context_brings_its_own_certificates() {
    let Some(engine) = engine(Listen::TcpTls) else { return };
    let (_folder, settings, tls) = context(engine.tcp_host().unwrap(), false);
    for file in ["ca.pem", "cert.pem", "key.pem"] {
        std::fs::copy(engine.cert_path().unwrap().join(file), tls.join(file)).unwrap();
    }
    answers(settings.clone());
    std::fs::write(tls.join("ca.pem"), Authority::new().pem()).unwrap();
    assert!(matches!(refusal(settings), DaemonError::Tls { .. }));
}

#[test]
fn a_context_that_skips_verification_trusts_any_daemon() {
    let Some(engine) = engine(Listen::TcpTls) else { return };
    let (_folder, settings, tls) = context(engine.tcp_host().unwrap(), true);
    for file in ["cert.pem", "key.pem"] {
        std::fs::copy(engine.cert_path().unwrap().join(file), tls.join(file)).unwrap();
    }
    answers(settings);
}
