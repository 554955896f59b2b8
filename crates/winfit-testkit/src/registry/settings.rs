//! The configuration of `docker-registry` and the files that it names.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Access;
use crate::{Authority, token};

/// The file with the authority's certificate.
pub(super) const CA: &str = "ca.pem";

/// The lowest cost that bcrypt has: these passwords protect nothing.
const COST: u32 = 4;

/// Writes the configuration into the folder and gives its path.
pub(super) fn write(folder: &Path, access: &Access, authority: Option<&Authority>) -> PathBuf {
    let mut settings = json!({
        "version": "0.1",
        // The line that tells the port is of this level.
        "log": {"level": "info"},
        "storage": {
            "filesystem": {"rootdirectory": folder.join("storage")},
            "delete": {"enabled": true},
            "maintenance": {"uploadpurging": {"enabled": false}},
        },
        "http": {"addr": "127.0.0.1:0", "secret": "winfit-testkit"},
        // Windows images name their base layers by URL.
        "validation": {"manifests": {"urls": {"allow": ["^https?://"]}}},
    });
    if let Some(authority) = authority {
        put(&mut settings, "/http", "tls", tls(folder, authority));
    }
    if let Some(auth) = auth(folder, access) {
        put(&mut settings, "", "auth", auth);
    }
    let file = folder.join("registry.yml");
    // JSON is YAML.
    write_file(&file, &settings.to_string());
    file
}

fn tls(folder: &Path, authority: &Authority) -> Value {
    let (certificate, key) = (folder.join("server.pem"), folder.join("server.key"));
    authority.server().write(&certificate, &key);
    write_file(&folder.join(CA), authority.pem());
    json!({"certificate": certificate, "key": key})
}

fn auth(folder: &Path, access: &Access) -> Option<Value> {
    match access {
        Access::Anonymous => None,
        Access::Basic { user, password } => {
            let file = folder.join("htpasswd");
            let hash =
                bcrypt::hash_with_salt(password, COST, *b"winfit---testkit").expect("the cost is legal");
            write_file(&file, &format!("{user}:{}\n", hash.format_for_version(bcrypt::Version::TwoY)));
            Some(json!({"htpasswd": {"realm": "winfit", "path": file}}))
        }
        Access::Token(server) => {
            let file = folder.join("tokens.pem");
            write_file(&file, server.certificate());
            Some(json!({"token": {
                "realm": server.realm(),
                "service": token::SERVICE,
                "issuer": token::ISSUER,
                "rootcertbundle": file,
            }}))
        }
    }
}

fn put(settings: &mut Value, place: &str, key: &str, value: Value) {
    let object = settings.pointer_mut(place).and_then(Value::as_object_mut);
    object.expect("the place is an object above").insert(key.to_owned(), value);
}

fn write_file(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
}
