//! Which tests were skipped, because a program that they want was left out on purpose: each leaves a line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs, process};

/// The file in which they leave it; it goes when this does.
pub(super) struct Log {
    path: PathBuf,
}

impl Log {
    pub(super) fn new() -> Self {
        let path = env::temp_dir().join(format!("winfit-skipped-tests-{}", process::id()));
        let _ = fs::remove_file(&path);
        Self { path }
    }

    pub(super) fn path(&self) -> String {
        self.path.display().to_string()
    }

    /// What was skipped, for people; `None` if nothing was.
    pub(super) fn sum(&self) -> Option<String> {
        summary(&fs::read_to_string(&self.path).unwrap_or_default())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Lines are a program, a tab, and the name of a test; one that asked twice counts once.
fn summary(lines: &str) -> Option<String> {
    let mut tests: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (program, test) in lines.lines().filter_map(|line| line.split_once('\t')) {
        tests.entry(program).or_default().insert(test);
    }
    let parts: Vec<String> = tests
        .iter()
        .map(|(program, tests)| {
            let names: Vec<&str> = tests.iter().copied().collect();
            format!("{} tests were SKIPPED for want of {program}: {}", names.len(), names.join(", "))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_tests_are_counted_once_and_named_by_program() {
        let lines = "skopeo\tb::c\ndockerd\ta\nskopeo\tb::a\nskopeo\tb::c\n";
        let text = "1 tests were SKIPPED for want of dockerd: a; 2 tests were SKIPPED for want of skopeo: b::a, b::c";
        assert_eq!(summary(lines).as_deref(), Some(text));
        assert_eq!(summary(""), None);
    }
}
