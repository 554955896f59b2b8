//! `Date`, `Kb`, `KubernetesVersion` and `FieldPath`: what parses survives printing, and days survive counting.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_catalog::{Date, FieldPath, Kb, KubernetesVersion};

fuzz_target!(|text: &str| {
    match text.parse::<Date>() {
        Ok(date) => {
            assert_eq!(date.to_string(), text);
            assert_eq!(Date::from_days_since_epoch(date.days_since_epoch()), Some(date));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match text.parse::<Kb>() {
        Ok(kb) => assert_eq!(kb.to_string().parse(), Ok(kb)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match text.parse::<KubernetesVersion>() {
        Ok(version) => assert_eq!(version.to_string().parse(), Ok(version)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match text.parse::<FieldPath>() {
        Ok(path) => assert_eq!(path.to_string(), text),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
