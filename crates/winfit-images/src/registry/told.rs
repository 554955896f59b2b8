//! What must not be repeated: all that was sent to anybody to show who asks.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Passwords and tokens that were sent. A server may repeat them in what it says, and a message would hold them.
#[derive(Default)]
pub(super) struct Told(Mutex<HashSet<String>>);

impl Told {
    pub(super) fn add(&self, secret: &str) {
        if !secret.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(secret.to_owned());
        }
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|it| text.contains(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_the_middle_of_a_text() {
        let told = Told::default();
        told.add("s3cret");
        told.add("");
        assert!(told.is_in("no s3cret here"));
        assert!(!told.is_in("user unknown"));
    }
}
