//! The real `etcd`, for one API server.

use std::path::Path;
use std::process::Command;

use crate::process::Process;

/// Starts it, and gives its URL with it.
pub(super) fn start(program: &Path) -> (Process, String) {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    // Its environment is empty, since it takes settings from there too. Of ports that it chooses itself it tells one.
    let mut command = Command::new(program);
    command.env_clear().current_dir(folder.path()).args([
        "--data-dir=data",
        "--listen-client-urls=http://127.0.0.1:0",
        "--advertise-client-urls=http://127.0.0.1:0",
        "--listen-peer-urls=http://127.0.0.1:0",
        // It would look for itself where it does not listen.
        "--enable-grpc-gateway=false",
        // Nobody reads this after a crash.
        "--unsafe-no-fsync",
    ]);
    let process = Process::start(&mut command, folder);
    let address = process.told(serving);
    (process, format!("http://{address}"))
}

/// The address in the line by which it says that it serves clients, in the words of 3.4 or those of later versions.
fn serving(line: &str) -> Option<String> {
    if !(line.contains("serving insecure client requests")
        || line.contains("serving client traffic insecurely"))
    {
        return None;
    }
    let start = line.find("127.0.0.1:")?;
    let end = line[start..].find([',', '"', ' '])?;
    line.get(start..start + end).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_the_words_of_every_version() {
        for line in [
            "2026-11-28 00:32:16.063697 N | embed: serving insecure client requests on 127.0.0.1:43721, this is strongly discouraged!",
            r#"{"level":"info","caller":"embed/serve.go:187","msg":"serving client traffic insecurely; this is strongly discouraged!","traffic":"grpc+http","address":"127.0.0.1:43721"}"#,
        ] {
            assert_eq!(serving(line).as_deref(), Some("127.0.0.1:43721"), "{line}");
        }
    }

    #[test]
    fn an_address_in_any_other_line_is_left_alone() {
        for line in [
            "2026-11-28 00:32:16.063072 I | etcdserver: published {ClientURLs:[http://127.0.0.1:43721]} to cluster cdf8",
            r#"{"msg":"serving peer traffic","address":"127.0.0.1:43721"}"#,
            "embed: ready to serve client requests",
        ] {
            assert_eq!(serving(line), None, "{line}");
        }
    }
}
