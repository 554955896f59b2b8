//! The real `kube-apiserver`: certificates, settings, and the moment from which it can be asked.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Command;

use socket2::{Domain, Socket, Type};

use super::client::Client;
use crate::Authority;
use crate::authority::new_key;
use crate::process::Process;

/// Whoever belongs to this group may do everything.
const ADMINISTRATORS: &str = "system:masters";

/// Starts it over the etcd at this URL, with its files in a new folder within that one, and gives a client that may do
/// everything with it.
pub(super) fn start(program: &Path, etcd: &str, within: &Path) -> (Process, Client) {
    let folder = tempfile::tempdir_in(within).expect("there is room for temporary files");
    let authority = Authority::new();
    write_identities(&authority, folder.path());
    let port = Port::reserve();
    let mut command = Command::new(program);
    command.env_clear().current_dir(folder.path()).args(arguments(etcd, port.number));
    let mut process = Process::start(&mut command, folder);
    let administrator = authority.member(ADMINISTRATORS);
    let client = Client::new(format!("https://127.0.0.1:{}", port.number), authority, administrator);
    process.until(|| client.is_ready());
    (process, client)
}

/// A port that nobody else gets. The server cannot choose one itself; but it can share that of its own user.
struct Port {
    number: u16,
    _held: Socket,
}

impl Port {
    fn reserve() -> Self {
        let reserve = || -> std::io::Result<Self> {
            let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
            socket.set_reuse_port(true)?;
            socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
            let address = socket.local_addr()?.as_socket().expect("it was bound to an internet address");
            Ok(Self { number: address.port(), _held: socket })
        };
        reserve().expect("loopback has a free port")
    }
}

fn write_identities(authority: &Authority, folder: &Path) {
    fs::write(folder.join("ca.pem"), authority.pem()).expect("the folder is ours");
    authority.server().write(&folder.join("server.pem"), &folder.join("server.key"));
    let tokens = new_key();
    fs::write(folder.join("tokens.key"), tokens.serialize_pem()).expect("the folder is ours");
    fs::write(folder.join("tokens.pem"), tokens.public_key_pem()).expect("the folder is ours");
}

fn arguments(etcd: &str, port: u16) -> Vec<String> {
    let mut arguments = vec![format!("--etcd-servers={etcd}"), format!("--secure-port={port}")];
    let fixed = [
        "--bind-address=127.0.0.1",
        "--permit-port-sharing=true",
        "--advertise-address=127.0.0.1",
        // There is one server, and it need not be known to the others.
        "--endpoint-reconciler-type=none",
        "--cert-dir=.",
        "--tls-cert-file=server.pem",
        "--tls-private-key-file=server.key",
        "--client-ca-file=ca.pem",
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--service-account-issuer=https://127.0.0.1",
        "--service-account-key-file=tokens.pem",
        "--service-account-signing-key-file=tokens.key",
        // It refuses pods until a controller has made their namespace's account.
        "--disable-admission-plugins=ServiceAccount",
        // As in every cluster that people have; the server's own default is to refuse such pods.
        "--allow-privileged=true",
    ];
    arguments.extend(fixed.map(str::to_owned));
    arguments
}
