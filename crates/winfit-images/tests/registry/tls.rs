//! TLS: whom to trust, who we are, and no plain http in its place.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use winfit_images::{ErrorKind, RegistryError};
use winfit_testkit::{Answer, Authority, Registry, Rude, fixtures};

use crate::{Asking, requests};

#[test]
fn an_authority_of_ones_own_has_to_be_named() {
    let Some(registry) = Registry::tls() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let reference = registry.reference("app", "1");
    let stranger = Asking::default().fail(&reference);
    assert!(matches!(stranger, RegistryError::Untrusted { .. }), "{stranger:?}");
    assert!(Asking::default().read(&reference).unwrap_err().help().unwrap().contains("--ca"));
    Asking::default().trusting(registry.ca().unwrap().to_owned()).read(&reference).unwrap();
    assert_eq!(
        requests(&registry),
        ["GET /v2/app/manifests/1 200"],
        "nothing is asked where nobody is trusted"
    );
}

#[test]
fn the_folder_of_a_registry_is_for_that_registry() {
    let Some(registry) = Registry::tls() else { return };
    registry.push("app", "1", &fixtures::multi_version());
    let folders = tempfile::tempdir().unwrap();
    let mut asking = Asking::default();
    asking.registries.certificate_folders = vec![folders.path().join("none"), folders.path().to_owned()];
    let put = |host: &str| {
        fs::create_dir(folders.path().join(host)).unwrap();
        fs::copy(registry.ca().unwrap(), folders.path().join(host).join("ca.crt")).unwrap();
    };
    put("127.0.0.1:1");
    let other = asking.fail(&registry.reference("app", "1"));
    assert!(matches!(other, RegistryError::Untrusted { .. }), "{other:?}");
    put(registry.host());
    asking.read(&registry.reference("app", "1")).unwrap();
}

#[test]
fn a_client_shows_its_certificate_where_it_has_one() {
    let folders = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let image = fixtures::multi_version();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", image.bytes().len());
    let (host, server) = serve_once(&authority, "127.0.0.1:0", [head.as_bytes(), image.bytes()].concat());
    let asking = as_client_of(&authority, &host, folders.path());
    asking.read(&format!("{host}/app:1")).unwrap();
    server.join().unwrap();
}

#[test]
fn a_certificate_for_another_name_is_not_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let (host, server) = serve_once(&authority, "127.0.0.2:0", Vec::new());
    let file = folder.path().join("ca.pem");
    fs::write(&file, authority.pem()).unwrap();
    let error = Asking::default().trusting(file).fail(&format!("{host}/app:1"));
    assert!(matches!(error, RegistryError::CertificateName { .. }), "{error:?}");
    let text = format!("the certificate of {host} is for another name: it is for 127.0.0.1 and localhost");
    assert_eq!(error.to_string(), text);
    server.join().unwrap();
}

#[test]
fn a_registry_that_wants_a_client_certificate_is_not_asked_by_plain_http() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let (host, server) = serve_once(&authority, "127.0.0.1:0", Vec::new());
    let file = folder.path().join("ca.pem");
    fs::write(&file, authority.pem()).unwrap();
    let error = Asking::default().trusting(file).fail(&format!("{host}/app:1"));
    assert!(matches!(error, RegistryError::Tls { .. }), "{error:?}");
    server.join().unwrap();
}

#[test]
fn a_file_that_is_no_certificate_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| -> PathBuf {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        file
    };
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for file in [
        folder.path().join("missing.pem"),
        write("empty.pem", b""),
        write("text.pem", b"hello"),
        write("key.pem", Authority::new().server().key.as_bytes()),
        write("broken.pem", broken.as_bytes()),
        write("cut.pem", b"-----BEGIN CERTIFICATE-----\nAAAA"),
        write("large.pem", &vec![b'\n'; (1 << 20) + 1]),
        folder.path().to_owned(),
    ] {
        let asking = Asking::default().trusting(file.clone());
        let error = asking.fail("127.0.0.1:1/app:1");
        assert!(
            matches!(&error, RegistryError::Certificate { file: named, .. } if Path::new(named) == file),
            "{error:?}"
        );
        assert_eq!(asking.read("127.0.0.1:1/app:1").unwrap_err().kind(), ErrorKind::Environment);
    }
}

#[test]
fn a_certificate_without_its_key_is_named() {
    let folders = tempfile::tempdir().unwrap();
    let folder = folders.path().join("127.0.0.1:1");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("client.cert"), Authority::new().client().certificate).unwrap();
    let mut asking = Asking::default();
    asking.registries.certificate_folders = vec![folders.path().to_owned()];
    let error = asking.fail("127.0.0.1:1/app:1");
    let RegistryError::Certificate { file, .. } = &error else { panic!("{error:?}") };
    assert!(file.ends_with("client.key"), "{file}");
}

