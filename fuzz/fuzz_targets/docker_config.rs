//! Auth files and pull secrets: credentials for whom they name, or an error that repeats nothing of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_images::AuthFile;

fuzz_target!(|bytes: &[u8]| {
    for parsed in [AuthFile::parse("f", bytes), AuthFile::parse_pull_secret("f", bytes)] {
        let found = parsed.and_then(|file| {
            // No key names a registry with a slash in it.
            assert_eq!(file.credential("registry/example", "team/app"), Ok(None));
            file.credential("docker.io", "library/nginx")?;
            file.credential("registry.example:5000", "team/app")
        });
        if let Err(error) = found {
            assert!(error.to_string().starts_with("f is no docker configuration: "));
            assert!(error.help().is_some());
        }
    }
});
