//! OS versions out of any text: every reading lies in the text, and carries a Windows that could be.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::reading::{look_alikes, read, read_one};

fuzz_target!(|text: &str| {
    let readings = read(text);
    assert!(readings.is_sorted_by_key(|reading| reading.span.start));
    for reading in &readings {
        assert!(text.get(reading.span.clone()).is_some());
        assert!(reading.os_version().is_none_or(|version| version.build >= 10_000));
    }
    match read_one(text) {
        Ok(answer) => assert!(!answer.readings().is_empty()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    assert!(look_alikes(text).len() <= 8);
});