#[test]
fn a_redirect_from_tls_to_plain_http_is_not_followed() {
    let folders = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let head = "HTTP/1.1 307 Away\r\nLocation: http://plain.example/x\r\nContent-Length: 0\r\n\r\n";
    let (host, server) = serve_once(&authority, "127.0.0.1:0", head.into());
    let asking = as_client_of(&authority, &host, folders.path());
    let error = asking.fail(&format!("{host}/app:1"));
    let RegistryError::RedirectWithoutTls { to, .. } = &error else { panic!("{error:?}") };
    assert_eq!(to, "plain.example");
    server.join().unwrap();
}

/// With a folder for this host that holds the authority and a certificate of ours.
fn as_client_of(authority: &Authority, host: &str, folders: &Path) -> Asking {
    let folder = folders.join(host);
    fs::create_dir(&folder).unwrap();
    let client = authority.client();
    fs::write(folder.join("ca.crt"), authority.pem()).unwrap();
    fs::write(folder.join("client.cert"), client.certificate).unwrap();
    fs::write(folder.join("client.key"), client.key).unwrap();
    let mut asking = Asking::default();
    asking.registries.certificate_folders = vec![folders.to_owned()];
    asking
}

/// A TLS server with a certificate for 127.0.0.1 that wants one from its client, and answers one request so.
fn serve_once(
    authority: &Authority,
    address: &str,
    answer: Vec<u8>,
) -> (String, std::thread::JoinHandle<()>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap()).unwrap();
    let clients =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().unwrap();
    let identity = authority.server();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(
            CertificateDer::pem_slice_iter(identity.certificate.as_bytes()).map(Result::unwrap).collect(),
            PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).unwrap(),
        )
        .unwrap();
    let listener = TcpListener::bind(address).unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let server = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut reader = BufReader::new(StreamOwned::new(connection, stream));
        let mut line = String::new();
        // A client that is refused, or refuses, reads or writes no more.
        while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
            line.clear();
        }
        let _ = reader.get_mut().write_all(&answer);
        let _ = reader.get_mut().flush();
    });
    (host, server)
}

/// The file that stands in the way, since it holds no certificate; nobody is connected to.
fn file_in_the_way(asking: &Asking, reference: &str) -> Option<PathBuf> {
    let mut registries = asking.registries.clone();
    registries.proxies.https = Some("http://127.0.0.1:1".to_owned());
    let asking = Asking { registries, ..Asking::default() };
    match asking.fail(reference) {
        RegistryError::Certificate { file, .. } => Some(PathBuf::from(file)),
        _ => None,
    }
}

#[test]
fn an_authority_for_one_registry_is_for_it_by_each_of_its_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    fs::write(&file, "").unwrap();
    for (named, reference, is_meant) in [
        ("docker.io", "nginx", true),
        ("registry-1.docker.io", "nginx", true),
        ("docker.io", "registry-1.docker.io/library/nginx", true),
        ("Registry.Example", "registry.example/app", true),
        ("registry.example:443", "registry.example/app", true),
        ("registry.example", "registry.example:443/app", true),
        ("registry.example", "registry.example:5000/app", false),
        ("registry.example:5000", "registry.example/app", false),
        ("docker.io", "other.docker.io/app", false),
        ("docker.io", "docker.io.example/app", false),
    ] {
        let mut asking = Asking::default();
        asking.registries.certificates_of.insert(named.to_owned(), file.clone());
        let expected = is_meant.then(|| file.clone());
        assert_eq!(file_in_the_way(&asking, reference), expected, "{named} {reference}");
    }
}

#[test]
fn the_folder_of_docker_hub_has_either_of_its_names() {
    for name in ["docker.io", "registry-1.docker.io"] {
        let folders = tempfile::tempdir().unwrap();
        let file = folders.path().join(name).join("ca.crt");
        fs::create_dir(folders.path().join(name)).unwrap();
        fs::write(&file, "").unwrap();
        let mut asking = Asking::default();
        asking.registries.certificate_folders = vec![folders.path().to_owned()];
        assert_eq!(file_in_the_way(&asking, "nginx"), Some(file), "{name}");
        assert_eq!(file_in_the_way(&asking, "other.example/app"), None, "{name}");
    }
}

#[test]
fn a_host_that_is_called_like_the_folder_above_has_no_folder() {
    let above = tempfile::tempdir().unwrap();
    fs::write(above.path().join("other.crt"), "").unwrap();
    let folder = above.path().join("certs.d");
    fs::create_dir(&folder).unwrap();
    let rude = Rude::start();
    rude.otherwise(Answer::redirect(307, "https://../x"));
    let mut asking = Asking::plainly(&[&rude]);
    asking.registries.certificate_folders = vec![folder];
    assert_eq!(file_in_the_way(&asking, &rude.reference("app", "1")), None);
}
