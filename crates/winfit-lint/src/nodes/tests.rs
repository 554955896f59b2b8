//! Hosts out of files.

mod cluster;
mod engine;
mod fleet_file;
mod refusals;

use winfit_fleet::{Fleet, FleetHost};

use super::*;

fn read(text: &str) -> Result<Fleet, String> {
    read_nodes("nodes", text.as_bytes().to_vec()).map_err(|error| error.to_string())
}

fn fleet(text: &str) -> Fleet {
    read(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn host(text: &str) -> FleetHost {
    let mut fleet = fleet(text);
    assert_eq!(fleet.hosts.len(), 1, "{text}");
    fleet.hosts.remove(0)
}

fn version(host: &FleetHost) -> String {
    host.host.os_version.map_or_else(|| "-".to_owned(), |version| version.to_string())
}
