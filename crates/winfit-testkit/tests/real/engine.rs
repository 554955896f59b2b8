//! The Docker engine, asked over its sockets.
#![cfg(unix)]

use std::io::Read as _;
use std::net::TcpStream;

use winfit_testkit::{Archive, Engine, Listen, Manifest, Registry, fixtures};

#[test]
fn an_engine_has_the_images_that_were_loaded_from_every_kind_of_archive() {
    let Some(engine) = Engine::start() else { return };
    let image = Manifest::linux().label("a", "b").image();
    for (name, archive) in [
        ("app:24", Archive::docker(&[(&["app:24"], &image)]).tar()),
        ("app:25", Archive::docker_25(&[(&["app:25"], &image)]).tar()),
        ("app:gz", Archive::docker(&[(&["app:gz"], &image)]).tar_gz()),
    ] {
        engine.load(&archive);
        let reply = engine.ask("GET", &format!("/images/{name}/json"), &[]);
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert!(reply.body.contains("\"Labels\":{\"a\":\"b\"}"), "{}", reply.body);
    }
    assert_eq!(engine.ask("GET", "/images/app:23/json", &[]).status, 404);
}

#[test]
fn an_engine_pulls_from_a_registry_of_the_same_test() {
    let Some(registry) = Registry::anonymous() else { return };
    let Some(engine) = Engine::start() else { return };
    let digest = registry.push("app", "1", &fixtures::linux());
    let reference = registry.reference("app", "1");
    engine.pull(&reference);
    let reply = engine.ask("GET", &format!("/images/{reference}/json"), &[]);
    assert!(reply.body.contains(&digest), "{}", reply.body);
}

#[test]
fn an_engine_is_gone_with_everything_it_made() {
    let Some(engine) = Engine::listening(Listen::Tcp) else { return };
    let folder = std::path::PathBuf::from(engine.host().trim_start_matches("unix://"));
    let folder = folder.parent().unwrap().to_owned();
    let tcp = engine.tcp_host().unwrap().trim_start_matches("tcp://").to_owned();
    assert!(TcpStream::connect(&tcp).is_ok());
    drop(engine);
    assert!(TcpStream::connect(&tcp).is_err());
    assert!(!folder.exists());
    let mut mounts = String::new();
    std::fs::File::open("/proc/mounts").unwrap().read_to_string(&mut mounts).unwrap();
    assert!(!mounts.contains(folder.to_str().unwrap()));
}

#[test]
fn a_tls_engine_answers_to_clients_of_its_authority_only() {
    let Some(engine) = Engine::listening(Listen::TcpTls) else { return };
    let (host, folder) = (engine.tcp_host().unwrap(), engine.cert_path().unwrap());
    let url = format!("{}/_ping", host.replace("tcp://", "https://"));
    assert_eq!(crate::tls::get(&url, &folder.join("ca.pem"), Some(folder)).unwrap(), "OK");
    assert!(crate::tls::get(&url, &folder.join("ca.pem"), None).is_err());
}
