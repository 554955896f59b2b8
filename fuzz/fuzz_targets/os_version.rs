//! `OsVersion`: what parses prints as it was typed, and no revision sorts before its unknown one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::OsVersion;

fuzz_target!(|text: &str| {
    match text.parse::<OsVersion>() {
        Ok(version) => {
            assert_eq!(version.to_string(), text);
            let without_revision = OsVersion { revision: None, ..version };
            assert!(without_revision <= version && without_revision.same_build(version));
        }
        Err(error) => assert!(error.to_string().contains("is not an OS version")),
    }
});
