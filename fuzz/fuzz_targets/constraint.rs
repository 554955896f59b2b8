//! Placement constraints: what parses prints as the same constraint, and can be asked about a host.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::{Host, OsVersion};
use winfit_fleet::FleetHost;
use winfit_fleet::placement::Constraint;

fuzz_target!(|text: &str| {
    match text.parse::<Constraint>() {
        Ok(constraint) => {
            assert_eq!(constraint.to_string().parse().as_ref(), Ok(&constraint));
            let mut host = FleetHost::new(constraint.value.clone(), Host::server(OsVersion::of_build(17763)));
            host.labels.insert("OS".to_owned(), constraint.value.clone());
            let holds = constraint.holds(&host);
            let denied = Constraint { equal: !constraint.equal, ..constraint.clone() }.holds(&host);
            if constraint.key == "node.hostname" || constraint.key == "node.labels.OS" {
                assert_eq!((holds, denied), (constraint.equal, !constraint.equal));
            }
        }
        Err(error) => assert!(error.to_string().contains("is not a placement constraint")),
    }
});
