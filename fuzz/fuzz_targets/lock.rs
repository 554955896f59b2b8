//! Facts files: what is read prints as a file that says the same, and what is refused is told with its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_images::{Lock, LockError};

fuzz_target!(|bytes: &[u8]| {
    match Lock::parse("winfit.lock", bytes) {
        Ok(lock) => {
            let text = lock.to_text();
            let again = Lock::parse("winfit.lock", text.as_bytes());
            assert_eq!(again.map(|again| (again.to_text(), again)).ok(), Some((text, lock)));
        }
        Err(error) => {
            assert!(error.to_string().len() < 4_096);
            assert!(!matches!(error, LockError::Io { .. } | LockError::TooLarge { .. }));
        }
    }
});
