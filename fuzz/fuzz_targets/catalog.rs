//! The catalogue's reader: a broken file is a problem with a file and a row, never a panic. The first byte picks the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_catalog::read::{FILE_NAMES, Files, STATEMENT_FILE_NAMES, read, read_statements};
use winfit_compat::builtin::builtin;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let names: Vec<&str> = FILE_NAMES.into_iter().chain(STATEMENT_FILE_NAMES).collect();
    let name = names[usize::from(*first) % names.len()];
    let mut files = Files::new("catalog");
    files.insert(name, text.to_owned());
    // The other files are missing, which is a problem of its own.
    let problems = if STATEMENT_FILE_NAMES.contains(&name) {
        read_statements(builtin(), &files).expect_err("one file of two is refused")
    } else {
        read(&files).expect_err("a catalogue of one file is refused")
    };
    assert!(!problems.to_string().is_empty());
});
