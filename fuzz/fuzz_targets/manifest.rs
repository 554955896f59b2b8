//! Manifests, indexes and image configurations: any documents are an image or an error, within the limits.
//!
//! Documents are separated by zero bytes; the first is the one that the name stands for.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|documents: &[u8]| winfit_images::fuzzing::manifest(documents));
