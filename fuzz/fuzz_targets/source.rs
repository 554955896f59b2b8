//! `Source`: what parses prints as the same place, and what does not is told in a line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_images::Source;

fuzz_target!(|text: &str| {
    match text.parse::<Source>() {
        Ok(source) => assert_eq!(source.to_string().parse(), Ok(source)),
        Err(error) => assert!(!error.to_string().is_empty() && !error.to_string().contains('\n')),
    }
});
