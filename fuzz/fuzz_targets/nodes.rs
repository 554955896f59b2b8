//! Hosts out of what clusters and engines print: a fleet with a host in it, or an error that says something.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_lint::nodes::read_nodes;

fuzz_target!(|bytes: &[u8]| {
    match read_nodes("nodes.json", bytes.to_vec()) {
        Ok(fleet) => {
            assert!(!fleet.hosts.is_empty());
            let members: usize = fleet.pools().iter().map(|pool| pool.members.len()).sum();
            assert_eq!(members, fleet.hosts.len());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
