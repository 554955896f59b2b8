//! The end of `fuzz/Cargo.toml`: one `[[bin]]` for each file in `fuzz/fuzz_targets/`.
//!
//! Cargo finds no programs in that directory by itself; so adding a target stays a matter of one file.

use std::fmt::Write as _;

use super::{Generator, Made};
use crate::failure::Failure;
use crate::repository::Repository;
use crate::tasks::fuzz;

const PATH: &str = "fuzz/Cargo.toml";
const MARK: &str = "# From here on generated from fuzz_targets/ by `cargo xtask generated --write`.\n";

pub(super) const GENERATOR: Generator = Generator { owns: &[], make };

fn make(repository: &Repository) -> Result<Vec<Made>, Failure> {
    let present = repository.read(PATH)?.unwrap_or_default().replace("\r\n", "\n");
    let text = with_targets(&present, &fuzz::targets(repository)?);
    Ok(vec![Made { path: PATH.to_owned(), text }])
}

/// The manifest with its list of targets replaced, or added where it has none.
fn with_targets(manifest: &str, targets: &[String]) -> String {
    let by_hand = manifest.split_once(MARK).map_or(manifest, |(before, _)| before);
    let mut text = format!("{by_hand}{MARK}");
    for target in targets {
        let _ = write!(
            text,
            "\n[[bin]]\nname = \"{target}\"\npath = \"fuzz_targets/{target}.rs\"\ntest = false\ndoc = false\nbench = false\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_come_and_go_and_what_was_written_by_hand_stays() {
        let manifest = format!("[package]\nname = \"fuzz\"\n\n{MARK}\n[[bin]]\nname = \"gone\"\n");
        let text = with_targets(&manifest, &["os_version".to_owned()]);
        assert!(
            text.starts_with(&format!(
                "[package]\nname = \"fuzz\"\n\n{MARK}\n[[bin]]\nname = \"os_version\"\n"
            ))
        );
        assert!(!text.contains("gone"));
        assert_eq!(with_targets(&text, &["os_version".to_owned()]), text);
    }
}
