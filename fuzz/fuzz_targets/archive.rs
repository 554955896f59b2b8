//! Archives: platforms, or an error, in time.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use winfit_images::{Images, Settings, Source};

static FILE: LazyLock<PathBuf> =
    LazyLock::new(|| env::temp_dir().join(format!("winfit-fuzz-{}.tar", process::id())));

static IMAGES: LazyLock<Images> =
    LazyLock::new(|| Images::new(Settings { offline: true, ..Settings::default() }));

fuzz_target!(|bytes: &[u8]| {
    fs::write(&*FILE, bytes).expect("the folder for temporary files can be written to");
    let place = FILE.to_string_lossy();
    let source: Source = place.parse().expect("an absolute path is a place");
    let resolved = IMAGES.resolve([source], &()).expect("one image can always be asked for");
    for result in resolved.values() {
        match result {
            Ok(facts) => assert!(!facts.platforms.is_empty()),
            Err(error) => {
                assert!(!error.to_string().is_empty() && error.kind().as_str() != "timeout", "{error}")
            }
        }
    }
});
