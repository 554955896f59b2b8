//! `Reference`: what parses prints as the same reference, within the grammar's bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::reference::Reference;

fuzz_target!(|text: &str| {
    match text.parse::<Reference>() {
        Ok(reference) => {
            assert_eq!(reference.to_string().parse().as_ref(), Ok(&reference));
            assert_eq!(
                reference.familiar_name().parse::<Reference>().map(|it| it.name()),
                Ok(reference.name())
            );
            assert!(reference.name().len() <= 255 && reference.tag.is_none_or(|tag| tag.len() <= 128));
        }
        Err(error) => assert!(error.to_string().contains("is not an image reference")),
    }
});
